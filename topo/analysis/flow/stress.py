"""What happens to the streams when AI makes some stages faster?

The readings: *demand*, the same demand (how much sooner is an item done?); *push*, from the first assisted
stage on demand rises as much as that got faster, offered without throttling and in all streams at once
(what cannot keep up?); *review effort* and *rework*, the same demand where checking takes longer or more is
sent back (profile `flow`). *capped*, a limit of work under way, is no question for formulas: simulation
answers it.

A pool that is stable before and not after is *saturated*; the first to saturate is the first in the order
of stages. What was unstable before is told apart. Beside the gain end to end stand the gain in coding and
Amdahl's figure.

>>> from topo.analysis.flow.measuring import measure_flow
>>> from topo.model.organisation import Organisation
>>> organisation = Organisation.model_validate({
...     "teams": {"shop": {"id": "shop", "roles": {"engineer": 4, "tester": 1}, "focus": "100%"}},
...     "streams": {"orders": {"id": "orders", "demand": "4/week", "stages": {
...         "build": {"id": "build", "phase": "create", "team": "shop", "role": "engineer", "touch": "3d"},
...         "test": {"id": "test", "phase": "release", "team": "shop", "role": "tester", "touch": "1d"}}}},
... })
>>> bands = {"review-effort": 0.2, "more-rework": 0.1, "little": 0.2}
>>> weights = {"focus": 1, "variability": 1, **bands}
>>> stress = measure_stress(measure_flow(organisation, weights=weights), ai=0.4)
>>> stress.push.first.pool.id, round(stress.headline.breaks_at, 2), round(stress.headline.growth, 2)
('shop tester', 0.25, 0.6)

Source: Amdahl (1967) and the queues of `measuring` (A); how much faster AI makes coding differs from study to
study (C), which is why it is asked for and swept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import fsum

from topo.analysis.flow.assisting import NOTHING_ELSE, Extra, assist, find_assisted, is_boundless
from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.network import Network
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.reading import Reading, ReadingKind
from topo.analysis.flow.solving import Load
from topo.analysis.flow.stressed import Coding, PoolChange, Saturation, find_mean_speed_up

SPEED_UPS = tuple(number / 10 for number in range(11))
"""The speed-ups that a sweep tries unless told others, as shares: nothing to twice as fast."""


@dataclass(frozen=True)
class Headline:
    """The one sentence for those who decide, as data.

    Coding gets faster by `coding` (a share), an item is done faster by `end_to_end` (None where that has no
    number). If teams make more for it, `first` saturates (None: nothing does), from a speed-up of `breaks_at`
    on, and its queue grows by `growth` items a week. The pools `unstable_before` could not keep up as it was.
    """

    ai: float | None
    coding: float | None
    end_to_end: float | None
    first: Saturation | None
    breaks_at: float | None
    growth: float | None
    unstable_before: tuple[PoolFlow, ...]


@dataclass(frozen=True)
class Stress:
    """The readings of a stress; each is worked out when it is asked for.

    `ai` is the speed-up asked for as a share (0.4: 1.4 times as fast), None where the `ai:` entries of the
    model count as written. `extra` is what else is supposed in *demand* and *push*; *review effort* and
    *rework* suppose one of the two alone, as much as it says, else as much as the profile does.
    """

    before: Flow = field(repr=False)
    ai: float | None
    extra: Extra = NOTHING_ELSE

    @cached_property
    def demand(self) -> Reading:
        """The same demand: how much sooner is an item done?"""
        return self._read(ReadingKind.DEMAND, extra=self.extra)

    @cached_property
    def push(self) -> Reading:
        """Demand rises as much as the assisted stages got faster: what cannot keep up?"""
        return self._read(ReadingKind.PUSH, pushes=True, extra=self.extra)

    @cached_property
    def review(self) -> Reading:
        """The same demand, and checking takes longer."""
        more = self.extra.review or self.before.weights["review-effort"]
        return self._read(ReadingKind.REVIEW, extra=Extra(review=more))

    @cached_property
    def rework(self) -> Reading:
        """The same demand, and more is sent back."""
        more = self.extra.rework or self.before.weights["more-rework"]
        return self._read(ReadingKind.REWORK, extra=Extra(rework=more))

    @cached_property
    def alone(self) -> Reading:
        """The same demand, and nothing else supposed than that stages are faster."""
        return self.demand if self.extra == NOTHING_ELSE else self._read(ReadingKind.DEMAND)

    def push_on(self, network: Network) -> Network:
        """What the reading *push* makes of a network with the same streams."""
        return self._change(network, pushes=True, extra=self.extra)

    def assist_in(self, network: Network) -> Network:
        """What the reading *demand* makes of a network with the same streams."""
        return self._change(network, extra=self.extra)

    def find(self, kind: ReadingKind) -> Reading | None:
        """A reading by its kind; None for one that simulation answers."""
        if kind is ReadingKind.DEMAND:
            return self.demand
        if kind is ReadingKind.PUSH:
            return self.push
        if kind is ReadingKind.REVIEW:
            return self.review
        return self.rework if kind is ReadingKind.REWORK else None

    @cached_property
    def codings(self) -> Mapping[str, Coding]:
        """By stream: which stages are assisted, and how much faster their work gets."""
        together = zip(self.before.network.routes, self._assisted.routes, strict=True)
        return {old.id: Coding(old, find_assisted(old), new) for old, new in together}

    @cached_property
    def headline(self) -> Headline:
        """What all of it comes to."""
        first = self.push.first
        return Headline(
            self.ai,
            find_mean_speed_up(self.codings.values()),
            self.demand.gain,
            first,
            None if first is None else self.find_break(first.pool),
            None if first is None else first.pool.after.growth.amount,
            tuple(change.before for change in self.push.unstable_before),
        )

    def find_break(self, pool: PoolChange) -> float | None:
        """From which speed-up on a pool saturates by the reading *push*.

        None where no speed-up is asked for, or none saturates it. The load that is pushed on a pool rises
        evenly with the speed-up, so two points make the line: what comes without one, and what comes now.
        """
        standing = pool.after.standing
        if not self.ai or not standing.loads or pool.after.pool.is_nobody:
            return None
        none, now = fsum(self._find_unpushed(load) for load in standing.loads), standing.busyness
        return max(0.0, (1.0 - none) * self.ai / (now - none)) if now > none else None

    def _find_unpushed(self, load: Load) -> float:
        """The share of its pool that a load takes when coding is as fast as it was."""
        route = self.push.after.network.routes[load.route]
        faster = 1.0 + (self.ai or 0.0) if load.step in self.codings[route.id].assisted else 1.0
        return load.share * faster / route.steps[load.step].pushed

    @cached_property
    def _assisted(self) -> Network:
        return self._change(self.before.network)

    def _read(self, kind: ReadingKind, *, pushes: bool = False, extra: Extra = NOTHING_ELSE) -> Reading:
        is_plain = not pushes and extra == NOTHING_ELSE
        network = self._assisted
        if not is_plain:
            network = self._change(self.before.network, pushes=pushes, extra=extra)
        after = self.before.with_network(network)
        missing = self._find_boundless() if pushes else ()
        return Reading(kind, self.before, after, self.codings, missing)

    def _change(self, network: Network, *, pushes: bool = False, extra: Extra = NOTHING_ELSE) -> Network:
        routes = tuple(assist(route, self.ai, pushes=pushes, extra=extra) for route in network.routes)
        return replace(network, routes=routes)

    def _find_boundless(self) -> tuple[str, ...]:
        return tuple(
            f"{route.id}: {route.steps[number].id} takes no time at all, and could push without end"
            for route in self.before.network.routes
            for number in find_assisted(route)
            if is_boundless(route.steps[number], self.ai)
        )


def measure_stress(flow: Flow, *, ai: float | None = None, extra: Extra = NOTHING_ELSE) -> Stress:
    """What faster stages do to the flow; `ai` is the speed-up as a share, None for the model's own entries.

    `extra` is by how much checking takes longer, and more is sent back, in every reading. Raises ValueError
    for a speed-up that leaves no work at all (−1 or less).
    """
    if ai is not None and ai <= -1.0:
        raise ValueError(f"no speed-up: {ai}")
    return Stress(flow, ai, extra)


def sweep(
    flow: Flow, speed_ups: Iterable[float] = SPEED_UPS, *, extra: Extra = NOTHING_ELSE
) -> tuple[Stress, ...]:
    """The stress of each of these speed-ups, in their order."""
    return tuple(measure_stress(flow, ai=each, extra=extra) for each in speed_ups)
