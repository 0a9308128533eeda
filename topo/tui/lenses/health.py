"""What is well, and what is not? Cells × dimensions, what more speed would do, and the one constraint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from topo.advise.dimensions import DIMENSIONS
from topo.advise.mri import CellMri, Mri, take_mri
from topo.advise.outlook import Colour, Verdict
from topo.report.mri.seen import describe_constraint, describe_outlook, find_signs
from topo.report.mri.text import HEADS
from topo.source.shelf import read_packs
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session

_LOOKS: Mapping[Colour, tuple[str, Tone]] = {
    Colour.GREEN: ("●", "good"),
    Colour.AMBER: ("▲", "warn"),
    Colour.RED: ("■", "bad"),
    Colour.NOT_ASSESSED: ("–", "dim"),
}
_LEANING: Mapping[Verdict, Tone] = {Verdict.STRENGTH: "good", Verdict.DYSFUNCTION: "bad"}


@dataclass(frozen=True, slots=True)
class HealthView:
    """The table, and the diagnosis of today and of the proposal behind it."""

    grid: Grid
    before: Mri
    after: Mri


def view_health(session: Session) -> HealthView:
    """A row for each team; a field that changed says what it was."""
    changes = session.changes
    before = take_mri(changes.before.context, read_packs())
    after = before if changes.after is changes.before else take_mri(changes.after.context, read_packs())
    known = {cell.team: cell for cell in before.cells}
    columns = (
        Column("team", grows=1, least=14),
        *(Column(each.name, short=HEADS[each.name]) for each in DIMENSIONS),
        Column("more speed amplifies", short="amplifies", grows=1, least=9),
    )
    rows = [_row(cell, known.get(cell.team)) for cell in after.cells]
    constraint = "; ".join(line.replace("`", "") for line in describe_constraint(after.constraint))
    note = f"● fine  ▲ amber  ■ red  – not assessed  →  changed · the one constraint: {constraint}"
    return HealthView(Grid(columns, rows, note if rows else "", empty="No teams yet."), before, after)


def describe_cell(view: HealthView, team: str) -> Iterator[tuple[str, Tone]]:
    """Why a team's fields are what they are, line by line; nothing for a team that is not there."""
    cell = view.after.find(team)
    if cell is None:
        return
    was = view.before.find(team)
    yield f"{describe_outlook(cell.outlook)}\n", _LEANING.get(cell.outlook.verdict, "dim")
    for field in cell.fields:
        mark, tone = _LOOKS[field.colour]
        before = None if was is None else was.find(field.dimension).colour
        changed = f" (today {before.value})" if before is not None and before is not field.colour else ""
        yield f"{mark} {field.dimension}{changed}", tone
        yield f": {_plain(field.fact or field.why_not)}\n", ""
        for finding in field.findings:
            yield f"    {finding.code} {_plain(finding.message)}\n", "dim"
    for leaning, sign in find_signs(cell.outlook):
        yield f"  {leaning.value}: {_plain(sign.text)}\n", "dim"


def _row(cell: CellMri, before: CellMri | None) -> Row:
    cells = [Cell(cell.team, "strong")]
    for field in cell.fields:
        mark, tone = _LOOKS[field.colour]
        was = before.find(field.dimension).colour if before is not None else field.colour
        cells.append(Cell(mark if was is field.colour else f"{_LOOKS[was][0]}→{mark}", tone))
    verdict = cell.outlook.verdict
    then = before.outlook.verdict if before is not None else verdict
    said = verdict.value if then is verdict else f"{verdict.value} (was {then.value})"
    cells.append(Cell(said, _LEANING.get(verdict, "dim")))
    return Row(tuple(cells), f"teams.{cell.team}")


def _plain(text: str) -> str:
    return text.replace("`", "")
