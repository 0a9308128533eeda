"""What holds of the flow of any organisation?"""

from collections.abc import Iterator
from datetime import date
from math import fsum, isfinite
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.analysis.flow.flows import (
    PHASES,
    TEAMS,
    TISSUE,
    Tree,
    flow_of,
    full_trees,
    line,
    trees,
)
from tests.analysis.shipped import weights_of
from tests.strategies import organisations
from topo.analysis.flow.intervals import Flip, Intervals
from topo.analysis.flow.levers import measure_levers
from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.reading import ReadingKind
from topo.analysis.flow.stress import measure_stress
from topo.analysis.measures import Measures
from topo.analysis.parts import Number
from topo.model.organisation import Organisation

ALL_WEIGHTS = {name: weights_of(name) for name in ("flow", "tissue")}
speed_ups = st.sampled_from([None, 0.0, 0.4, 2.0])


def find_numbers(flow: Flow) -> Iterator[Number]:
    """Every number of a flow."""
    for pool in flow.pools:
        yield from (pool.utilisation, pool.wait, pool.growth)
    for stream in flow.streams:
        yield from (stream.flow_time, stream.pure_touch, stream.efficiency, stream.count_of_hand_offs)
        yield from (*stream.split.values(), *stream.by_phase.values(), *stream.by_stage.values())
        yield flow.ceilings[stream.id].throughput


def summarise(flow: Flow, names: dict[str, str] | None = None) -> Tree:
    """All amounts of a flow; ids as other names call them."""
    called = names or {}
    pools = {
        (called.get(pool.pool.team, pool.pool.team), called.get(pool.pool.role or "", pool.pool.role)): (
            pool.utilisation.amount,
            pool.wait.amount,
            pool.growth.amount,
        )
        for pool in flow.pools
    }
    streams = {
        called.get(stream.id, stream.id): (
            stream.flow_time.amount,
            stream.efficiency.amount,
            tuple(number.amount for number in stream.split.values()),
            tuple(number.amount for number in stream.by_stage.values()),
            flow.ceilings[stream.id].throughput.amount,
            len(stream.hand_offs),
        )
        for stream in flow.streams
    }
    return {"pools": pools, "streams": streams}


@given(trees)
def test_parts_add_up_exactly(tree: Tree) -> None:
    """Each number is the exact sum of its parts, and one that is not assessed says why."""
    for number in find_numbers(flow_of(tree)):
        if number.amount is None:
            assert number.missing
            assert not number.parts
        else:
            assert number.amount == fsum(part.amount for part in number.parts)


@given(trees)
def test_the_plain_number_is_that_of_the_parts(tree: Tree) -> None:
    """Both ways to a flow time, and to a utilisation."""
    flow = flow_of(tree)
    for stream in flow.streams:
        assert stream.days == stream.flow_time.amount
    for pool in flow.pools:
        assert pool.pool.is_nobody or pool.standing.utilisation == pool.utilisation.amount


@given(full_trees)
def test_the_split_the_phases_and_the_stages_are_the_flow_time(tree: Tree) -> None:
    """Nothing is left out, nothing counted twice."""
    for stream in flow_of(tree).streams:
        assume(stream.flow_time.amount is not None)
        for numbers in (stream.split, stream.by_phase, stream.by_stage):
            total = fsum(number.amount or 0.0 for number in numbers.values())
            assert abs(total - (stream.flow_time.amount or 0.0)) < 1e-9
        assert 0.0 <= (stream.efficiency.amount or 0.0) <= 1.0 + 1e-9


