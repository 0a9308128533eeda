"""What is said of a scenario that is written into the model: what does not fit, what no splice can say?"""

from collections.abc import Iterator

from topo.change.scenario.library import LoadedScript
from topo.change.trial import Status, Trial
from topo.report.placing import render_position
from topo.report.wording import join_lines, keep_lines
from topo.source.positions import show_path
from topo.source.splicing.plan import EditPlan, Unwritten
from topo.text import count, printable


def render_misfits(loaded: LoadedScript, trial: Trial) -> str:
    """Every step that does not fit, with its place in the scenario and the reasons."""
    return "".join(f"{line}\n" for line in _find_misfits(loaded, trial))


def _find_misfits(loaded: LoadedScript, trial: Trial) -> Iterator[str]:
    for attempt in trial.misfits:
        for misfit in attempt.misfits:
            place = render_position(loaded.locate(attempt.scenario, attempt.number, misfit.field))
            yield f"{place}: {join_lines(misfit.message)}"
            if misfit.hint:
                yield from (f"  {line}" for line in keep_lines(f"help: {misfit.hint}").split("\n"))
    misfits = len(trial.misfits)
    verb = "does" if misfits == 1 else "do"
    yield f"{count(misfits, 'step')} {verb} not fit the model as it is, and nothing is written"
    tried = [phase for phase in trial.phases if any(each.status is not Status.OFF for each in phase.attempts)]
    if len(tried) > 1:
        yield "  = help: `--phase` applies one phase alone; `off: true` leaves out what is done already"


def render_unwritten(plan: EditPlan) -> str:
    """Every change that the model's own files cannot take, with its place and what to write there."""
    return "".join(f"{line}\n" for each in plan.unwritten for line in _find_unwritten(each))


def _find_unwritten(each: Unwritten) -> Iterator[str]:
    place = printable(str(each.address))
    at = "" if each.position is None else f"{render_position(each.position)}: "
    yield f"{at}`{place}` cannot be written: {join_lines(each.reason)}"
    yield from (f"  {printable(line)}" for line in each.patch.splitlines())


def render_written(plan: EditPlan, trial: Trial, loaded: LoadedScript) -> str:
    """Which files were written, each with the number of places, which steps that was, and what to do next."""
    return "".join(f"{line}\n" for line in _find_written(plan, trial, loaded))


def _find_written(plan: EditPlan, trial: Trial, loaded: LoadedScript) -> Iterator[str]:
    for file in plan.files:
        yield f"wrote {printable(file.shown)}: {count(len(file.splices), 'place')}"
    yield (
        f"applied {say_steps(trial)}" if plan.files else "nothing to write: the model says all of it already"
    )
    if plan.files:
        scenario = printable(show_path(loaded.path))
        yield f"  = help: what is done may not fit again: give it `off: true` in {scenario}"


def say_steps(trial: Trial) -> str:
    """How many moves and corrections were done."""
    done = [each for each in trial.attempts if each.status is Status.DONE]
    corrections = sum(each.step.is_correction for each in done)
    moves = len(done) - corrections
    said = [count(moves, "move")] if moves else []
    said += [count(corrections, "correction")] if corrections else []
    return " and ".join(said) or "no moves"
