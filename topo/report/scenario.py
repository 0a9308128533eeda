"""How is a scenario shown: in plain words, move by move, with what does not fit?"""

from collections.abc import Iterator
from typing import Any

from topo.change.refusal import Misfit
from topo.change.scenario.library import LoadedScript
from topo.change.script import Decided
from topo.change.trial import Attempt, Status, Trial, TriedPhase
from topo.report.json_text import render_json_text
from topo.report.markdown import escape_markdown, render_code
from topo.report.paint import Paint
from topo.report.placing import render_position
from topo.report.wording import join_lines, keep_lines
from topo.source.plain import make_plain_part
from topo.source.positions import show_path
from topo.text import count, printable

VERSION = 1
FORMATS = ("text", "json", "markdown")


def render_scenario(loaded: LoadedScript, trial: Trial, format: str, *, color: bool = False) -> str:
    """The scenario in one of `FORMATS`."""
    if format == "json":
        return render_json_text(_to_json(loaded, trial))
    if format == "markdown":
        return "\n".join(_find_markdown(loaded, trial)) + "\n"
    return "\n".join(_find_lines(loaded, trial, Paint(color))) + "\n"


def render_verdict(trial: Trial) -> str:
    """How much of it there is, and whether it fits.

    >>> from topo.change.script import Script
    >>> from topo.model.organisation import Organisation
    >>> render_verdict(Trial(Script("nothing"), Organisation()))
    'no moves'
    """
    moves = [each for each in trial.attempts if not each.step.is_correction]
    said = [count(len(moves), "move") if moves else "no moves", *_find_details(moves)]
    corrections = len(trial.corrections)
    said += [count(corrections, "correction")] if corrections else []
    return ", ".join(said) + _describe_fit(len(trial.attempts), len(trial.misfits))


def _describe_fit(attempts: int, misfits: int) -> str:
    if attempts < 2:
        return ("", f": it {'does not fit' if misfits else 'fits'}")[attempts]
    if misfits:
        return f": {misfits} {'does' if misfits == 1 else 'do'} not fit"
    return ": all fit"


def _find_details(moves: list[Attempt]) -> Iterator[str]:
    claims = sum(each.step.move.is_claim for each in moves)
    off = sum(each.status is Status.OFF for each in moves)
    if claims:
        yield f"{count(claims, 'claim')} among them"
    if off:
        yield f"{off} off"


def describe_decision(decided: Decided) -> str:
    """When and by whom it was decided.

    >>> describe_decision(Decided(on="2026-12-01", by="architecture", note="after the pilot"))
    '2026-12-01 by architecture: after the pilot'
    """
    said = [str(decided.on) if decided.on else "", f"by {decided.by}" if decided.by else ""]
    head = " ".join(each for each in said if each) or "yes"
    return join_lines(f"{head}: {decided.note}" if decided.note else head)


# --- text -----------------------------------------------------------------------------------------------


def _find_lines(loaded: LoadedScript, trial: Trial, paint: Paint) -> Iterator[str]:
    script = trial.script
    yield paint("bold", printable(script.name)) + (f": {join_lines(script.why)}" if script.why else "")
    for label, value in _find_facts(loaded, trial):
        yield f"  {label:<8} {join_lines(value)}"
    if trial.corrections:
        yield from ("", paint("bold", "corrections"))
        for number, attempt in enumerate(trial.corrections, start=1):
            yield from _find_step_lines(loaded, attempt, number, paint)
    number = 1
    for tried, title in _find_titled(trial):
        yield from ("", paint("bold", title))
        for attempt in tried.attempts:
            yield from _find_step_lines(loaded, attempt, number, paint)
            number += 1
    yield from ("", render_verdict(trial))


def _find_facts(loaded: LoadedScript, trial: Trial) -> Iterator[tuple[str, str]]:
    script = trial.script
    yield "file", show_path(loaded.path)
    if script.extends is not None:
        yield "extends", script.extends
    for number, assumption in enumerate(text for each in script.chain for text in each.assumes):
        yield "" if number else "assumes", assumption
    if script.decided is not None:
        yield "decided", describe_decision(script.decided)


def _find_titled(trial: Trial) -> Iterator[tuple[TriedPhase, str]]:
    """Each phase with what it is called: its name or number, its scenario if there are several, its day."""
    counts = {script.name: len(script.phases) for script in trial.script.chain}
    numbers: dict[str, int] = {}
    for tried in trial.phases:
        number = numbers[tried.scenario] = numbers.get(tried.scenario, 0) + 1
        phase = tried.phase
        called = printable(phase.name or f"phase {number}")
        if phase.is_plain and counts[tried.scenario] == 1:
            called = "moves"
        of = f"{printable(tried.scenario)}: " if len(trial.script.chain) > 1 else ""
        yield tried, of + called + (f", until {phase.by}" if phase.by else "")


