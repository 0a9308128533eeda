"""Who waits on whom when the services of one owner are one node, and for which reasons?

A service that no team owns is a node of its own. Teams that share a deployable are tied both ways, once for
each deployable; these ties are kept apart from the dependencies.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from topo.findings import Address
from topo.graph.components import find_components
from topo.graph.owners import is_nobodys
from topo.graph.sharing import find_sharers
from topo.graph.views import ServiceGraph
from topo.graph.weights import BLOCKING, RELEASE, Weights, entry_name
from topo.model.organisation import Organisation, address_of


class Tie(NamedTuple):
    """All dependencies of one node on another: their weight in units and number, and those that block."""

    units: int
    edges: int
    blocking_units: int
    blocking_edges: int


NO_TIE = Tie(0, 0, 0, 0)


def add_ties(one: Tie, other: Tie, sign: int = 1) -> Tie:
    """Both ties as one; with a sign of -1, the first without the other."""
    return Tie(
        one.units + sign * other.units,
        one.edges + sign * other.edges,
        one.blocking_units + sign * other.blocking_units,
        one.blocking_edges + sign * other.blocking_edges,
    )


Ties = Mapping[str, Mapping[str, Tie]]


class Cause(NamedTuple):
    """One reason why a node waits on another: a dependency, or a deployable that two teams share.

    `weight` is in load; `weighed_by` names the profile entry. `service` is whose waiting it is (None for a
    deployable) and `target` what is waited on.
    """

    node: str
    other: str
    service: str | None
    target: str
    weight: float
    weighed_by: str
    is_blocking: bool
    address: Address


@dataclass(frozen=True, eq=False)
class TeamGraph:
    """Who waits on whom, services collapsed to their owners."""

    organisation: Organisation
    services: ServiceGraph
    weights: Weights
    nodes: tuple[str, ...]
    """By service: its node."""
    ties: Ties
    """By node, by the other node that it depends on: the dependencies."""
    tied_by: Ties
    """By node, by the other node that depends on it: the same dependencies."""
    shared: Mapping[str, Mapping[str, int]]
    """By team, by the other team: how many deployables they share."""
    internal: Mapping[str, int]
    """By node: the weight of the dependencies inside it, in units."""
    marks: Mapping[str, object] = field(repr=False, compare=False)
    """By node: a mark, the same object in graphs that say the same of the node."""

    @property
    def teams(self) -> list[str]:
        """Every team, those that own nothing too, by id."""
        return sorted(self.organisation.teams)

    @cached_property
    def node_ids(self) -> tuple[str, ...]:
        """The teams that own something, and the services that nobody owns, by id."""
        return tuple(sorted(self.marks))

    @cached_property
    def nobodys(self) -> frozenset[str]:
        """The nodes that are services of nobody."""
        return frozenset(filter(is_nobodys, self.marks))

    @cached_property
    def parts(self) -> dict[str, list[int]]:
        """By node: the numbers of its services."""
        found: dict[str, list[int]] = {}
        for number, node in enumerate(self.nodes):
            found.setdefault(node, []).append(number)
        return found

    @cached_property
    def successors(self) -> list[list[int]]:
        """By place in `node_ids`: the places of what it depends on; deployables are left out."""
        places = {node: place for place, node in enumerate(self.node_ids)}
        return [sorted([places[other] for other in self.ties.get(node, ())]) for node in self.node_ids]

    @cached_property
    def components(self) -> list[list[int]]:
        """The strongly connected components of `successors`, what one leads to before it."""
        return find_components(self.successors)

    def find_causes(self, node: str, *, other: str | None = None) -> Iterator[Cause]:
        """Why a node waits on others, or on one other: its dependencies by service, then its deployables."""
        for number in self.parts.get(node, ()):
            for target, entry in self.services.waits[number]:
                end = self.nodes[target]
                if end != node and (other is None or end == other):
                    yield self._dependency(number, target, entry)
        yield from self._sharing(node, other)

    def find_dependencies(self, node: str, others: Container[str]) -> Iterator[Cause]:
        """The dependencies of a node on these others, by service."""
        for number in self.parts.get(node, ()):
            for target, entry in self.services.waits[number]:
                if self.nodes[target] in others:
                    yield self._dependency(number, target, entry)

    def find_dependents(self, node: str, others: Container[str]) -> Iterator[Cause]:
        """The dependencies of these others on a node, by the service waited on."""
        for target in self.parts.get(node, ()):
            for number, entry in self.services.waited_on[target]:
                if self.nodes[number] in others:
                    yield self._dependency(number, target, entry)

    def find_causes_of_others(self, node: str) -> Iterator[Cause]:
        """Why others wait on a node: dependencies by the service waited on, then its deployables."""
        for target in self.parts.get(node, ()):
            for number, entry in self.services.waited_on[target]:
                if self.nodes[number] != node:
                    yield self._dependency(number, target, entry)
        for other in sorted(self.shared.get(node, ())):
            yield from self._sharing(other, node)

    def find_inside(self, node: str) -> Iterator[Cause]:
        """The dependencies between a node's own services."""
        for number in self.parts.get(node, ()):
            for target, entry in self.services.waits[number]:
                if self.nodes[target] == node:
                    yield self._dependency(number, target, entry)

    def count_blocking(self, node: str) -> Counter[int]:
        """By the place of the entry that weighs them: how many of a node's ties with others block."""
        waits, nodes = self.services.waits, self.nodes
        found = Counter(
            entry
            for number in self.parts.get(node, ())
            for target, entry in waits[number]
            if entry in BLOCKING and nodes[target] != node
        )
        released = sum(len(owners) - 1 for _, owners in self.sharers.get(node, ()))
        if released:
            found[RELEASE] += released
        return found

    def _dependency(self, number: int, target: int, entry: int) -> Cause:
        graph = self.services
        return Cause(
            self.nodes[number],
            self.nodes[target],
            graph.ids[number],
            graph.ids[target],
            self.weights.values[entry],
            entry_name(entry),
            entry in BLOCKING,
            graph.address(number, target),
        )

    def _sharing(self, node: str, other: str | None) -> Iterator[Cause]:
        for id, owners in self.sharers.get(node, ()):
            for each in owners:
                if each != node and other in {None, each}:
                    yield self._deployable(id, node, each)

    def _deployable(self, id: str, node: str, other: str) -> Cause:
        weight, name = self.weights.values[RELEASE], entry_name(RELEASE)
        return Cause(node, other, None, id, weight, name, True, address_of("service", id))

    @cached_property
    def sharers(self) -> dict[str, list[tuple[str, list[str]]]]:
        """By team: the deployables that it shares with others, by id, each with all teams that share it."""
        found: dict[str, list[tuple[str, list[str]]]] = {}
        for deployable in self.services.deployables:
            owners = find_sharers(deployable.parts, self.nodes)
            for owner in owners if len(owners) > 1 else ():
                found.setdefault(owner, []).append((deployable.id, owners))
        return found
