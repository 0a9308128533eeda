"""Which steps of a scenario are to be done, where it is not all of them?

The others are switched off: each step keeps its number and its place.
"""

from collections.abc import Callable
from dataclasses import replace

from topo.change.history import Step
from topo.change.script import Phase, Script
from topo.errors import UsageError
from topo.rules.naming import joined, quoted
from topo.text import printable


def keep_corrections(script: Script) -> Script:
    """The corrections of the whole chain alone: what is true today."""
    return _switch(script, lambda _: False, keeps_corrections=True)


def keep_phase(script: Script, said: str) -> Script:
    """One phase of a scenario alone, by its name or its number (from 1).

    Corrections, the other phases and the scenarios that it extends are off: they are what was done before.
    Raises `UsageError` where there is no such phase, or more than one of this name.
    """
    wanted = _find_phase(script, said)
    base = None if script.base is None else _switch(script.base, lambda _: False)
    return _switch(replace(script, base=base), lambda phase: phase is wanted)


def _find_phase(script: Script, said: str) -> Phase:
    named = [each for each in script.phases if each.name == said]
    if not named and said.isdecimal() and 1 <= int(said) <= len(script.phases):
        named = [script.phases[int(said) - 1]]
    if len(named) == 1:
        return named[0]
    problem = "two phases" if named else "no phase"
    verb = "are" if named else "is"
    raise UsageError(
        f"{problem} of {quoted(script.name)} {verb} called `{printable(said, limit=80)}`",
        hint=f"it has {_list_phases(script)}; numbers count from 1" if script.phases else "it has no phases",
    )


def _list_phases(script: Script) -> str:
    return joined(
        quoted(each.name) if each.name else f"phase {number}"
        for number, each in enumerate(script.phases, start=1)
    )


def _switch(script: Script, keeps: Callable[[Phase], bool], *, keeps_corrections: bool = False) -> Script:
    base = script.base
    return replace(
        script,
        base=_switch(base, keeps, keeps_corrections=keeps_corrections) if base is not None else None,
        corrections=script.corrections if keeps_corrections else _turn_off(script.corrections),
        phases=tuple(
            each if keeps(each) else replace(each, steps=_turn_off(each.steps)) for each in script.phases
        ),
    )


def _turn_off(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(replace(each, is_on=False) for each in steps)
