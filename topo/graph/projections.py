"""Which team waits on which, and which group?

Services are collapsed to their owners, and what they wait on is added up; teams are collapsed to groups.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import permutations

from topo.graph.owners import find_nodes, is_nobodys
from topo.graph.reprojecting import Reprojection
from topo.graph.teams import NO_TIE, TeamGraph, Tie, Ties, find_sharers
from topo.graph.views import ServiceGraph, view_services
from topo.graph.weights import BLOCKING, Weights
from topo.model.organisation import Organisation
from topo.model.references import resolve


def view_teams(
    organisation: Organisation, weights: Mapping[str, float], *, before: TeamGraph | None = None
) -> TeamGraph:
    """The team graph of an organisation, by the weights of the profile `dependencies`.

    `before` is the graph of an earlier organisation, of which the service graph is taken over where only
    owners changed.
    """
    services = view_services(organisation, before=None if before is None else before.services)
    nodes = find_nodes(organisation, services.ids)
    exact = Weights.of(weights)
    if before is None or services is not before.services or exact != before.weights:
        return project_teams(organisation, services, nodes, exact)
    moves = [(number, node) for number, node in enumerate(nodes) if node != before.nodes[number]]
    return Reprojection(before).move(moves).freeze(organisation)


def project_teams(
    organisation: Organisation, services: ServiceGraph, nodes: Iterable[str], weights: Weights
) -> TeamGraph:
    """The services of an organisation collapsed to `nodes`, one for each service."""
    nodes = tuple(nodes)
    ties: dict[str, dict[str, list[int]]] = {}
    internal: dict[str, int] = {}
    for node, waits in zip(nodes, services.waits, strict=True):
        others = ties.setdefault(node, {}) if waits else {}
        for target, entry in waits:
            other = nodes[target]
            units = weights.units[entry]
            if other == node:
                internal[node] = internal.get(node, 0) + units
                continue
            tie = others.get(other)
            if tie is None:
                tie = others[other] = [0, 0, 0, 0]
            tie[0] += units
            tie[1] += 1
            if entry in BLOCKING:
                tie[2] += units
                tie[3] += 1
    frozen = {node: {other: Tie(*tie) for other, tie in ties[node].items()} for node in ties if ties[node]}
    shared = _share(services, nodes)
    return TeamGraph(organisation, services, weights, nodes, frozen, _reverse(frozen), shared, internal)


def _reverse(ties: Ties) -> dict[str, dict[str, Tie]]:
    reverse: dict[str, dict[str, Tie]] = {}
    for node, others in ties.items():
        for other, tie in others.items():
            reverse.setdefault(other, {})[node] = tie
    return reverse


def _share(services: ServiceGraph, nodes: tuple[str, ...]) -> dict[str, dict[str, int]]:
    shared: dict[str, dict[str, int]] = {}
    for deployable in services.deployables:
        for one, other in permutations(find_sharers(deployable.parts, nodes), 2):
            pairs = shared.setdefault(one, {})
            pairs[other] = pairs.get(other, 0) + 1
    return shared


def project_groups(graph: TeamGraph, organisation: Organisation) -> dict[str, dict[str, Tie]]:
    """The dependencies between groups: teams collapsed to the group they belong to (`group:commerce`).

    A team without a group, and a service of nobody, stays as it is.
    """

    def group_of(node: str) -> str:
        said = None if is_nobodys(node) else organisation.teams[node].group
        target = None if said is None else resolve(organisation, said, ("group",))
        return node if target is None else f"group:{target.id}"

    return collapse(graph.ties, group_of)


def collapse(ties: Ties, into: Callable[[str], str]) -> dict[str, dict[str, Tie]]:
    """Ties between what the nodes collapse into; those inside one are left out."""
    found: dict[str, dict[str, Tie]] = {}
    for node in sorted(ties):
        here = into(node)
        for other, tie in sorted(ties[node].items()):
            there = into(other)
            if here != there:
                others = found.setdefault(here, {})
                others[there] = Tie(*map(sum, zip(tie, others.get(there, NO_TIE), strict=True)))
    return found
