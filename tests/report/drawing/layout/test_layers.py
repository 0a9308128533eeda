from hypothesis import given
from hypothesis import strategies as st

from topo.report.drawing.layout.layers import find_layers, turn_rings
from topo.report.drawing.layout.order import count_crossings, find_order

TIES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda tie: tie[0] != tie[1]))
WIDEST = 25.0


@given(TIES)
def test_ties_lead_to_later_layers(ties: list[tuple[int, int]]) -> None:
    """Once the ties of rings are turned; a layer is no wider than it may be."""
    turned = turn_rings(12, ties)
    assert turned <= set(ties)
    forward = [(head, tail) if (tail, head) in turned else (tail, head) for tail, head in ties]
    widths = [5.0 + each % 3 for each in range(12)]
    layers = find_layers(widths, sorted(set(forward)), WIDEST)
    assert all(layers[tail] < layers[head] for tail, head in forward)
    assert min(layers) == 0
    for layer in set(layers):
        inside = [width for width, each in zip(widths, layers, strict=True) if each == layer]
        assert sum(inside) <= WIDEST or len(inside) == 1


def test_nothing_to_lay_out() -> None:
    """No things, no layers."""
    assert find_layers([], [], WIDEST) == []


def test_what_stands_alone_at_the_end_is_pulled_back() -> None:
    """A thing that one waits on stands right behind it, and not at the end of a long chain."""
    chain = [(0, 1), (1, 2), (2, 3)]
    assert find_layers([1.0] * 5, [*chain, (0, 4)], 100.0) == [0, 1, 2, 3, 1]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 11)), unique=True))
def test_sorting_makes_no_more_crossings(ties: list[tuple[int, int]]) -> None:
    """The order found is never worse than the one given; every row keeps its things."""
    after: list[list[int]] = [[] for _ in range(12)]
    before: list[list[int]] = [[] for _ in range(12)]
    for tail, head in ties:
        after[tail].append(head)
        before[head].append(tail)
    rows = [list(range(6)), list(range(6, 12))]
    found = find_order(rows, before, after)
    assert [sorted(row) for row in found] == rows
    assert count_crossings(found, after) <= count_crossings(rows, after)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 11)), unique=True))
def test_crossings_are_counted_as_by_hand(ties: list[tuple[int, int]]) -> None:
    """Two ties cross where their ends stand in opposite orders."""
    after: list[list[int]] = [[] for _ in range(12)]
    for tail, head in ties:
        after[tail].append(head)
    rows = [list(range(6)), list(range(6, 12))]
    by_hand = sum(one[0] < other[0] and one[1] > other[1] for one in ties for other in ties)
    assert count_crossings(rows, after) == by_hand
