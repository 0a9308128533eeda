"""Does a team change its group?"""

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_changes_its_group(northwind: Organisation) -> None:
    """And nothing else."""
    now = apply(northwind, "set-group", team="platform", to="commerce").organisation
    assert now.teams["platform"] == northwind.teams["platform"].model_copy(update={"group": "commerce"})


def test_what_does_not_fit(northwind: Organisation) -> None:
    """Names of nothing, and the group that it is in."""
    assert refusals(northwind, "set-group", team="plat", to="comerce") == [
        "team: `plat` names no team (there are `checkout`, `payments`, `platform` and `security`)",
        "to: `comerce` names no group (did you mean `commerce`?)",
    ]
    assert refusals(northwind, "set-group", team="checkout", to="commerce") == [
        "to: team `checkout` is in `commerce` already"
    ]
