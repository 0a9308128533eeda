"""How busy are the people of a pool, with what, and how long does an item wait for them?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from topo.analysis.flow.clock import DAYS
from topo.analysis.flow.pools import Pool
from topo.analysis.flow.solving import Load, Solution, Standing
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.findings import Address

UTILISATION, SHARE = "utilisation", "share"
VISITS = "items a week"


@dataclass(frozen=True)
class PoolFlow:
    """A pool and how it stands.

    The numbers are made when they are asked for. What a number leaves out because the model does not say it
    is in its `missing`: then the pool is at least so busy.
    """

    pool: Pool
    standing: Standing
    number: int = field(repr=False)
    solution: Solution = field(repr=False, compare=False)

    @cached_property
    def id(self) -> str:
        """Team and role."""
        return self.pool.id

    @property
    def address(self) -> Address:
        """What it is called: `pools[checkout engineer]`."""
        return self.pool.address

    @property
    def is_unstable(self) -> bool:
        """Whether more comes than it can do, or something comes and nobody is there."""
        return self.standing.is_unstable

    @property
    def unknown(self) -> tuple[str, ...]:
        """The loads on it that are not known."""
        return self.solution.unknown.get(self.number, ())

    @cached_property
    def utilisation(self) -> Number:
        """ρ as a share of its capacity, a part for each stage that draws on it."""
        reason = self.why_not
        if reason:
            return not_assessed(UTILISATION, SHARE, reason, *self.unknown)
        if not self.standing.loads:
            return not_assessed(UTILISATION, SHARE, *self.unknown)
        return add_up(UTILISATION, SHARE, self._find_shares(), self.unknown)

    @cached_property
    def wait(self) -> Number:
        """The mean wait for it, in elapsed days; not assessed where it is unstable: there is none."""
        name, hours = "queue", self.standing.wait
        if hours is None:
            reasons = (
                (self.why_not or self.why_unstable,) if self.why_not or self.is_unstable else self.unknown
            )
            return not_assessed(name, DAYS, *reasons)
        days = self.solution.network.clock.elapse(hours)
        part = Part(f"queue for {self.id}", days, DAYS, self.address, self.pool.weighed_by, self._describe())
        return add_up(name, DAYS, [part], self.unknown)

    @cached_property
    def growth(self) -> Number:
        """By how many items its queue grows in a week: what comes, less what it can do. Zero while stable."""
        name = "queue growth"
        if self.standing.utilisation is None:
            return not_assessed(name, VISITS, *self.utilisation.missing)
        if not self.is_unstable:
            return add_up(name, VISITS, [], self.unknown)
        return add_up(name, VISITS, self._find_growth(), self.unknown)

    @property
    def why_not(self) -> str:
        """Why it can have no utilisation, whatever comes; empty where it can."""
        if self.pool.heads is None:
            return f"heads of {self.pool.team} unknown"
        if not self.pool.is_nobody:
            return ""
        return f"nobody has time: {self.id}" if self.pool.heads else f"nobody is there: {self.id}"

    @property
    def why_unstable(self) -> str:
        """What is said instead of a wait where there is none."""
        return f"{self.id} is unstable: its queue grows by {self.standing.growth:.3g} items a week"

    def find_address(self, load: Load) -> Address:
        """The stage that a load is of."""
        route = self.solution.network.routes[load.route]
        return route.address_of(route.steps[load.step])

    def find_label(self, load: Load) -> str:
        """Its stream and stage."""
        route = self.solution.network.routes[load.route]
        return f"{route.id}: {route.steps[load.step].id}"

    def _find_shares(self) -> Iterator[Part]:
        for load in self.standing.loads:
            address = self.find_address(load) / "touch"
            note = f"{load.visits:.3g} a week of {self._find_touch(load):.3g} h"
            yield Part(self.find_label(load), load.share, SHARE, address, self.pool.weighed_by, note)

    def _find_touch(self, load: Load) -> float:
        touch = self.solution.network.routes[load.route].steps[load.step].touch or 0.0
        return touch * self.solution.factors.touch

    def _find_growth(self) -> Iterator[Part]:
        for load in self.standing.loads:
            yield Part(self.find_label(load), load.visits, VISITS, self.find_address(load))
        can = self.standing.visits / self.standing.busyness
        if can:
            yield Part(f"what {self.id} can do", -can, VISITS, self.pool.place, self.pool.weighed_by)

    def _describe(self) -> str:
        standing, servers = self.standing, self.pool.servers
        return (
            f"{standing.busyness:.0%} busy, {servers} at once, {standing.service or 0.0:.3g} h each, "
            f"c² {standing.variability or 0.0:.3g}"
        )


def order_pools(pools: list[PoolFlow]) -> list[PoolFlow]:
    """The busiest first; equal ones by id."""
    return sorted(pools, key=lambda each: (-each.standing.busyness, each.id))


def find_known(pools: Sequence[PoolFlow], place: int) -> PoolFlow | None:
    """The pool at a place among those, the busiest first, of which it is known how busy they are."""
    known = [pool for pool in pools if pool.standing.utilisation is not None]
    return known[place] if len(known) > place else None
