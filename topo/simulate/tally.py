"""What is kept of a run, in memory that does not grow with the number of items?

Counts and sums, the most at once, how many there are at fixed points of time, and for percentiles a sample:
all flow times up to `SAMPLE`, from then on as many drawn at random from all (Vitter 1985, algorithm R).
"""

from collections.abc import Sequence
from math import floor
from random import Random
from typing import NamedTuple

SAMPLE = 4096
"""How many flow times of a stream are kept in one run."""
PERCENTILES = (50, 85, 95)


class Reservoir:
    """A sample of a bounded size, in which each of the values had the same chance to be."""

    def __init__(self, chance: Random, size: int = SAMPLE) -> None:
        self.values: list[float] = []
        self._chance = chance
        self._size = size
        self._seen = 0

    def add(self, value: float) -> None:
        """Offer a value."""
        self._seen += 1
        if len(self.values) < self._size:
            self.values.append(value)
        elif (at := int(self._chance.random() * self._seen)) < self._size:
            self.values[at] = value


def find_percentile(ordered: Sequence[float], percent: float) -> float:
    """The value below which so many per cent are, between two neighbours in proportion.

    >>> find_percentile([1.0, 2.0, 3.0, 5.0], 50)
    2.5
    """
    at = (len(ordered) - 1) * percent / 100.0
    low = floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


class PathRun(NamedTuple):
    """A stream in one run, after the warm-up.

    `time` is the mean in days from start to done of the items that were `finished` (None: none was), and
    `percentiles` those of `PERCENTILES`. `wip` are under way on the mean of time, `peak` at most, also
    during the warm-up. `outside` wait to be let in on the mean of time, and `held` is how many days those
    waited that were let in (None: nobody was). `points` are those under way at fixed points of time.
    """

    arrived: int
    finished: int
    time: float | None
    percentiles: tuple[float, ...]
    wip: float
    peak: int
    outside: float
    held: float | None
    points: tuple[int, ...]
    outside_points: tuple[int, ...]


class PoolRun(NamedTuple):
    """A pool in one run, after the warm-up.

    `busy` is the share (0 to 1) of its servers at work on the mean of time, `queue` the visits that wait for
    it, `peak` the most at any time, `wait` the days that a visit waited which then began (None: none did),
    `points` its queue at fixed points of time.
    """

    busy: float
    queue: float
    peak: int
    begun: int
    wait: float | None
    points: tuple[int, ...]


class Run(NamedTuple):
    """One run: streams and pools by number."""

    paths: tuple[PathRun, ...]
    pools: tuple[PoolRun, ...]
