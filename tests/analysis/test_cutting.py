"""Is a cut the lightest up to the limit, and good beyond it?"""

from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.analysis import cutting
from topo.analysis.cutting import find_cut

Weights = list[dict[int, int]]


def weights(nodes: int) -> st.SearchStrategy[Weights]:
    row = st.dictionaries(st.integers(0, nodes - 1), st.integers(0, 9), max_size=4)
    rows = st.lists(row, min_size=nodes, max_size=nodes)
    return rows.map(
        lambda made: [{other: w for other, w in each.items() if other != at} for at, each in enumerate(made)]
    )


def weigh(given: Weights, cut: list[tuple[int, int]]) -> int:
    return sum(given[one][other] for one, other in cut)


@given(st.integers(2, 6).flatmap(weights))
def test_few_nodes(given: Weights) -> None:
    """No order of the nodes cuts less."""
    lightest = min(
        sum(
            weight
            for at, one in enumerate(order)
            for other, weight in given[one].items()
            if order.index(other) < at
        )
        for order in permutations(range(len(given)))
    )
    assert weigh(given, find_cut(given)) == lightest


@pytest.mark.parametrize("limit", [0, cutting.MOST_EXACT])
@given(given=st.integers(1, 11).flatmap(weights))
def test_what_is_left(limit: int, given: Weights) -> None:
    """No ring is left, and of the greedy cut no more than half of all weight goes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "MOST_EXACT", limit)
        cut = find_cut(given)
    left = nx.DiGraph((one, other) for one, others in enumerate(given) for other in others)
    left.remove_edges_from(cut)
    assert nx.is_directed_acyclic_graph(left)
    assert 2 * weigh(given, cut) <= sum(sum(others.values()) for others in given)


def test_no_ring() -> None:
    """Nothing is cut, however long the chain."""
    assert find_cut([*({node + 1: 1} for node in range(30)), {}]) == []
