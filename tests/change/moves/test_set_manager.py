"""Does a team get another manager?"""

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_gets_a_manager(northwind: Organisation) -> None:
    """And nothing else changes."""
    now = apply(northwind, "set-manager", team="payments", to="person:ana").organisation
    assert now.teams["payments"] == northwind.teams["payments"].model_copy(update={"manager": "ana"})


def test_what_does_not_fit(northwind: Organisation) -> None:
    """Somebody who is nobody, and who manages it already."""
    assert refusals(northwind, "set-manager", team="payments", to="anna") == [
        "to: `anna` names no person (did you mean `ana`?)"
    ]
    assert refusals(northwind, "set-manager", team="checkout", to="ana") == [
        "to: `ana` manages team `checkout` already"
    ]
