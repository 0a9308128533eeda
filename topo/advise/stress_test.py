"""Coding gets faster: does delivery, what gives way first, and what would help?

The stress of a speed-up with its readings, a sweep over speed-ups, and the levers on what gives way,
measured while it does: on the first pool to saturate, else on the busiest one. Each lever also says what
delivery then gains at the same demand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from topo.advise.capped import Capped, Simulate, find_capped
from topo.analysis.flow.assisting import NOTHING_ELSE, Extra
from topo.analysis.flow.intervals import Interval, Intervals, Sureness
from topo.analysis.flow.levers import Lever, find_areas, measure_levers
from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stress import SPEED_UPS, Stress, measure_stress, sweep
from topo.analysis.flow.stressed import PoolChange, StreamChange, find_mean_gain
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation


class SaidBy(StrEnum):
    """Who says how much faster coding gets."""

    ASKED = "asked for"
    STAGES = "the `ai:` entries of the model"
    CHECK = "`check.stress` of the model"
    PROFILE = "the entry `stress` of the profile `flow`"


@dataclass(frozen=True)
class TriedLever:
    """A lever, and how much faster items are done with it and the speed-up, at the same demand (a share)."""

    lever: Lever
    delivery: float | None

    def helps(self, gain: float | None) -> bool:
        """Whether it does anything: to the pool, or to what delivery gains without it."""
        return bool(self.lever.relief) or (self.delivery is not None and self.delivery != gain)


@dataclass(frozen=True)
class SurenessChange:
    """A stream with the intervals of its flow time before and after."""

    change: StreamChange
    before: Sureness
    after: Sureness

    @property
    def gains(self) -> Interval:
        """How much faster items are done where all inputs are at the one end, and at the other (shares)."""
        before, after = self.before.flow_time, self.after.flow_time
        return Interval(_find_gain(before.low, after.low), _find_gain(before.high, after.high))


@dataclass(frozen=True)
class Relief:
    """The levers on a pool, the strongest first; `missing` are those not assessed, and why."""

    pool: PoolFlow | None
    levers: tuple[TriedLever, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class StressTest:
    """The stress of one speed-up, and all that is told with it; worked out when it is asked for."""

    stress: Stress
    said_by: SaidBy
    measures: Measures = field(repr=False)
    simulate: Simulate | None = field(default=None, repr=False)

    @property
    def flow(self) -> Flow:
        """The flow as it is."""
        return self.stress.before

    @cached_property
    def capped(self) -> Capped:
        """The reading that simulation answers."""
        return find_capped(self.stress, self.simulate)

    @cached_property
    def sweep(self) -> tuple[Stress, ...]:
        """The stress of other speed-ups, everything else alike."""
        return sweep(self.flow, SPEED_UPS, extra=self.stress.extra)

    @property
    def intervals(self) -> Intervals:
        """How sure the flow is as it is, and which inputs flip its constraint."""
        return self.measures.intervals

    @cached_property
    def intervals_after(self) -> Intervals:
        """How sure it is when coding is faster and the demand the same."""
        return Intervals(self.stress.demand.after)

    @cached_property
    def sureness(self) -> tuple[SurenessChange, ...]:
        """By stream that has a flow time at some end: its interval as it is, and when coding is faster."""
        then, now = self.intervals_after.streams, self.intervals.streams
        return tuple(
            SurenessChange(change, now[change.id], then[change.id])
            for change in self.stress.demand.streams
            if change.id in now and change.id in then
        )

    @cached_property
    def constraint(self) -> PoolFlow | None:
        """What gives way under the push: the first pool to saturate, else the busiest."""
        first = self.stress.push.first
        return self.stress.push.after.constraint if first is None else first.pool.after

    @cached_property
    def relief(self) -> Relief:
        """The levers on what gives way."""
        if self.constraint is None:
            return Relief(None, (), ("it is not known how busy any pool is",))
        found = measure_levers(
            self.flow,
            pool=self.constraint,
            areas=find_areas(self.measures.tissue),
            under=self.stress.push_on,
        )
        tried = (TriedLever(lever, self._find_delivery(lever)) for lever in found.levers)
        gain = self.stress.demand.gain
        ranked = sorted(tried, key=lambda each: (not each.helps(gain), *_rank(each)))
        return Relief(found.pool, tuple(ranked), found.missing)

    def find_break(self, change: PoolChange) -> float | None:
        """From which speed-up on a pool cannot keep up when teams make more for it; None where from none.

        The load rises evenly with the speed-up, so that any one of them tells it: the largest of the sweep.
        """
        if change.before.is_unstable or change.after.pool.is_nobody:
            return None
        most = self.sweep[-1]
        pushed = most.push.after.get_pool(change.after.number)
        return most.find_break(PoolChange(most.before.get_pool(change.after.number), pushed))

    def _find_delivery(self, lever: Lever) -> float | None:
        plan = lever.after.plan
        network = plan.change_network(self.flow.plan, self.flow.network)
        after = self.flow.with_network(self.stress.assist_in(network))
        return find_mean_gain(self._pair(after))

    def _pair(self, after: Flow) -> Iterator[StreamChange]:
        for old, new in zip(self.flow.streams, after.streams, strict=True):
            yield StreamChange(old, new, self.stress.codings[old.id])


def run_stress(
    measures: Measures,
    *,
    ai: float | None = None,
    extra: Extra = NOTHING_ELSE,
    simulate: Simulate | None = None,
) -> StressTest:
    """The stress of a speed-up `ai` (a share).

    Where none is asked for the `ai:` entries of the model count as written; where it has none, what `check`
    sets, else the profile. Raises ValueError for a speed-up of −1 or less.
    """
    said, by = _find_speed_up(measures, ai)
    return StressTest(measure_stress(measures.flow, ai=said, extra=extra), by, measures, simulate)


def _find_gain(before: float | None, after: float | None) -> float | None:
    return before / after - 1.0 if before and after else None


def _find_speed_up(measures: Measures, asked: float | None) -> tuple[float | None, SaidBy]:
    if asked is not None:
        return asked, SaidBy.ASKED
    if says_of_ai(measures.organisation):
        return None, SaidBy.STAGES
    check = measures.organisation.check
    if check is not None and check.stress is not None:
        return check.stress, SaidBy.CHECK
    return measures.flow.weights["stress"], SaidBy.PROFILE


def says_of_ai(organisation: Organisation) -> bool:
    """Whether any stage says what AI does to it."""
    return any(
        stage.ai is not None for stream in organisation.streams.values() for stage in stream.stages.values()
    )


def _rank(tried: TriedLever) -> tuple[object, ...]:
    lever = tried.lever
    effect = (lever.shifts, -lever.relief, -(tried.delivery or 0.0))
    return (*effect, lever.change.kind, lever.change.address, lever.change.label)
