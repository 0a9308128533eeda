"""Do moves change where work waits as they should?"""

from typing import Any

import pytest

from tests.analysis.flow.flows import WEIGHTS
from tests.change import trying
from tests.change.conftest import Read
from topo.analysis.flow.measuring import Flow, measure_flow
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """Two teams make changes, two people review all of them, a board meets, and hosting releases."""
    return read("""
        teams:
          cart: {roles: {engineer: 4}, focus: 100%}
          pay: {roles: {engineer: 3}, focus: 100%}
          review: {roles: {engineer: 2}, focus: 100%}
          hosting: {size: 2, focus: 100%}
        services:
          cart-api: {owner: cart}
          gateway: {owner: hosting}
        tissue:
          guardrails: {board: {owner: hosting, enforcement: gate}}
        streams:
          orders:
            demand: 8/week
            stages:
              build: {phase: create, team: cart, role: engineer, touch: 2d}
              configure: {phase: create, service: gateway, touch: 1h}
              review: {phase: create, team: review, role: engineer, touch: 9h}
              board: {phase: release, team: hosting, touch: 2h, wait: 3d, guardrail: board}
              check: {phase: release, team: cart, role: engineer, touch: 1h}
    """)


def apply(organisation: Organisation, name: str, **fields: Any) -> Organisation:
    """The organisation after a move."""
    return trying.apply(organisation, name, **fields).organisation


def measure(organisation: Organisation) -> Flow:
    return measure_flow(organisation, weights=WEIGHTS)


def days_of(flow: Flow) -> float:
    (stream,) = flow.streams
    assert stream.days is not None
    return stream.days


def test_the_review_team_is_dissolved(estate: Organisation) -> None:
    """Its people and its stage go to the builders: six at both stages, and the review is no other team's."""
    before = measure(estate)
    after = measure(
        apply(estate, "dissolve-team", team="review", people_to={"cart": "all"}, services_to="cart")
    )
    assert before.constraint is not None and before.constraint.id == "review engineer"
    assert after.find_pool("review", "engineer") is None
    cart = after.find_pool("cart", "engineer")
    assert cart is not None and cart.pool.heads == 6
    assert cart.standing.busyness == pytest.approx(8 * (16 + 9 + 1) / (6 * 40))
    assert "review" not in {pool.pool.team for pool in after.pools}
    assert days_of(after) < days_of(before)


def test_a_person_is_added(estate: Organisation) -> None:
    """A third reviewer: the same work on three, the queue shorter, and who builds is the constraint now."""
    before, after = (
        measure(estate),
        measure(apply(estate, "add-people", team="review", roles={"engineer": 1})),
    )
    then, now = before.find_pool("review", "engineer"), after.find_pool("review", "engineer")
    assert then is not None and now is not None
    assert then.standing.busyness == pytest.approx(8 * 9 / 80)
    assert now.standing.busyness == pytest.approx(8 * 9 / 120)
    assert then.wait.amount is not None and now.wait.amount is not None
    assert now.wait.amount < then.wait.amount / 5
    assert after.constraint is not None and after.constraint.id == "cart engineer"
    saved = days_of(before) - days_of(after)
    assert saved == pytest.approx(then.wait.amount - now.wait.amount)


def test_the_gate_is_automated(estate: Organisation) -> None:
    """Neither touch nor wait is left of it; hosting is less busy by just that."""
    before, after = measure(estate), measure(apply(estate, "automate-guardrail", guardrail="board"))
    board = after.streams[0].by_stage["board"]
    assert board.amount == 0.0
    then, now = before.find_pool("hosting"), after.find_pool("hosting")
    assert then is not None and now is not None
    assert then.standing.busyness - now.standing.busyness == pytest.approx(8 * 2 / 80)
    assert days_of(before) - days_of(after) > 3.0 + 2 / 40 * 7 - 1e-9


def test_a_service_is_moved_so_that_a_hand_off_goes(estate: Organisation) -> None:
    """Who does `configure` is whoever owns the gateway: where builders do, they hand over once less."""
    before, after = measure(estate), measure(apply(estate, "move-service", service="gateway", to="cart"))
    assert [each.stage for each in before.streams[0].hand_offs] == ["configure", "review", "board", "check"]
    assert [each.stage for each in after.streams[0].hand_offs] == ["review", "board", "check"]
    then, now = before.find_pool("hosting"), after.find_pool("hosting")
    assert then is not None and now is not None
    assert then.standing.busyness - now.standing.busyness == pytest.approx(8 / 80)


def test_a_stage_is_moved(estate: Organisation) -> None:
    """The builders review: the pool of reviewers has nothing to do, and theirs has more."""
    after = measure(apply(estate, "move-stage", stream="orders", stage="review", to="cart"))
    review, cart = after.find_pool("review", "engineer"), after.find_pool("cart", "engineer")
    assert review is None
    assert cart is not None and cart.standing.busyness == pytest.approx(8 * (16 + 9 + 1) / (4 * 40))
    assert cart.is_unstable
