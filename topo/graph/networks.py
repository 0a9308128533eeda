"""How does somebody else's algorithm get at the graphs? As graphs of networkx."""

from typing import TYPE_CHECKING

from topo.graph.teams import TeamGraph
from topo.graph.weights import BLOCKING, ENTRIES

if TYPE_CHECKING:
    import networkx as nx


def network_services(graph: TeamGraph) -> "nx.DiGraph":
    """The services with their `owner` (a node of the team graph), and their dependencies.

    A dependency has `weight`, `via` and `blocking`. Of several on one service the weights are added, and
    `via` names the entries.
    """
    import networkx as nx

    network = nx.DiGraph()
    services = graph.services
    network.add_nodes_from((id, {"owner": node}) for id, node in zip(services.ids, graph.nodes, strict=True))
    for number, id in enumerate(services.ids):
        for target in services.successors[number]:
            entries = [entry for other, entry in services.waits[number] if other == target]
            units = sum(graph.weights.units[entry] for entry in entries)
            network.add_edge(
                id,
                services.ids[target],
                weight=graph.weights.amount(units),
                via=tuple(ENTRIES[entry] for entry in entries),
                blocking=not BLOCKING.isdisjoint(entries),
            )
    return network


def network_teams(graph: TeamGraph) -> "nx.DiGraph":
    """The nodes of the team graph and the dependencies between them: `weight`, `count`, `blocking`.

    Deployables that teams share are not in it.
    """
    import networkx as nx

    network = nx.DiGraph()
    network.add_nodes_from(graph.node_ids)
    for node in graph.node_ids:
        for other, tie in sorted(graph.ties.get(node, {}).items()):
            weight = graph.weights.amount(tie.units)
            network.add_edge(node, other, weight=weight, count=tie.edges, blocking=tie.blocking_edges > 0)
    return network
