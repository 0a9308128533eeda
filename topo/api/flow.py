"""The value streams of a model: stress, simulation, and the organisational MRI."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from topo.api.checking import position_of
from topo.api.measuring import find_id, measure
from topo.api.scenarios import write_scenario
from topo.errors import UsageError
from topo.rules.checking import Reading
from topo.rules.context import Context
from topo.source.loading import LoadedModel
from topo.source.shelf import read_packs

if TYPE_CHECKING:
    from topo.advise.mri import Mri
    from topo.advise.stress_test import StressTest
    from topo.analysis.flow.measuring import Flow
    from topo.analysis.progress import Progress
    from topo.simulate.repeating import Makers
    from topo.simulate.simulation import Simulation


def simulate(
    model: LoadedModel,
    *,
    stream: str | None = None,
    weeks: float = 260.0,
    warm_up: float = 52.0,
    replications: int = 20,
    seed: int = 1,
    spread: bool = False,
    makers: "Makers | None" = None,
) -> "Simulation":
    """Run the value streams of a model as discrete events; the same seed gives the same numbers.

    All streams are run, and `stream` is the one to look at. `warm_up` weeks pass before the `weeks` that
    count, in each of so many `replications`. `spread`: items wait for dates each on its own. `makers` are who
    makes the runs (default: this process): several processes, or an executor that is handed in, which may
    be of a cluster. Raises `UsageError` for a stream that there is not, and for weeks that are none.
    """
    from topo.simulate.repeating import THIS_PROCESS
    from topo.simulate.shop import Span
    from topo.simulate.simulation import simulate as run

    if not (0.0 < weeks < inf and 0.0 <= warm_up < inf):
        raise UsageError(f"{warm_up:g} weeks of warm-up and {weeks:g} that count are no time that can be run")
    measures = measure(model)
    only = None if stream is None else find_id(model.organisation, "stream", stream)
    return run(
        measures.flow,
        Span(warm_up, weeks),
        seed=seed,
        replications=replications,
        only=only,
        spread=spread,
        makers=makers or THIS_PROCESS,
    )


def stress(
    model: LoadedModel,
    *,
    ai: float | None = None,
    review_effort: float = 0.0,
    rework: float = 0.0,
    as_of: date | None = None,
    progress: "Progress | None" = None,
) -> "StressTest":
    """What faster coding does to the value streams.

    `ai` is the speed-up as a share (0.4: 1.4 times as fast; default: what the model says), `review_effort` by
    how much checking takes longer, `rework` by how much more is sent back. Raises `UsageError` for a change
    that leaves nothing of it (−1 or less). `progress` hears of the simulation, which is run when the reading
    *capped* is looked at.
    """
    from topo.advise.stress_test import run_stress
    from topo.analysis.flow.assisting import Extra
    from topo.analysis.progress import ignore
    from topo.simulate.capped import count_capped

    def simulate_capped(flow: "Flow") -> Mapping[str, float]:
        return count_capped(flow, progress or ignore)

    if min(ai or 0.0, review_effort, rework) <= -1.0:
        raise UsageError("a change of -100 % or less leaves nothing", hint="0.4 is 40 % more")
    extra = Extra(review_effort, rework)
    return run_stress(measure(model, as_of=as_of), ai=ai, extra=extra, simulate=simulate_capped)


def render_stress(
    test: "StressTest", format: str, *, reading: str = "all", color: bool = False, width: int = 100
) -> str:
    """A stress test as text, JSON or Markdown; `reading` is demand, push, capped or all."""
    from topo.report.stress import formats

    return formats.render_stress(test, format, reading=reading, color=color, width=width)


def mri(model: LoadedModel, *, as_of: date | None = None) -> "Mri":
    """The organisational MRI: each team by dimension, its outlook, and the one constraint.

    Every rule runs, whatever packs the model chooses, with the severities and waivers that it sets.
    """
    from topo.advise.mri import take_mri
    from topo.source.weighing import Weights

    weights = Weights(model.organisation, model.folder)
    context = Context(model.organisation, as_of or date.today(), weights)
    reading = Reading((), (), lambda each: position_of(model, each), model.positions.is_foreign)
    return take_mri(context, read_packs(), reading)


def render_mri(
    mri: "Mri", format: str, *, team: str | None = None, color: bool = False, width: int = 100
) -> str:
    """An MRI as text, JSON or Markdown; with `team` that team alone. Raises `UsageError` where it is none."""
    from topo.report.mri import formats

    return formats.render_mri(mri, format, team=team, color=color, width=width)


def write_levers(
    model: LoadedModel, test: "StressTest", numbers: Sequence[int], *, name: str | None = None
) -> Path:
    """Write levers of a stress test (by their numbers, from 1) as one scenario; returns the file.

    Raises `UsageError` where there is no such lever, or no move says it, and for a name that is none;
    `WriteRefused` where a scenario of that name is there.
    """
    from topo.advise.proposing import propose
    from topo.change.scenario.starting import find_place

    script = propose(test, numbers, name=name)
    path = find_place(model.folder, script.name)
    write_scenario(path, script)
    return path
