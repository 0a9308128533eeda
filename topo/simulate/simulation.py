"""How long do items take, how long are queues, and how sure is that, when the streams are run?

>>> from topo.analysis.flow.measuring import measure_flow
>>> from topo.model.organisation import Organisation
>>> organisation = Organisation.model_validate({
...     "teams": {"shop": {"id": "shop", "roles": {"engineer": 1}, "focus": "100%"}},
...     "streams": {"orders": {"id": "orders", "demand": "4/week", "stages": {
...         "build": {"id": "build", "team": "shop", "role": "engineer", "touch": "1d"}}}},
... })
>>> flow = measure_flow(organisation, weights={"focus": 0.65, "variability": 1.0, "little": 0.2})
>>> simulation = simulate(flow, Span(52, 520), seed=1, replications=10)
>>> simulation.find_stream("orders").time.covers(flow.find_stream("orders").days)
True

Means are over runs (replications) that differ in luck alone, with intervals of 95 %. Nothing counts that
happened before the end of the warm-up, because a run begins with nobody there. Where more comes than can be
done there is no end state to reach: numbers are then those of the weeks that were run, and say so.

Source: Law (2015), Simulation Modeling and Analysis, ch. 9 (replication/deletion). The mathematics is of
grade A, that it fits people who think is of grade C, as with the formulas.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.pools import Pool
from topo.simulate.estimating import Estimate, estimate
from topo.simulate.layout import Layout, Place, make_layout
from topo.simulate.repeating import THIS_PROCESS, Makers, Task, repeat
from topo.simulate.shop import Span
from topo.simulate.tally import PERCENTILES, PathRun, PoolRun, Run


@dataclass(frozen=True)
class StreamSeen:
    """A stream in all runs.

    `expected` is the flow time in days by the formulas, which know no limit of work under way; None where
    they have none. `limit` is the most that may be under way.
    """

    id: str
    limit: int | None
    expected: float | None
    weeks: float
    runs: tuple[PathRun, ...] = field(repr=False)
    is_unstable: bool = False
    """Whether a pool on the way gets more than it can do, by the formulas."""

    @property
    def finished(self) -> int:
        """How many items were finished in all runs."""
        return sum(run.finished for run in self.runs)

    @cached_property
    def throughput(self) -> Estimate | None:
        """Items finished in a week."""
        return estimate(run.finished / self.weeks for run in self.runs)

    @cached_property
    def time(self) -> Estimate | None:
        """The mean days from being let in to done; None where no item was finished."""
        return estimate(run.time for run in self.runs)

    @cached_property
    def percentiles(self) -> Mapping[int, Estimate]:
        """By per cent: the days within which so many items are done; empty where none was finished."""
        found = (
            (percent, estimate(run.percentiles[at] if run.percentiles else None for run in self.runs))
            for at, percent in enumerate(PERCENTILES)
        )
        return {percent: each for percent, each in found if each is not None}

    @cached_property
    def wip(self) -> Estimate | None:
        """How many items are under way."""
        return estimate(run.wip for run in self.runs)

    @property
    def peak(self) -> int:
        """The most items that were ever under way."""
        return max((run.peak for run in self.runs), default=0)

    @cached_property
    def outside(self) -> Estimate | None:
        """How many items wait to be let in."""
        return estimate(run.outside for run in self.runs)

    @cached_property
    def held(self) -> Estimate | None:
        """The mean days that an item which had to wait outside waited; None where none had to."""
        return estimate(run.held for run in self.runs)

    @cached_property
    def growth(self) -> Estimate | None:
        """By how many items a week those grow that are under way or wait outside."""
        return estimate(_grow(_add(run.points, run.outside_points), self.weeks) for run in self.runs)

    @cached_property
    def points(self) -> tuple[float, ...]:
        """How many are under way or wait outside at the points of time, on the mean of all runs."""
        return tuple(_average(_add(run.points, run.outside_points) for run in self.runs))


@dataclass(frozen=True)
class PoolSeen:
    """A pool in all runs.

    `expected` and `expected_wait` are what the formulas say: utilisation, and the mean wait in days.
    """

    pool: Pool
    expected: float | None
    expected_wait: float | None
    weeks: float
    runs: tuple[PoolRun, ...] = field(repr=False)

    @property
    def id(self) -> str:
        """Its team and role."""
        return self.pool.id

    @cached_property
    def busy(self) -> Estimate | None:
        """The share (0 to 1) of its people at work."""
        return estimate(run.busy for run in self.runs)

    @cached_property
    def queue(self) -> Estimate | None:
        """How many visits wait for it."""
        return estimate(run.queue for run in self.runs)

    @property
    def peak(self) -> int:
        """The most that ever waited."""
        return max((run.peak for run in self.runs), default=0)

    @cached_property
    def wait(self) -> Estimate | None:
        """The mean days that a visit waits, those included that wait for nothing; None where none came."""
        return estimate(run.wait for run in self.runs)

    @cached_property
    def growth(self) -> Estimate | None:
        """By how many visits a week its queue grows."""
        return estimate(_grow(run.points, self.weeks) for run in self.runs)

    @cached_property
    def points(self) -> tuple[float, ...]:
        """Its queue at the points of time, on the mean of all runs."""
        return tuple(_average(run.points for run in self.runs))


@dataclass(frozen=True)
class Simulation:
    """All runs of the streams of an organisation.

    `wanted` is how many runs were asked for; where `runs` are fewer somebody stopped it. `is_spread`: items
    waited for dates each on its own. `only` is the one stream that is looked at; None: all of them are.
    """

    flow: Flow = field(repr=False)
    layout: Layout = field(repr=False)
    span: Span
    seed: int
    wanted: int
    runs: tuple[Run, ...] = field(repr=False)
    is_spread: bool = False
    only: str | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether it was stopped before all runs were made."""
        return len(self.runs) < self.wanted

    @property
    def missing(self) -> Mapping[str, tuple[str, ...]]:
        """Why streams are not run, by id."""
        return {id: reasons for id, reasons in self.layout.left_out if self.only in (None, id)}

    @cached_property
    def streams(self) -> tuple[StreamSeen, ...]:
        """Every stream that was run and is looked at, by id."""
        return tuple(self._find_streams())

    @cached_property
    def pools(self) -> tuple[PoolSeen, ...]:
        """Every pool that these streams draw on, the busiest first."""
        drawn = {work.pool for place in self._find_places() for work in place.works}
        seen = [self._see_pool(number) for number in drawn]
        return tuple(sorted(seen, key=lambda pool: (-(pool.busy.mean if pool.busy else 0.0), pool.id)))

    def find_stream(self, id: str) -> StreamSeen:
        """The stream with this id; raises KeyError where none was run."""
        return {stream.id: stream for stream in self.streams}[id]

    def _find_streams(self) -> Iterator[StreamSeen]:
        for number, path in enumerate(self.layout.paths):
            if self.only not in (None, path.stream):
                continue
            measured = self.flow.find_stream(path.stream)
            assert measured is not None
            is_unstable = any(pool.is_unstable for pool in measured.pools)
            runs = tuple(run.paths[number] for run in self.runs)
            yield StreamSeen(path.stream, path.limit, measured.days, self.span.weeks, runs, is_unstable)

    def _find_places(self) -> Iterator[Place]:
        firsts = [path.first for path in self.layout.paths]
        for number, place in enumerate(self.layout.places):
            path = self.layout.paths[bisect_right(firsts, number) - 1]
            if self.only in (None, path.stream):
                yield place

    def _see_pool(self, number: int) -> PoolSeen:
        standing = self.flow.solution.standings[number]
        wait = None if standing.wait is None else self.flow.network.clock.elapse(standing.wait)
        runs = tuple(run.pools[number] for run in self.runs)
        return PoolSeen(self.flow.network.pools[number], standing.utilisation, wait, self.span.weeks, runs)


def simulate(
    flow: Flow,
    span: Span,
    *,
    seed: int,
    replications: int,
    only: str | None = None,
    spread: bool = False,
    makers: Makers = THIS_PROCESS,
) -> Simulation:
    """Run the streams of a flow; the same seed gives the same result, whoever makes the runs.

    `only`: the stream to look at, though all are run. `spread`: items wait for dates each on its own, as in
    the formulas, not together.
    """
    layout = make_layout(flow, spread=spread)
    wanted = replications if layout.paths else 0
    runs = repeat(Task(layout, span, seed, wanted), makers)
    return Simulation(flow, layout, span, seed, wanted, runs, spread, only)


def _grow(points: tuple[int, ...], weeks: float) -> float:
    return (points[-1] - points[0]) / weeks


def _add(inside: tuple[int, ...], outside: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(sum, zip(inside, outside, strict=True)))


def _average(runs: Iterator[tuple[int, ...]]) -> Iterator[float]:
    return (sum(at) / len(at) for at in zip(*runs, strict=True))
