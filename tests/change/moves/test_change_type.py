"""Is a team of the type that is claimed?"""

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_is_of_another_type(northwind: Organisation) -> None:
    """And nothing else changes."""
    now = apply(northwind, "change-type", team="security", to="platform").organisation
    assert now.teams["security"] == northwind.teams["security"].model_copy(update={"type": "platform"})


def test_what_does_not_fit(northwind: Organisation) -> None:
    """A team that is not there, the type that it has."""
    assert refusals(northwind, "change-type", team="securty", to="platform") == [
        "team: `securty` names no team (did you mean `security`?)"
    ]
    assert refusals(northwind, "change-type", team="security", to="enabling") == [
        "to: team `security` is of type enabling already"
    ]
