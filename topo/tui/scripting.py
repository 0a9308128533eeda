"""How does a scenario file become a fork of the session, and a fork a scenario file again?"""

from dataclasses import replace

from topo.change.history import Step
from topo.change.scenario.library import LoadedScript
from topo.change.script import Phase, Script
from topo.change.trial import lay_over
from topo.model.organisation import Organisation
from topo.tui.fork import Fork
from topo.tui.hiding import Names


def open_fork(loaded: LoadedScript, organisation: Organisation, names: Names) -> Fork | None:
    """The scenario of a file, laid over an organisation; None where the file cannot be read.

    The organisation is one under `names`, and so is the scenario then.
    """
    if loaded.script is None:
        return None
    script = names.hide_script(loaded.script)
    history = lay_over(script, organisation).history
    return Fork(script.name, history, script, saved=history.steps, path=str(loaded.path))


def make_script(fork: Fork) -> Script:
    """The fork as a scenario: corrections apart, moves in the phases that they had, new ones in the last.

    A scenario that extends another one keeps doing so as long as nobody touched what came from there.
    """
    script = fork.script or Script(fork.name)
    steps = fork.history.steps[: fork.history.cursor]
    base = tuple(step for each in script.chain[:-1] for step in each.steps)
    extends = bool(base) and all(step in steps for step in base)
    own = [step for step in steps if not (extends and step in base)]
    corrections = tuple(step for step in own if step.is_correction)
    moves = [step for step in own if not step.is_correction]
    phases = _sort(moves, script.phases)
    return replace(
        script,
        name=fork.name,
        extends=script.extends if extends else None,
        base=script.base if extends else None,
        corrections=corrections,
        phases=phases,
    )


def _sort(moves: list[Step], phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    if not phases:
        return (Phase(tuple(moves)),) if moves else ()
    left = [[step.move for step in phase.steps] for phase in phases]
    sorted_: list[list[Step]] = [[] for _ in phases]
    for step in moves:
        number = next((number for number, known in enumerate(left) if step.move in known), len(phases) - 1)
        if step.move in left[number]:
            left[number].remove(step.move)
        sorted_[number].append(step)
    return tuple(replace(phase, steps=tuple(steps)) for phase, steps in zip(phases, sorted_, strict=True))
