"""Has a stream the limit that is claimed?"""

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_has_a_limit(northwind: Organisation) -> None:
    """And nothing else changes."""
    now = apply(northwind, "set-wip-limit", stream="order-to-cash", to=5).organisation
    was = northwind.streams["order-to-cash"]
    assert now.streams["order-to-cash"] == was.model_copy(update={"wip_limit": 5})


def test_what_does_not_fit(northwind: Organisation) -> None:
    """A stream that is not there, the limit that it has."""
    assert refusals(northwind, "set-wip-limit", stream="order-to-csh", to=5) == [
        "stream: `order-to-csh` names no stream (did you mean `order-to-cash`?)"
    ]
    assert refusals(northwind, "set-wip-limit", stream="order-to-cash", to=20) == [
        "to: stream `order-to-cash` has this limit already"
    ]
