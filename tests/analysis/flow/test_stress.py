"""What happens to the streams when AI makes some stages faster?"""

from typing import Any

import pytest

from tests.analysis.flow.flows import WEIGHTS, crew, flow_of, line
from topo.analysis.flow.amdahl import find_whole_speed_up
from topo.analysis.flow.reading import ReadingKind
from topo.analysis.flow.stress import Stress, measure_stress, sweep

CODE = {"phase": "create", "team": "a", "role": "x", "touch": "2d"}
TEST = {"phase": "release", "team": "b", "role": "y", "touch": "6h"}


def stress(*stages: dict[str, Any], ai: float | None = 0.4, teams: object = None, **others: object) -> Stress:
    """The stress of a stream of these stages, and of others."""
    people = teams or {"a": crew(x=5), "b": crew(y=1), "c": crew(z=1)}
    tree = {"teams": people, "streams": {"s": line(*stages, demand="5/week"), **others}}
    return measure_stress(flow_of(tree), ai=ai)


@pytest.mark.parametrize(
    ("share", "speed_up", "whole"),
    [(0.2, 2, 1.111), (0.3, 2, 1.176), (0.3, 10, 1.370), (0.16, 1.26, 1.034), (0.3, float("inf"), 1.429)],
)
def test_amdahls_vectors(share: float, speed_up: float, whole: float) -> None:
    """As published."""
    assert find_whole_speed_up(share, speed_up) == pytest.approx(whole, abs=5e-4)


def test_a_speed_up_that_is_asked_for_replaces_what_is_said() -> None:
    """touch / 1.4, whatever the entry says; without one the entry counts as written."""
    stage = CODE | {"ai": {"touch": "-50%"}}
    assert stress(stage).demand.after.network.routes[0].steps[0].touch == pytest.approx(16 / 1.4)
    assert stress(stage, ai=None).demand.after.network.routes[0].steps[0].touch == pytest.approx(8.0)


def test_where_nothing_is_marked_the_phase_create_is_assisted() -> None:
    """And without a speed-up that is asked for nothing changes."""
    faster = stress(CODE, TEST)
    assert [str(each) for each in faster.codings["s"].stages] == ["streams.s.stages.a"]
    assert faster.codings["s"].speed_up == pytest.approx(1.4)
    assert stress(CODE, TEST, ai=None).demand.gain == pytest.approx(0.0)


def test_where_one_is_marked_that_one_alone_is() -> None:
    """The phase says nothing any more."""
    marked = stress(CODE, TEST | {"ai": {"touch": "-10%"}})
    assert marked.codings["s"].assisted == (1,)
    touches = [step.touch for step in marked.demand.after.network.routes[0].steps]
    assert touches == [16.0, pytest.approx(6 / 1.4)]


def test_what_takes_longer_always_does() -> None:
    """A review in the phase `create` is not made faster by a speed-up of coding."""
    review = {"phase": "create", "team": "b", "role": "y", "touch": "1h", "ai": {"touch": "+10%"}}
    reviewed = stress(CODE, review)
    assert reviewed.codings["s"].assisted == (0,)
    assert reviewed.demand.after.network.routes[0].steps[1].touch == pytest.approx(1.1)


def test_a_change_of_rework_multiplies_the_share() -> None:
    """10 % more of 20 % is 22 %, and no more than all."""
    review = {"team": "b", "role": "y", "touch": "1h", "rework": {"to": "a", "share": "20%"}}
    route = stress(CODE, review | {"ai": {"rework": "+10%"}}).demand.after.network.routes[0]
    assert route.steps[1].share == pytest.approx(0.22)
    assert route.visits == pytest.approx((1 / 0.78, 1 / 0.78))


def test_demand_stays_and_items_are_done_sooner() -> None:
    """The gain end to end is smaller than that in coding, and Amdahl's figure stands beside it."""
    change = stress(CODE, TEST).demand.find_stream("s")
    assert change is not None
    assert change.before.days is not None
    assert change.after.days is not None
    assert change.gain == pytest.approx(change.before.days / change.after.days - 1)
    assert change.sooner == pytest.approx(1 - change.after.days / change.before.days)
    amdahl = change.amdahl
    assert amdahl is not None
    worked = change.before.find_stage("a").parts[0].amount
    assert amdahl.share == pytest.approx(worked / change.before.days)
    assert amdahl.whole == pytest.approx(find_whole_speed_up(amdahl.share, 1.4))
    assert 0.0 < amdahl.whole - 1 < (change.gain or 0.0) < 0.4


