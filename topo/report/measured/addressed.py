"""What is shown of an address: every measure of a thing, what two teams have to do with each other, or which
numbers a place counts in?
"""

from collections.abc import Iterator, Sequence

from topo.analysis.addressing import Subject
from topo.analysis.catalogue.measure import Measure
from topo.analysis.explaining import Weighing
from topo.analysis.judgement import Judgement
from topo.analysis.ownership import OWNABLE
from topo.analysis.parts import Number
from topo.findings import Address, Finding
from topo.report.measured.amounts import FOOTNOTE, find_mark, say_found
from topo.report.measured.asked import KINDS, Asked
from topo.report.measured.explained import SHOW_ALL, list_weighings, make_head, show_part
from topo.report.measured.found_here import find_next, find_place, list_findings
from topo.report.measured.located import Locate, address_cell, locate_cell, write_command
from topo.report.measured.of_things import say_owner
from topo.report.measured.tables import list_measures
from topo.report.measured.thing import find_thing_title
from topo.report.sheets.sheet import Cell, Column, Line, Sheet, Table
from topo.rules.naming import joined

MOST_ROWS = 40


def make_thing(asked: Asked, subject: Subject, locate: Locate, findings: Sequence[Finding]) -> Sheet:
    """Every measure of a thing, or of the whole, in a line each, and how to open it."""
    address = str(subject.place) or "."
    title = find_thing_title(asked, subject.kind, subject.id) if subject.id else "the whole"
    measures = list_measures(asked, subject.kind, subject.id, title="Measures")
    names = [measure.name for measure in asked.unasked if measure.of == subject.kind]
    names_of = [row[0].text for row in measures.rows]
    unasked = [Line("not asked", f"{joined(names)}: they take long; asked for by name they are measured")]
    return Sheet(
        title,
        (*find_place(subject.place, locate), *(unasked if names else [])),
        (measures, list_findings(findings, locate)),
        "measures",
        (FOOTNOTE,),
        (f"{write_command(address, names_of[0])} opens one of them up", *find_next(findings)),
        {**make_head(asked.measures, address), "of": subject.kind, "id": subject.id or None},
    )


def make_place(
    asked: Asked,
    subject: Subject,
    locate: Locate,
    findings: Sequence[Finding],
    *,
    weighings: Sequence[Weighing] = (),
    name: str | None = None,
    whole: bool,
) -> Sheet:
    """Which numbers what stands at an address counts in; with `name`, in that measure alone.

    `weighings` are the profile entries that it names.
    """
    lines = list(find_place(subject.place, locate))
    if subject.is_thing and subject.kind in OWNABLE:
        owning = asked.measures.ownership.find(subject.kind, subject.id)
        lines.append(Line("owner", say_owner(owning)))
    rows = tuple(_find_counting(asked, subject.place, name))
    if not rows:
        lines.append(Line("counts in", "no number by itself"))
    most, parent = None if whole else MOST_ROWS, Address(subject.place.steps[:-1])
    columns = (
        Column("of"),
        Column("id", "number of"),
        Column("measure", "measure"),
        Column("amount", "this", is_number=True),
        Column("whole", "of", is_number=True),
        Column("label", "as", rank=1),
        Column("weighed_by", "weighed by", rank=2),
        Column("address"),
    )
    return Sheet(
        str(subject.place),
        tuple(lines),
        (
            Table("counts_in", columns, rows, "Counts in" if rows else "", most, SHOW_ALL),
            list_weighings(weighings, locate),
            list_findings(findings, locate),
        ),
        "counts_in",
        (FOOTNOTE,) if rows else (),
        (f"{write_command(str(parent))} shows what it is a part of", *find_next(findings))
        if parent.steps
        else (),
        {
            **make_head(asked.measures, str(subject.place)),
            "position": locate_cell(subject.place, locate).value,
        },
    )


def _find_counting(asked: Asked, place: Address, name: str | None) -> Iterator[tuple[Cell, ...]]:
    """A row for each part of a number, or fact of a verdict, that stands at a place or is weighed by it."""
    entry = ".".join(place.steps[1:]) if place.steps[:1] == ("profiles",) else None
    for of in KINDS:
        for id in asked.subjects(of):
            for measure, found in asked.all_of(of, id):
                if name is None or measure.name == name:
                    yield from _find_in(measure, id, found, place, entry)


def _find_in(
    measure: Measure, id: str, found: Number | Judgement, place: Address, entry: str | None
) -> Iterator[tuple[Cell, ...]]:
    head = Cell(measure.of), Cell(id or None, id or "the whole"), Cell(measure.name, measure.name)
    whole = Cell(_find_value(found), say_found(measure, found))
    if isinstance(found, Judgement):
        for criterion in found.criteria:
            for fact in criterion.facts:
                if place.covers(fact.address) or _is_entry(fact.weighed_by, entry):
                    standing = Cell(fact.standing.value, fact.standing.value)
                    label = Cell(fact.text, fact.text)
                    weighed = Cell(fact.weighed_by, fact.weighed_by or "")
                    yield *head, standing, whole, label, weighed, address_cell(fact.address)
        return
    for part in found.parts:
        if (part.address is not None and place.covers(part.address)) or _is_entry(part.weighed_by, entry):
            amount = Cell(part.amount, f"{find_mark(measure.grade)}{show_part(part.amount, part.unit)}")
            weighed = Cell(part.weighed_by, part.weighed_by or "")
            yield *head, amount, whole, Cell(part.label, part.label), weighed, address_cell(part.address)


def _find_value(found: Number | Judgement) -> object:
    return found.verdict if isinstance(found, Judgement) else found.amount


def _is_entry(weighed_by: str | None, entry: str | None) -> bool:
    if entry is None or weighed_by is None:
        return False
    return weighed_by == entry or weighed_by.startswith(f"{entry}.")
