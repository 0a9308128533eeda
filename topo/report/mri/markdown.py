"""How is the MRI shown in a page or a comment?"""

from collections.abc import Iterable, Iterator

from topo.advise.dimensions import DIMENSIONS
from topo.advise.mri import CellMri, Mri, find_listed
from topo.advise.outlook import Colour, Leaning
from topo.report.markdown import escape_markdown
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
from topo.report.wording import join_lines

_MARKS = {Colour.GREEN: "green", Colour.AMBER: "amber", Colour.RED: "**red**", Colour.NOT_ASSESSED: "–"}


def render_markdown(mri: Mri, team: str | None = None) -> str:
    """The MRI as Markdown; with `team` that cell alone, with all that is known of it."""
    if team is not None:
        cell = mri.find(team)
        assert cell is not None
        return "\n".join(_show_cell(cell, in_full=True)) + "\n"
    found = (*describe_constraint(mri.constraint), *filter(None, [say_flip(mri.constraint)]))
    first, *rest = map(_escape, found)
    lines = ["## Organisational MRI", "", f"**The one constraint:** {first}"]
    lines += [line for said in rest for line in ("", said[:1].upper() + said[1:])]
    if mri.cells:
        lines += ["", *_show_table(mri), "", f"{_escape(describe_verdicts(mri)).capitalize()}."]
        for cell in find_listed(mri):
            if cell.count(Colour.RED) or cell.count(Colour.AMBER):
                lines += ["", *_show_cell(cell)]
    lines += _list("Stewardship gaps", find_stewardship_gaps(mri))
    lines += _list("Accountability gaps", find_accountability_gaps(mri))
    lines += _list("About no one team", (f"{each.code} {each.message}" for each in mri.of_no_cell))
    return "\n".join(lines) + "\n"


def _show_table(mri: Mri) -> Iterator[str]:
    names = [each.name for each in DIMENSIONS]
    yield f"| team | {' | '.join(names)} | outlook |"
    yield "|---" * (len(names) + 2) + "|"
    for cell in mri.cells:
        marks = " | ".join(_MARKS[each.colour] for each in cell.fields)
        yield f"| {_escape(cell.team)} | {marks} | {cell.outlook.verdict} |"


def _show_cell(cell: CellMri, *, in_full: bool = False) -> Iterator[str]:
    yield f"### {_escape(cell.team)}: {describe_outlook(cell.outlook)}"
    yield ""
    for leaning, sign in find_signs(cell.outlook):
        if in_full or leaning in (Leaning.AGAINST, Leaning.FOR):
            yield f"- {leaning}: {_escape(sign.text)}"
    for field in cell.fields:
        mark = f"{field.dimension}, {_MARKS[field.colour]}"
        if in_full:
            yield f"- {mark}: {_escape(field.fact or field.why_not)}"
            yield from (f"  - {each.code} {_escape(each.message)}" for each in field.findings)
        elif field.colour in (Colour.AMBER, Colour.RED):
            yield f"- {mark}: {_escape(summarise(field) if field.findings else field.fact)}"


def _list(title: str, gaps: Iterable[str]) -> list[str]:
    lines = [f"- {_escape(gap)}" for gap in gaps]
    return ["", f"### {title}", "", *lines] if lines else []


def _escape(text: str) -> str:
    return escape_markdown(join_lines(text))
