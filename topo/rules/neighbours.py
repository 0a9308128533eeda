"""How does a message tell the teams that a team waits on, or that wait on it?"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from topo.findings import Related
from topo.graph.owners import is_nobodys
from topo.graph.teams import Cause, TeamGraph
from topo.graph.weights import RELEASE
from topo.rules.naming import MOST_NAMED, joined, quoted
from topo.text import count

_PROFILE = "dependencies."
_HOW = {"no": "slows nobody"}


class Neighbour(NamedTuple):
    """A team at the other end: how many dependencies and shared deployables there are.

    `lightness` is their weight in units of the graph, negative: the heaviest sorts first.
    """

    lightness: int
    team: str
    number: int


def find_neighbours(graph: TeamGraph, team: str, *, waiting: bool = False) -> list[Neighbour]:
    """The teams that `team` waits on, or those that are `waiting` for it, the heaviest first."""
    ties = (graph.tied_by if waiting else graph.ties).get(team, {})
    return _gather(graph, team, {node: (tie.edges, tie.units) for node, tie in ties.items()})


def find_blocking(graph: TeamGraph, team: str) -> list[Neighbour]:
    """The teams that block `team`, by what blocks alone, the heaviest first."""
    ties = {node: tie for node, tie in graph.ties.get(team, {}).items() if tie.blocking_edges}
    return _gather(
        graph, team, {node: (tie.blocking_edges, tie.blocking_units) for node, tie in ties.items()}
    )


def _gather(graph: TeamGraph, team: str, tied: Mapping[str, tuple[int, int]]) -> list[Neighbour]:
    """The teams among these nodes, with the deployables that they share with `team`."""
    found = {node: each for node, each in tied.items() if not is_nobodys(node)}
    release = graph.weights.units[RELEASE]
    for other, shared in graph.shared.get(team, {}).items():
        number, units = found.get(other, (0, 0))
        found[other] = number + shared, units + release * shared
    return sorted(Neighbour(-units, other, number) for other, (number, units) in found.items())


def tell(neighbours: Sequence[Neighbour]) -> str:
    """The teams, each with the number of its dependencies; the first says what is counted."""
    shown = neighbours[:MOST_NAMED]
    told = [f"{quoted(each.team)} ({each.number:,})" for each in shown]
    told[:1] = [
        f"{quoted(each.team)} ({count(each.number, 'dependency', 'dependencies')})" for each in shown[:1]
    ]
    return joined([*told, *repeat("", len(neighbours) - len(shown))])


def relate(
    graph: TeamGraph, team: str, neighbours: Sequence[Neighbour], *, waiting: bool = False
) -> tuple[Related, ...]:
    """Of each of the heaviest neighbours the heaviest dependency, and how many more there are."""
    shown = {each.team: each for each in neighbours[:MOST_NAMED]}
    found: dict[str, list[Cause]] = {other: [] for other in shown}
    for cause in (graph.find_dependents if waiting else graph.find_dependencies)(team, shown):
        found[cause.node if waiting else cause.other].append(cause)
    for other in shown.keys() & graph.shared.get(team, {}).keys():
        one, two = (other, team) if waiting else (team, other)
        found[other] += graph.find_causes(one, other=two)
    return tuple(_relate(shown[other].number, causes) for other, causes in found.items())


def _relate(number: int, causes: Iterable[Cause]) -> Related:
    first = min(causes, key=_heaviest_first)
    more = f", and {number - 1:,} more" if number > 1 else ""
    return Related(f"{describe(first)}{more}", first.address)


def find_blocking_causes(graph: TeamGraph, team: str, neighbours: Sequence[Neighbour]) -> list[Cause]:
    """What blocks `team`: by neighbour, the heaviest first."""
    found: dict[str, list[Cause]] = {each.team: [] for each in neighbours}
    for cause in graph.find_causes(team):
        if cause.is_blocking and cause.other in found:
            found[cause.other].append(cause)
    return [cause for causes in found.values() for cause in sorted(causes, key=_heaviest_first)]


def _heaviest_first(cause: Cause) -> tuple[float, str, str, str]:
    return -cause.weight, cause.service or "", cause.target, cause.weighed_by


def describe(cause: Cause) -> str:
    """Who waits on what, and how, in words."""
    if cause.service is None:
        return (
            f"{quoted(cause.target)} is released by {quoted(cause.node)} and {quoted(cause.other)} together"
        )
    whose = ", which no team owns" if is_nobodys(cause.other) else f" of {quoted(cause.other)}"
    how = tell_entry(cause.weighed_by.removeprefix(_PROFILE))
    return f"{quoted(cause.service)} waits on {quoted(cause.target)}{whose} ({how})"


def tell_entry(entry: str) -> str:
    """How a dependency is weighed, in words.

    >>> tell_entry("sync"), tell_entry("no")
    ('sync', 'slows nobody')
    """
    return _HOW.get(entry, entry)
