"""What does a stress do to one pool, and to one stream?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum, inf
from typing import NamedTuple

from topo.analysis.flow.amdahl import Amdahl, find_whole_speed_up
from topo.analysis.flow.network import Route
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stream_flow import StreamFlow
from topo.findings import Address


@dataclass(frozen=True, slots=True)
class PoolChange:
    """A pool before and after."""

    before: PoolFlow
    after: PoolFlow

    @property
    def id(self) -> str:
        """Team and role."""
        return self.after.id

    @property
    def address(self) -> Address:
        """What it is called: `pools[checkout engineer]`."""
        return self.after.address


class Saturation(NamedTuple):
    """A pool that saturates, and the first stage of a stream that waits for it, by number and address."""

    number: int
    stage: Address
    pool: PoolChange


@dataclass(frozen=True)
class Coding:
    """The stages of a stream that AI assists, by number, and what their work becomes.

    `before` and `after` are their hours of touch for one item, over all visits as they were; None where they
    are not known. `speed_up` is how many times as fast that is.
    """

    route: Route = field(repr=False)
    assisted: tuple[int, ...]
    changed: Route = field(repr=False)

    @cached_property
    def before(self) -> float | None:
        """Hours of touch before."""
        return self._add_up(self.route)

    @cached_property
    def after(self) -> float | None:
        """Hours of touch after."""
        return self._add_up(self.changed)

    @property
    def speed_up(self) -> float | None:
        """How many times as fast; None where nothing is assisted, or it is not known."""
        if not self.before or self.after is None:
            return None
        return self.before / self.after if self.after else inf

    @property
    def stages(self) -> tuple[Address, ...]:
        """Where the assisted stages stand."""
        return tuple(self.route.address_of(self.route.steps[number]) for number in self.assisted)

    def _add_up(self, route: Route) -> float | None:
        visits = self.route.visits
        touches = [route.steps[number].touch for number in self.assisted]
        known = [touch for touch in touches if touch is not None]
        if visits is None or len(known) < len(touches):
            return None
        return fsum(touch * visits[number] for touch, number in zip(known, self.assisted, strict=True))


@dataclass(frozen=True)
class StreamChange:
    """A stream before and after; its gain end to end stands beside the gain in coding."""

    before: StreamFlow
    after: StreamFlow
    coding: Coding

    @property
    def id(self) -> str:
        """The stream's id."""
        return self.before.id

    @property
    def gain(self) -> float | None:
        """How much faster an item is done, as a share: 0.03 is 3 % faster, negative is slower.

        None where it has no flow time before or after.
        """
        before, after = self.before.days, self.after.days
        return before / after - 1.0 if before and after else None

    @property
    def sooner(self) -> float | None:
        """By which share of its flow time an item is done sooner; None where there is none."""
        before, after = self.before.days, self.after.days
        return 1.0 - after / before if before and after is not None else None

    @cached_property
    def amdahl(self) -> Amdahl | None:
        """Faster touch alone, queues as they are; None where that is not known."""
        total = self.before.days
        if not total or not self.coding.speed_up:
            return None
        passings = self.before.solution.find_passings(self.before.number)
        worked = [(passings[number].touch or 0.0, self._find_left(number)) for number in self.coding.assisted]
        now = fsum(days for days, _ in worked)
        if not now:
            return None
        then = fsum(days * left for days, left in worked)
        speed_up = now / then if then else inf
        return Amdahl(now / total, speed_up, find_whole_speed_up(now / total, speed_up))

    @cached_property
    def saturated(self) -> tuple[Saturation, ...]:
        """The pools on its way that saturate, in the order of its stages."""
        seen: set[int] = set()
        return tuple(self._find_saturated(seen))

    def _find_saturated(self, seen: set[int]) -> Iterator[Saturation]:
        then, now = self.after.solution.standings, self.before.solution.standings
        for number, step in enumerate(self.after.route.steps):
            for place, _ in step.draws if step.touch else ():
                if then[place].is_unstable and not now[place].is_unstable and place not in seen:
                    seen.add(place)
                    change = PoolChange(self.before.by_number(place), self.after.by_number(place))
                    yield Saturation(number, self.after.route.address_of(step), change)

    def _find_left(self, number: int) -> float:
        """What is left of the touch of a stage, as a share."""
        before = self.coding.route.steps[number].touch
        return (self.coding.changed.steps[number].touch or 0.0) / before if before else 1.0


def find_saturated(streams: Iterable[StreamChange]) -> tuple[Saturation, ...]:
    """The pools that saturate: the earliest in the order of stages first, then the busiest.

    Stages to which no items come saturate nothing.
    """
    first: dict[int, Saturation] = {}
    coming = (stream for stream in streams if stream.after.route.demand)
    for each in (saturation for stream in coming for saturation in stream.saturated):
        known = first.setdefault(each.pool.after.number, each)
        if (each.number, each.stage) < (known.number, known.stage):
            first[each.pool.after.number] = each
    return tuple(
        sorted(
            first.values(),
            key=lambda each: (each.number, -each.pool.after.standing.busyness, each.pool.id),
        )
    )


def find_mean_gain(streams: Iterable[StreamChange]) -> float | None:
    """How much faster items are done on the mean of all that arrive before, as a share.

    None where no items arrive, or a stream with items has no flow time before or after.
    """
    before, after = [], []
    for stream in streams:
        demand = stream.before.route.demand
        if demand == 0.0:
            continue
        if demand is None or stream.before.days is None or stream.after.days is None:
            return None
        before.append(demand * stream.before.days)
        after.append(demand * stream.after.days)
    return fsum(before) / fsum(after) - 1.0 if before and fsum(after) else None


def find_mean_speed_up(codings: Iterable[Coding]) -> float | None:
    """How much faster the assisted work of all items that arrive gets, as a share; None where unknown."""
    before, after = [], []
    for coding in codings:
        if coding.assisted and coding.route.demand:
            if coding.before is None or coding.after is None:
                return None
            before.append(coding.route.demand * coding.before)
            after.append(coding.route.demand * coding.after)
    if not before or not fsum(before):
        return None
    return fsum(before) / fsum(after) - 1.0 if fsum(after) else inf
