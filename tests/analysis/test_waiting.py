"""Who waits on whom, with which load, and does every number open up?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import WEIGHTS, graph, organisations
from topo.analysis.parts import Number, sum_parts
from topo.analysis.renewing import Before, Differences
from topo.analysis.waiting import measure_waiting
from topo.graph.projections import view_teams
from topo.model.organisation import Organisation

ESTATE = """
    shop: cart web
    pay: gateway ledger
    ops: deploy
    idle:
    cart -> gateway
    cart -> deploy async
    web -> gateway shared-code
    web -> cart
    ledger -> stripe
    gateway -> cart blocking
    deploy -> cart no
"""


def describe(number: Number) -> list[tuple[str, float, str | None]]:
    return [(str(part.address), part.amount, part.weighed_by) for part in number.parts]


def test_the_load_of_a_team() -> None:
    """Each dependency is a part, weighed by its own entry, with the address where it is written."""
    shop = measure_waiting(graph(ESTATE)).find("shop")
    assert describe(shop.outgoing) == [
        ("services.cart.depends_on[deploy]", 0.2, "dependencies.async"),
        ("services.cart.depends_on[gateway]", 0.3, "dependencies.sync"),
        ("services.web.depends_on[gateway]", 0.8, "dependencies.shared-code"),
    ]
    assert describe(shop.incoming) == [
        ("services.deploy.depends_on[cart]", 0.05, "dependencies.no"),
        ("services.gateway.depends_on[cart]", 1.0, "dependencies.blocking"),
    ]
    assert describe(shop.internal) == [("services.web.depends_on[cart]", 0.3, "dependencies.sync")]
    assert shop.blocking_share.amount == pytest.approx(0.8 / 1.3)


def test_the_teams_at_the_other_ends() -> None:
    """They are distinct, those with a tie that blocks stand apart, and a service of nobody is no team."""
    waiting = measure_waiting(graph(ESTATE))
    shop, pay = waiting.find("shop"), waiting.find("pay")
    assert (shop.loads.waits_on, shop.loads.waits_on_blocking) == (("ops", "pay"), ("pay",))
    assert (shop.loads.waited_on_by, shop.loads.waited_on_by_blocking) == (("ops", "pay"), ("pay",))
    assert (pay.loads.waits_on, pay.of_nobody) == (("shop",), ("stripe",))
    assert pay.outgoing.amount == 1.3
    assert [number.amount for number in (shop.teams_waited_on, shop.teams_waiting_blocking)] == [2, 1]


def test_the_share_that_crosses() -> None:
    """All weight but what lies inside teams; a part for each team that waits."""
    share = measure_waiting(graph(ESTATE)).cross_team_share
    assert share.amount == pytest.approx((1.3 + 1.3 + 0.05) / (1.3 + 1.3 + 0.05 + 0.3))
    assert [str(part.address) for part in share.parts] == ["teams.ops", "teams.pay", "teams.shop"]


def test_a_shared_deployable() -> None:
    """It weighs a release each way, blocks, and is inside the share that crosses."""
    waiting = measure_waiting(graph("shop: core\npay: ledger\ncore < ledger"))
    shop = waiting.find("shop")
    assert (
        describe(shop.outgoing) == describe(shop.incoming) == [("services.core", 1.0, "dependencies.release")]
    )
    assert shop.loads.waits_on_blocking == shop.loads.waited_on_by_blocking == ("pay",)
    assert (shop.blocking_share.amount, waiting.cross_team_share.amount) == (1.0, 1.0)


def test_no_dependency_anywhere() -> None:
    """Nothing is assessed: nobody said anything of waiting."""
    waiting = measure_waiting(graph("shop: cart\npay: gateway"))
    assert {number.amount for number in waiting.numbers} == {None}
    assert waiting.cross_team_share.missing == ("no service says what it depends on",)


def test_a_team_that_owns_nothing() -> None:
    """It is not assessed; one whose services wait on nobody has a load of zero."""
    waiting = measure_waiting(graph(f"{ESTATE}\nfree: island"))
    idle, free = waiting.find("idle"), waiting.find("free")
    assert {number.amount for number in idle.numbers} == {None}
    assert idle.outgoing.missing == ("owns no service",)
    assert (free.outgoing.amount, free.incoming.amount, free.blocking_share.amount) == (0, 0, None)


def test_everything_weighs_nothing() -> None:
    """A share of nothing is not assessed."""
    organisation = graph(ESTATE).organisation
    waiting = measure_waiting(view_teams(organisation, dict.fromkeys(WEIGHTS, 0.0)))
    assert waiting.cross_team_share.amount is None
    assert waiting.find("shop").loads.waits_on_blocking == ("pay",)


def _renamed(raw: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """The same organisation with other ids, in the opposite order."""
    if isinstance(raw, dict):
        items = reversed([(names.get(key, key), _renamed(value, names)) for key, value in raw.items()])
        return dict(items)
    if isinstance(raw, list):
        return [_renamed(value, names) for value in reversed(raw)]
    return names.get(raw, raw) if isinstance(raw, str) else raw


@given(organisations(), st.randoms(use_true_random=False))
def test_other_names_in_another_order(raw: dict[str, Any], chance: Any) -> None:
    """No number changes, not in its last bit."""
    ids = [*raw["teams"], *raw["services"]]
    names = dict(zip(ids, (f"n{place}" for place in chance.sample(range(len(ids)), len(ids))), strict=True))
    before = measure_waiting(view_teams(Organisation.model_validate(raw), WEIGHTS))
    after = measure_waiting(view_teams(Organisation.model_validate(_renamed(raw, names)), WEIGHTS))
    for team in before.teams:
        other = after.find(names[team.team])
        assert [each.amount for each in team.numbers] == [each.amount for each in other.numbers]
    share, other_share = before.cross_team_share.amount, after.cross_team_share.amount
    assert share == other_share


@given(organisations())
def test_parts(raw: dict[str, Any]) -> None:
    """They add up exactly, to the facts too; what goes out somewhere comes in elsewhere."""
    teams = view_teams(Organisation.model_validate(raw), WEIGHTS)
    waiting = measure_waiting(teams)
    for number in waiting.numbers:
        assert number.amount is None or number.amount == sum_parts(number.parts)
    for team in waiting.teams if teams.services.says_anything else ():
        loads = team.outgoing.amount, team.incoming.amount, team.internal.amount
        if team.is_assessed:
            assert loads == team.loads[:3]
    share = waiting.cross_team_share.amount
    assert share is None or -1e-12 < share < 1 + 1e-12


@given(organisations())
def test_an_unrelated_team(raw: dict[str, Any]) -> None:
    """It changes no other team's numbers."""
    before = measure_waiting(view_teams(Organisation.model_validate(raw), WEIGHTS))
    raw["teams"]["far"] = {"id": "far"}
    raw["services"]["island"] = {"id": "island", "owner": "far"}
    after = measure_waiting(view_teams(Organisation.model_validate(raw), WEIGHTS))
    assert [team.numbers for team in before.teams] == [after.find(team.team).numbers for team in before.teams]


@given(organisations(), st.data())
def test_measured_after_a_change_of_owner(raw: dict[str, Any], data: st.DataObject) -> None:
    """What is kept of the teams that nothing touched is what measuring anew finds."""
    before = view_teams(Organisation.model_validate(raw), WEIGHTS)
    service = data.draw(st.sampled_from(sorted(raw["services"])))
    raw["services"][service]["owner"] = data.draw(st.sampled_from(sorted(raw["teams"])))
    after = Organisation.model_validate(raw)
    earlier = Before(measure_waiting(before), {"graph": before}, Differences())
    moved = measure_waiting(view_teams(after, WEIGHTS, before=before), before=earlier)
    anew = measure_waiting(view_teams(after, WEIGHTS))
    assert moved == anew
    assert list(moved.numbers) == list(anew.numbers)
