"""Which chain of teams hands work over most often?"""

from typing import Any

import networkx as nx
from hypothesis import given

from tests.drawing import WEIGHTS, graph, organisations, team_graph
from topo.analysis.chains import measure_chain
from topo.graph.networks import network_teams
from topo.graph.projections import view_teams
from topo.model.organisation import Organisation


def test_the_longest_of_several() -> None:
    """It names its teams in order, and a dependency for each hand-off."""
    chain = measure_chain(team_graph("AB", "AC", "BD", "CE", "EF"))
    assert chain.teams == ("A", "C", "E", "F")
    assert [str(part.address) for part in chain.handoffs.parts] == [
        "services.s-A.depends_on[s-C]",
        "services.s-C.depends_on[s-E]",
        "services.s-E.depends_on[s-F]",
    ]


def test_a_cycle_in_it() -> None:
    """It is one step: inside it nobody is first."""
    chain = measure_chain(team_graph("ab", "bc", "cb", "cd"))
    assert (chain.steps, chain.handoffs.amount) == ((("a",), ("b", "c"), ("d",)), 2)


def test_two_as_long() -> None:
    """The first by id is told."""
    assert measure_chain(team_graph("xy", "ab", "ac")).teams == ("a", "b")


def test_a_service_of_nobody() -> None:
    """It is a step, and no team."""
    chain = measure_chain(graph("a: one\nb: two\none -> lost\nlost -> two"))
    assert (chain.steps, chain.teams) == ((("a",), ("service:lost",), ("b",)), ("a", "b"))


def test_teams_that_do_not_wait() -> None:
    """No hand-off is zero where dependencies are declared, and not assessed where none is."""
    assert measure_chain(graph("a: one two\none -> two")).handoffs.amount == 0
    assert measure_chain(graph("a: one\nb: two")).handoffs.amount is None
    assert measure_chain(graph("")).steps == ()


@given(organisations(teams=7, services=10))
def test_any_organisation(raw: dict[str, Any]) -> None:
    """It is as long as networkx's longest path, and each step does wait on the next."""
    teams = view_teams(Organisation.model_validate(raw), WEIGHTS)
    network = network_teams(teams)
    chain = measure_chain(teams)
    condensed = nx.condensation(network) if network else nx.DiGraph()
    assert len(chain.steps) == len(nx.dag_longest_path(condensed, weight=None, default_weight=1))
    handoffs = max(len(chain.steps) - 1, 0) if teams.services.says_anything else None
    assert chain.handoffs.amount == handoffs