def test_amdahl_is_no_bound() -> None:
    """A faster stage also has a shorter queue: the gain is more than touch alone could give."""
    busy = stress(CODE | {"touch": "15h"}, teams={"a": crew(x=2)}).demand.find_stream("s")
    assert busy is not None
    assert busy.gain is not None
    assert busy.amdahl is not None
    assert busy.gain > busy.amdahl.whole - 1


def test_push_raises_what_comes_from_the_first_assisted_stage_on() -> None:
    """As much as that gets faster; what is before it sees no more."""
    idea = {"phase": "ideate", "team": "c", "role": "z", "touch": "1h"}
    pushed = stress(idea, CODE, TEST).push
    visits = {
        change.id: (change.before.standing.visits, change.after.standing.visits) for change in pushed.pools
    }
    assert visits == {
        "a x": (5.0, pytest.approx(7.0)),
        "b y": (5.0, pytest.approx(7.0)),
        "c z": (5.0, 5.0),
    }
    coding = pushed.find_pool("a", "x")
    assert coding is not None
    assert coding.after.standing.utilisation == pytest.approx(coding.before.standing.utilisation)


def test_push_by_the_largest_speed_up_so_far() -> None:
    """A slower one after it takes nothing back."""
    stages = [CODE | {"ai": {"touch": "-50%"}}, CODE | {"ai": {"touch": "-20%"}}, TEST]
    pushes = [step.pushed for step in stress(*stages, ai=None).push.after.network.routes[0].steps]
    assert pushes == [2.0, 2.0, 2.0]
    turned = [
        step.pushed for step in stress(*stages[1::-1], TEST, ai=None).push.after.network.routes[0].steps
    ]
    assert turned == [1.25, 2.0, 2.0]


def test_no_work_left_pushes_without_end() -> None:
    """Which is no number: it is left out, and said."""
    push = stress(CODE | {"ai": {"touch": "-100%"}}, TEST, ai=None).push
    assert push.saturated == ()
    assert push.missing == ("s: a takes no time at all, and could push without end",)


def test_what_saturates() -> None:
    """Stable before and not after, with the growth of its queue."""
    push = stress(CODE, TEST).push
    (saturation,) = push.saturated
    assert (saturation.pool.id, str(saturation.stage)) == ("b y", "streams.s.stages.b")
    assert saturation.pool.before.standing.utilisation == pytest.approx(0.75)
    assert saturation.pool.after.standing.utilisation == pytest.approx(1.05)
    assert saturation.pool.after.growth.amount == pytest.approx(7 - 40 / 6)


def test_the_first_in_the_order_of_stages() -> None:
    """Not the busiest: where the queue builds up first nothing gets on to the next."""
    last = TEST | {"team": "c", "role": "z", "touch": "7h"}
    push = stress(CODE, TEST, last).push
    assert [each.pool.id for each in push.saturated] == ["b y", "c z"]
    assert push.first is not None
    assert push.first.pool.id == "b y"


def test_what_was_unstable_before_is_told_apart() -> None:
    """It is nothing that AI did."""
    push = stress(CODE, TEST | {"touch": "2d"}).push
    assert push.saturated == ()
    assert [change.id for change in push.unstable_before] == ["b y"]


def test_all_streams_push_at_once() -> None:
    """A shared pool gets more from each of them."""
    other = line(CODE | {"touch": "1h"}, TEST | {"touch": "30m"}, demand="10/week")
    push = stress(CODE, TEST | {"touch": "4h"}, t=other).push
    change = push.find_pool("b", "y")
    assert change is not None
    assert change.before.standing.utilisation == pytest.approx(20 / 40 + 5 / 40)
    assert change.after.standing.utilisation == pytest.approx(1.4 * 25 / 40)


@pytest.mark.parametrize("extra", [{}, {"ai": {"touch": "+20%"}}])
def test_from_where_on_it_breaks(extra: dict[str, Any]) -> None:
    """At that speed-up the pool is just as busy as it can be."""
    first = stress(CODE, TEST | extra)
    breaks_at = first.headline.breaks_at
    assert breaks_at is not None
    assert 0.0 < breaks_at < 0.4
    at = stress(CODE, TEST | extra, ai=breaks_at).push.find_pool("b", "y")
    assert at is not None
    assert at.after.standing.utilisation == pytest.approx(1.0)


