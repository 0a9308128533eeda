"""How busy is each pool, and how long does an item wait and work at each stage?

Over everything that draws on a pool: ρ = Σ λ v t / capacity, with the capacity heads × focus × hours of work.
Its queue is that of n servers (the whole number of heads) with the mixed service time: mean and c_s² of the
mixture, from E[S] and E[S²]. From ρ = 1 on it is unstable: there is no mean wait, and its queue grows by the
visits that arrive beyond its capacity. Sums are exact, so that no order of teams or streams changes a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum, inf
from typing import NamedTuple

from topo.analysis.flow.network import Network, Route, Step
from topo.analysis.flow.pools import Pool
from topo.analysis.flow.queueing import find_wait


class Load(NamedTuple):
    """What one stage takes of a pool: visits a week, and the share of the pool's capacity that they need."""

    route: int
    step: int
    visits: float
    share: float


class Standing(NamedTuple):
    """How a pool stands under its loads.

    `utilisation` is ρ: None where the heads are not known or no load is, infinite where nobody is there for
    a load. `visits` come in a week, each takes `service` hours of work on the mean with the squared
    coefficient of variation `variability`. `wait` is the mean wait in hours of work; None where it is not
    known, or there is none.
    """

    loads: tuple[Load, ...] = ()
    utilisation: float | None = None
    visits: float = 0.0
    service: float | None = None
    variability: float | None = None
    wait: float | None = None

    @property
    def busyness(self) -> float:
        """What pools are ordered by, ρ; below every other where it is not known."""
        return -1.0 if self.utilisation is None else self.utilisation

    @property
    def is_unstable(self) -> bool:
        """Whether more comes than it can do; exactly as much is too much, too."""
        return self.utilisation is not None and self.utilisation >= 1.0

    @property
    def growth(self) -> float:
        """By how many visits its queue grows in a week: what is offered less what it can do."""
        if not self.is_unstable or self.utilisation is None:
            return 0.0
        return self.visits - self.visits / self.utilisation


class Factors(NamedTuple):
    """By what all demand, all touch times and all variability are multiplied."""

    demand: float = 1.0
    touch: float = 1.0
    variability: float = 1.0


AS_SAID = Factors()


class Passing(NamedTuple):
    """The elapsed days that an item spends at a stage, over all of its visits; None for what is not known.

    `touch` is the time it is worked on, of which `pure` is the touch itself; `queues` are the waits for each
    pool, by its number.
    """

    touch: float | None
    pure: float | None
    queues: tuple[tuple[int, float | None], ...]
    wait: float | None
    cadence: float | None

    @property
    def amounts(self) -> tuple[float | None, ...]:
        """What it is made of, pure touch apart."""
        return (self.touch, self.wait, self.cadence, *(days for _, days in self.queues))


@dataclass(frozen=True)
class Solution:
    """A network with the standing of each of its pools."""

    network: Network
    standings: tuple[Standing, ...]
    factors: Factors = AS_SAID
    _passings: dict[int, tuple[Passing, ...]] = field(default_factory=dict, repr=False, compare=False)

    def find_passings(self, route: int) -> tuple[Passing, ...]:
        """The time at each stage of a route."""
        if route not in self._passings:
            self._passings[route] = tuple(_pass(self, self.network.routes[route]))
        return self._passings[route]

    def find_time(self, route: int) -> float | None:
        """The elapsed days from start to done; None where not known, or a pool on the way is unstable."""
        amounts = [days for each in self.find_passings(route) for days in each.amounts]
        known = [days for days in amounts if days is not None]
        return fsum(known) if amounts and len(known) == len(amounts) else None

    @cached_property
    def paces(self) -> tuple[float | None, ...]:
        """By pool: how much longer than itself a touch takes; None where nobody is known to be there."""
        pools = self.network.pools
        return tuple(None if pool.heads is None or pool.is_nobody else pool.pace for pool in pools)

    @cached_property
    def days_an_hour(self) -> float:
        """The elapsed days of an hour of work."""
        return self.network.clock.elapse(1.0)

    @cached_property
    def unknown(self) -> dict[int, tuple[str, ...]]:
        """By pool: the loads on it that are not known."""
        return self.network.find_unknown_loads()


