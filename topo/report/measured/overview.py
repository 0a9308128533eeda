"""What is on the first page: the organisation in sentences, and its teams, heaviest first?"""

from collections.abc import Iterator, Sequence

from topo.analysis.sensitivity import Sensitivity
from topo.report.measured.amounts import DASH_NOTE, FOOTNOTE
from topo.report.measured.asked import Asked, Gap
from topo.report.measured.headlines import ORGANISATION, find_headlines, say_gaps
from topo.report.measured.nodes import name_node
from topo.report.measured.tables import list_measures, list_things, make_head, sum_up_measures
from topo.report.sheets.sheet import NOT_ASSESSED, Cell, Column, Line, Sheet, Table
from topo.text import count

MOST_ROWS = 10


def make_overview(asked: Asked, *, sensitivity: Sensitivity | None = None) -> Sheet:
    """The first page of an organisation: on a screen the heaviest teams, elsewhere all of them."""
    return Sheet(
        find_title(asked),
        tuple(find_headlines(asked)),
        (
            list_things(asked, "team", most=MOST_ROWS),
            sum_up_measures(asked, ORGANISATION, "", title="The whole"),
            _list_cycles(asked),
            _list_gaps(asked.gaps),
        ),
        "teams",
        (FOOTNOTE, DASH_NOTE),
        tuple(_find_next_steps(asked)),
        make_head(asked, ORGANISATION, ""),
        sensitivity,
    )


def make_list(asked: Asked, of: str) -> Sheet:
    """The page of all things of one kind, or of the measures of the whole."""
    table = (
        list_measures(asked, of, "", title="The whole")
        if of == ORGANISATION
        else list_things(asked, of, most=None)
    )
    gaps = tuple(each for each in asked.gaps if each.measure.of == of)
    total = len(asked.table(of)) * len(asked.subjects(of))
    said = say_gaps(gaps, total)
    return Sheet(
        find_title(asked),
        (Line(NOT_ASSESSED, said),) if said else (),
        (table, _list_gaps(gaps)),
        table.key,
        (FOOTNOTE, DASH_NOTE),
        (),
        make_head(asked, of, ""),
    )


def find_title(asked: Asked) -> str:
    """The organisation's name, the day, and how much there is of what."""
    organisation, people = asked.measures.organisation, asked.measures.headcount.total.amount
    counts = [
        count(len(organisation.teams), "team"),
        *([] if people is None else [f"{people:,.10g} {'person' if people == 1 else 'people'}"]),
        count(len(organisation.services), "service"),
        count(len(organisation.domains), "domain"),
    ]
    said = organisation.organization
    name = f"{said.name} on " if said is not None and said.name else ""
    return f"{name}{asked.measures.as_of}: {', '.join(counts)}"


def _find_next_steps(asked: Asked) -> Iterator[str]:
    yield "topo explain . shows what these are made of; topo explain ADDRESS MEASURE opens any number"
    if asked.measures.organisation.teams:
        yield "topo analyze --team ID shows one team in full, --table KIND all things of a kind"


def _list_cycles(asked: Asked) -> Table:
    columns = (
        Column("teams", "teams"),
        Column("of_nobody", "services of nobody"),
        Column("cut", "lightest cut"),
        Column("load", "load", is_number=True),
        Column("is_exact", "exact"),
    )
    rows = tuple(_find_cycles(asked))
    return Table("cycles", columns, rows, "Team cycles" if rows else "", most=0)


def _find_cycles(asked: Asked) -> Iterator[tuple[Cell, ...]]:
    organisation = asked.measures.organisation
    for cycle in asked.measures.cycles.found:
        cut = cycle.cut
        ties = [" → ".join(name_node(organisation, node) for node in tie) for tie in cut.ties]
        yield (
            Cell(list(cycle.teams), ", ".join(cycle.teams)),
            Cell(list(cycle.of_nobody), ", ".join(cycle.of_nobody)),
            Cell(ties, ", ".join(ties)),
            Cell(cut.weight.amount, f"~{cut.weight.amount or 0:.4g}"),
            Cell(cut.is_exact, "yes" if cut.is_exact else "no"),
        )


def _list_gaps(gaps: Sequence[Gap]) -> Table:
    columns = (
        Column("of", "of"),
        Column("measure", "measure"),
        Column("things", "things", is_number=True),
        Column("total", "of how many", is_number=True),
        Column("reason", "why"),
    )
    rows = [
        (
            Cell(gap.measure.of, gap.measure.of),
            Cell(gap.measure.name, gap.measure.name),
            Cell(gap.things, f"{gap.things:,}"),
            Cell(gap.of, f"{gap.of:,}"),
            Cell(gap.reason, gap.reason),
        )
        for gap in gaps
    ]
    return Table("not_assessed", columns, tuple(rows), "Not assessed" if rows else "", most=0)
