"""How is it shown why a number is what it is?"""

from collections.abc import Iterator, Mapping, Sequence

from topo import __version__
from topo.analysis.catalogue.measure import Grade
from topo.analysis.criterion import Criterion, Fact, Standing
from topo.analysis.explaining import Explanation, Weighing
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.analysis.parts import Number, Part
from topo.report.measured.amounts import SHARE, find_mark, say_found, show_amount
from topo.report.measured.asked import is_missing
from topo.report.measured.interval_of import find_interval_of, say_interval_of
from topo.report.measured.located import Locate, address_cell, locate_cell, write_command
from topo.report.paint import Style
from topo.report.sheets.sheet import NOT_ASSESSED, Cell, Column, Line, Sheet, Table
from topo.rules.naming import noun

VERSION = 1
MOST_PARTS = 40
MOST_REASONS = 10
SHOW_ALL = "--all shows them"
GRADES: Mapping[Grade, str] = {
    "A": "a theorem, or found again by many",
    "B": "several studies, with mixed results",
    "C": "one good study, or one vendor's data",
    "D": "a rule of thumb of people with experience",
    "E": "an encoding without evidence",
}
"""How sure that is of which the grade speaks."""
_STYLES: Mapping[Standing, Style] = {Standing.MET: "good", Standing.NOT_MET: "bad"}


def make_explanation(explanation: Explanation, measures: Measures, locate: Locate, *, whole: bool) -> Sheet:
    """The page of one measure of one thing; `whole`: with every part, however many."""
    most = None if whole else MOST_PARTS
    found = explanation.found
    tables = [_list_changes(explanation, locate), list_weighings(explanation.weighings, locate)]
    if isinstance(found, Judgement):
        tables = [_list_criteria(found, locate), *tables]
    else:
        tables = [_list_parts(found, locate, most), *tables]
    name = _name_thing(explanation)
    return Sheet(
        f"{explanation.measure.name} of {name}: {say_found(explanation.measure, found)}",
        tuple(_find_lines(explanation, measures, locate)),
        tuple(tables),
        tables[0].key,
        (),
        (f"{write_command(_address_of(explanation))} shows every measure of {name}",),
        _make_head(explanation, measures, locate),
    )


def make_head(measures: Measures, address: str) -> dict[str, object]:
    """What a document that explains something begins with."""
    return {
        "topo-explain": VERSION,
        "topo": __version__,
        "as_of": str(measures.as_of),
        "address": address,
    }


def _make_head(explanation: Explanation, measures: Measures, locate: Locate) -> dict[str, object]:
    found, measure = explanation.found, explanation.measure
    return {
        **make_head(measures, _address_of(explanation)),
        "position": locate_cell(explanation.address, locate).value,
        "of": measure.of,
        "id": explanation.id or None,
        "measure": measure.name,
        "question": measure.question,
        "amount": found.amount if isinstance(found, Number) else None,
        "unit": found.unit if isinstance(found, Number) else None,
        "verdict": found.verdict if isinstance(found, Judgement) else None,
        "formula": measure.formula,
        "worked": explanation.worked or None,
        "source": measure.source,
        "grade": measure.grade,
        "profile": measure.profile,
        "better": measure.better,
        **find_interval_of(measures, measure, explanation.id),
        "missing": list(found.missing),
    }


def _address_of(explanation: Explanation) -> str:
    return str(explanation.address) or "."


def _name_thing(explanation: Explanation) -> str:
    return f"{noun(explanation.measure.of)} {explanation.id}" if explanation.id else "the whole"


def _find_lines(explanation: Explanation, measures: Measures, locate: Locate) -> Iterator[Line]:
    measure, found = explanation.measure, explanation.found
    yield Line("asks", measure.question)
    yield Line("formula", measure.formula)
    if explanation.worked:
        yield Line("here", explanation.worked)
    between = say_interval_of(measures, measure, explanation.id)
    if between:
        yield Line("between", between)
    yield Line("source", f"{measure.source} (grade {measure.grade}: {GRADES[measure.grade]})")
    if measure.better != "neither":
        yield Line("better", measure.better)
    place = locate_cell(explanation.address if explanation.id else None, locate).text
    if place:
        yield Line("stands at", place)
    label = NOT_ASSESSED if is_missing(found) else "left out"
    for number, reason in enumerate(found.missing[:MOST_REASONS]):
        yield Line("" if number else label, reason)
    if len(found.missing) > MOST_REASONS:
        yield Line("", f"and {len(found.missing) - MOST_REASONS:,} more")


