"""Do services collapse to their owners, and to groups, so that nothing vanishes?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import WEIGHTS, draw, graph, organisations
from topo.graph.networks import network_services, network_teams
from topo.graph.projections import project_groups, view_teams
from topo.graph.teams import Tie
from topo.model.organisation import Organisation


def test_ties_add_up() -> None:
    """Two dependencies between two teams are one tie; one inside a team is none."""
    teams = graph("shop: cart web\npay: gateway\ncart -> gateway release\nweb -> gateway\nweb -> cart")
    ((node, others),) = teams.ties.items()
    amount = teams.weights.amount
    assert (node, list(others)) == ("shop", ["pay"])
    assert (amount(others["pay"].units), others["pay"].edges) == (1.3, 2)
    assert (amount(others["pay"].blocking_units), others["pay"].blocking_edges) == (1.0, 1)
    assert amount(teams.internal["shop"]) == 0.3


@pytest.mark.parametrize("owner", [None, "nobody-knows", "commerce", "ana", "ghosts"])
def test_a_service_of_nobody(owner: str | None) -> None:
    """Without an owner, with an unknown one, a group, a person or an empty team it is a node of its own."""
    said = {"id": "ledger"} | ({"owner": owner} if owner else {})
    teams = view_teams(
        Organisation.model_validate(
            {
                "groups": {"commerce": {"id": "commerce"}},
                "people": {"ana": {"id": "ana"}},
                "teams": {"ghosts": {"id": "ghosts", "size": 0}},
                "services": {"ledger": said},
            }
        ),
        WEIGHTS,
    )
    assert teams.node_ids == ("service:ledger",)


def test_an_external_service() -> None:
    """It is nobody's, whoever is named."""
    assert graph("shop: stripe", stripe={"kind": "external"}).node_ids == ("service:stripe",)


def test_shared_deployables() -> None:
    """Their owner and the owners of their parts are joined in pairs, once each; nobody's part joins none."""
    teams = graph(
        "a: core\nb: one two\nc: three four\ncore < one two three five\nother < b1 c1\nb: b1\nc: c1"
    )
    assert teams.shared == {"a": {"b": 1, "c": 1}, "b": {"a": 1, "c": 2}, "c": {"a": 1, "b": 2}}
    causes = list(teams.find_causes("b", other="c"))
    assert [(each.target, str(each.address), each.weighed_by) for each in causes] == [
        ("core", "services.core", "dependencies.release"),
        ("other", "services.other", "dependencies.release"),
    ]


def test_teams_in_groups() -> None:
    """Ties of one group are one; a team without a group stays as it is."""
    organisation = draw("a: s\nb: t\nc: u\ns -> u release\nt -> u\ns -> t")
    teams = {id: {"id": id} | ({"group": "g"} if id != "c" else {}) for id in organisation.teams}
    raw = organisation.model_dump(exclude_defaults=True, by_alias=True)
    grouped = Organisation.model_validate(raw | {"teams": teams, "groups": {"g": {"id": "g"}}})
    view = view_teams(grouped, WEIGHTS)
    one, other = view.ties["a"]["c"], view.ties["b"]["c"]
    assert project_groups(view, grouped) == {
        "group:g": {"c": Tie(*(left + right for left, right in zip(one, other, strict=True)))}
    }


@given(organisations(), st.data())
def test_owners_that_change(raw: dict, data: st.DataObject) -> None:
    """The graph made from the one before is the one made from nothing."""
    before = view_teams(Organisation.model_validate(raw), WEIGHTS)
    for service in raw["services"].values():
        owner = data.draw(st.sampled_from([None, "unknown", *raw["teams"]]))
        service.pop("owner", None)
        if owner:
            service["owner"] = owner
    after = Organisation.model_validate(raw)
    moved, anew = view_teams(after, WEIGHTS, before=before), view_teams(after, WEIGHTS)
    assert moved.services is before.services
    assert moved.nodes == anew.nodes
    assert (moved.ties, moved.tied_by, moved.shared) == (anew.ties, anew.tied_by, anew.shared)
    assert moved.internal == {node: units for node, units in anew.internal.items() if units}


@given(organisations())
def test_networks(raw: dict) -> None:
    """networkx gets all that is there: as much weight over services as over teams and inside them."""
    teams = view_teams(Organisation.model_validate(raw), WEIGHTS)
    services, nodes = network_services(teams), network_teams(teams)
    crossing = sum(tie.units for others in teams.ties.values() for tie in others.values())
    assert sorted(services) == list(teams.services.ids)
    assert sorted(nodes) == list(teams.node_ids)
    assert nodes.size(weight="weight") == pytest.approx(teams.weights.amount(crossing))
    whole = teams.weights.amount(crossing + sum(teams.internal.values()))
    assert services.size(weight="weight") == pytest.approx(whole)