def _find_step_lines(loaded: LoadedScript, attempt: Attempt, number: int, paint: Paint) -> Iterator[str]:
    yield f"{number:>4}. {_describe(attempt)}"
    margin = " " * 6
    for label, text in _find_beside(attempt):
        yield margin + f"{label}: {join_lines(text)}"
    for misfit in attempt.misfits:
        place = render_position(loaded.locate(attempt.scenario, attempt.number, misfit.field))
        yield margin + f"{paint('error', 'does not fit')}: {place}: {join_lines(misfit.message)}"
        if misfit.hint:
            yield from (margin + line for line in keep_lines(f"help: {misfit.hint}").split("\n"))


def _describe(attempt: Attempt) -> str:
    marks = ["off"] if attempt.status is Status.OFF else []
    marks += ["a claim"] if attempt.step.move.is_claim else []
    said = join_lines(attempt.step.move.describe())
    return f"{said} ({', '.join(marks)})" if marks else said


def _find_beside(attempt: Attempt) -> Iterator[tuple[str, str]]:
    for label, text in (("note", attempt.step.note), ("evidence", attempt.step.evidence)):
        if text:
            yield label, text


# --- Markdown -------------------------------------------------------------------------------------------


def _find_markdown(loaded: LoadedScript, trial: Trial) -> Iterator[str]:
    script = trial.script
    yield f"## {escape_markdown(script.name)}"
    if script.why:
        yield from ("", escape_markdown(join_lines(script.why)))
    yield ""
    for label, value in _find_facts(loaded, trial):
        shown = render_code(value) if label == "file" else escape_markdown(join_lines(value))
        yield f"- {label}: {shown}" if label else f"- assumes: {shown}"
    if trial.corrections:
        yield from ("", "### Corrections", "")
        for attempt in trial.corrections:
            yield from _find_step_markdown(loaded, attempt)
    for tried, title in _find_titled(trial):
        yield from ("", f"### {escape_markdown(title)}", "")
        for attempt in tried.attempts:
            yield from _find_step_markdown(loaded, attempt)
        if not tried.attempts:
            yield "Nothing yet."
    yield from ("", f"{render_verdict(trial)[:1].upper()}{render_verdict(trial)[1:]}.")


def _find_step_markdown(loaded: LoadedScript, attempt: Attempt) -> Iterator[str]:
    yield f"- {escape_markdown(_describe(attempt))}"
    for label, text in _find_beside(attempt):
        yield f"  - {label}: {escape_markdown(join_lines(text))}"
    for misfit in attempt.misfits:
        place = render_code(render_position(loaded.locate(attempt.scenario, attempt.number, misfit.field)))
        hint = f" ({join_lines(misfit.hint)})" if misfit.hint else ""
        yield f"  - **does not fit**: {place}: {escape_markdown(join_lines(misfit.message + hint))}"


# --- JSON -----------------------------------------------------------------------------------------------


def _to_json(loaded: LoadedScript, trial: Trial) -> dict[str, Any]:
    script = trial.script
    return {
        "topo-scenario": VERSION,
        "scenario": script.name,
        "file": show_path(loaded.path),
        "why": script.why,
        "extends": script.extends,
        "assumes": list(script.assumes),
        "decided": None if script.decided is None else make_plain_part(script.decided),
        "fits": trial.fits,
        "corrections": [_step_to_json(loaded, each) for each in trial.corrections],
        "phases": [
            {
                "scenario": each.scenario,
                "name": each.phase.name,
                "by": each.phase.by,
                "moves": [_step_to_json(loaded, attempt) for attempt in each.attempts],
            }
            for each in trial.phases
        ],
    }


def _step_to_json(loaded: LoadedScript, attempt: Attempt) -> dict[str, Any]:
    step, position = attempt.step, loaded.locate(attempt.scenario, attempt.number)
    return {
        "scenario": attempt.scenario,
        "move": step.move.name,
        "kind": step.move.kind,
        "fields": step.move.to_document()[step.move.name],
        "says": step.move.describe(),
        "status": attempt.status.value,
        "note": step.note,
        "evidence": step.evidence,
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "misfits": [_misfit_to_json(loaded, attempt, each) for each in attempt.misfits],
    }


def _misfit_to_json(loaded: LoadedScript, attempt: Attempt, misfit: Misfit) -> dict[str, Any]:
    position = loaded.locate(attempt.scenario, attempt.number, misfit.field)
    return {
        "field": str(misfit.field),
        "message": misfit.message,
        "hint": misfit.hint,
        "file": position.file,
        "line": position.line,
        "column": position.column,
    }
