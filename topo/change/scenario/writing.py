"""How is a script written as a scenario file?

The same script gives the same bytes, laid out as `topo fmt` would, and reading them gives an equal script.
"""

import os
from pathlib import Path
from typing import Any

from topo.change.history import Step
from topo.change.script import Phase, Script
from topo.source.plain import make_plain_part
from topo.source.starting import MODELINE, SCENARIO_SCHEMA
from topo.source.writing import render_yaml, write_new, write_text_atomically


def render_script(script: Script) -> str:
    """The script as the text of a scenario file; of what it extends only the name."""
    return render_yaml(to_document(script))


def write_script(path: Path, script: Script, *, replaces: bytes | None = None) -> None:
    """Write a scenario file, whole or not at all.

    A file that is there is replaced only where it still holds the bytes that `replaces` says: comments in it
    are lost. Raises WriteRefused otherwise.
    """
    text = render_script(script)
    if os.path.lexists(path.parent / SCENARIO_SCHEMA):
        text = f"{MODELINE.format(schema=SCENARIO_SCHEMA)}\n{text}"
    if replaces is None:
        write_new(path, text)
    else:
        write_text_atomically(path, text, expect=replaces)


def to_document(script: Script) -> dict[str, Any]:
    """The script as plain data, in the order in which a file says it."""
    document: dict[str, Any] = {"scenario": script.name}
    document |= _find_said(why=script.why, extends=script.extends, assumes=list(script.assumes) or None)
    if script.decided is not None:
        document["decided"] = make_plain_part(script.decided)
    if script.corrections:
        document["corrections"] = list(map(_say_step, script.corrections))
    if len(script.phases) == 1 and script.phases[0].is_plain and script.phases[0].steps:
        document["moves"] = list(map(_say_step, script.phases[0].steps))
    elif script.phases:
        document["phases"] = list(map(_say_phase, script.phases))
    return document | dict(script.extensions)


def _say_phase(phase: Phase) -> dict[str, Any]:
    said = _find_said(name=phase.name, by=phase.by, moves=list(map(_say_step, phase.steps)) or None)
    return said | dict(phase.extensions)


def _say_step(step: Step) -> dict[str, Any]:
    beside = _find_said(off=None if step.is_on else True, note=step.note, evidence=step.evidence)
    return step.move.to_document() | beside | dict(step.extensions)


def _find_said(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
