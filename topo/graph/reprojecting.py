"""What becomes of a team graph when services change hands or wait on others, without going through them all?

Only what a service waits on, what waits on it and the owners of what it is released with are touched. What is
untouched is shared with the graph before; it is the same object, so that what was measured of it still holds.
"""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from topo.graph.owners import is_nobodys
from topo.graph.sharing import share
from topo.graph.teams import NO_TIE, TeamGraph, Tie
from topo.graph.views import ServiceGraph
from topo.graph.weights import BLOCKING, RELEASE
from topo.model.organisation import Organisation

Value = TypeVar("Value")


class Reprojection:
    """A team graph whose services may move from node to node, and wait on others."""

    def __init__(self, graph: TeamGraph) -> None:
        self.graph = graph
        self.services = graph.services
        self.nodes = list(graph.nodes)
        self.ties = _Pairs(graph.ties)
        self.tied_by = _Pairs(graph.tied_by)
        self.shared = _Pairs(graph.shared)
        self.internal = dict(graph.internal)
        self.parts = dict(graph.parts)
        self.crossing_units = 0
        """By how much the weight that crosses nodes has grown."""
        self.touched: set[str] = set()
        """The nodes with ties that changed since they were last taken."""
        self._changed: set[str] = set()

    def rewait(self, services: ServiceGraph) -> "Reprojection":
        """Let services wait on others, and be released with others: they are those of `services` now."""
        was, self.services = self.services, services
        if was is services:
            return self
        if was.deployables is not services.deployables:
            self._release()
        for number, (before, after) in enumerate(zip(was.waits, services.waits, strict=True)):
            if before is not after:
                for waits, sign in ((before, -1), (after, 1)):
                    for target, entry in waits:
                        self._shift(self.nodes[number], self.nodes[target], entry, sign)
        return self

    def move(self, moves: Iterable[tuple[int, str]]) -> "Reprojection":
        """Make services, by number, part of other nodes."""
        for number, node in moves:
            before = self.nodes[number]
            if node != before:
                self._move_dependencies(number, before, node)
                self.nodes[number] = node
                self._move_sharing(number, before, node)
                self._move_part(number, before, node)
                self.touched |= {before, node}
        return self

    def take_touched(self) -> frozenset[str]:
        """The nodes with ties that changed since this was last asked for."""
        touched = frozenset(self.touched)
        self._changed |= touched
        self.touched = set()
        return touched

    def freeze(self, organisation: Organisation) -> TeamGraph:
        """The graph as it stands, for an organisation with these owners."""
        before = self.graph
        ties, tied_by, shared = self.ties.freeze(), self.tied_by.freeze(), self.shared.freeze()
        internal = dict(self.internal)
        for node in self._changed | self.touched:
            if not internal.get(node):
                internal.pop(node, None)
        marks = dict(before.marks)
        for node in self._changed | self.touched:
            if node in self.parts:
                marks[node] = object()
            else:
                marks.pop(node, None)
        graph = TeamGraph(
            organisation,
            self.services,
            before.weights,
            tuple(self.nodes),
            ties,
            tied_by,
            shared,
            internal,
            marks,
        )
        vars(graph)["parts"] = dict(self.parts)
        self._keep(graph)
        return graph

    def _keep(self, graph: TeamGraph) -> None:
        """Keep what the earlier graph has worked out and still holds."""
        before = self.graph
        if graph.marks.keys() == before.marks.keys():
            vars(graph)["nobodys"] = before.nobodys
        if graph.marks.keys() == before.marks.keys() and all(
            before.ties.get(node, {}).keys() == graph.ties.get(node, {}).keys()
            for node in self._changed | self.touched
        ):
            for name in ("node_ids", "successors", "components"):
                if name in vars(before):
                    vars(graph)[name] = vars(before)[name]

    def _move_part(self, number: int, before: str, after: str) -> None:
        left = [part for part in self.parts[before] if part != number]
        if left:
            self.parts[before] = left
        else:
            del self.parts[before]
        self.parts[after] = sorted((*self.parts.get(after, ()), number))

    def _move_dependencies(self, number: int, before: str, after: str) -> None:
        for target, entry in self.services.waits[number]:
            self._shift(before, self.nodes[target], entry, -1)
            self._shift(after, self.nodes[target], entry, 1)
        for source, entry in self.services.waited_on[number]:
            self._shift(self.nodes[source], before, entry, -1)
            self._shift(self.nodes[source], after, entry, 1)

    def _shift(self, node: str, other: str, entry: int, sign: int) -> None:
        """Add a dependency (1), or take one away (-1)."""
        self.touched |= {node, other}
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

    def _move_sharing(self, number: int, before: str, after: str) -> None:
        place = self.services.deployables_of.get(number)
        if place is None:
            return
        parts = self.services.deployables[place].parts
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

    def _release(self) -> None:
        """Share the deployables that there are now; those who share some are touched, whatever changed."""
        earlier, now = self.shared.freeze(), share(self.services, self.nodes)
        units = sum(sum(row.values()) for row in now.values()) - sum(
            sum(row.values()) for row in earlier.values()
        )
        self.crossing_units += units * self.graph.weights.units[RELEASE]
        self.shared = _Pairs(now)
        self.touched |= earlier.keys() | now.keys()


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
        found = dict(self._values)
        for node, row in self._own.items():
            if not row:
                del found[node], self._values[node]
        self._own = {}
        return found