def rename(tree: Tree, names: dict[str, str]) -> Tree:
    """A tree whose teams, streams and people are called otherwise."""

    def call(value: Any) -> Any:
        if isinstance(value, dict):
            return {names.get(key, key): call(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [call(inner) for inner in value]
        return names.get(value, value) if isinstance(value, str) else value

    return call(tree)  # type: ignore[no-any-return]


@given(trees, st.permutations([*TEAMS, "s1", "s2", "s3", "p1", "p2", "p3"]), speed_ups)
def test_names_change_no_number(tree: Tree, order: list[str], ai: float | None) -> None:
    """Nor the order of ids, which sorts streams and pools."""
    names = {id: f"x{number}" for number, id in enumerate(order)}
    flow, other = flow_of(tree), flow_of(rename(tree, names))
    assert summarise(flow, names) == summarise(other)
    pushed, again = measure_stress(flow, ai=ai), measure_stress(other, ai=ai)
    assert summarise(pushed.push.after, names) == summarise(again.push.after)
    assert pushed.demand.gain == again.demand.gain


@given(trees, st.randoms(use_true_random=False))
def test_the_order_of_teams_and_streams_changes_no_number(tree: Tree, chance: Any) -> None:
    """Of all sections but the stages, whose order is the path."""

    def turn(section: Tree) -> Tree:
        ids = list(section)
        chance.shuffle(ids)
        return {id: section[id] for id in ids}

    turned = {
        **tree,
        "teams": turn(tree["teams"]),
        "streams": turn(tree["streams"]),
        "people": turn(tree["people"]),
    }
    assert summarise(flow_of(turned)) == summarise(flow_of(tree))


@given(full_trees)
def test_twice_the_heads_for_twice_the_demand(tree: Tree) -> None:
    """Everybody is as busy as before, and nobody waits longer."""
    doubled = {
        **tree,
        "teams": {
            id: {"roles": {role: 2 * heads for role, heads in team["roles"].items()}}
            for id, team in tree["teams"].items()
        },
        "streams": {
            id: {**stream, "demand": _times(stream["demand"], 2)} for id, stream in tree["streams"].items()
        },
    }
    flow, twice = flow_of(tree), flow_of(doubled)
    for pool in flow.pools:
        other = twice.find_pool(pool.pool.team, pool.pool.role)
        assert other is not None
        assert abs((other.standing.utilisation or 0.0) - (pool.standing.utilisation or 0.0)) < 1e-9
        assert pool.standing.wait is None or (other.standing.wait or 0.0) <= pool.standing.wait + 1e-9


@given(full_trees)
def test_a_stream_in_two_halves(tree: Tree) -> None:
    """Splitting the demand over two streams of the same stages changes nothing for anybody."""
    first = min(tree["streams"])
    half = {**tree["streams"][first], "demand": _times(tree["streams"][first]["demand"], 0.5)}
    split = flow_of({**tree, "streams": {**tree["streams"], first: half, "other-half": half}})
    flow = flow_of(tree)
    for pool in flow.pools:
        other = split.find_pool(pool.pool.team, pool.pool.role)
        assert other is not None
        assert abs((other.standing.utilisation or 0.0) - (pool.standing.utilisation or 0.0)) < 1e-9
    for stream in flow.streams:
        days = split.find_stream(stream.id).days  # type: ignore[union-attr]
        assert (days is None) == (stream.days is None)
        assert abs((days or 0.0) - (stream.days or 0.0)) < 1e-6 * max(1.0, stream.days or 0.0)


@given(trees)
def test_a_stream_over_other_pools_changes_nothing(tree: Tree) -> None:
    """Who shares no people shares no queue."""
    stage = {"team": "elsewhere", "role": "x", "touch": "1d", "phase": "create"}
    more = {
        **tree,
        "teams": {**tree["teams"], "elsewhere": {"roles": {"x": 3}}},
        "streams": {**tree["streams"], "elsewhere": line(stage, stage)},
    }
    before, after = summarise(flow_of(tree)), summarise(flow_of(more))
    assert {id: after["streams"][id] for id in before["streams"]} == before["streams"]
    assert {id: after["pools"][id] for id in before["pools"]} == before["pools"]


@given(full_trees)
def test_more_demand_is_never_faster(tree: Tree) -> None:
    """Nor is more touch, nor more variability: each end of an interval is on its side."""
    flow = flow_of(tree)
    for id, sureness in Intervals(flow).streams.items():
        days = flow.find_stream(id).days  # type: ignore[union-attr]
        for interval in (sureness.flow_time, *sureness.by_input.values()):
            if days is not None:
                assert interval.low is not None
                assert interval.low <= days + 1e-9
                assert interval.high is None or days <= interval.high + 1e-9


@given(full_trees)
def test_a_flip_is_what_measuring_says(tree: Tree) -> None:
    """With the input changed in the model both pools are as busy as the busiest; half-way none flips."""
    for flip in Intervals(flow_of(tree)).flips[:4]:
        for part, pools in ((1.0, (flip.before, flip.pool)), (0.5, (flip.before,))):
            other = flow_of(_change_input(tree, flip, part))
            assert other.constraint is not None
            for each in pools:
                pool = other.find_pool(each.pool.team, each.pool.role)
                assert pool is not None
                assert abs(pool.standing.busyness - other.constraint.standing.busyness) < 1e-6


def _change_input(tree: Tree, flip: Flip, part: float) -> Tree:
    """The same with what a flip is about changed by a part of its change."""
    _, stream, *rest = flip.address.steps
    said, times = tree["streams"][stream], 1 + flip.change * part
    if rest == ["demand"]:
        changed = {**said, "demand": _times(said["demand"], times)}
    else:
        stage = said["stages"][rest[1]]
        stages = {**said["stages"], rest[1]: {**stage, "touch": _times_touch(stage["touch"], times)}}
        changed = {**said, "stages": stages}
    return {**tree, "streams": {**tree["streams"], stream: changed}}


@given(trees, speed_ups)
def test_a_stress_of_anything(tree: Tree, ai: float | None) -> None:
    """It can be read in every way, and no pool gets less to do than it had by the push."""
    stress = measure_stress(flow_of(tree), ai=ai)
    for kind in ReadingKind:
        reading = stress.find(kind)
        if reading is None:
            continue
        for saturation in reading.saturated:
            assert saturation.pool.after.is_unstable
            assert not saturation.pool.before.is_unstable
        for change in reading.streams:
            assert change.amdahl is None or change.amdahl.whole >= 1.0 - 1e-9
    assert stress.headline.ai == ai


@given(full_trees)
def test_breaking_points(tree: Tree) -> None:
    """Below its breaking point a pool keeps up, beyond it does not."""
    stress = measure_stress(flow_of(tree), ai=0.5)
    for saturation in stress.push.saturated[:2]:
        breaks_at = stress.find_break(saturation.pool)
        assert breaks_at is not None
        assert 0.0 <= breaks_at <= 0.5 + 1e-9
        number = saturation.pool.after.number
        for ai, is_unstable in ((breaks_at * 0.999 - 1e-9, False), (breaks_at * 1.001 + 1e-9, True)):
            standing = measure_stress(stress.before, ai=ai).push.after.solution.standings[number]
            assert ai < 0.0 or standing.is_unstable is is_unstable


@given(trees)
def test_levers_of_anything(tree: Tree) -> None:
    """Each is what measuring the changed plan says, and each relief is one."""
    flow = flow_of(tree)
    for lever in measure_levers(flow).levers:
        anew = lever.after.with_network(lever.after.plan.make_network())
        assert [stream.days for stream in anew.streams] == [stream.days for stream in lever.after.streams]
        assert lever.relief == lever.relief  # a number


@given(full_trees, st.sampled_from(["4h", "7.5h", "10h"]), st.sampled_from(["3d", "6d"]))
def test_another_calendar(tree: Tree, day: str, week: str) -> None:
    """Where touch is said in days and weeks, a longer day changes nobody's load."""
    streams = {
        id: {
            **stream,
            "demand": "1/day",
            "stages": {
                name: {**stage, "touch": {"1d": "1d", "3d": "3d"}.get(stage["touch"], "0.1d")}
                for name, stage in stream["stages"].items()
            },
        }
        for id, stream in tree["streams"].items()
    }
    flow = flow_of({**tree, "streams": streams})
    other = flow_of({**tree, "streams": streams, "calendar": {"day": day, "week": week}})
    for pool in flow.pools:
        there = other.find_pool(pool.pool.team, pool.pool.role)
        assert there is not None
        assert abs((there.standing.utilisation or 0.0) - (pool.standing.utilisation or 0.0)) < 1e-6


@given(organisations())
def test_any_organisation(organisation: Organisation) -> None:
    """Nasty names, every section or none: all of it can be measured, and every amount is a number."""
    measures = Measures(organisation, date(2026, 12, 1), ALL_WEIGHTS)
    for number in find_numbers(measures.flow):
        assert number.amount is None or isfinite(number.amount)
    assert measures.stress.headline.ai is not None
    for stress in (measures.stress, measure_stress(measures.flow)):
        for number in find_numbers(stress.push.after):
            assert number.amount is None or isfinite(number.amount)
    assert measures.intervals.flips is not None
    for sureness in measures.intervals.streams.values():
        assert all(end is None or isfinite(end) for end in (sureness.flow_time.low, sureness.flow_time.high))
    assert measures.levers.missing or measures.levers.levers


def test_the_trees_are_worth_trying() -> None:
    """Every phase may be drawn, and a gate that is one and one that is automated."""
    assert len(PHASES) == 4
    assert {each["enforcement"] for each in TISSUE["guardrails"].values()} == {"gate", "automated"}


def _times(demand: str, factor: float) -> str:
    amount, _, period = demand.partition("/")
    return f"{float(amount) * factor:.9f}/{period}"


def _times_touch(touch: str, factor: float) -> str:
    return f"{float(touch[:-1]) * factor:.9f}{touch[-1]}"
