"""Who waits on whom? A design structure matrix, teams ordered so that rings stand together."""

from collections.abc import Mapping
from dataclasses import dataclass

from topo.graph.owners import is_nobodys
from topo.text import count
from topo.tui.session import Session


@dataclass(frozen=True, slots=True)
class Waits:
    """One cell of the matrix: with which load a team waits on another, before and after."""

    before: float
    after: float
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells by row (who waits) and column (on whom); `rings` are the teams of each ring."""

    teams: tuple[str, ...]
    titles: Mapping[str, str]
    cells: Mapping[tuple[str, str], Waits]
    rings: tuple[tuple[str, ...], ...]
    heaviest: float
    note: str


def make_matrix(session: Session) -> Matrix:
    """The matrix of all teams that wait or are waited on: rings first, then who is waited on most."""
    compared = session.compared
    before, after = compared.before.team_graph, compared.after.team_graph
    cells: dict[tuple[str, str], Waits] = {}
    old, new = _find_loads(before), _find_loads(after)
    for pair in {*old, *new}:
        was, now = old.get(pair, (0.0, False)), new.get(pair, (0.0, False))
        cells[pair] = Waits(was[0], now[0], now[1])
    rings = tuple(cycle.teams for cycle in compared.after.cycles.found)
    in_a_ring = [team for ring in rings for team in ring]
    waited: dict[str, float] = {}
    for (_, other), waits in cells.items():
        waited[other] = waited.get(other, 0.0) + waits.after
    involved = {team for pair in cells for team in pair}
    rest = sorted(involved - set(in_a_ring), key=lambda team: (-waited.get(team, 0.0), team))
    teams = (*(team for team in in_a_ring if team in involved), *rest)
    heaviest = max((waits.after for waits in cells.values()), default=0.0)
    shown = "; ".join(", ".join(ring[:6]) for ring in rings[:3])
    said = f"{count(len(rings), 'ring')}: {shown}"
    note = f"Rows wait on columns. {said if rings else 'No ring.'}"
    return Matrix(teams, {team: team for team in teams}, cells, rings, heaviest, note)


def _find_loads(graph: object) -> dict[tuple[str, str], tuple[float, bool]]:
    from topo.graph.teams import TeamGraph
    from topo.graph.weights import RELEASE

    assert isinstance(graph, TeamGraph)
    units: dict[tuple[str, str], int] = {}
    blocking: set[tuple[str, str]] = set()
    for node, ties in graph.ties.items():
        for other, tie in ties.items():
            if not is_nobodys(node) and not is_nobodys(other):
                units[node, other] = units.get((node, other), 0) + tie.units
                if tie.blocking_edges:
                    blocking.add((node, other))
    for node, shared in graph.shared.items():
        for other, parts in shared.items():
            if not is_nobodys(node) and not is_nobodys(other):
                units[node, other] = units.get((node, other), 0) + parts * graph.weights.units[RELEASE]
                blocking.add((node, other))
    return {pair: (graph.weights.amount(amount), pair in blocking) for pair, amount in units.items()}
