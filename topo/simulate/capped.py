"""With a limit of work under way and always more to do: how many items does a stream finish in a week?

What the reading *capped* of the AI stress compares before and after. Every stream with a `wip_limit` has as
many items under way as that allows, and lets the next one in when one is done; those without one have their
demand. No formula: the streams are run, before and after with the same luck. Where so much happens that this
would take minutes fewer weeks are run, and then fewer times: the more happens, the less of it says as much.
"""

from collections.abc import Mapping
from math import inf

from topo.analysis.flow.clock import DAYS_IN_A_WEEK
from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.network import Network, Route
from topo.analysis.progress import Progress, ignore
from topo.simulate.estimating import Estimate, estimate
from topo.simulate.layout import Layout, make_layout
from topo.simulate.repeating import Makers, Task, repeat
from topo.simulate.shop import Span

SPAN = Span(52.0, 260.0)
SEED, REPLICATIONS = 1, 10
MOST_EVENTS = 1.5e6
"""So many events take seconds."""
_LEAST_WARM_UP, _LEAST_REPLICATIONS = 2.0, 3
_TIMES_THROUGH = 4.0
"""So many times as long as an item takes go by before it counts what is finished."""


def find_capped(
    flow: Flow, *, span: Span | None = None, seed: int = SEED, progress: Progress = ignore
) -> Mapping[str, Estimate]:
    """Items finished in a week, by stream; without those that have no limit, or cannot be run.

    Without a `span` it is as long as there is time for. Raises KeyboardInterrupt where Ctrl-C comes in
    between: the runs that are complete would not do for a comparison.
    """
    layout = make_layout(flow, full=True)
    if not any(path.full for path in layout.paths):
        return {}
    span, replications = choose_span(flow, layout) if span is None else (span, REPLICATIONS)
    runs = repeat(Task(layout, span, seed, replications), Makers(progress=progress))
    if len(runs) < replications:
        raise KeyboardInterrupt
    found: dict[str, Estimate] = {}
    for number, path in enumerate(layout.paths):
        seen = estimate(run.paths[number].finished / span.weeks for run in runs)
        if path.full and seen is not None:
            found[path.stream] = seen
    return found


def count_capped(flow: Flow, progress: Progress = ignore) -> Mapping[str, float]:
    """The same as plain numbers: what the stress test takes."""
    return {stream: seen.mean for stream, seen in find_capped(flow, progress=progress).items()}


def choose_span(flow: Flow, layout: Layout) -> tuple[Span, int]:
    """For how long, and how often: as `SPAN` says, or less where that would be too many events.

    The warm-up stays several times as long as an item takes, by Little's law its limit / throughput.
    """
    routes = {route.id: route for route in flow.network.routes}
    full = [path for path in layout.paths if path.full]
    most = {path.stream: bound_throughput(flow.network, routes[path.stream], path.limit) for path in full}
    paths = (
        path._replace(gap=DAYS_IN_A_WEEK / most[path.stream]) if path.full else path for path in layout.paths
    )
    a_week = layout._replace(paths=tuple(paths)).count_events(1.0)
    fits = MOST_EVENTS / a_week if a_week else inf
    usual = SPAN.warm_up + SPAN.weeks
    if fits >= usual * REPLICATIONS:
        return SPAN, REPLICATIONS
    through = max((path.limit or 0) / most[path.stream] for path in full)
    least = max(_LEAST_WARM_UP, _TIMES_THROUGH * through)
    part = min(1.0, max(fits / (usual * REPLICATIONS), least / SPAN.warm_up))
    span = Span(SPAN.warm_up * part, SPAN.weeks * part)
    often = int(fits / (span.warm_up + span.weeks))
    return span, min(REPLICATIONS, max(_LEAST_REPLICATIONS, often))


def bound_throughput(network: Network, route: Route, limit: int | None) -> float:
    """The most items a week that a stream can finish: if it had its pools for itself, and nothing queued."""
    hours, days = dict.fromkeys(range(len(network.pools)), 0.0), 0.0
    for step, visits in zip(route.steps, route.visits or (), strict=False):
        days += visits * (network.clock.elapse(step.touch or 0.0) + step.wait)
        for drawn, share in step.draws if step.touch else ():
            hours[drawn] += visits * (step.touch or 0.0) * share
    rates = [(limit or 0) * DAYS_IN_A_WEEK / days] if days else []
    for number, need in hours.items():
        pool = network.pools[number]
        if need and pool.heads:
            rates.append(pool.heads * pool.focus * network.clock.hours_a_week / need)
    return min(rates, default=inf)
