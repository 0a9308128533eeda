"""Do the teams lie where the dependencies would put them?

Modularity of a partition of the services, with the weights of their dependencies (profile `dependencies`):
Q = Σ over the parts c of L_c/m − k_c(out) k_c(in)/m², where m is all weight, L_c the weight inside c, and k_c
the weight that leaves and enters its services. It says how much more weight lies inside the parts than chance
would put there. Q of the assignment to owners (a service of nobody is a part of its own) stands beside Q of
the best partition found: that of the Louvain method from several seeds, or the assignment itself where none
is better. A better one may exist, and services that are called otherwise may lead to another. Small clusters
can be hidden in large ones (Fortunato and Barthélemy 2007). Asked for only.

>>> of_parts = find_modularity({(0, 1): 1, (1, 0): 1, (2, 3): 1, (3, 2): 1, (1, 2): 1}, "aabb")
>>> round(sum(of_parts.values()), 4)
0.32

Source: Leicht and Newman (2008), Phys. Rev. Lett. 100, 118703; Blondel et al. (2008), J. Stat. Mech. P10008
(A as mathematics, C as to what it means).
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TypeVar

from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.progress import Progress, ignore
from topo.graph.networks import network_services
from topo.graph.owners import is_nobodys, service_of
from topo.graph.teams import TeamGraph
from topo.model.organisation import address_of

SEEDS = 5
"""From how many seeds the best partition is looked for."""

Edges = Mapping[tuple[int, int], int]
"""The weight from one node to another, in whole units; an undirected edge is one in each direction."""

_UNIT = "Q"
_ASSIGNMENT = "modularity of the assignment"
_BEST = "modularity of the best partition found"

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Modularity:
    """Q of the assignment, a part for each owner, and of the best partition found, a part for each cluster.

    `clusters` are the services that the best partition puts together, by id.
    """

    assignment: Number
    best: Number
    clusters: tuple[tuple[str, ...], ...]


def measure_modularity(graph: TeamGraph, *, seed: int = 0, progress: Progress = ignore) -> Modularity:
    """The modularity of a team graph's assignment, and of the best partition found from `seed` on."""
    edges = _find_edges(graph)
    if not sum(edges.values()):
        reason = "no dependency between services weighs anything"
        return Modularity(not_assessed(_ASSIGNMENT, _UNIT, reason), not_assessed(_BEST, _UNIT, reason), ())
    partitions = [sorted(graph.parts.values()), *_find_partitions(graph, seed, progress)]
    best = max(partitions, key=lambda clusters: _total(edges, clusters))  # the first of equals
    names = {number: graph.services.ids[cluster[0]] for cluster in best for number in cluster}
    first = [names[number] for number in range(len(graph.nodes))]
    return Modularity(
        add_up(_ASSIGNMENT, _UNIT, _owner_parts(find_modularity(edges, graph.nodes))),
        add_up(_BEST, _UNIT, _cluster_parts(find_modularity(edges, first), Counter(first))),
        tuple(tuple(graph.services.ids[number] for number in cluster) for cluster in best),
    )


def find_modularity(edges: Edges, parts: Sequence[Key]) -> dict[Key, float]:
    """What each part of a partition adds to its Q; `parts` says of each node which part it is in."""
    inside: Counter[Key] = Counter()
    out: Counter[Key] = Counter()
    into: Counter[Key] = Counter()
    for (one, other), weight in edges.items():
        out[parts[one]] += weight
        into[parts[other]] += weight
        if parts[one] == parts[other]:
            inside[parts[one]] += weight
    all = sum(edges.values())
    return {
        part: (inside[part] * all - out[part] * into[part]) / (all * all) for part in dict.fromkeys(parts)
    }


def _find_edges(graph: TeamGraph) -> dict[tuple[int, int], int]:
    edges: Counter[tuple[int, int]] = Counter()
    for number, waits in enumerate(graph.services.waits):
        for other, entry in waits:
            edges[number, other] += graph.weights.units[entry]
    return edges


def _find_partitions(graph: TeamGraph, seed: int, progress: Progress) -> Iterator[list[list[int]]]:
    """What the Louvain method finds from each seed, in the order of the services."""
    from networkx.algorithms.community import louvain_communities

    network = network_services(graph)
    numbers = graph.services.numbers
    for tried in range(SEEDS):
        found = louvain_communities(network, weight="weight", seed=seed + tried)
        yield sorted(sorted(numbers[id] for id in cluster) for cluster in found)
        progress(tried + 1, SEEDS)


def _total(edges: Edges, clusters: list[list[int]]) -> float:
    place_of = {number: place for place, cluster in enumerate(clusters) for number in cluster}
    return fsum(find_modularity(edges, [place_of[number] for number in range(len(place_of))]).values())


def _owner_parts(amounts: Mapping[str, float]) -> Iterator[Part]:
    for node, amount in sorted(amounts.items()):
        kind, id = ("service", service_of(node)) if is_nobodys(node) else ("team", node)
        yield Part(id, amount, _UNIT, address_of(kind, id))


def _cluster_parts(amounts: Mapping[str, float], sizes: Mapping[str, int]) -> Iterator[Part]:
    for first, amount in sorted(amounts.items()):
        others = sizes[first] - 1
        label = f"{first} and {others} more" if others else first
        yield Part(label, amount, _UNIT, address_of("service", first))
