"""How long does an item of a stream take, where does that time go, and what holds it up?

Flow time is from start to done in elapsed days, over all visits. Its split: *touch*, the time an item is
worked on (touch / focus); *queue*, waiting for a pool; *gate* and *other waits*, as the stages say;
*cadence*, half a period at each visit. Hand-offs are counted, not timed. Flow efficiency is the pure touch
in the flow time.

Source: Jackson (1957) for visits and times of a network of queues (A); flow efficiency after Modig & Åhlström
(2012) and Kersten (2018) (D).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from topo.analysis.flow.clock import DAYS
from topo.analysis.flow.network import Route, Step
from topo.analysis.flow.pool_flow import SHARE, PoolFlow, find_known, order_pools
from topo.analysis.flow.solving import Passing, Solution
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.findings import Address
from topo.model.organisation import address_of
from topo.model.stream import Stream

PHASES = ("ideate", "create", "release", "operate")


class Kind(StrEnum):
    """What an item's time goes into."""

    TOUCH = "touch"
    QUEUE = "queue"
    GATE = "gate"
    WAIT = "other waits"
    CADENCE = "cadence"


class Span(NamedTuple):
    """A piece of the flow time: its stage by number and its kind; no part where it is not known, and why.

    `leaves_out` is what a known piece leaves out.
    """

    stage: int
    kind: Kind
    part: Part | None
    missing: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()


class HandOff(NamedTuple):
    """A change of team on the way: the stage that takes over."""

    before: str
    after: str
    stage: str


