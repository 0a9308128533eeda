"""What is run: the streams as places that an item comes to, in plain numbers that any process can be given.

A stage becomes up to three places, one after the other: a wait of fixed length, a wait for the next date of
its cadence, and work by one of its pools. Everything is in elapsed days: a service of touch / focus takes
the days in which there are so many hours of work, as in the formulas (servers are heads, and a fraction of
a head makes everybody faster).
"""

from collections.abc import Iterator
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from topo.analysis.flow.clock import DAYS_IN_A_WEEK
from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.network import Network, Route, Step
from topo.rules.naming import called_pool

MOST_UNDER_WAY = 50_000
"""A limit beyond this is none: a stream is not filled up to it."""


class Work(NamedTuple):
    """Who works at a place: a pool by number, the share (0 to 1) of visits that come to it or to one before
    it in the list, the mean service in days, and c_s².
    """

    pool: int
    up_to: float
    days: float
    variability: float


class Place(NamedTuple):
    """Where an item waits `days`, or is worked on, or waits for a date that comes every `period` days.

    `spread`: not for a date together with others, but on its own for anything up to a period.
    Of what passes, `share` goes back to the place `back`, and the rest on to the place `after`; below zero
    stands for the end of a stream, ~number. `name` is what its random numbers are called by.
    """

    name: str
    days: float
    period: float
    works: tuple[Work, ...]
    after: int
    back: int
    share: float
    spread: bool = False


class Path(NamedTuple):
    """A stream: the days between two arrivals on the mean, and the place where an item begins.

    `gap` is None where nothing arrives. No more than `limit` items are under way at once; a stream that is
    `full` has as many more to do as it will ever take.
    """

    stream: str
    gap: float | None
    limit: int | None
    first: int
    full: bool = False


class Layout(NamedTuple):
    """All that is run: streams, places, and the servers of each pool by number.

    `left_out` are the streams that cannot be run, by id, with the reasons.
    """

    paths: tuple[Path, ...]
    places: tuple[Place, ...]
    servers: tuple[int, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def count_events(self, weeks: float) -> float:
        """About how many things happen in so many weeks: each item at each of its places once."""
        starts = [*(path.first for path in self.paths), len(self.places)]
        together = zip(self.paths, pairwise(starts), strict=True)
        a_day = fsum((end - first + 1) / path.gap for path, (first, end) in together if path.gap)
        return a_day * DAYS_IN_A_WEEK * weeks


def make_layout(flow: Flow, *, full: bool = False, spread: bool = False) -> Layout:
    """What there is to run of a flow.

    `full`: streams with a limit (up to `MOST_UNDER_WAY`) always have more to do. `spread`: who waits for a
    date waits on its own, as the formulas have it, and does not come out with all the others. More that is
    pushed in at a stage (the reading *push* of the stress) is not run.
    """
    network, streams = flow.network, flow.plan.streams
    paths: list[Path] = []
    places: list[Place] = []
    left_out = []
    for route in network.routes:
        limit = streams[route.id].wip_limit
        is_full = full and limit is not None and limit <= MOST_UNDER_WAY
        missing = tuple(dict.fromkeys(_find_missing(network, route, is_full)))
        if missing:
            left_out.append((route.id, missing))
            continue
        gap = None if is_full or not route.demand else DAYS_IN_A_WEEK / route.demand
        paths.append(Path(route.id, gap, limit, len(places), is_full))
        places += _make_places(flow, route, len(paths) - 1, len(places), spread)
    servers = tuple(pool.servers for pool in network.pools)
    return Layout(tuple(paths), tuple(places), servers, tuple(left_out))


def _find_missing(network: Network, route: Route, is_full: bool) -> Iterator[str]:
    """Why a stream cannot be run."""
    if route.demand is None and not is_full:
        yield "says no demand"
    yield from route.missing
    if not route.steps:
        yield "has no stages"
    for step in route.steps:
        yield from step.missing
        for number, _ in step.draws if step.touch else ():
            pool = network.pools[number]
            if pool.is_nobody:
                yield f"{step.id}: nobody is there in {called_pool(pool.team, pool.role)}"
    if is_full and route.visits is not None and not _takes_time(route, route.visits):
        yield "its items take no time"


def _takes_time(route: Route, visits: tuple[float, ...]) -> bool:
    return any(
        passes and (step.touch or step.wait or step.cadence)
        for step, passes in zip(route.steps, visits, strict=True)
    )


def _make_places(flow: Flow, route: Route, path: int, first: int, spread: bool) -> list[Place]:
    """The places of a stream; the last of each stage says where its items go."""
    stages = [list(_split(flow, route, step, spread)) for step in route.steps]
    starts = [first]
    for each in stages:
        starts.append(starts[-1] + len(each))
    ends = [*starts[1:-1], ~path]
    places: list[Place] = []
    for step, parts, end in zip(route.steps, stages, ends, strict=True):
        for part in parts[:-1]:
            places.append(part._replace(after=first + len(places) + 1))
        back = ~path if step.returns_to is None else starts[step.returns_to]
        share = 0.0 if step.returns_to is None else step.share
        places.append(parts[-1]._replace(after=end, back=back, share=share))
    return places


def _split(flow: Flow, route: Route, step: Step, spread: bool) -> Iterator[Place]:
    """The parts of a stage in their order; a stage of nothing is a wait of no time."""
    name = f"{route.id}/{step.id}"
    if step.wait or not (step.touch or step.cadence):
        yield Place(name, step.wait, 0.0, (), 0, 0, 0.0)
    if step.cadence:
        yield Place(name, 0.0, 2.0 * step.cadence, (), 0, 0, 0.0, spread)
    if step.touch:
        yield Place(name, 0.0, 0.0, tuple(_find_works(flow, step, step.touch)), 0, 0, 0.0)


def _find_works(flow: Flow, step: Step, touch: float) -> Iterator[Work]:
    up_to = 0.0
    for pool, share in step.draws:
        up_to += share
        days = flow.network.clock.elapse(touch * flow.network.pools[pool].pace)
        yield Work(pool, up_to, days, step.variability)
