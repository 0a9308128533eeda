"""How far does a change spread: the vectors of the definition, and networkx's closure?"""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import WEIGHTS, graph, organisations, team_graph
from topo.analysis.parts import sum_parts
from topo.analysis.propagation import (
    Propagation,
    count_reached,
    find_closure,
    measure_reach,
    measure_service_propagation,
    measure_team_propagation,
)
from topo.graph.networks import network_services, network_teams
from topo.graph.projections import view_teams
from topo.model.organisation import Organisation


@pytest.mark.parametrize(
    ("ties", "total", "plain", "corrected"),
    [
        (("AB", "AC", "BD", "CE", "EF"), 15, 0.4167, 9 / 30),
        (("ab", "bc", "cd"), 10, 0.625, 0.5),
        (("ab", "bc", "cd", "da"), 16, 1.0, 1.0),
    ],
)
def test_the_vectors(ties: tuple[str, ...], total: int, plain: float, corrected: float) -> None:
    """They hold over teams and over services alike."""
    teams = team_graph(*ties)
    for found in (measure_team_propagation(teams), measure_service_propagation(teams.services)):
        assert found.total == total
        assert found.plain.amount == pytest.approx(plain, abs=5e-5)
        assert found.corrected.amount == pytest.approx(corrected)
        assert found.corrected.amount == sum_parts(found.corrected.parts)


def test_one_team() -> None:
    """Without a second node there is no pair to correct for."""
    found = measure_team_propagation(graph("a: one two\none -> two"))
    assert (found.plain.amount, found.corrected.amount) == (1.0, None)


def test_no_dependency_anywhere() -> None:
    """Not assessed is not zero."""
    found = measure_team_propagation(graph("a: one\nb: two"))
    assert (found.plain.amount, found.corrected.amount) == (None, None)


def test_teams_that_own_nothing_and_services_of_nobody() -> None:
    """The former are no nodes, the latter are."""
    found = measure_team_propagation(graph("a: one\nidle:\none -> lost"))
    assert (found.nodes, found.reached) == (("a", "service:lost"), (2, 1))
    assert [str(part.address) for part in found.plain.parts] == ["teams.a", "services.lost"]


def test_a_shared_deployable() -> None:
    """It is kept out, and said."""
    found = measure_team_propagation(graph("a: core\nb: two\ncore < two"))
    assert (found.corrected.amount, found.kept_out) == (0, ("core",))


def closure(network: nx.DiGraph) -> dict[str, set[str]]:
    return {node: {node} | nx.descendants(network, node) for node in network}


@given(organisations())
def test_any_organisation(raw: dict[str, Any]) -> None:
    """Every node reaches as many as in networkx's closure, over services and over teams."""
    teams = view_teams(Organisation.model_validate(raw), WEIGHTS)
    pairs: list[tuple[Propagation, nx.DiGraph]] = [
        (measure_service_propagation(teams.services), network_services(teams)),
        (measure_team_propagation(teams), network_teams(teams)),
    ]
    for found, network in pairs:
        reached = closure(network)
        assert dict(zip(found.nodes, found.reached, strict=True)) == {
            node: len(reached[node]) for node in network
        }


@given(
    st.integers(1, 10).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, n - 1), max_size=3), min_size=n, max_size=n)
    )
)
def test_the_bits_of_a_closure(successors: list[list[int]]) -> None:
    """Bit n is node n."""
    network = nx.DiGraph((one, other) for one, others in enumerate(successors) for other in others)
    network.add_nodes_from(range(len(successors)))
    reached = closure(network)
    assert find_closure(successors) == [
        sum(1 << node for node in reached[start]) for start in range(len(successors))
    ]
    assert count_reached(successors) == tuple(len(reached[start]) for start in range(len(successors)))


@given(organisations())
def test_the_reach_of_each_service(raw: dict[str, Any]) -> None:
    """As many as in networkx's closure; each part is a dependency, and what it adds."""
    teams = view_teams(Organisation.model_validate(raw), WEIGHTS)
    reached = closure(network_services(teams))
    found = measure_reach(teams.services)
    for id in teams.services.ids:
        number = found.find(id)
        if number.amount is None:
            assert not teams.services.says_anything
            continue
        assert number.amount == sum_parts(number.parts) == len(reached[id]) - 1
        assert all(
            part.address is not None and part.address.steps[:2] == ("services", id) for part in number.parts
        )


def test_what_a_dependency_leads_to() -> None:
    """What two of them lead to counts with the first; a ring does not come back to the service itself."""
    reach = measure_reach(graph("t: a b c d e f\na -> b\na -> c\nb -> d\nc -> d\ne -> f\nf -> e").services)
    parts = {id: [(part.label, part.amount) for part in reach.find(id).parts] for id in "ade"}
    assert parts == {"a": [("b and 1 behind it", 2), ("c", 1)], "d": [], "e": [("f", 1)]}