@dataclass(frozen=True)
class StreamFlow:
    """A stream and where the time of its items goes."""

    route: Route
    stream: Stream = field(repr=False)
    owners: Owners = field(repr=False, compare=False)
    number: int = field(repr=False)
    solution: Solution = field(repr=False, compare=False)
    by_number: Callable[[int], PoolFlow] = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """The stream's id."""
        return self.route.id

    @property
    def address(self) -> Address:
        """Where it stands."""
        return address_of("stream", self.id)

    @property
    def days(self) -> float | None:
        """The flow time as a plain number; the same as `flow_time.amount`."""
        return self.solution.find_time(self.number)

    @cached_property
    def pools(self) -> tuple[PoolFlow, ...]:
        """The pools that it draws on, the busiest first."""
        drawn = {number for step in self.route.steps for number, _ in step.draws}
        return tuple(order_pools([self.by_number(number) for number in drawn]))

    @cached_property
    def flow_time(self) -> Number:
        """Elapsed days from start to done, a part for each stage and kind of time."""
        return self._add("flow time", self._spans)

    @cached_property
    def split(self) -> dict[Kind, Number]:
        """The flow time by what it goes into."""
        return {kind: self._add(kind.value, self._find_kind(kind)) for kind in Kind}

    @cached_property
    def by_phase(self) -> dict[str | None, Number]:
        """The flow time by phase, in the order of the language; None are the stages that say none."""
        said = {step.phase for step in self.route.steps}
        phases = [phase for phase in (*PHASES, None) if phase in said]
        return {phase: self._add(phase or "no phase", self._find_phase(phase)) for phase in phases}

    @cached_property
    def by_stage(self) -> dict[str, Number]:
        """The flow time by stage, in the order of the path."""
        return {step.id: self.find_stage(step.id) for step in self.route.steps}

    def find_stage(self, id: str, kind: Kind | None = None) -> Number:
        """The time at one stage, all of it or of one kind."""
        number = next(number for number, step in enumerate(self.route.steps) if step.id == id)
        spans = self._find(lambda span: span.stage == number and kind in (None, span.kind))
        return self._add(id if kind is None else f"{id}: {kind}", spans)

    @cached_property
    def pure_touch(self) -> Number:
        """The touch itself over all visits, in elapsed days: what efficiency counts."""
        return self._add("pure touch", self._find_pure())

    @cached_property
    def efficiency(self) -> Number:
        """The share (0 to 1) of the flow time that is pure touch, a part for each stage."""
        name, total = "flow efficiency", self.flow_time.amount
        if not total or self.pure_touch.amount is None:
            reasons = self.flow_time.missing if total is None else ("it takes no time at all",)
            return not_assessed(name, SHARE, *reasons)
        parts = (
            Part(each.label, each.amount / total, SHARE, each.address, note=each.note)
            for each in self.pure_touch.parts
        )
        return add_up(name, SHARE, parts, self.flow_time.missing)

    @cached_property
    def hand_offs(self) -> tuple[HandOff, ...]:
        """The changes of team on the forward path; an automated gate is none."""
        return tuple(HandOff(*each) for each in self.owners.find_hand_offs(self.stream))

    @cached_property
    def count_of_hand_offs(self) -> Number:
        """How often an item changes teams on the forward path."""
        unit = "hand-offs"
        steps = {step.id: step for step in self.route.steps}
        parts = (
            Part(
                f"{each.before} → {each.after}", 1.0, unit, self.route.address_of(steps[each.stage]) / "team"
            )
            for each in self.hand_offs
        )
        missing = (each for step in self.route.steps for each in step.missing if "no team" in each)
        return add_up(unit, unit, parts, missing)

    @property
    def constraint(self) -> PoolFlow | None:
        """The busiest of its pools; None where none is known."""
        return find_known(self.pools, 0)

    @property
    def next_constraint(self) -> PoolFlow | None:
        """The busiest but one."""
        return find_known(self.pools, 1)

    @property
    def is_unstable(self) -> bool:
        """Whether one of its pools is: then it has no flow time."""
        return any(pool.is_unstable for pool in self.pools)

    def _find(self, wanted: Callable[[Span], bool]) -> list[Span]:
        return [span for span in self._spans if wanted(span)]

    def _find_kind(self, kind: Kind) -> list[Span]:
        return self._find(lambda span: span.kind is kind)

    def _find_phase(self, phase: str | None) -> list[Span]:
        return self._find(lambda span: self.route.steps[span.stage].phase == phase)

    def _add(self, name: str, spans: Iterable[Span]) -> Number:
        """The sum of some pieces; not assessed where one of them is not known, or there are no stages."""
        kept = tuple(spans)
        if not self.route.steps:
            return not_assessed(name, DAYS, f"{self.id} has no stages")
        missing = tuple(dict.fromkeys(reason for span in kept for reason in span.missing))
        if missing:
            return not_assessed(name, DAYS, *missing)
        leaves_out = dict.fromkeys(reason for span in kept for reason in span.leaves_out)
        return add_up(name, DAYS, (span.part for span in kept if span.part is not None), leaves_out)

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        passings = self.solution.find_passings(self.number)
        return tuple(
            span
            for number, (step, passing) in enumerate(zip(self.route.steps, passings, strict=True))
            for span in self._span(number, step, passing)
        )

    def _span(self, number: int, step: Step, passing: Passing) -> Iterator[Span]:
        address = self.route.address_of(step)
        yield self._span_touch(number, step, passing)
        yield from self._span_queues(number, step, passing)
        kind = Kind.GATE if step.is_gate else Kind.WAIT
        for each, days, where in ((kind, passing.wait, "wait"), (Kind.CADENCE, passing.cadence, "every")):
            if days is None:
                yield Span(number, each, None, self.route.missing)
            elif days:
                yield Span(number, each, Part(f"{step.id}: {each}", days, DAYS, address / where))

    def _span_touch(self, number: int, step: Step, passing: Passing) -> Span:
        if passing.touch is None:
            return Span(number, Kind.TOUCH, None, self._find_missing(step))
        if not passing.touch:
            return Span(number, Kind.TOUCH, None)
        pool = self.solution.network.pools[step.draws[0][0]]
        note = f"{self._describe(number)}, focus {pool.focus:.0%}"
        address = self.route.address_of(step) / "touch"
        part = Part(f"{step.id}: touch", passing.touch, DAYS, address, pool.weighed_by, note)
        return Span(number, Kind.TOUCH, part)

    def _span_queues(self, number: int, step: Step, passing: Passing) -> Iterator[Span]:
        if passing.touch is None and not passing.queues:
            yield Span(number, Kind.QUEUE, None, self._find_missing(step))
        for place, days in passing.queues:
            pool = self.by_number(place)
            if days is None:
                reasons = pool.wait.missing or (f"{self.id} says no demand",)
                yield Span(number, Kind.QUEUE, None, reasons)
                continue
            part = Part(f"{step.id}: queue for {pool.id}", days, DAYS, pool.address) if days else None
            leaves_out = tuple(f"{pool.id} is busier than that: {each}" for each in pool.unknown)
            yield Span(number, Kind.QUEUE, part, (), leaves_out)

    def _find_pure(self) -> Iterator[Span]:
        passings = self.solution.find_passings(self.number)
        for number, (step, passing) in enumerate(zip(self.route.steps, passings, strict=True)):
            if passing.pure is None:
                yield Span(number, Kind.TOUCH, None, self._find_missing(step))
            elif passing.pure:
                address = self.route.address_of(step) / "touch"
                part = Part(f"{step.id}: touch", passing.pure, DAYS, address, note=self._describe(number))
                yield Span(number, Kind.TOUCH, part)

    def _find_missing(self, step: Step) -> tuple[str, ...]:
        """Why it is not known how long an item is worked on at a stage."""
        if self.route.visits is None:
            return self.route.missing
        if step.missing:
            return step.missing
        reasons = (self.by_number(pool).why_not for pool, _ in step.draws)
        return tuple(reason for reason in reasons if reason)

    def _describe(self, number: int) -> str:
        """Visits and touch in words."""
        visits = (self.route.visits or ())[number]
        touch = (self.route.steps[number].touch or 0.0) * self.solution.factors.touch
        return f"{visits:.3g} × {touch:.3g} h"
