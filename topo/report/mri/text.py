"""How is the MRI shown to people at a terminal?"""

from collections.abc import Iterator

from topo.advise.dimensions import DIMENSIONS
from topo.advise.mri import CellMri, Field, Mri, find_listed
from topo.advise.outlook import Colour, Leaning, Verdict
from topo.report.columns import cut, measure_width
from topo.report.mri.seen import (
    describe_constraint,
    describe_outlook,
    describe_verdicts,
    find_accountability_gaps,
    find_signs,
    find_stewardship_gaps,
    say_flip,
    summarise,
)
from topo.report.paint import Paint, Style
from topo.report.wording import join_lines
from topo.text import count, printable

MOST_CELLS = 12
"""Cells whose findings are listed; the table has all."""
HEADS = {
    "ownership": "owned",
    "waiting": "waits",
    "channels": "talks",
    "load": "load",
    "tissue": "tissue",
    "flow": "flow",
    "stewardship": "care",
    "accountability": "goals",
    "survey": "asked",
}
_MARKS = {Colour.GREEN: "green", Colour.AMBER: "amber", Colour.RED: "RED", Colour.NOT_ASSESSED: "–"}
_STYLES: dict[Colour, Style] = {Colour.GREEN: "good", Colour.AMBER: "warning", Colour.RED: "error"}
_OUTLOOKS = {Verdict.STRENGTH: "strength", Verdict.DYSFUNCTION: "dysfunction", Verdict.NOT_ASSESSED: "–"}
_LEAST_NAME, _WIDEST_NAME = 10, 24


def render_text(mri: Mri, team: str | None = None, *, color: bool = False, width: int = 100) -> str:
    """The MRI as text; with `team` that cell alone, with all that is known of it."""
    paint = Paint(color)
    if team is not None:
        cell = mri.find(team)
        assert cell is not None
        return "\n".join(_show_cell(cell, paint, in_full=True)) + "\n"
    said = (*describe_constraint(mri.constraint), *filter(None, [say_flip(mri.constraint)]))
    first, *rest = map(join_lines, said)
    blocks = [[f"{paint('bold', 'the one constraint')}: {first}", *(f"  {line}" for line in rest)]]
    if mri.cells:
        blocks.append([*_show_table(mri, paint, width), f"  {_explain()}"])
        blocks.append([paint("bold", describe_verdicts(mri))])
        listed = [cell for cell in find_listed(mri) if cell.count(Colour.RED) or cell.count(Colour.AMBER)]
        blocks += [list(_show_cell(cell, paint)) for cell in listed[:MOST_CELLS]]
        more = len(listed) - MOST_CELLS
        if more > 0:
            blocks.append(
                [f"and {count(more, 'more team')} with something amber or red; `--team ID` shows one"]
            )
    blocks += _find_gaps(mri, paint)
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks) + "\n"


def _show_table(mri: Mri, paint: Paint, width: int) -> Iterator[str]:
    """A line for each team; where there is little room columns stand closer, and long names are cut."""
    heads = [HEADS[each.name] for each in DIMENSIONS]
    columns = [max(len(head), len("green")) for head in heads]
    names = [printable(cell.team) for cell in mri.cells]
    taken = 2 + sum(columns) + len(Verdict.DYSFUNCTION)
    gap = "  " if width - taken - 2 * (len(columns) + 1) >= _LEAST_NAME else " "
    room = max(_LEAST_NAME, min(_WIDEST_NAME, width - taken - len(gap) * (len(columns) + 1)))
    widest = min(room, max(map(measure_width, (*names, "team"))))
    cells = gap.join(f"{head:<{size}}" for head, size in zip(heads, columns, strict=True))
    yield f"  {'team':<{widest}}{gap}{cells}{gap}outlook"
    for name, cell in zip(names, mri.cells, strict=True):
        shown = cut(name, widest)
        padding = " " * (widest - measure_width(shown))
        marks = gap.join(_mark(each, size, paint) for each, size in zip(cell.fields, columns, strict=True))
        yield f"  {shown}{padding}{gap}{marks}{gap}{_OUTLOOKS[cell.outlook.verdict]}"


def _mark(field: Field, size: int, paint: Paint) -> str:
    mark = _MARKS[field.colour]
    style = _STYLES.get(field.colour)
    padding = " " * (size - len(mark))
    return (mark if style is None else paint(style, mark)) + padding


def _explain() -> str:
    short = [f"{HEADS[each.name]} {each.name}" for each in DIMENSIONS if HEADS[each.name] != each.name]
    return f"– not assessed; {', '.join(short)}"


def _show_cell(cell: CellMri, paint: Paint, *, in_full: bool = False) -> Iterator[str]:
    kind = f" ({printable(cell.type)})" if cell.type else ""
    yield f"{paint('bold', printable(cell.team))}{kind}: {describe_outlook(cell.outlook)}"
    for leaning, sign in find_signs(cell.outlook):
        if in_full or leaning in (Leaning.AGAINST, Leaning.FOR):
            yield f"  {leaning.value:<8} {join_lines(sign.text)}"
    for field in cell.fields:
        if in_full:
            said = field.fact or field.why_not
            yield f"  {_mark(field, 5, paint)}    {field.dimension}: {join_lines(said)}"
            yield from (f"           {each.code} {join_lines(each.message)}" for each in field.findings)
        elif field.colour in (Colour.AMBER, Colour.RED):
            said = summarise(field) if field.findings else field.fact
            yield f"  {_mark(field, 5, paint)}    {field.dimension}: {join_lines(said)}"


def _find_gaps(mri: Mri, paint: Paint) -> Iterator[list[str]]:
    for title, gaps in (
        ("stewardship gaps", find_stewardship_gaps(mri)),
        ("accountability gaps", find_accountability_gaps(mri)),
        ("about no one team", (f"{each.code} {each.message}" for each in mri.of_no_cell)),
    ):
        lines = [f"  {join_lines(gap)}" for gap in gaps]
        if lines:
            yield [paint("bold", title), *lines]
