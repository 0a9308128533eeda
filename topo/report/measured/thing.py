"""What is on the page of one thing: what there is to know of it, and every measure?"""

from topo.model.organisation import address_of
from topo.report.measured.amounts import FOOTNOTE
from topo.report.measured.asked import Asked, is_missing
from topo.report.measured.located import write_command
from topo.report.measured.neighbours import list_neighbours
from topo.report.measured.of_stream import list_stream_tables
from topo.report.measured.of_team import find_team_lines
from topo.report.measured.of_things import find_lines
from topo.report.measured.tables import list_measures, make_head
from topo.report.sheets.sheet import NOT_ASSESSED, Line, Sheet, Table
from topo.rules.naming import joined, noun


def make_page(asked: Asked, of: str, id: str) -> Sheet:
    """The page of a team, service, domain, person, product or stream."""
    is_team = of == "team"
    lines = find_team_lines(asked, id) if is_team else find_lines(asked, of, id)
    others = [list_neighbours(asked, id)] if is_team else []
    return Sheet(
        find_thing_title(asked, of, id),
        (*lines, *_find_gaps(asked, of, id)),
        (*others, list_measures(asked, of, id, title="Measures"), *_find_tables(asked, of, id)),
        "measures",
        (FOOTNOTE,),
        (f"{write_command(str(address_of(of, id)), 'MEASURE')} shows why a number is what it is",),
        make_head(asked, of, id),
    )


def _find_tables(asked: Asked, of: str, id: str) -> tuple[Table, ...]:
    """What follows the measures: where the time of a stream goes."""
    return list_stream_tables(asked, id) if of == "stream" else ()


def find_thing_title(asked: Asked, of: str, id: str) -> str:
    """`team checkout: Checkout (stream-aligned, group commerce)`."""
    thing = asked.measures.organisation.find(of, id)
    name = "" if thing is None or thing.name is None else f": {thing.name}"
    facts = [getattr(thing, "type", None), _say("group", getattr(thing, "group", None))]
    about = ", ".join(filter(None, facts))
    return f"{noun(of)} {id}{name}{f' ({about})' if about else ''}"


def _say(label: str, value: str | None) -> str | None:
    return None if value is None else f"{label} {value}"


def _find_gaps(asked: Asked, of: str, id: str) -> list[Line]:
    gaps = [
        f"{measure.name} ({found.missing[0]})" for measure, found in asked.all_of(of, id) if is_missing(found)
    ]
    if not gaps:
        return []
    total = len(asked.table(of))
    return [Line(NOT_ASSESSED, f"{len(gaps)} of {total}: {joined(gaps, most=len(gaps))}")]
