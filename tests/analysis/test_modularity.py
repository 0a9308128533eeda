"""Do the teams lie where the dependencies would put them: the vectors, and networkx's modularity?"""

from math import fsum
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from tests.drawing import WEIGHTS, graph, organisations
from topo.analysis.modularity import find_modularity, measure_modularity
from topo.analysis.parts import sum_parts
from topo.graph.networks import network_services
from topo.graph.projections import view_teams
from topo.model.organisation import Organisation


def test_directed_edges() -> None:
    """Two pairs that each point both ways, joined one way, in their two parts: 0.32."""
    edges = dict.fromkeys([(0, 1), (1, 0), (2, 3), (3, 2), (1, 2)], 1)
    assert fsum(find_modularity(edges, [0, 0, 1, 1]).values()) == pytest.approx(0.32)


def test_an_undirected_path_of_four() -> None:
    """Halved: 0.1667."""
    edges = dict.fromkeys([(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)], 1)
    assert fsum(find_modularity(edges, "aabb").values()) == pytest.approx(1 / 6)


def test_teams_across_the_grain() -> None:
    """The best partition found puts together what the teams cut apart."""
    found = measure_modularity(
        graph("a: one three\nb: two four\none -> two\ntwo -> one\nthree -> four\nfour -> three")
    )
    assert found.clusters == (("four", "three"), ("one", "two"))
    assert (found.assignment.amount, found.best.amount) == (-0.5, 0.5)
    assert [str(part.address) for part in found.assignment.parts] == ["teams.a", "teams.b"]
    assert [part.label for part in found.best.parts] == ["four and 1 more", "one and 1 more"]


def test_no_dependency_anywhere() -> None:
    """Not assessed."""
    found = measure_modularity(graph("a: one\nb: two"))
    assert (found.assignment.amount, found.best.amount, found.clusters) == (None, None, ())


def test_the_same_seed() -> None:
    """The same bytes."""
    ties = "\n".join(f"s{one} -> s{(one * 7 + other) % 20}" for one in range(20) for other in (1, 2, 3))
    assert measure_modularity(graph(ties), seed=3) == measure_modularity(graph(ties), seed=3)


@given(organisations())
def test_any_organisation(raw: dict[str, Any]) -> None:
    """networkx agrees on both, the best is never below the assignment, and parts add up."""
    teams = view_teams(Organisation.model_validate(raw), WEIGHTS)
    network = network_services(teams)
    found = measure_modularity(teams)
    if not network.size():
        assert found.assignment.amount is None
        return
    owned = [{teams.services.ids[number] for number in numbers} for numbers in teams.parts.values()]
    assert found.assignment.amount == pytest.approx(nx.community.modularity(network, owned))
    assert found.best.amount == pytest.approx(nx.community.modularity(network, map(set, found.clusters)))
    assert found.best.amount >= found.assignment.amount - 1e-12
    for number in (found.assignment, found.best):
        assert number.amount == sum_parts(number.parts)
