"""Which teams stand between the others, as networkx finds it too?"""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import WEIGHTS, graph, organisations, team_graph
from topo.analysis.betweenness import find_between, measure_betweenness
from topo.analysis.parts import sum_parts
from topo.graph.networks import network_teams
from topo.graph.projections import view_teams
from topo.model.organisation import Organisation

graphs = st.integers(3, 9).flatmap(
    lambda n: st.lists(st.sets(st.integers(0, n - 1), max_size=4), min_size=n, max_size=n)
)


def test_the_middle_of_a_chain() -> None:
    """One of the two pairs around it leads through it; a part says from where."""
    middle = measure_betweenness(team_graph("ab", "bc")).find("b")
    assert middle.amount == 0.5
    assert [(str(part.address), part.amount) for part in middle.parts] == [("teams.a", 0.5)]


def test_two_teams() -> None:
    """Nothing can stand between them: not assessed."""
    assert measure_betweenness(team_graph("ab")).find("a").amount is None


def test_no_dependency_anywhere() -> None:
    """Not assessed; and who is not in the graph cannot be asked for."""
    found = measure_betweenness(graph("a: one\nb: two\nc: three\nidle:"))
    assert found.find("a").amount is None
    with pytest.raises(KeyError):
        found.find("idle")


def test_progress() -> None:
    """It hears of each search."""
    heard: list[tuple[int, int]] = []
    measure_betweenness(team_graph("ab", "bc"), progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


@given(graphs)
def test_any_graph(raw: list[set[int]]) -> None:
    """networkx agrees."""
    successors = [sorted(others - {node}) for node, others in enumerate(raw)]
    network = nx.DiGraph((one, other) for one, others in enumerate(successors) for other in others)
    network.add_nodes_from(range(len(successors)))
    expected = nx.betweenness_centrality(network, normalized=False)
    found = [sum(each) for each in find_between(successors)]
    assert found == pytest.approx([expected[node] for node in range(len(successors))])


@given(graphs, st.randoms(use_true_random=False))
def test_other_names(raw: list[set[int]], chance: Any) -> None:
    """No number changes, not in its last bit."""
    names = chance.sample(range(len(raw)), len(raw))
    ties = [(one, other) for one, others in enumerate(raw) for other in others if one != other]
    found = []
    for to in (list(range(len(raw))), names):
        drawn = "\n".join(f"t{to[node]:02}: s{to[node]:02}" for node in range(len(raw)))
        teams = graph(drawn + "".join(f"\ns{to[one]:02} -> s{to[other]:02}" for one, other in ties))
        between = measure_betweenness(teams)
        found.append([between.find(f"t{to[node]:02}").amount for node in range(len(raw))])
    assert found[0] == found[1]


@given(organisations())
def test_any_organisation(raw: dict[str, Any]) -> None:
    """networkx agrees on the normalised numbers, and parts add up to them."""
    teams = view_teams(Organisation.model_validate(raw), WEIGHTS)
    expected = nx.betweenness_centrality(network_teams(teams))
    for node, number in measure_betweenness(teams).numbers.items():
        if number.amount is not None:
            assert number.amount == pytest.approx(expected[node])
            assert number.amount == sum_parts(number.parts)
