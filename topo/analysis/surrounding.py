"""What do other measures know of a team that wears it down?"""

from collections.abc import Mapping

from topo.analysis.friction import Surroundings
from topo.analysis.lazy import Lazy
from topo.analysis.tissue import Weave
from topo.analysis.waiting import Waiting
from topo.findings import Address
from topo.model.base import EMPTY
from topo.model.organisation import Organisation


def find_surroundings(organisation: Organisation, *, tissue: Weave, waiting: Waiting | None) -> Surroundings:
    """What friction counts of a team's tissue and of whom it waits on; None: nothing is said of that."""
    cells = tissue.by_team
    teams = tuple(cells)

    def find_relief(team: str) -> Mapping[str, str]:
        return {each.area: each.extent.value for each in cells[team].relief}

    def find_bindings(team: str) -> tuple[str, ...]:
        return tuple(each.guardrail for each in cells[team].guardrails)

    said = organisation.tissue
    sources: list[Mapping[str, object]] = [cells, EMPTY if waiting is None else waiting.blocked]
    return Surroundings(
        Lazy(teams, find_relief) if said.capabilities else None,
        None if waiting is None else Lazy(teams, lambda team: find_blocking(waiting, team)),
        Lazy(teams, find_bindings) if said.guardrails else None,
        tuple(sources),
    )


def find_blocking(waiting: Waiting, team: str) -> dict[str, tuple[Address, ...]]:
    """The teams that a team waits on with an edge that blocks, and these edges."""
    found: dict[str, list[Address]] = {}
    graph = waiting.graph
    if waiting.find(team).loads.waits_on_blocking:
        for cause in graph.find_causes(team):
            if cause.is_blocking and cause.other in graph.organisation.teams:
                found.setdefault(cause.other, []).append(cause.address)
    return {other: tuple(sorted(addresses)) for other, addresses in sorted(found.items())}
