"""What is there while a run goes on: who waits where, who is free, what comes next, and what was counted?

One list for each thing that the event loop touches, by the number of the stream, place or pool.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from heapq import heappush
from itertools import count
from math import ceil, inf
from random import Random
from typing import NamedTuple

from topo.analysis.flow.clock import DAYS_IN_A_WEEK
from topo.simulate.chances import Draw, make_draw, make_exponential, open_stream
from topo.simulate.counting import Counting
from topo.simulate.layout import Layout, Place
from topo.simulate.tally import Reservoir

POINTS = 40
"""Into how many equal parts the time after the warm-up is cut; at their ends it is counted who is there."""
NO_POOL = -1
NOWHERE = -1

Event = tuple[float, int, int, int, float]
"""When; a number that orders what is at the same time; the place (below zero: the door of the stream
~place); the pool that works there; when the item was let in."""
Waiting = tuple[float, int, Draw, float]
"""Since when; at which place; what draws its service; when the item was let in."""


class Span(NamedTuple):
    """How many weeks are run: those of the warm-up, of which nothing counts, and those after it."""

    warm_up: float
    weeks: float

    @property
    def points(self) -> tuple[float, ...]:
        """The days at which it is counted who is there; the first ends the warm-up, the last the run."""
        first, length = self.warm_up * DAYS_IN_A_WEEK, self.weeks * DAYS_IN_A_WEEK
        return tuple(first + length * number / POINTS for number in range(POINTS + 1))


class Shop:
    """The state of one run. What is random is named by seed, number of the run, and what it is for."""

    def __init__(self, layout: Layout, span: Span, seed: int, number: int) -> None:
        self.paths, self.points = layout.paths, span.points
        self.events: list[Event] = []
        self.turn = count()
        self._names = (seed, number)
        self._coming = iter(self.points)
        self._next_point = next(self._coming)
        places, pools, paths = layout.places, range(len(layout.servers)), layout.paths
        self.queues: list[deque[Waiting]] = [deque() for _ in pools]
        self.idle = list(layout.servers)
        self.afters = [place.after for place in places]
        self.ways = [self._make_way(place) for place in places]
        self.works = [self._make_choice(place) for place in places]
        self.delays = [self._make_delay(place) for place in places]
        self._firsts = [path.first for path in paths]
        self.gaps = [make_exponential(self._open(path.stream, "arrivals"), path.gap or 0.0) for path in paths]
        self.inside, self.doors = [0 for _ in paths], [deque[float]() for _ in paths]
        self.samples = [Reservoir(self._open(path.stream, "sample")) for path in paths]
        self.counting = Counting(self, layout.servers)
        self._open_doors()

    def look(self, until: float, hear: Callable[[], None]) -> float:
        """Count who is there at the points of time up to `until`: the next point, infinite after the last."""
        while self._next_point <= until:
            hear()
            self.counting.look(self._next_point)
            self._next_point = next(self._coming, inf)
        return self._next_point

    def ask(self, path: int, now: float) -> int:
        """An item comes to the door of a stream: the place where it begins, or nowhere while that is full."""
        self.counting.arrived[path] += 1
        limit = self.paths[path].limit
        if limit is not None and self.inside[path] >= limit:
            self.doors[path].append(now)
            return NOWHERE
        return self._let_in(path)

    def leave(self, path: int, now: float, entered: float) -> int:
        """An item is done: the place where the next one begins that this lets in, or nowhere."""
        self.inside[path] -= 1
        self.counting.finish_item(path, now - entered)
        if now >= self.points[0]:
            self.samples[path].add(now - entered)
        if self.paths[path].full:
            return self._let_in(path)
        if not self.doors[path]:
            return NOWHERE
        self.counting.held[path] += now - self.doors[path].popleft()
        self.counting.released[path] += 1
        return self._let_in(path)

    def find_path(self, place: int) -> int:
        """The stream that a place belongs to."""
        return bisect_right(self._firsts, place) - 1

    def _let_in(self, path: int) -> int:
        self.inside[path] += 1
        self.counting.peaks[path] = max(self.counting.peaks[path], self.inside[path])
        return self.paths[path].first

    def _open_doors(self) -> None:
        """The first arrivals, the items that a full stream begins with, and the end."""
        for number, path in enumerate(self.paths):
            if path.gap is not None:
                self._plan(self.gaps[number](), ~number)
            if path.full:
                self._fill(number, path.limit or 0)
        self._plan(self.points[-1], ~len(self.paths))

    def _fill(self, path: int, limit: int) -> None:
        """Let in as many as may be under way: each is planned as an item that is done with a place before."""
        for _ in range(limit):
            self._plan(0.0, len(self.afters))
            self._let_in(path)
        self.afters.append(self.paths[path].first)
        self.ways.append(None)

    def _plan(self, when: float, place: int) -> None:
        heappush(self.events, (when, next(self.turn), place, NO_POOL, 0.0))

    def _open(self, *names: object) -> Random:
        return open_stream(*self._names, *names)

    def _make_way(self, place: Place) -> Callable[[], int] | None:
        """Says where an item goes from a place; None where that is always the next."""
        if not place.share:
            return None
        random = self._open(place.name, "rework").random
        return lambda: place.back if random() < place.share else place.after

    def _make_choice(self, place: Place) -> Callable[[], tuple[int, Draw]] | None:
        """Says which pool works at a place, and what draws its service; None where nobody works."""
        if not place.works:
            return None
        choices = [
            (work.pool, make_draw(self._open(place.name, "service", at), work.days, work.variability))
            for at, work in enumerate(place.works)
        ]
        if len(choices) == 1:
            only = choices[0]
            return lambda: only
        random = self._open(place.name, "pool").random
        up_to = [work.up_to for work in place.works[:-1]]
        return lambda: choices[bisect_right(up_to, random())]

    def _make_delay(self, place: Place) -> Callable[[float], float]:
        """Says until when an item waits that comes to a place: some days on, or for the next date."""
        if place.spread:
            random = self._open(place.name, "dates").random
            return lambda now: now + random() * place.period
        if place.period:
            return lambda now: max(now, ceil(now / place.period) * place.period)
        return lambda now: now + place.days
