"""Which graphs do the measures run through? Of a changed organisation: made from those before."""

from collections.abc import Iterator, Mapping

from topo.analysis.owners import Owners
from topo.analysis.renewing import Before
from topo.graph.owners import node_of_nobody
from topo.graph.projections import project_again, project_teams
from topo.graph.reprojecting import Reprojection
from topo.graph.teams import TeamGraph
from topo.graph.views import ServiceGraph, view_services
from topo.graph.weights import Weights
from topo.model.organisation import Organisation


def find_service_graph(
    organisation: Organisation, *, before: Before[ServiceGraph] | None = None
) -> ServiceGraph:
    """Which service waits on which; the same graph as `before` where no change touches that."""
    if before is None:
        return view_services(organisation)
    was: Organisation = before.inputs["organisation"]
    changed = before.compare(was.services, organisation.services)
    return view_services(organisation, before=before.result, changed=changed)


def find_team_graph(
    organisation: Organisation,
    *,
    services: ServiceGraph,
    owners: Owners,
    weights: Mapping[str, float],
    before: Before[TeamGraph] | None = None,
) -> TeamGraph:
    """Which team waits on which, by the weights of the profile `dependencies`."""
    if before is None:
        return project_teams(organisation, services, _find_nodes(services, owners), Weights.of(weights))
    graph = before.result
    if services.ids != graph.services.ids:
        return project_again(organisation, services, _find_nodes(services, owners), graph)
    moves = _find_moves(before, organisation, owners)
    return Reprojection(graph).rewait(services).move(moves).freeze(organisation)


def _find_nodes(services: ServiceGraph, owners: Owners) -> list[str]:
    """The node of each service: its team, or one of its own."""
    teams = owners.teams
    return [teams[id] if id in teams else node_of_nobody(id) for id in services.ids]


def _find_moves(
    before: Before[TeamGraph], organisation: Organisation, owners: Owners
) -> Iterator[tuple[int, str]]:
    """The services, by number, that are of another node now, sorted."""
    was: Organisation = before.inputs["organisation"]
    changed = set(before.compare(was.services, organisation.services))
    if was.teams is not organisation.teams:
        changed |= before.compare(before.inputs["owners"].teams, owners.teams)
    numbers = before.result.services.numbers
    for number in sorted(numbers[id] for id in changed if id in numbers):
        id = before.result.services.ids[number]
        node = owners.teams.get(id) or node_of_nobody(id)
        if node != before.result.nodes[number]:
            yield number, node
