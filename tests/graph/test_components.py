"""Are the components those that networkx finds, on any graph and at any depth?"""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from topo.graph.components import find_components

graphs = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, n - 1), max_size=4), min_size=n, max_size=n)
)


@given(graphs)
def test_any_graph(successors: list[list[int]]) -> None:
    """The members are networkx's, and what a component leads to stands before it."""
    network = nx.DiGraph((one, other) for one, others in enumerate(successors) for other in others)
    network.add_nodes_from(range(len(successors)))
    found = find_components(successors)
    assert sorted(found) == sorted(map(sorted, nx.strongly_connected_components(network)))
    place_of = {node: place for place, members in enumerate(found) for node in members}
    assert all(
        place_of[other] <= place_of[node] for node, others in enumerate(successors) for other in others
    )


def test_a_chain_longer_than_the_stack() -> None:
    """Depth is no limit."""
    assert len(find_components([*([node + 1] for node in range(20_000)), []])) == 20_001
