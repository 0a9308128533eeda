"""What is well, and what is not? Cells × dimensions, what more speed would do, and the one constraint."""

from collections.abc import Mapping

from topo.advise.dimensions import DIMENSIONS
from topo.advise.mri import CellMri, Mri, take_mri
from topo.advise.outlook import Colour
from topo.rules.context import Context
from topo.source.shelf import read_packs
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session

_LOOKS: Mapping[Colour, tuple[str, Tone]] = {
    Colour.GREEN: ("●", "good"),
    Colour.AMBER: ("▲", "warn"),
    Colour.RED: ("■ RED", "bad"),
    Colour.NOT_ASSESSED: ("–", "dim"),
}


def take(session: Session) -> tuple[Mri, Mri]:
    """The MRI of today and of the proposal."""
    compared = session.compared
    before, after = (take_mri(Context.of(each), read_packs()) for each in (compared.before, compared.after))
    return before, after


def list_health(session: Session, names: Mapping[str, str]) -> Grid:
    """A row for each team; a field that changed says what it was."""
    before, after = take(session)
    known = {cell.team: cell for cell in before.cells}
    columns = (
        Column("team", grows=1),
        *(Column(each.name) for each in DIMENSIONS),
        Column("more speed amplifies"),
    )
    rows = [_row(cell, known.get(cell.team), names) for cell in after.cells]
    note = f"{_say_constraint(after)} · ● fine ▲ amber ■ red – not assessed"
    return Grid(columns, rows, note, empty="No teams yet.")


def _row(cell: CellMri, before: CellMri | None, names: Mapping[str, str]) -> Row:
    cells = [Cell(names.get(cell.team, cell.team), "strong")]
    for field in cell.fields:
        mark, tone = _LOOKS[field.colour]
        was = before.find(field.dimension).colour if before is not None else field.colour
        cells.append(Cell(mark if was is field.colour else f"{_LOOKS[was][0][0]}→{mark}", tone))
    verdict = cell.outlook.verdict
    leaning: dict[str, Tone] = {"strength": "good", "dysfunction": "bad"}
    cells.append(Cell(str(verdict or "not assessed"), leaning.get(str(verdict), "dim")))
    return Row(tuple(cells), f"teams.{cell.team}")


def _say_constraint(mri: Mri) -> str:
    constraint = mri.constraint
    if constraint is None:
        return "No constraint is known"
    if constraint.pool is not None:
        busy = constraint.pool.utilisation.amount
        share = "" if busy is None else f", {busy:.0%} busy".replace("%", " %")
        return f"The one constraint: {constraint.pool.id}{share}"
    said = "" if constraint.finding is None else f": {constraint.finding.message.replace('`', '')}"
    return f"The one constraint: {constraint.dimension} of {constraint.team}{said}"
