"""How much of what was counted falls into the time after the warm-up?

The loop adds whole times: a service when it begins, a wait when it ends, a stay when the item leaves. At the
two ends of the time that counts, what is still going on is added, or taken away, as far as it has gone.
The mean of a number over time is such a sum by the length of the time: that is exact.
"""

from typing import TYPE_CHECKING, NamedTuple

from topo.simulate.tally import PERCENTILES, PathRun, PoolRun, Run, find_percentile

if TYPE_CHECKING:
    from topo.simulate.shop import Shop


class _Totals(NamedTuple):
    """Sums from the start up to a moment, by stream or by pool; times in days.

    `spent`, `held` and `waited` are of what has ended. `stays`, `doors`, `worked` and `queues` are up to the
    moment itself: divided by the time they are means over time.
    """

    arrived: list[int]
    finished: list[int]
    released: list[int]
    begun: list[int]
    spent: list[float]
    held: list[float]
    waited: list[float]
    stays: list[float]
    doors: list[float]
    worked: list[float]
    queues: list[float]


class Counting:
    """The sums of one run, by stream and by pool."""

    def __init__(self, shop: "Shop", servers: tuple[int, ...]) -> None:
        self._shop, self._servers = shop, servers
        paths, pools = range(len(shop.paths)), range(len(servers))
        self.arrived, self.released, self.finished = (
            [0 for _ in paths],
            [0 for _ in paths],
            [0 for _ in paths],
        )
        self.spent, self.held = [0.0 for _ in paths], [0.0 for _ in paths]
        self.peaks = [0 for _ in paths]
        self.begun, self.longest = [0 for _ in pools], [0 for _ in pools]
        self.worked, self.waited = [0.0 for _ in pools], [0.0 for _ in pools]
        self._inside: list[list[int]] = []
        self._doors: list[list[int]] = []
        self._queues: list[list[int]] = []
        self._totals: list[_Totals] = []

    def look(self, point: float) -> None:
        """Count who is there at a point of time; at the first and the last, add up to it."""
        shop = self._shop
        self._inside.append(list(shop.inside))
        self._doors.append([len(door) for door in shop.doors])
        self._queues.append([len(queue) for queue in shop.queues])
        if point in (shop.points[0], shop.points[-1]):
            self._totals.append(self._add_up(point))

    def finish_item(self, path: int, days: float) -> None:
        """An item leaves its stream after so many days."""
        self.finished[path] += 1
        self.spent[path] += days

    def finish(self) -> Run:
        """What there was between the first and the last point of time."""
        days = self._shop.points[-1] - self._shop.points[0]
        first, last = self._totals
        paths = tuple(self._find_path(number, first, last, days) for number in range(len(self._shop.paths)))
        pools = tuple(self._find_pool(number, first, last, days) for number in range(len(self._servers)))
        return Run(paths, pools)

    def _add_up(self, now: float) -> _Totals:
        """All sums up to a moment, with what is still going on as far as it has gone."""
        shop = self._shop
        stays, worked, queues = list(self.spent), list(self.worked), list(self.waited)
        for when, _, place, pool, entered in shop.events:
            if 0 <= place < len(shop.works):
                stays[shop.find_path(place)] += now - entered
                if pool >= 0:
                    worked[pool] -= when - now
        for pool, queue in enumerate(shop.queues):
            for since, place, _, entered in queue:
                stays[shop.find_path(place)] += now - entered
                queues[pool] += now - since
        doors = [
            held + sum(now - since for since in door)
            for held, door in zip(self.held, shop.doors, strict=True)
        ]
        return _Totals(
            list(self.arrived),
            list(self.finished),
            list(self.released),
            list(self.begun),
            list(self.spent),
            list(self.held),
            list(self.waited),
            stays,
            doors,
            worked,
            queues,
        )

    def _find_path(self, path: int, first: _Totals, last: _Totals, days: float) -> PathRun:
        finished = last.finished[path] - first.finished[path]
        released = last.released[path] - first.released[path]
        sample = sorted(self._shop.samples[path].values)
        return PathRun(
            last.arrived[path] - first.arrived[path],
            finished,
            (last.spent[path] - first.spent[path]) / finished if finished else None,
            tuple(find_percentile(sample, percent) for percent in PERCENTILES) if sample else (),
            (last.stays[path] - first.stays[path]) / days,
            self.peaks[path],
            (last.doors[path] - first.doors[path]) / days,
            (last.held[path] - first.held[path]) / released if released else None,
            tuple(counted[path] for counted in self._inside),
            tuple(counted[path] for counted in self._doors),
        )

    def _find_pool(self, pool: int, first: _Totals, last: _Totals, days: float) -> PoolRun:
        begun = last.begun[pool] - first.begun[pool]
        return PoolRun(
            (last.worked[pool] - first.worked[pool]) / (days * self._servers[pool]),
            (last.queues[pool] - first.queues[pool]) / days,
            self.longest[pool],
            begun,
            (last.waited[pool] - first.waited[pool]) / begun if begun else None,
            tuple(counted[pool] for counted in self._queues),
        )
