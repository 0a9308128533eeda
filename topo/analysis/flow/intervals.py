"""How sure are flow times and utilisations, and which input would make another pool the constraint?

Demand and touch times are estimates, and variability is mostly a guess. So each number stands between what
it is with all of them at the lower end of their bands and with all at the upper one (profile `flow`: demand
and touch 20 % less or more, variability half or double); and between the ends of each band alone, the
others as said. The constraint is asked of each demand and each touch time on its own: from which change on,
within its band, is another pool busier? How busy a pool is rises evenly with each of them, so that this is
exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.solving import Factors, Solution, solve
from topo.findings import Address
from topo.model.organisation import address_of

INPUTS = ("demand", "touch", "variability")


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends, in the unit of the number itself.

    An end is None where a pool is unstable there: then the number has no end on that side.
    """

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Flip:
    """An input that makes another pool the constraint, and where it stands.

    `change` is the share by which it must be more (negative: less) than said; beyond that `pool` is busier
    than the constraint `before`. 0 where any change at all is enough, as the two are equally busy; then
    `is_less` says in which direction.
    """

    address: Address
    change: float
    before: PoolFlow
    pool: PoolFlow
    is_less: bool = False

    @property
    def rank(self) -> tuple[float, Address, bool]:
        """The least change first: what the smallest error of an input would flip."""
        return abs(self.change), self.address, self.is_less


@dataclass(frozen=True, slots=True)
class Sureness:
    """The interval of a stream's flow time, that of each input alone, and what flips its constraint.

    `jams` are the pools on its way that cannot keep up when all inputs are at their upper ends, the busiest
    first.
    """

    stream: str
    flow_time: Interval
    by_input: Mapping[str, Interval]
    flips: tuple[Flip, ...]
    jams: tuple[PoolFlow, ...] = ()


@dataclass(frozen=True)
class Intervals:
    """How sure the flow of an organisation is; worked out when asked for."""

    flow: Flow

    @cached_property
    def streams(self) -> Mapping[str, Sureness]:
        """By stream with a flow time that is assessed, or that an unstable pool alone keeps from it."""
        return {
            stream.id: Sureness(
                stream.id,
                self._between(stream.number, self._ends),
                {each: self._between(stream.number, self._ends_of[each]) for each in INPUTS},
                tuple(find_flips(self.flow, stream.pools)),
                tuple(pool for pool in stream.pools if self._ends[1].standings[pool.number].is_unstable),
            )
            for stream in self.flow.streams
            if stream.days is not None or stream.is_unstable
        }

    @cached_property
    def pools(self) -> Mapping[str, Interval]:
        """By pool: its utilisation as a share; not the pools of which it is not known."""
        low, high = (solution.standings for solution in self._ends)
        return {
            pool.id: Interval(low[pool.number].utilisation, high[pool.number].utilisation)
            for pool in self.flow.pools
            if pool.standing.utilisation is not None and not pool.pool.is_nobody
        }

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """The inputs that make another pool the constraint of the whole."""
        return tuple(find_flips(self.flow, self.flow.pools))

    @cached_property
    def _bands(self) -> tuple[Factors, Factors]:
        weights = self.flow.weights
        demand, touch = weights["demand-band"], weights["touch-band"]
        low = Factors(1.0 - demand, 1.0 - touch, weights["variability-low"])
        return low, Factors(1.0 + demand, 1.0 + touch, weights["variability-high"])

    @cached_property
    def _ends(self) -> tuple[Solution, Solution]:
        low, high = self._bands
        return solve(self.flow.network, low), solve(self.flow.network, high)

    @cached_property
    def _ends_of(self) -> dict[str, tuple[Solution, Solution]]:
        low, high = self._bands
        return {
            name: (
                solve(self.flow.network, Factors()._replace(**{name: getattr(low, name)})),
                solve(self.flow.network, Factors()._replace(**{name: getattr(high, name)})),
            )
            for name in INPUTS
        }

    def _between(self, stream: int, ends: tuple[Solution, Solution]) -> Interval:
        return Interval(ends[0].find_time(stream), ends[1].find_time(stream))


def find_flips(flow: Flow, pools: Sequence[PoolFlow]) -> Iterator[Flip]:
    """The inputs that make another of these pools (the busiest first) the busiest, in the model's order."""
    known = [pool for pool in pools if pool.standing.utilisation is not None]
    if len(known) < 2 or known[0].pool.is_nobody:
        return
    for (route, step), shares in sorted(_find_takes(known).items()):
        band = flow.weights["demand-band" if step < 0 else "touch-band"]
        for sign in (-1.0, 1.0):
            change, pool = _find_first(known, shares, sign)
            if change < band:
                yield Flip(_find_address(flow, route, step), sign * change, known[0], pool, sign < 0.0)


def _find_takes(pools: Sequence[PoolFlow]) -> dict[tuple[int, int], dict[int, float]]:
    """By input, a route and one of its stages or −1 for the demand: the share that it takes of each pool."""
    found: dict[tuple[int, int], dict[int, float]] = {}
    for pool in pools:
        for load in pool.standing.loads:
            for step in (-1, load.step):
                shares = found.setdefault((load.route, step), {})
                shares[pool.number] = shares.get(pool.number, 0.0) + load.share
    return found


def _find_first(
    pools: Sequence[PoolFlow], shares: Mapping[int, float], sign: float
) -> tuple[float, PoolFlow]:
    """By which share an input must change until the first other pool is as busy as the busiest, and that one.

    Infinite where none ever is. Of several at once the one that is busier from there on.
    """
    busiest = pools[0]
    most, takes = busiest.standing.busyness, sign * shares.get(busiest.number, 0.0)
    best, steepest, found = inf, 0.0, busiest
    for pool in pools[1:]:
        nearing = sign * shares.get(pool.number, 0.0) - takes
        if nearing <= 0.0:
            continue
        change = (most - pool.standing.busyness) / nearing
        if (change, -nearing) < (best, -steepest):
            best, steepest, found = change, nearing, pool
    return best, found


def _find_address(flow: Flow, route: int, step: int) -> Address:
    stream = flow.network.routes[route]
    if step < 0:
        return address_of("stream", stream.id) / "demand"
    return stream.address_of(stream.steps[step]) / "touch"
