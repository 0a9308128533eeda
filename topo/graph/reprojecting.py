"""What becomes of a team graph when services change hands, without going through all of them?

Only what a service waits on, what waits on it and the owners of what it is released with are touched. What is
untouched is shared with the graph before; it is the same object, so that what was measured of it still holds.
"""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from topo.graph.owners import is_nobodys
from topo.graph.teams import NO_TIE, TeamGraph, Tie
from topo.graph.weights import BLOCKING, RELEASE
from topo.model.organisation import Organisation

Value = TypeVar("Value")


class Reprojection:
    """A team graph whose services may move from node to node."""

    def __init__(self, graph: TeamGraph) -> None:
        self.graph = graph
        self.nodes = list(graph.nodes)
        self.ties = _Pairs(graph.ties)
        self.tied_by = _Pairs(graph.tied_by)
        self.shared = _Pairs(graph.shared)
        self.internal = dict(graph.internal)
        self.crossing_units = 0
        """By how much the weight that crosses nodes has grown."""
        self.touched: set[str] = set()
        """The nodes with ties that changed."""

    def move(self, moves: Iterable[tuple[int, str]]) -> "Reprojection":
        """Make services, by number, part of other nodes."""
        for number, node in moves:
            before = self.nodes[number]
            if node != before:
                self._move_dependencies(number, before, node)
                self.nodes[number] = node
                self._move_sharing(number, before, node)
                self.touched |= {before, node}
        return self

    def freeze(self, organisation: Organisation) -> TeamGraph:
        """The graph as it stands, for an organisation with these owners."""
        graph, services = self.graph, self.graph.services
        ties, tied_by, shared = self.ties.freeze(), self.tied_by.freeze(), self.shared.freeze()
        internal = {node: units for node, units in self.internal.items() if units}
        nodes = tuple(self.nodes)
        return TeamGraph(organisation, services, graph.weights, nodes, ties, tied_by, shared, internal)

    def _move_dependencies(self, number: int, before: str, after: str) -> None:
        services = self.graph.services
        for target, entry in services.waits[number]:
            self._shift(before, self.nodes[target], entry, -1)
            self._shift(after, self.nodes[target], entry, 1)
        for source, entry in services.waited_on[number]:
            self._shift(self.nodes[source], before, entry, -1)
            self._shift(self.nodes[source], after, entry, 1)

    def _shift(self, node: str, other: str, entry: int, sign: int) -> None:
        """Add a dependency (1), or take one away (-1)."""
        units = sign * self.graph.weights.units[entry]
        if node == other:
            self.internal[node] = self.internal.get(node, 0) + units
            return
        blocks = entry in BLOCKING
        was = self.ties.get(node, other, NO_TIE)
        tie = Tie(
            was.units + units,
            was.edges + sign,
            was.blocking_units + units * blocks,
            was.blocking_edges + sign * blocks,
        )
        self.ties.set(node, other, tie, keep=tie.edges > 0)
        self.tied_by.set(other, node, tie, keep=tie.edges > 0)
        self.crossing_units += units
        self.touched |= {node, other}

    def _move_sharing(self, number: int, before: str, after: str) -> None:
        services = self.graph.services
        place = services.deployables_of.get(number)
        if place is None:
            return
        parts = services.deployables[place].parts
        others = {self.nodes[part] for part in parts if part != number and not is_nobodys(self.nodes[part])}
        for node, sign in ((before, -1), (after, 1)):
            if node not in others and not is_nobodys(node):
                for other in others:
                    self._share(node, other, sign)
                    self._share(other, node, sign)

    def _share(self, node: str, other: str, sign: int) -> None:
        times = self.shared.get(node, other, 0) + sign
        self.shared.set(node, other, times, keep=times > 0)
        self.crossing_units += sign * self.graph.weights.units[RELEASE]
        self.touched |= {node, other}


class _Pairs(Generic[Value]):
    """Values by node and other node, copied when they are first changed."""

    def __init__(self, values: Mapping[str, Mapping[str, Value]]) -> None:
        self._values: dict[str, Mapping[str, Value]] = dict(values)
        self._own: dict[str, dict[str, Value]] = {}

    def row(self, node: str) -> Mapping[str, Value]:
        """The values of a node, by the other node."""
        return self._values.get(node, {})

    def get(self, node: str, other: str, default: Value) -> Value:
        return self._values.get(node, {}).get(other, default)

    def set(self, node: str, other: str, value: Value, *, keep: bool) -> None:
        """Set a value, or take it out."""
        own = self._own.get(node)
        if own is None:
            own = self._own[node] = dict(self._values.get(node, {}))
            self._values[node] = own
        if keep:
            own[other] = value
        else:
            del own[other]

    def freeze(self) -> dict[str, Mapping[str, Value]]:
        """The values as they stand; later changes are made to copies."""
        self._own = {}
        return {node: row for node, row in self._values.items() if row}
