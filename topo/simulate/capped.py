"""With a limit of work under way and always more to do: how many items does a stream finish in a week?

What the reading *capped* of the AI stress compares before and after. Every stream with a `wip_limit` has as
many items under way as that allows, and lets the next one in when one is done; those without one have their
demand. No formula: the streams are run, before and after with the same luck.
"""

from collections.abc import Mapping

from topo.analysis.flow.measuring import Flow
from topo.analysis.progress import Progress, ignore
from topo.simulate.estimating import Estimate, estimate
from topo.simulate.layout import make_layout
from topo.simulate.repeating import Makers, Task, repeat
from topo.simulate.shop import Span

SPAN = Span(52.0, 260.0)
SEED, REPLICATIONS = 1, 10


def find_capped(
    flow: Flow,
    *,
    span: Span = SPAN,
    seed: int = SEED,
    replications: int = REPLICATIONS,
    progress: Progress = ignore,
) -> Mapping[str, Estimate]:
    """Items finished in a week, by stream; without those that have no limit, or cannot be run."""
    layout = make_layout(flow, full=True)
    if not any(path.full for path in layout.paths):
        return {}
    runs = repeat(Task(layout, span, seed, replications), Makers(progress=progress))
    found: dict[str, Estimate] = {}
    for number, path in enumerate(layout.paths):
        seen = estimate(run.paths[number].finished / span.weeks for run in runs)
        if path.full and seen is not None:
            found[path.stream] = seen
    return found


def count_capped(flow: Flow) -> Mapping[str, float]:
    """The same as plain numbers: what the stress test takes."""
    return {stream: seen.mean for stream, seen in find_capped(flow).items()}
