"""How are the scenarios of a model listed: what each is for, its size and days, and whether it fits?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from topo.change.scenario.library import LoadedScript
from topo.change.trial import Trial
from topo.report.json_text import render_json_text
from topo.report.markdown import escape_markdown
from topo.report.paint import Paint
from topo.report.placing import render_position
from topo.report.scenario import describe_decision, render_verdict
from topo.report.wording import join_lines
from topo.source.plain import make_plain_part
from topo.source.positions import show_path
from topo.text import count, printable

VERSION = 1


class Entry(NamedTuple):
    """A scenario, and what comes of it over the model; None for one that cannot be read."""

    loaded: LoadedScript
    trial: Trial | None

    @property
    def is_sound(self) -> bool:
        """Whether it can be read, and every move that is on fits."""
        return self.trial is not None and self.trial.fits


def render_scenarios(entries: Sequence[Entry], format: str, *, color: bool = False) -> str:
    """The list in one of the formats of `topo.report.scenario`."""
    if format == "json":
        return render_json_text({"topo-scenarios": VERSION, "scenarios": list(map(_to_json, entries))})
    if format == "markdown":
        rows = (f"| {' | '.join(map(escape_markdown, _find_cells(each)))} |" for each in entries)
        return "\n".join(("| scenario | why | when | decided | |", "|---|---|---|---|---|", *rows)) + "\n"
    paint = Paint(color)
    return "\n\n".join("\n".join(_find_lines(each, paint)) for each in entries) + "\n" if entries else ""


def _find_lines(entry: Entry, paint: Paint) -> Iterator[str]:
    name, why, when, decided, verdict = _find_cells(entry)
    yield f"{paint('bold', name)}: {why}" if why else paint("bold", name)
    script = entry.loaded.script
    facts = [f"extends {printable(script.extends)}"] if script is not None and script.extends else []
    facts += [each for each in (when, f"decided {decided}" if decided else "") if each]
    if facts:
        yield f"  {'; '.join(facts)}"
    yield f"  {verdict if entry.is_sound else paint('error', verdict)}"


def _find_cells(entry: Entry) -> tuple[str, str, str, str, str]:
    """The name, why, when, the decision, and whether it fits."""
    loaded, name = entry.loaded, printable(entry.loaded.name)
    if entry.trial is None:
        return name, "", "", "", _describe_problems(loaded)
    script = entry.trial.script
    decided = describe_decision(script.decided) if script.decided is not None else ""
    why = join_lines(script.why) if script.why else ""
    return name, why, _describe_time(entry.trial), decided, render_verdict(entry.trial)


def _describe_problems(loaded: LoadedScript) -> str:
    first = loaded.findings[0]
    where = render_position(first.position) if first.position else show_path(loaded.path)
    return f"cannot be read: {where}: {printable(first.message)}" + (
        f", and {count(len(loaded.findings) - 1, 'problem')} more" if len(loaded.findings) > 1 else ""
    )


def _describe_time(trial: Trial) -> str:
    days = _find_days(trial)
    phases = len(trial.phases)
    said = count(phases, "phase") if phases > 1 else ""
    if not days:
        return said
    span = f"until {days[-1]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    return f"{said}, {span}" if said else span


def _find_days(trial: Trial) -> list[date]:
    return [each.phase.by for each in trial.phases if each.phase.by is not None]


def _to_json(entry: Entry) -> dict[str, Any]:
    loaded, trial = entry.loaded, entry.trial
    head = {"scenario": loaded.name, "file": show_path(loaded.path), "problems": len(loaded.findings)}
    if trial is None:
        return head | {"fits": False}
    script, days = trial.script, _find_days(trial)
    moves = [each for each in trial.attempts if not each.step.is_correction]
    return head | {
        "fits": trial.fits,
        "why": script.why,
        "extends": script.extends,
        "decided": None if script.decided is None else make_plain_part(script.decided),
        "phases": len(trial.phases),
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
        "moves": len(moves),
        "claims": sum(each.step.move.is_claim for each in moves),
        "off": sum(not each.step.is_on for each in moves),
        "corrections": len(trial.corrections),
        "misfits": len(trial.misfits),
    }
