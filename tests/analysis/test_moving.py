"""Do moves of services change the loads as measuring from the start does?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import WEIGHTS, graph, organisations
from topo.analysis.cycles import measure_cycles
from topo.analysis.moving import WaitingLedger
from topo.analysis.waiting import measure_waiting
from topo.graph.projections import view_teams
from topo.model.organisation import Organisation


@given(organisations(), st.data())
def test_any_moves(raw: dict[str, Any], data: st.DataObject) -> None:
    """After any moves, sums and share are exactly those of a full measurement, and untouched teams' stay."""
    ledger = WaitingLedger(view_teams(Organisation.model_validate(raw), WEIGHTS))
    live = [id for id, service in raw["services"].items() if service.get("lifecycle") != "retired"]
    if not live:
        return
    for _ in range(data.draw(st.integers(1, 4))):
        service = data.draw(st.sampled_from(live))
        owner = data.draw(st.sampled_from([None, *raw["teams"]]))
        before = {team: ledger.loads(team) for team in raw["teams"]}
        touched = ledger.apply(service, owner)
        assert {team for team in raw["teams"] if ledger.loads(team) != before[team]} <= touched
        raw["services"][service].pop("owner", None)
        if owner:
            raw["services"][service]["owner"] = owner
    anew = view_teams(Organisation.model_validate(raw), WEIGHTS)
    waiting = measure_waiting(anew)
    assert [ledger.loads(team.team) for team in waiting.teams] == [team.loads for team in waiting.teams]
    share = waiting.cross_team_share.amount
    assert ledger.cross_team_share == (None if share is None else pytest.approx(share))
    assert [each.nodes for each in measure_cycles(ledger.freeze()).found] == [
        each.nodes for each in measure_cycles(anew).found
    ]


def test_there_and_back() -> None:
    """A move is undone by giving the service back, to nobody too."""
    ledger = WaitingLedger(graph("shop: cart\npay: gateway\ncart -> gateway\ngateway -> ledger"))
    before = ledger.loads("pay")
    owner = ledger.owner("ledger")
    assert ledger.apply("ledger", "shop") == {"service:ledger", "shop", "pay"}
    assert ledger.loads("pay") != before
    ledger.apply("ledger", owner)
    assert (owner, ledger.loads("pay")) == (None, before)


def test_a_frozen_graph() -> None:
    """Later moves leave it alone."""
    ledger = WaitingLedger(graph("shop: cart\npay: gateway\ncart -> gateway"))
    frozen = ledger.freeze()
    ledger.apply("gateway", "shop")
    assert list(frozen.ties["shop"]) == ["pay"]
    assert measure_waiting(ledger.freeze()).find("shop").loads.waits_on == ()


def test_a_move_to_nowhere() -> None:
    """A team or a service that does not exist is an error."""
    ledger = WaitingLedger(graph("shop: cart"))
    for service, owner in (("cart", "pay"), ("nothing", "shop")):
        with pytest.raises(KeyError):
            ledger.apply(service, owner)


def test_an_external_service() -> None:
    """It stays nobody's."""
    ledger = WaitingLedger(graph("shop: cart\ncart -> stripe", stripe={"kind": "external"}))
    assert ledger.apply("stripe", "shop") == frozenset()
    assert ledger.owner("stripe") is None