def test_checking_takes_longer() -> None:
    """A fifth, at what sends back to an assisted stage, and at what says it takes longer."""
    review = {
        "phase": "create",
        "team": "b",
        "role": "y",
        "touch": "1h",
        "rework": {"to": "a", "share": "10%"},
    }
    audit = {"team": "c", "role": "z", "touch": "1h", "ai": {"touch": "+10%"}}
    steps = stress(CODE | {"ai": {"touch": "-10%"}}, review, audit, TEST).review.after.network.routes[0].steps
    assert [step.touch for step in steps] == [
        pytest.approx(16 / 1.4),
        pytest.approx(1.2),
        pytest.approx(1.32),
        6.0,
    ]


def test_more_is_sent_back() -> None:
    """A tenth more, in streams that AI assists."""
    review = {"team": "b", "role": "y", "touch": "1h", "rework": {"to": "a", "share": "10%"}}
    route = stress(CODE, review).rework.after.network.routes[0]
    assert route.steps[1].share == pytest.approx(0.11)
    unassisted = stress({"team": "a", "role": "x", "touch": "1h"}, review).rework.after.network.routes[0]
    assert unassisted.steps[1].share == pytest.approx(0.10)


def test_each_reading_by_its_kind() -> None:
    """A limit of work under way is the simulation's to answer."""
    one = stress(CODE, TEST)
    for kind in ReadingKind:
        reading = one.find(kind)
        assert (reading is None) == kind.is_simulated
        assert reading is None or reading.kind is kind
    assert [kind for kind in ReadingKind if kind.is_simulated] == [ReadingKind.CAPPED]


def test_the_headline() -> None:
    """Coding, end to end, and what saturates how fast."""
    headline = stress(CODE, TEST).headline
    assert headline.coding == pytest.approx(0.4)
    assert headline.end_to_end == pytest.approx(stress(CODE, TEST).demand.find_stream("s").gain)  # type: ignore[union-attr]
    assert headline.first is not None
    assert headline.growth == pytest.approx(7 - 40 / 6)
    assert headline.unstable_before == ()


def test_the_mean_gain_counts_streams_by_their_demand() -> None:
    """All items that arrive, before and after."""
    other = line(CODE | {"touch": "1h"}, demand="20/week")
    reading = stress(CODE, TEST, t=other).demand
    days = [(each.before.route.demand, each.before.days, each.after.days) for each in reading.streams]
    before = sum(demand * then for demand, then, _ in days)  # type: ignore[operator]
    after = sum(demand * now for demand, _, now in days)  # type: ignore[operator]
    assert reading.gain == pytest.approx(before / after - 1)


def test_a_stream_without_a_flow_time_leaves_the_mean_unknown() -> None:
    """Half of an answer is none; its own gain is unknown too."""
    reading = stress(CODE, TEST, t=line(CODE, demand=None)).demand
    assert reading.gain is None
    assert reading.find_stream("t").gain is None  # type: ignore[union-attr]


def test_a_sweep() -> None:
    """Nothing changes at nothing; more speed never makes a pool less busy by the push."""
    stresses = sweep(stress(CODE, TEST).before)
    assert [each.ai for each in stresses] == [number / 10 for number in range(11)]
    assert stresses[0].demand.gain == pytest.approx(0.0)
    gains = [each.demand.gain for each in stresses]
    assert gains == sorted(gains)  # type: ignore[type-var]
    busy = [each.push.find_pool("b", "y").after.standing.utilisation for each in stresses]  # type: ignore[union-attr]
    assert busy == sorted(busy)  # type: ignore[type-var]


def test_slower() -> None:
    """Some studies find that; nothing is pushed then."""
    slow = stress(CODE, TEST, ai=-0.2)
    assert (slow.demand.gain or 0.0) < 0.0
    assert slow.push.find_pool("b", "y").after.standing.visits == 5.0  # type: ignore[union-attr]


def test_no_such_speed_up() -> None:
    """Nothing is infinitely slow."""
    with pytest.raises(ValueError, match="-1"):
        measure_stress(flow_of({}), ai=-1.0)


def test_an_organisation_without_streams() -> None:
    """Nothing to say, and nothing that fails."""
    nothing = measure_stress(flow_of({}), ai=WEIGHTS["stress"]).headline
    assert (nothing.coding, nothing.end_to_end, nothing.first) == (None, None, None)
