"""Which teams wait on each other in a ring, and is the cut the lightest?"""

from itertools import permutations
from typing import Any

import networkx as nx
from hypothesis import given

from tests.drawing import WEIGHTS, graph, organisations, team_graph
from topo.analysis.cycles import MOST_EXACT, measure_cycles
from topo.graph.networks import network_teams
from topo.graph.projections import view_teams
from topo.model.organisation import Organisation


def test_two_teams_in_a_ring() -> None:
    """A ring of two is one cycle, not two."""
    cycles = measure_cycles(team_graph("ab", "ba"))
    assert [cycle.teams for cycle in cycles.found] == [("a", "b")]
    assert cycles.count.amount == 1


def test_the_lightest_cut() -> None:
    """It names the tie and the dependencies in it."""
    (cycle,) = measure_cycles(
        graph("a: one\nb: two\nc: three\none -> two\none -> two async\ntwo -> three\nthree -> one release")
    ).found
    assert cycle.cut.ties == (("b", "c"),)
    assert cycle.cut.is_exact
    assert cycle.cut.weight.amount == 0.3
    assert [str(part.address) for part in cycle.cut.weight.parts] == ["services.two.depends_on[three]"]


def test_cuts_of_the_same_weight() -> None:
    """The order of ids chooses, always the same."""
    cuts = {measure_cycles(team_graph(*ties)).found[0].cut.ties for ties in permutations(("ab", "bc", "ca"))}
    assert cuts == {(("a", "b"),)}


def test_a_ring_through_a_service_of_nobody() -> None:
    """It binds the two teams; the service is told apart from them."""
    (cycle,) = measure_cycles(graph("a: one\nb: two\none -> two\ntwo -> lost\nlost -> one")).found
    assert (cycle.teams, cycle.of_nobody) == (("a", "b"), ("lost",))


def test_a_team_and_a_service_of_nobody() -> None:
    """One team alone makes no team cycle."""
    assert not measure_cycles(graph("a: one\none -> lost\nlost -> one")).found


def test_a_shared_deployable() -> None:
    """It is no cycle, and the count says what it leaves out."""
    cycles = measure_cycles(graph("a: core\nb: two\ncore < two"))
    assert (cycles.found, cycles.count.amount) == ((), 0)
    assert cycles.count.missing == ("core: a shared deployable, kept out",)


def test_no_dependency_anywhere() -> None:
    """Whether there are cycles is not assessed."""
    assert measure_cycles(graph("a: one\nb: two")).count.amount is None


def test_more_teams_than_an_exact_cut_takes() -> None:
    """The cut is greedy and says so; in one long ring a single tie is enough."""
    ids = "abcdefghijklmnop"[: MOST_EXACT + 1]
    (cycle,) = measure_cycles(
        team_graph(*(one + other for one, other in zip(ids, ids[1:] + "a", strict=True)))
    ).found
    assert (cycle.size.amount, cycle.cut.is_exact, len(cycle.cut.ties)) == (MOST_EXACT + 1, False, 1)


@given(organisations(teams=6, services=10))
def test_any_organisation(raw: dict[str, Any]) -> None:
    """The cycles are networkx's components of several teams, and their cuts leave no ring."""
    teams = view_teams(Organisation.model_validate(raw), WEIGHTS)
    network = network_teams(teams)
    found = {frozenset(cycle.nodes): cycle for cycle in measure_cycles(teams).found}
    several = [
        each for each in nx.strongly_connected_components(network) if len(set(raw["teams"]) & each) > 1
    ]
    assert found.keys() == set(map(frozenset, several))
    for nodes, cycle in found.items():
        inside = nx.DiGraph(network.subgraph(nodes))
        assert set(cycle.ties) == set(inside.edges)
        inside.remove_edges_from(cycle.cut.ties)
        assert nx.is_directed_acyclic_graph(inside)
