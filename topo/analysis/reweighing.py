"""Which rankings hang on weights, and on which weights does each ranked number hang?

Every number opens up into parts that name the profile entry that weighed them, and it is the sum of them. So
a number is found again under other weights without measuring anything again: how often each entry counts in
it stays, and how much the entry weighs changes.

Thresholds are no weights (a capacity, the third technology, a service level): nothing is sorted by them, and
they stay as they are. What is a word stays too: no weight makes a dependency block.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from topo.analysis.measures import Measures
from topo.analysis.ownership import Owning, State
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.tissue import Cell, Extent
from topo.findings import Address
from topo.model.organisation import address_of

Weighed = Mapping[str, float]
"""By profile entry (`dependencies.sync`): a number for it, how often it counts or what it weighs."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing in a ranking: what it is and the number that it is ranked by."""

    id: str
    address: Address
    number: Number


@dataclass(frozen=True, slots=True)
class Contest:
    """Things that one number ranks, the largest first; those without a number are not among them.

    `unranked` are the ids for which it is not assessed.
    """

    name: str
    unit: str
    candidates: tuple[Candidate, ...]
    unranked: tuple[str, ...] = ()


def find_contests(measures: Measures) -> Iterator[Contest]:
    """The rankings of an organisation whose order may hang on a weight."""
    teams = measures.waiting.by_id
    yield _rank_teams("teams by outgoing load", "load", {id: each.outgoing for id, each in teams.items()})
    yield _rank_teams("teams by incoming load", "load", {id: each.incoming for id, each in teams.items()})
    loads = measures.cognitive_load.teams
    yield _rank_teams("teams by domain points", "points", {id: each.points for id, each in loads.items()})
    yield _rank_teams("teams by channels to others", "channels", _find_channels(measures))
    yield _rank_teams("teams by relieved areas", "areas", _find_relief(measures))
    yield _rank("domains by what nobody owns in them", "weight by tier", "domain", _find_unowned(measures))


def count_entries(number: Number, weights: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """How often each profile entry counts in a number, by the entry.

    >>> number = add_up("load", "load", [Part("a", 0.6, "load", weighed_by="dependencies.sync")])
    >>> count_entries(number, {"dependencies": {"sync": 0.3}})
    {'dependencies.sync': 2.0}
    """
    amounts: dict[str, list[float]] = {}
    for part in number.parts:
        if part.weighed_by is not None:
            amounts.setdefault(part.weighed_by, []).append(part.amount)
    weighs = {entry: find_weight(entry, weights) for entry in sorted(amounts)}
    return {entry: fsum(amounts[entry]) / weight for entry, weight in weighs.items() if weight}


def find_weight(entry: str, weights: Mapping[str, Mapping[str, float]]) -> float:
    """What an entry weighs; it is named as outputs name it.

    >>> find_weight("dependencies.sync", {"dependencies": {"sync": 0.3}})
    0.3
    """
    profile, _, name = entry.partition(".")
    return weights[profile][name]


def weigh(counts: Weighed, weights: Weighed) -> float:
    """The number that comes of these counts under these weights.

    >>> weigh({"dependencies.sync": 2.0}, {"dependencies.sync": 0.25})
    0.5
    """
    return fsum(count * weights[entry] for entry, count in counts.items())


def _rank_teams(name: str, unit: str, numbers: Mapping[str, Number]) -> Contest:
    return _rank(name, unit, "team", numbers)


def _rank(name: str, unit: str, kind: str, numbers: Mapping[str, Number]) -> Contest:
    """The things by their numbers; equal ones by id."""
    known = [
        Candidate(id, address_of(kind, id), number)
        for id, number in numbers.items()
        if number.amount is not None
    ]
    known.sort(key=lambda each: (-(each.number.amount or 0.0), each.id))
    unranked = tuple(sorted(id for id, number in numbers.items() if number.amount is None))
    return Contest(name, unit, tuple(known), unranked)


def _find_channels(measures: Measures) -> dict[str, Number]:
    """The channels that each team's modes in force imply; a hidden pair has none that are known."""
    found: dict[str, Number] = {}
    for team, pairs in measures.talking.by_team.items():
        numbers = [pair.channels for pair in pairs]
        missing = [reason for number in numbers for reason in number.missing]
        parts = [part for number in numbers for part in number.parts]
        unit = "channels"
        found[team] = add_up(unit, unit, parts, missing) if parts else not_assessed(unit, unit, *missing)
    return found


def _find_relief(measures: Measures) -> dict[str, Number]:
    """The areas of undifferentiated work that each stream-aligned team is relieved of."""
    tissue = measures.tissue
    cells = [cell for cell in tissue.cells if cell.is_stream_aligned] if tissue.has_capabilities else []
    return {
        cell.team: add_up("relieved", "areas", _find_relieved(cell, tissue.weights), _find_unknown(cell))
        for cell in cells
    }


def _find_relieved(cell: Cell, weights: Mapping[str, float]) -> Iterator[Part]:
    for relief in cell.relief:
        if relief.capability is not None and relief.mode is not None:
            address = address_of("capability", relief.capability)
            yield Part(relief.area, weights[relief.mode], "areas", address, f"tissue.{relief.mode}")


def _find_unknown(cell: Cell) -> Iterable[str]:
    return (f"{each.area}: {each.capability} says no mode" for each in cell.find_relief(Extent.UNKNOWN))


def _find_unowned(measures: Measures) -> dict[str, Number]:
    """What nobody owns in each domain, by tier; domains in which everything is owned are left out."""
    inside: dict[str, list[Part]] = {}
    weights = measures.ownership.weights
    for thing in measures.ownership.things:
        if thing.kind in ("service", "module") and thing.domain is not None and thing.state is State.UNOWNED:
            inside.setdefault(thing.domain, []).append(_weigh_thing(thing, weights.get))
    return {domain: add_up("unowned", "weight by tier", inside[domain]) for domain in sorted(inside)}


def _weigh_thing(thing: Owning, find: Callable[[str, float], float]) -> Part:
    entry = "no-tier" if thing.tier is None else f"tier-{thing.tier}"
    return Part(thing.id, find(entry, 1.0), "weight by tier", thing.address, f"ownership.{entry}")
