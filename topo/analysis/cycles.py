"""Which teams wait on each other in a ring, and what is the least that breaks it?

A team cycle is a strongly connected component of the team graph with more than one team in it; services of
nobody through which the ring runs are its members too. The lightest cut is the set of ties that leaves no
ring among the members and weighs least (a minimum feedback arc set): exact up to 12 members, greedy beyond,
and the cut says which. Of a lightest cut only the weight is unique: among equals the order of ids chooses.
A greedy cut may weigh more than need be, and something else when teams are called otherwise.

Deployables that teams share are kept out: they tie their owners both ways, so each would be a ring, which no
cut of a dependency breaks.

Source: components after Tarjan (1972), SIAM J. Comput. 1(2) (A); the greedy cut after Eades, Lin and Smyth
(1993), Inf. Process. Lett. 47(6) (A).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from topo.analysis.cutting import MOST_EXACT, find_cut
from topo.analysis.parts import Number, Part, count_up, not_assessed
from topo.analysis.renewing import Before
from topo.analysis.waiting import LOAD, NOTHING_SAID, part_of
from topo.graph.owners import is_nobodys, service_of
from topo.graph.teams import Cause, TeamGraph
from topo.model.organisation import address_of

__all__ = ["MOST_EXACT", "Cut", "Cycle", "Cycles", "measure_cycles"]


@dataclass(frozen=True)
class Cut:
    """The ties (who waits, on whom) without which a cycle is none; nodes of nobody are `service:id`.

    `dependencies` is how many there are in them, `load` what they weigh. `is_exact`: no lighter cut exists.
    """

    ties: tuple[tuple[str, str], ...]
    is_exact: bool
    dependencies: int
    load: float
    graph: TeamGraph = field(repr=False, compare=False)

    @property
    def causes(self) -> Iterator[Cause]:
        """The dependencies in these ties, by tie."""
        others: dict[str, dict[str, list[Cause]]] = {}
        for node, other in self.ties:
            others.setdefault(node, {})[other] = []
        for node, found in others.items():
            for cause in self.graph.find_dependencies(node, found):
                found[cause.other].append(cause)
            for causes in found.values():
                yield from causes

    @property
    def weight(self) -> Number:
        """The load, with a part for each of the dependencies."""
        return Number("lightest cut", self.load, LOAD, lambda: map(part_of, self.causes))


@dataclass(frozen=True)
class Cycle:
    """Teams that wait on each other, and the services of nobody that are part of the ring; by id."""

    teams: tuple[str, ...]
    of_nobody: tuple[str, ...]
    nodes: tuple[str, ...] = field(repr=False)
    graph: TeamGraph = field(repr=False, compare=False)

    @cached_property
    def ties(self) -> tuple[tuple[str, str], ...]:
        """The ties inside it (who waits, on whom), by id."""
        inside = frozenset(self.nodes)
        return tuple(
            (node, other) for node in self.nodes for other in sorted(self.graph.ties[node]) if other in inside
        )

    @cached_property
    def cut(self) -> Cut:
        """The lightest cut; found when it is asked for."""
        places = {node: place for place, node in enumerate(self.nodes)}
        ties = self.graph.ties
        weights = [
            {places[other]: tie.units for other, tie in sorted(ties[node].items()) if other in places}
            for node in self.nodes
        ]
        chosen = [(self.nodes[one], self.nodes[other]) for one, other in find_cut(weights)]
        cut = [ties[one][other] for one, other in chosen]
        load = self.graph.weights.amount(sum(tie.units for tie in cut))
        number = sum(tie.edges for tie in cut)
        return Cut(tuple(chosen), len(self.nodes) <= MOST_EXACT, number, load, self.graph)

    @property
    def dependencies(self) -> int:
        """How many dependencies tie it together."""
        return sum(self.graph.ties[node][other].edges for node, other in self.ties)

    @property
    def size(self) -> Number:
        """How many teams are in it."""
        teams = self.teams
        return count_up(
            "teams in a cycle",
            "teams",
            len(teams),
            lambda: (Part(each, 1, "teams", address_of("team", each)) for each in teams),
        )


@dataclass(frozen=True)
class Cycles:
    """The team cycles by their first team, and the shared deployables that are kept out of them."""

    found: tuple[Cycle, ...]
    kept_out: tuple[str, ...]
    is_assessed: bool

    @property
    def count(self) -> Number:
        """How many there are, a part for each."""
        name, unit = "team cycles", "cycles"
        if not self.is_assessed:
            return not_assessed(name, unit, NOTHING_SAID)
        return count_up(
            name,
            unit,
            len(self.found),
            lambda: (
                Part(_name(each.teams), 1, unit, address_of("team", each.teams[0])) for each in self.found
            ),
            lambda: (f"{id}: a shared deployable, kept out" for id in self.kept_out),
        )


def measure_cycles(graph: TeamGraph, *, before: Before[Cycles] | None = None) -> Cycles:
    """The cycles of a team graph; those `before` are kept where the same teams wait on each other alike."""
    if before is not None and before.inputs["graph"].components is graph.components:
        return _follow(before, graph)
    ids = graph.node_ids
    found = [
        _cycle(graph, tuple(ids[place] for place in component))
        for component in graph.components
        if sum(not is_nobodys(ids[place]) for place in component) > 1
    ]
    found.sort(key=lambda cycle: cycle.teams)
    return Cycles(tuple(found), find_kept_out(graph), graph.services.says_anything)


def _follow(before: Before[Cycles], graph: TeamGraph) -> Cycles:
    """The same rings; what is told of one is told again where its ties may weigh something else."""
    touched = before.compare(before.inputs["graph"].marks, graph.marks)
    if not touched and before.result.is_assessed == graph.services.says_anything:
        return before.result
    found = (
        each if touched.isdisjoint(each.nodes) else _cycle(graph, each.nodes) for each in before.result.found
    )
    return Cycles(tuple(found), find_kept_out(graph), graph.services.says_anything)


def find_kept_out(graph: TeamGraph) -> tuple[str, ...]:
    """The deployables that several teams share, by id: cycles, propagation and chains leave them out."""
    return tuple(sorted({id for sharing in graph.sharers.values() for id, _ in sharing}))


def _cycle(graph: TeamGraph, nodes: tuple[str, ...]) -> Cycle:
    teams = tuple(node for node in nodes if not is_nobodys(node))
    return Cycle(teams, tuple(service_of(node) for node in nodes if is_nobodys(node)), nodes, graph)


def _name(teams: tuple[str, ...]) -> str:
    shown = ", ".join(teams[:5])
    return shown if len(teams) <= 5 else f"{shown} and {len(teams) - 5} more"