def solve(network: Network, factors: Factors = AS_SAID) -> Solution:
    """The standing of every pool of a network."""
    drawn: list[list[_Drawn]] = [[] for _ in network.pools]
    for number, route in enumerate(network.routes):
        if route.demand is None or route.visits is None:
            continue
        demand = route.demand * factors.demand
        for place, (step, passes) in enumerate(zip(route.steps, route.visits, strict=True)):
            if step.touch:
                touch, visits = step.touch * factors.touch, demand * passes * step.pushed
                spread = 1.0 + step.variability * factors.variability
                for pool, share in step.draws:
                    drawn[pool].append((number, place, visits * share, touch, spread))
    hours = network.clock.hours_a_week
    standings = (_stand(pool, loads, hours) for pool, loads in zip(network.pools, drawn, strict=True))
    return Solution(network, tuple(standings), factors)


_Drawn = tuple[int, int, float, float, float]
"""Route, stage, visits a week, hours of touch, and 1 + c_s²: a load before its pool is looked at."""


def _stand(pool: Pool, drawn: list[_Drawn], hours: float) -> Standing:
    visits = fsum([each[2] for each in drawn])
    if pool.heads is None or not drawn:
        return Standing(visits=visits)
    if pool.is_nobody:
        nobody = tuple(Load(route, step, each, inf) for route, step, each, _, _ in drawn if each)
        return Standing(nobody, inf if nobody else None, visits)
    capacity = pool.heads * pool.focus * hours
    loads = tuple([Load(route, step, each, each * touch / capacity) for route, step, each, touch, _ in drawn])
    utilisation = fsum([load.share for load in loads])
    touched = fsum([each * touch for _, _, each, touch, _ in drawn])
    if not touched:
        return Standing(loads, utilisation, visits, wait=0.0)
    pace, servers = pool.pace, pool.servers
    squared = fsum([each * touch * touch * spread for _, _, each, touch, spread in drawn])
    mean = touched * pace / visits
    variability = max(0.0, squared * visits / (touched * touched) - 1.0)
    wait = None
    if utilisation < 1.0:
        wait = find_wait(servers, utilisation * servers, variability) * mean
    return Standing(loads, utilisation, visits, mean, variability, wait)


def _pass(solution: Solution, route: Route) -> Iterator[Passing]:
    if route.visits is None:
        for _ in route.steps:
            yield Passing(None, None, (), None, None)
        return
    for step, visits in zip(route.steps, route.visits, strict=True):
        queues = _queue(solution, route, step, visits)
        yield Passing(*_work(solution, step, visits), queues, visits * step.wait, visits * step.cadence)


def _work(solution: Solution, step: Step, visits: float) -> tuple[float | None, float | None]:
    """The elapsed days that an item is worked on, and those of pure touch in it."""
    if not step.touch:
        return step.touch, step.touch
    pure = visits * step.touch * solution.factors.touch * solution.days_an_hour
    pace = 0.0
    for pool, share in step.draws:
        here = solution.paces[pool]
        if here is None:
            return None, pure
        pace += share * here
    return (pure * pace, min(pure, pure * pace)) if step.draws else (None, pure)


def _queue(
    solution: Solution, route: Route, step: Step, visits: float
) -> tuple[tuple[int, float | None], ...]:
    """The elapsed days that an item waits for each pool; not known where the stream says no demand."""
    if step.touch == 0.0 or not step.draws:
        return ()
    if route.demand is None:
        return tuple((pool, None) for pool, _ in step.draws)
    days = visits * solution.days_an_hour
    waits = ((pool, share, solution.standings[pool].wait) for pool, share in step.draws)
    return tuple((pool, None if wait is None else days * share * wait) for pool, share, wait in waits)
