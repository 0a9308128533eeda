"""Which teams share deployables?

They are tied both ways, once for each deployable; what nobody owns joins nobody.
"""

from collections.abc import Iterable, Sequence
from itertools import permutations

from topo.graph.owners import is_nobodys
from topo.graph.views import ServiceGraph


def share(services: ServiceGraph, nodes: Sequence[str]) -> dict[str, dict[str, int]]:
    """By team, by the other team: how many deployables they share."""
    shared: dict[str, dict[str, int]] = {}
    for deployable in services.deployables:
        for one, other in permutations(find_sharers(deployable.parts, nodes), 2):
            pairs = shared.setdefault(one, {})
            pairs[other] = pairs.get(other, 0) + 1
    return shared


def find_sharers(parts: Iterable[int], nodes: Sequence[str]) -> list[str]:
    """The teams that own some of these services, by id."""
    return sorted({nodes[part] for part in parts if not is_nobodys(nodes[part])})
