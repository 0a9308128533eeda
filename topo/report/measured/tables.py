"""How do the measures stand in a table: those of one thing, and one row for each thing of a kind?"""

from collections.abc import Callable, Iterator, Mapping

from topo import __version__
from topo.analysis.catalogue.measure import Measure
from topo.analysis.describing import describe_criteria, describe_parts
from topo.analysis.judgement import Judgement
from topo.analysis.parts import Number
from topo.model.organisation import COLLECTIONS, address_of
from topo.report.measured.amounts import make_cell, say_found
from topo.report.measured.asked import Asked, is_missing
from topo.report.sheets.sheet import Cell, Column, Table
from topo.report.sureness import say_between
from topo.rules.naming import plural

VERSION = 1
TITLES: Mapping[str, tuple[str, int]] = {
    "domain_points": ("points", 0),
    "domain_fit": ("fit", 1),
    "friction": ("friction", 2),
    "teams_waited_on": ("waits on", 3),
    "teams_waiting": ("waited on by", 4),
    "must_talk_with": ("talks to", 5),
    "heads": ("heads", 6),
    "outgoing_load": ("load out", 7),
    "incoming_load": ("load in", 8),
    "channels_to_others": ("channels", 9),
    "betweenness": ("between", 10),
    "reach": ("reach", 0),
    "domain_coverage": ("owned", 0),
    "bus_factor": ("bus factor", 1),
    "people_managed": ("people", 0),
    "teams_managed": ("teams", 0),
    "domains_managed": ("domains", 1),
    "teams_stewarded": ("steward of", 1),
    "teams_involved": ("teams", 0),
    "domains_held": ("domains", 0),
    "services_held": ("services", 0),
    "flow_time": ("days", 0),
    "flow_efficiency": ("work", 1),
    "constraint_utilisation": ("constraint", 2),
    "throughput_ceiling": ("ceiling", 3),
    "hand_offs": ("hand-offs", 4),
    "queue_time": ("queue", 5),
    "gate_time": ("gates", 6),
    "other_waits": ("waits", 7),
    "cadence_time": ("cadence", 8),
}
"""The measures that a table of things shows to people, with short titles and ranks: where there is too little
room, the highest rank goes first. Programs get every measure."""
HEAVIEST: Mapping[str, tuple[tuple[str, ...], int, str]] = {
    "team": (
        ("domain_points", "friction", "outgoing_load", "incoming_load"),
        -1,
        "by domain points, then friction, then load",
    ),
    "service": (("reach",), -1, "by reach"),
    "domain": (("domain_coverage", "bus_factor"), 1, "by what is not owned, then by who knows it"),
    "person": (("people_managed", "teams_stewarded"), -1, "by people managed, then teams looked after"),
    "product": (("teams_involved", "services_held"), -1, "by teams involved, then services"),
    "stream": (("constraint_utilisation", "flow_time"), -1, "by how busy the constraint is, then by days"),
}
"""By which measures things are sorted, in which direction, and in words."""


def _find_owner_of_domain(asked: Asked, id: str) -> str | None:
    owning = asked.measures.ownership.find("domain", id)
    return None if owning is None else owning.owner


def _find_days_between(asked: Asked, id: str) -> str | None:
    sureness = asked.measures.intervals.streams.get(id)
    return None if sureness is None else say_between(sureness.flow_time)


FACTS: Mapping[str, tuple[tuple[Column, Callable[[Asked, str], object]], ...]] = {
    "team": (
        (Column("type", "type", rank=11), lambda asked, id: asked.measures.organisation.teams[id].type),
        (Column("group"), lambda asked, id: asked.measures.organisation.teams[id].group),
    ),
    "service": (
        (Column("owner", "owner", rank=2), lambda asked, id: asked.measures.owners.teams.get(id)),
        (
            Column("domain", "domain", rank=3),
            lambda asked, id: asked.measures.organisation.services[id].domain,
        ),
        (Column("tier", "tier", rank=4), lambda asked, id: asked.measures.organisation.services[id].tier),
    ),
    "domain": (
        (Column("owner", "owner", rank=2), _find_owner_of_domain),
        (
            Column("complexity", "complexity", rank=3),
            lambda asked, id: asked.measures.organisation.domains[id].complexity,
        ),
    ),
    "stream": ((Column("days_between", "days between", rank=6), _find_days_between),),
}
"""What a table says of things beside their measures."""


