"""What is against the rules? Findings after all moves: what is new, what is gone, what stayed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from topo.findings import Finding, Severity
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session

_TONES: Mapping[Severity, Tone] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "dim"}
_MARKS: Mapping[str, str] = {"new": "+ ", "worse": "▲ ", "better": "▼ ", "gone": "− ", "": ""}
_MOST_WRAPPED = 300
"""Up to so many findings are told in full; the inspector tells each of more."""


@dataclass(frozen=True, slots=True)
class FindingsView:
    """The table, and each finding by the key of its row: the address, `#` and the fingerprint."""

    grid: Grid
    by_key: Mapping[str, Finding]


def view_findings(session: Session) -> FindingsView:
    """The table with what it is made of."""
    changes = session.changes
    gone, shown = changes.findings.gone, changes.after.findings
    return FindingsView(list_findings(session), {_key(each): each for each in (*gone, *shown)})


def _key(finding: Finding) -> str:
    return f"{finding.address}#{finding.fingerprint}"


def list_findings(session: Session) -> Grid:
    """A row for each finding: new and worse ones first, then what stayed, then what is gone."""
    changes = session.changes.findings
    shifted = {each.after.fingerprint for each in (*changes.worse, *changes.better)}
    fresh = {each.fingerprint for each in changes.new}
    stayed = [
        each
        for each in session.changes.after.findings
        if each.fingerprint not in fresh and each.fingerprint not in shifted
    ]
    rows = [*(_row(each, "new") for each in changes.new)]
    rows += [_row(each.after, "worse") for each in changes.worse]
    rows += [_row(each.after, "better") for each in changes.better]
    rows += [_row(each, "") for each in stayed]
    rows += [_row(each, "gone") for each in changes.gone]
    counts = (
        f"{len(changes.new)} new, {len(changes.worse)} worse, {len(changes.better)} better, "
        f"{len(changes.gone)} gone, {len(stayed)} as today"
    )
    wraps = len(rows) <= _MOST_WRAPPED
    columns = (
        Column("severity"),
        Column("rule"),
        Column("finding", grows=3, least=24, wraps=wraps),
        Column("what to do", grows=2, least=20, wraps=wraps),
    )
    note = f"{counts} · enter shows why, e opens the file at the line"
    empty = "Nothing is against the rules that the model selects (`check: {extends: …}` chooses more)."
    return Grid(columns, rows, note if rows else "", empty=empty)


def _row(finding: Finding, state: str) -> Row:
    tone: Tone = "good" if state in ("gone", "better") else _TONES[finding.severity]
    severity = state if state == "gone" else f"{finding.severity.value}{f', {state}' if state else ''}"
    cells = (
        Cell(f"{_MARKS[state]}{severity}", tone),
        Cell(finding.code, "strong"),
        Cell(_say(finding.message), tone if state else ""),
        Cell(_say(finding.hint or ""), "dim"),
    )
    return Row(cells, _key(finding))


def _say(text: str) -> str:
    return " ".join(_lines(text.replace("`", "")))


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.split("\n"))
