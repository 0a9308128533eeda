"""Which teams stand between the others?

Betweenness of a node: the share of shortest paths between two others that lead through it, summed over all
ordered pairs and divided by their number (n − 1)(n − 2), so between 0 and 1. Over the team graph without its
weights; services of nobody are nodes, teams that own nothing are none, deployables that teams share are kept
out. It takes a search from every node: asked for only.

Source: Freeman (1977), Sociometry 40(1); computed after Brandes (2001), J. Math. Sociol. 25(2) (A). What it
means for teams is a rule of thumb (D).
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum

from topo.analysis.cycles import find_kept_out
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.progress import Progress, ignore
from topo.analysis.waiting import NOTHING_SAID
from topo.graph.owners import is_nobodys, service_of
from topo.graph.teams import TeamGraph
from topo.model.organisation import address_of

_NAME, _UNIT = "betweenness", "share"


@dataclass(frozen=True)
class Betweenness:
    """What stands between whom. `nodes` are teams by id, and services of nobody as `service:id`."""

    nodes: tuple[str, ...]
    kept_out: tuple[str, ...]
    is_assessed: bool
    by_source: Sequence[Sequence[float]] = field(repr=False)
    """By node, by the node that paths start from: how many of the paths from there lead through it."""

    def find(self, node: str) -> Number:
        """The betweenness of a node, with a part for each start of the paths that lead through it.

        Raises KeyError where there is no such node; not assessed below three nodes.
        """
        if node not in self._places:
            raise KeyError(node)
        if not self.is_assessed:
            return not_assessed(_NAME, _UNIT, NOTHING_SAID)
        if len(self.nodes) < 3:
            return not_assessed(_NAME, _UNIT, "fewer than three teams")
        missing = (f"{id}: a shared deployable, kept out" for id in self.kept_out)
        return add_up(_NAME, _UNIT, self._parts(self._places[node]), missing)

    @property
    def numbers(self) -> dict[str, Number]:
        """The betweenness of every node."""
        return {node: self.find(node) for node in self.nodes}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {node: place for place, node in enumerate(self.nodes)}

    def _parts(self, place: int) -> Iterator[Part]:
        pairs = (len(self.nodes) - 1) * (len(self.nodes) - 2)
        for source, amount in zip(self.nodes, self.by_source[place], strict=True):
            if amount:
                kind, id = ("service", service_of(source)) if is_nobodys(source) else ("team", source)
                yield Part(f"on the paths of {id}", amount / pairs, _UNIT, address_of(kind, id))


def measure_betweenness(graph: TeamGraph, *, progress: Progress = ignore) -> Betweenness:
    """The betweenness of every node of a team graph; `progress` hears of every search that is done."""
    by_source = find_between(graph.successors, progress=progress)
    return Betweenness(graph.node_ids, find_kept_out(graph), graph.services.says_anything, by_source)


def find_between(successors: Sequence[Sequence[int]], *, progress: Progress = ignore) -> list["array[float]"]:
    """By node, by source: the sum of the shares of shortest paths from the source that lead through it.

    >>> find_between([[1], [2], []])[1].tolist()
    [1.0, 0.0, 0.0]
    """
    count = len(successors)
    found = [array("d", bytes(8 * count)) for _ in range(count)]
    for source in range(count):
        for node, amount in _from_source(successors, source):
            found[node][source] = amount
        progress(source + 1, count)
    return found


def _from_source(successors: Sequence[Sequence[int]], source: int) -> Iterator[tuple[int, float]]:
    """The nodes that paths from a source lead through, with the sum of the shares."""
    order, distances, paths = _search(successors, source)
    through = dict.fromkeys(order, 0.0)
    for node in reversed(order[1:]):
        further = distances[node] + 1
        onward = (
            paths[node] / paths[other] * (1.0 + through[other])
            for other in successors[node]
            if distances[other] == further
        )
        through[node] = amount = fsum(onward)  # exact, so that the order of the nodes changes nothing
        if amount:
            yield node, amount


def _search(
    successors: Sequence[Sequence[int]], source: int
) -> tuple[list[int], dict[int, int], dict[int, int]]:
    """Nodes by distance from a source, their distances, and how many shortest paths lead to each."""
    distances, paths, order = {source: 0}, {source: 1}, [source]
    for node in order:  # grows while it is walked
        further = distances[node] + 1
        for other in successors[node]:
            distance = distances.get(other)
            if distance is None:
                distances[other] = further
                paths[other] = paths[node]
                order.append(other)
            elif distance == further:
                paths[other] += paths[node]
    return order, distances, paths