def list_things(asked: Asked, of: str, *, most: int | None) -> Table:
    """A row for each thing of a kind, the heaviest first; a screen shows `most`."""
    measures = sorted(asked.table(of), key=lambda each: _rank(each.name))
    columns = (
        Column(of, of),
        Column("address"),
        Column("name"),
        *(column for column, _ in FACTS.get(of, ())),
        *(
            Column(each.name, TITLES.get(each.name, ("", 0))[0], is_number=True, rank=_rank(each.name))
            for each in measures
        ),
        Column("not_assessed"),
    )
    rows = []
    for id in sort_things(asked, of):
        found = {measure.name: each for measure, each in asked.all_of(of, id)}
        rows.append(
            (
                Cell(id, id),
                Cell(str(address_of(of, id))),
                *_find_facts(asked, of, id),
                *(make_cell(each, found[each.name]) for each in measures),
                Cell(sum(map(is_missing, found.values()))),
            )
        )
    title = f"{plural(of).capitalize()}, {HEAVIEST[of][2]}" if rows else ""
    return Table(COLLECTIONS[of][-1], columns, tuple(rows), title, most, "--format markdown has them")


def _find_facts(asked: Asked, of: str, id: str) -> Iterator[Cell]:
    thing = asked.measures.organisation.find(of, id)
    yield Cell(None if thing is None else thing.name)
    for _, find in FACTS.get(of, ()):
        value = find(asked, id)
        yield Cell(value, "" if value is None else str(value))


def sort_things(asked: Asked, of: str) -> list[str]:
    """The ids of a kind, the heaviest thing first; what is not assessed counts for nothing."""
    names, sign, _ = HEAVIEST[of]

    def weigh(id: str) -> tuple[object, ...]:
        amounts = [asked.number(of, name, id).amount for name in names]
        return (*((each is None, sign * (each or 0.0)) for each in amounts), id)

    return sorted(asked.subjects(of), key=weigh)


def list_measures(asked: Asked, of: str, id: str, *, title: str) -> Table:
    """A row for each measure of one thing; programs get the parts too."""
    columns = (*_MEASURE_COLUMNS, Column("parts", is_nested=True), Column("criteria", is_nested=True))
    rows = (
        (*_make_row(measure, found), Cell(describe_parts(found)), Cell(describe_criteria(found)))
        for measure, found in asked.all_of(of, id)
    )
    return Table("measures", columns, tuple(rows), title)


def sum_up_measures(asked: Asked, of: str, id: str, *, title: str) -> Table:
    """The same without the parts, beside other tables: on no screen."""
    rows = (_make_row(measure, found) for measure, found in asked.all_of(of, id))
    return Table("measures", _MEASURE_COLUMNS, tuple(rows), title, most=0)


_MEASURE_COLUMNS = (
    Column("measure", "measure"),
    Column("amount", "amount", is_number=True),
    Column("verdict"),
    Column("unit"),
    Column("grade", "grade"),
    Column("question", "asks", rank=1),
    Column("missing"),
)


def _make_row(measure: Measure, found: Number | Judgement) -> tuple[Cell, ...]:
    said = say_found(measure, found)
    is_number = isinstance(found, Number)
    amount, unit = (found.amount, found.unit) if isinstance(found, Number) else (None, None)
    return (
        Cell(measure.name, measure.name),
        Cell(amount, said, is_number and amount is None),
        Cell(
            found.verdict if isinstance(found, Judgement) else None, "", not is_number and is_missing(found)
        ),
        Cell(unit),
        Cell(measure.grade, measure.grade),
        Cell(measure.question, measure.question),
        Cell(list(found.missing)),
    )


def make_head(asked: Asked, of: str, id: str) -> dict[str, object]:
    """What a document of measures begins with."""
    return {
        "topo-analyze": VERSION,
        "topo": __version__,
        "as_of": str(asked.measures.as_of),
        "of": of,
        "id": id or None,
        "address": str(address_of(of, id)) if id else ".",
    }


def _rank(name: str) -> int:
    return TITLES.get(name, ("", 99))[1]
