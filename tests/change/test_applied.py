"""Is what came of a move whole: the way back, what it touched, who changed team?"""

import pickle

import pytest

from tests.change.trying import apply
from topo.change.applied import Transfer
from topo.change.refusal import Misfit, MoveRefused
from topo.errors import Defect
from topo.findings import Address
from topo.model.organisation import Organisation


def test_the_way_back_is_refused_where_something_else_changed(northwind: Organisation) -> None:
    """An inverse belongs to one move: after another in the same section it would lose that one's work."""
    first = apply(northwind, "move-service", service="stock", to="payments")
    second = apply(first.organisation, "move-service", service="ledger", to="checkout")
    with pytest.raises(Defect, match="`services` changed after it"):
        first.inverse.apply(second.organisation)


def test_what_changed_elsewhere_stays(northwind: Organisation) -> None:
    """In other sections."""
    first = apply(northwind, "move-service", service="stock", to="payments")
    second = apply(first.organisation, "change-type", team="security", to="platform")
    back = first.inverse.apply(second.organisation).organisation
    assert back.services == northwind.services
    assert back.teams["security"].type == "platform"


def test_what_is_touched_stands_in_the_order_of_the_model(northwind: Organisation) -> None:
    """Domains, teams, services, tissue, streams, then interactions, settings and policies."""
    touched = apply(
        northwind, "dissolve-team", team="security", people_to={"platform": "all"}, services_to="platform"
    )
    assert [str(each) for each in touched.touched] == [
        "teams.platform",
        "teams.security",
        "tissue.guardrails.change-board",
        "tissue.guardrails.pii-scan",
        "streams.order-to-cash",
        "interactions[facilitating security payments]",
        "interactions[x-as-a-service platform checkout payments]",
        "interactions[x-as-a-service platform checkout payments security]",
        "interactions[x-as-a-service security checkout]",
    ]
    assert touched.find_touched("guardrail") == ("change-board", "pii-scan")


def test_people_on_their_way_back(northwind: Organisation) -> None:
    """The transfers of the way back are the same ones turned around."""
    there = apply(northwind, "move-people", from_="payments", to="checkout", roles={"engineer": 1})
    back = there.inverse.apply(there.organisation)
    assert back.transfers == (Transfer(1.0, "engineer", None, "checkout", "payments"),)


def test_it_can_be_sent_elsewhere(northwind: Organisation) -> None:
    """Another process gets the same: what came of a move, and why one was refused."""
    applied = apply(northwind, "move-service", service="stock", to="payments")
    again = pickle.loads(pickle.dumps(applied))
    assert again == applied
    assert again.inverse.apply(again.organisation).organisation == northwind
    refused = MoveRefused("Give it", [Misfit(Address.of("to"), "no", "yes")])
    copy = pickle.loads(pickle.dumps(refused))
    assert (copy.message, copy.misfits) == (refused.message, refused.misfits)
    assert copy.message == "cannot give it:\n  to: no (yes)"
