"""What does a change of owner do to the loads, without measuring everything again?

The loads are sums over dependencies, so a service that changes hands touches only what it waits on, what
waits on it, and the owners of what it is released with. A ledger moves the sums in whole units: after any
moves it says exactly what measuring from the start would say.

Cycles, closure, betweenness and modularity are no such sums: they are measured again on `freeze()`.
"""

from topo.analysis.waiting import Loads, find_loads
from topo.graph.owners import find_node, find_owner, is_nobodys
from topo.graph.reprojecting import Reprojection
from topo.graph.teams import TeamGraph
from topo.graph.weights import RELEASE


class WaitingLedger:
    """The loads of teams, under moves of services."""

    def __init__(self, graph: TeamGraph) -> None:
        self._graph = graph
        self._moving = Reprojection(graph)
        self._crossing = sum(tie.units for others in graph.ties.values() for tie in others.values())
        self._crossing += graph.weights.units[RELEASE] * sum(
            sum(each.values()) for each in graph.shared.values()
        )

    def owner(self, service: str) -> str | None:
        """The team that has a service now; None for nobody. Raises KeyError for no such service."""
        node = self._moving.nodes[self._graph.services.numbers[service]]
        return None if is_nobodys(node) else node

    def apply(self, service: str, owner: str | None) -> frozenset[str]:
        """Give a service to a team, or to nobody (None); returns the nodes whose loads may have changed.

        Costs what the service is tied to. An external service stays nobody's, and a team that says it has
        nobody is nobody. Raises KeyError for a service or a team that is not in the organisation.
        """
        number = self._graph.services.numbers[service]
        organisation = self._graph.organisation
        if owner is not None and owner not in organisation.teams:
            raise KeyError(owner)
        node = find_node(organisation.services[service], find_owner(organisation, owner))
        return self._moving.move([(number, node)]).take_touched()

    def loads(self, team: str) -> Loads:
        """The sums of a team as they stand."""
        moving = self._moving
        rows = moving.ties.row(team), moving.tied_by.row(team), moving.shared.row(team)
        nobodys = [node for row in rows[:2] for node in row if is_nobodys(node)]
        return find_loads(self._graph.weights, *rows, moving.internal.get(team, 0), nobodys)

    @property
    def cross_team_share(self) -> float | None:
        """The share (0 to 1) of all weight that crosses teams; None where nothing weighs anything.

        Moves change what crosses, and with shared deployables also how much there is in all.
        """
        crossing = self._crossing + self._moving.crossing_units
        all = crossing + sum(self._moving.internal.values())
        return crossing / all if all else None

    def freeze(self) -> TeamGraph:
        """The team graph as it stands, for what is measured anew.

        Its organisation is the one that the ledger began with: only the graph knows of the moves.
        """
        return self._moving.freeze(self._graph.organisation)
