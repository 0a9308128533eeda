"""How sure are flow times, and what would flip the constraint?"""

import pytest

from tests.analysis.flow.flows import WEIGHTS, crew, flow_of, line
from topo.analysis.flow.intervals import Interval, Intervals

TEAMS = {"a": crew(x=2), "b": crew(y=1)}


def intervals_of(*stages: dict[str, object], **others: object) -> Intervals:
    """The intervals of a stream of these stages, and of others."""
    return Intervals(flow_of({"teams": TEAMS, "streams": {"s": line(*stages), **others}}))


def test_both_ends_are_measured_with_the_input_there() -> None:
    """Demand and touch 20 % less and more, variability half and double: the flow of such a model."""
    stage = {"team": "b", "role": "y", "touch": "5h"}
    intervals = intervals_of(stage)
    low = flow_of(
        {
            "teams": TEAMS,
            "streams": {"s": line(stage | {"touch": "4h", "variability": 0.5}, demand="3.2/week")},
        }
    )
    high = flow_of(
        {"teams": TEAMS, "streams": {"s": line(stage | {"touch": "6h", "variability": 2}, demand="4.8/week")}}
    )
    interval = intervals.streams["s"].flow_time
    assert interval.low == pytest.approx(low.streams[0].days)
    assert interval.high == pytest.approx(high.streams[0].days)
    assert intervals.pools["b y"] == Interval(pytest.approx(0.32), pytest.approx(0.72))


def test_each_input_alone() -> None:
    """The others as said."""
    stage = {"team": "b", "role": "y", "touch": "5h"}
    by_input = intervals_of(stage).streams["s"].by_input
    assert list(by_input) == ["demand", "touch", "variability"]
    more = flow_of({"teams": TEAMS, "streams": {"s": line(stage, demand="4.8/week")}})
    assert by_input["demand"].high == pytest.approx(more.streams[0].days)
    spread = flow_of({"teams": TEAMS, "streams": {"s": line(stage | {"variability": 0.5})}})
    assert by_input["variability"].low == pytest.approx(spread.streams[0].days)


def test_an_end_at_which_a_pool_is_unstable_has_no_number() -> None:
    """At 80 % a fifth more of both is more than it can do."""
    sureness = intervals_of({"team": "b", "role": "y", "touch": "1d"}).streams["s"]
    assert sureness.flow_time.low is not None
    assert sureness.flow_time.high is None
    assert [pool.id for pool in sureness.jams] == ["b y"]


def test_a_stream_that_is_unstable_may_be_stable_at_its_lower_end() -> None:
    """Who cannot keep up with what was said may with a little less."""
    interval = intervals_of({"team": "b", "role": "y", "touch": "11h"}).streams["s"].flow_time
    assert interval.low is not None
    assert interval.high is None


def test_what_is_not_assessed_has_no_interval() -> None:
    """A band around nothing is none."""
    assert "s" not in intervals_of({"team": "b"}).streams


def test_which_input_flips_the_constraint() -> None:
    """a is busy for 80 %, b for 70 %: from 12.5 % less, or a seventh more, another is; demand moves both."""
    intervals = intervals_of(
        {"team": "a", "role": "x", "touch": "16h"}, {"team": "b", "role": "y", "touch": "7h"}
    )
    flips = intervals.streams["s"].flips
    assert [(str(each.address), each.before.id, each.pool.id) for each in flips] == [
        ("streams.s.stages.a.touch", "a x", "b y"),
        ("streams.s.stages.b.touch", "a x", "b y"),
    ]
    assert [each.change for each in flips] == pytest.approx([-0.125, 1 / 7])
    assert intervals.flips == flips


@pytest.mark.parametrize(("touch", "busiest"), [("14.1h", "a x"), ("13.9h", "b y")])
def test_beyond_the_change_another_pool_is_busiest(touch: str, busiest: str) -> None:
    """14 h at a are 12.5 % less than 16, where b is as busy: measured again on both sides of it."""
    stages = {"team": "a", "role": "x", "touch": touch}, {"team": "b", "role": "y", "touch": "7h"}
    constraint = flow_of({"teams": TEAMS, "streams": {"s": line(*stages)}}).constraint
    assert constraint is not None
    assert constraint.id == busiest


def test_the_first_pool_that_catches_up_is_named() -> None:
    """Less of t relieves the busiest and the next one alike: it is the third that becomes the constraint."""
    stages = [{"team": team, "touch": touch} for team, touch in (("a", "3h"), ("b", "2.8h"), ("c", "7.5h"))]
    others = [{"team": "a", "touch": "5h"}, {"team": "b", "touch": "5h"}]
    flow = flow_of(
        {
            "teams": {team: {"size": 1, "focus": "100%"} for team in "abc"},
            "streams": {"s": line(*stages), "t": line(*others)},
        }
    )
    (flip,) = (each for each in Intervals(flow).flips if str(each.address) == "streams.t.demand")
    assert (flip.before.id, flip.pool.id, flip.change) == ("a", "c", pytest.approx(-0.1))


def test_two_that_are_equally_busy() -> None:
    """Any change is enough, and it is said in which direction."""
    intervals = intervals_of(
        {"team": "a", "role": "x", "touch": "14h"}, {"team": "b", "role": "y", "touch": "7h"}
    )
    flips = [(str(each.address), each.change, each.is_less) for each in intervals.streams["s"].flips]
    assert flips == [
        ("streams.s.stages.a.touch", 0.0, True),
        ("streams.s.stages.b.touch", 0.0, False),
    ]


def test_the_demand_of_another_stream_flips_it() -> None:
    """That loads one of the two alone: 60 % against 10 and 45, and the 5 % between them are 5 / 45 of it."""
    intervals = intervals_of(
        {"team": "a", "role": "x", "touch": "12h"},
        {"team": "b", "role": "y", "touch": "1h"},
        t=line({"team": "b", "role": "y", "touch": "4.5h"}),
    )
    flips = intervals.streams["s"].flips
    assert [str(each.address) for each in flips] == [
        "streams.s.demand",
        "streams.s.stages.a.touch",
        "streams.t.demand",
        "streams.t.stages.a.touch",
    ]
    assert [each.change for each in flips] == pytest.approx([-0.1, -1 / 12, 1 / 9, 1 / 9])


def test_what_is_far_ahead_is_not_flipped() -> None:
    """No band reaches so far; and a role that nobody has stays the constraint."""
    assert intervals_of({"team": "a", "role": "x", "touch": "16h"}, {"team": "b", "touch": "1h"}).flips == ()
    assert intervals_of({"team": "a", "role": "z", "touch": "1h"}, {"team": "b", "touch": "9h"}).flips == ()


def test_a_band_as_wide_as_the_input_itself() -> None:
    """Down to nothing, and not below: no touch takes no time, and no demand leaves no queue."""
    weights = {**WEIGHTS, "touch-band": 1.5, "demand-band": 1.0}
    stage = {"team": "b", "role": "y", "touch": "2h", "wait": "3d"}
    flow = flow_of({"teams": TEAMS, "streams": {"s": line(stage)}}, weights)
    sureness = Intervals(flow).streams["s"]
    assert sureness.flow_time.low == 3.0
    assert sureness.by_input["touch"].low == 3.0
    assert sureness.by_input["demand"].low == pytest.approx(3.0 + 2 / 40 * 7)
