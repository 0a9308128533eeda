"""What would change a number, where that is natural to say?

What would raise a share is what is missing in it; what would lower a sum is its heaviest part. Of numbers
that are no sums over things (reach, betweenness, modularity, shares of a load) nothing is said: taking one
dependency away changes more of them than its own part.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from topo.analysis.measures import Measures
from topo.analysis.ownership import CODE, Owning, State
from topo.analysis.parts import Number, sum_parts
from topo.findings import Address

MOST_PARTS = 3


class Change(NamedTuple):
    """Something that would change a number: what, where, and what the number would then be."""

    what: str
    address: Address | None
    then: float


def find_changes(measures: Measures, of: str, name: str, id: str, number: Number) -> tuple[Change, ...]:
    """What would change a number, the largest effect first; nothing where it is not assessed."""
    if number.amount is None:
        return ()
    find = _FINDERS.get((of, name))
    if find is not None:
        return tuple(sorted(find(measures, id, number), key=lambda each: (-each.then, each.what)))
    return tuple(_take_away(number)) if (of, name) in _SUMS else ()


def _take_away(number: Number) -> Iterator[Change]:
    """The number without each of its heaviest parts."""
    heaviest = sorted(number.parts, key=lambda part: -part.amount)[:MOST_PARTS]
    for part in heaviest:
        rest = sum_parts(each for each in number.parts if each is not part)
        yield Change(f"without {part.label}", part.address, rest)


def _own_more(things: Iterable[Owning], weigh: Callable[[Owning], float], number: Number) -> Iterator[Change]:
    counted = [each for each in things if each.kind in CODE and each.state is not State.WAIVED]
    now, total = number.amount or 0.0, sum(map(weigh, counted))
    for each in counted:
        if each.state is not State.OWNED:
            yield Change(f"an owner for {each.id}", each.address, now + weigh(each) / total)


def _change_coverage(measures: Measures, _: str, number: Number) -> Iterator[Change]:
    return _own_more(measures.ownership.things, lambda _: 1.0, number)


def _change_weighted(measures: Measures, _: str, number: Number) -> Iterator[Change]:
    weights = measures.ownership.weights

    def weigh(thing: Owning) -> float:
        return weights.get("no-tier" if thing.tier is None else f"tier-{thing.tier}", 1.0)

    return _own_more(measures.ownership.things, weigh, number)


def _change_domain(measures: Measures, domain: str, number: Number) -> Iterator[Change]:
    return _own_more(measures.standing_in.get(domain, ()), lambda _: 1.0, number)


def _change_congruence(measures: Measures, _: str, number: Number) -> Iterator[Change]:
    required = [pair for pair in measures.congruence.pairs if pair.is_required]
    for pair in required:
        if not pair.is_met:
            what = f"an interaction of {pair.teams[0]} and {pair.teams[1]}"
            yield Change(what, pair.required_by[0].address, (number.amount or 0.0) + 1 / len(required))


def _change_relief(measures: Measures, _: str, number: Number) -> Iterator[Change]:
    from topo.analysis.tissue import Extent

    assessed = [
        (cell, relief)
        for cell in measures.tissue.cells
        if cell.is_stream_aligned
        for relief in cell.relief
        if relief.extent is not Extent.UNKNOWN
    ]
    for cell, relief in assessed:
        if relief.extent is Extent.NONE:
            then = (number.amount or 0.0) + 1 / len(assessed)
            yield Change(f"{relief.area} of {cell.team} relieved in full", cell.address, then)


def _change_areas(measures: Measures, team: str, number: Number) -> Iterator[Change]:
    from topo.analysis.tissue import Extent

    cell = measures.tissue.find(team)
    for relief in cell.find_relief(Extent.NONE) if cell is not None else ():
        assert cell is not None
        yield Change(f"{relief.area} relieved in full", cell.address, (number.amount or 0.0) + 1)


def _change_cycles(measures: Measures, _: str, number: Number) -> Iterator[Change]:
    from topo.graph.owners import service_of

    for cycle in measures.cycles.found:
        cut = cycle.cut
        ties = ", ".join(f"{service_of(one)} → {service_of(other)}" for one, other in cut.ties)
        address = cut.weight.parts[0].address if cut.weight.parts else None
        yield Change(f"without {ties}", address, (number.amount or 0.0) - 1)


def _change_bus_factor(_: Measures, __: str, number: Number) -> Iterator[Change]:
    yield Change("one more person who `knows` it", None, (number.amount or 0.0) + 1)


_FINDERS: Mapping[tuple[str, str], Callable[[Measures, str, Number], Iterator[Change]]] = {
    ("organisation", "ownership_coverage"): _change_coverage,
    ("organisation", "weighted_coverage"): _change_weighted,
    ("organisation", "congruence"): _change_congruence,
    ("organisation", "relief"): _change_relief,
    ("organisation", "team_cycles"): _change_cycles,
    ("team", "areas_relieved"): _change_areas,
    ("domain", "domain_coverage"): _change_domain,
    ("domain", "bus_factor"): _change_bus_factor,
    ("service", "bus_factor"): _change_bus_factor,
}
_SUMS = frozenset(
    {
        *(("organisation", name) for name in ("hidden_pairs", "orphans", "unstewarded", "off_the_map")),
        *(("organisation", name) for name in ("tier_inversions", "channels_inside", "channels_between")),
        *(("team", name) for name in ("outgoing_load", "incoming_load", "friction", "domain_points")),
        *(("team", name) for name in ("teams_waited_on", "teams_waited_on_blocking", "channels_to_others")),
        *(("team", name) for name in ("guardrails_by_hand", "lacking", "unstewarded_areas")),
    }
)
"""The numbers that a part less makes less by that part, and nothing else."""