def _list_parts(found: Number, locate: Locate, most: int | None) -> Table:
    columns = (
        Column("amount", "amount", is_number=True),
        Column("label", "of"),
        Column("note", "note", rank=2),
        Column("weighed_by", "weighed by", rank=1),
        Column("address"),
        Column("position", "where", is_nested=True, is_place=True),
    )
    parts = sorted(found.parts, key=lambda part: -part.amount)
    rows = tuple(_describe_part(part, locate) for part in parts)
    return Table("parts", columns, rows, "Parts" if rows else "", most, SHOW_ALL)


def _describe_part(part: Part, locate: Locate) -> tuple[Cell, ...]:
    return (
        Cell(part.amount, show_part(part.amount, part.unit)),
        Cell(part.label, part.label),
        Cell(part.note, part.note),
        Cell(part.weighed_by, (part.weighed_by or "").rpartition(".")[2]),
        address_cell(part.address),
        locate_cell(part.address, locate),
    )


def show_part(amount: float, unit: str) -> str:
    """The amount of a part: of a share, more exactly than the share itself is shown.

    >>> show_part(0.027027, "share"), show_part(1.0, "teams")
    ('2.703 %', '1')
    """
    return f"{amount * 100:.4g} %" if unit == SHARE else show_amount(amount, unit)


def _list_criteria(found: Judgement, locate: Locate) -> Table:
    columns = (
        Column("criterion"),
        Column("asks", "asks for"),
        Column("standing", "is"),
        Column("text", "because"),
        Column("weighed_by", "weighed by", rank=1),
        Column("address"),
        Column("position", "where", is_nested=True, is_place=True),
    )
    rows = tuple(row for criterion in found.criteria for row in _describe_criterion(criterion, locate))
    return Table("criteria", columns, rows, "Criteria" if rows else "")


def _describe_criterion(criterion: Criterion, locate: Locate) -> Iterator[tuple[Cell, ...]]:
    if not criterion.facts:
        standing = criterion.standing
        empty = Cell(None, "nothing speaks against it"), Cell(None), Cell(None), Cell(None)
        yield Cell(criterion.name), Cell(criterion.asks, criterion.asks), _show_standing(standing), *empty
    for number, fact in enumerate(criterion.facts):
        yield (
            Cell(criterion.name),
            Cell(criterion.asks, "" if number else criterion.asks),
            _show_standing(fact.standing),
            *_describe_fact(fact, locate),
        )


def _show_standing(standing: Standing) -> Cell:
    return Cell(standing.value, standing.value, style=_STYLES.get(standing))


def _describe_fact(fact: Fact, locate: Locate) -> Iterator[Cell]:
    yield Cell(fact.text, fact.text)
    yield Cell(fact.weighed_by, (fact.weighed_by or "").rpartition(".")[2])
    yield address_cell(fact.address)
    yield locate_cell(fact.address, locate)


def _list_changes(explanation: Explanation, locate: Locate) -> Table:
    measure, found = explanation.measure, explanation.found
    unit = found.unit if isinstance(found, Number) else ""
    mark = find_mark(measure.grade)
    columns = (
        Column("then", "then", is_number=True),
        Column("what", "what"),
        Column("address"),
        Column("position", "where", is_nested=True, is_place=True),
    )
    rows = tuple(
        (
            Cell(change.then, f"{mark}{show_part(change.then, unit)}"),
            Cell(change.what, change.what),
            address_cell(change.address),
            locate_cell(change.address, locate),
        )
        for change in explanation.changes
    )
    return Table("changes", columns, rows, "What would change it" if rows else "", MOST_REASONS)


def list_weighings(weighings: Sequence[Weighing], locate: Locate) -> Table:
    """A row for each profile entry: its value, on whose word, and who says so."""
    columns = (
        Column("entry", "entry"),
        Column("value", "value", is_number=True),
        Column("unit", "unit", rank=2),
        Column("grade", "grade"),
        Column("source", "source", rank=1),
        Column("why"),
        Column("is_overridden"),
        Column("position", "said in", is_nested=True, is_place=True),
    )
    rows = []
    for weighing in weighings:
        entry = weighing.entry
        said = Cell(None, "as shipped")
        if weighing.is_overridden:
            said = locate_cell(weighing.address, locate)
            said = said._replace(text=f"{said.text}, by this model")
        rows.append(
            (
                Cell(weighing.name, weighing.name),
                Cell(entry.value, f"{entry.value:g}"),
                Cell(entry.unit, entry.unit or ""),
                Cell(entry.grade, entry.grade),
                Cell(entry.source, entry.source),
                Cell(entry.why),
                Cell(weighing.is_overridden),
                said,
            )
        )
    return Table("weighings", columns, tuple(rows), "Weighed by" if rows else "")
