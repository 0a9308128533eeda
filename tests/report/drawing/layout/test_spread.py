import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from topo.report.drawing.layout.spread import find_places, keep_apart, straighten

PLACES = st.lists(st.floats(-100, 100, allow_nan=False), min_size=1, max_size=8)


@given(PLACES, st.floats(1, 20))
def test_things_keep_their_distance(wanted: list[float], distance: float) -> None:
    """And their order."""
    found = keep_apart(wanted, [1.0] * len(wanted), [distance] * (len(wanted) - 1))
    assert all(b - a >= distance - 1e-9 for a, b in pairwise(found))


@given(PLACES, st.floats(1, 20), st.data())
def test_no_other_places_are_nearer(wanted: list[float], distance: float, data: st.DataObject) -> None:
    """Least squares: any other places that keep the distance are as far from the wanted ones, or further."""
    apart = [distance] * (len(wanted) - 1)
    found = keep_apart(wanted, [1.0] * len(wanted), apart)
    moved = [place + data.draw(st.floats(-5, 5)) for place in found]
    other = keep_apart(moved, [1.0] * len(wanted), apart)
    cost, others = (
        math.fsum((place - want) ** 2 for place, want in zip(places, wanted, strict=True))
        for places in (found, other)
    )
    assert cost <= others + 1e-6


def test_a_chain_stands_in_a_line() -> None:
    """Nothing bends a tie that has nothing beside it."""
    rows = [[0], [1], [2]]
    places = find_places(rows, [10.0, 50.0, 20.0], ([[], [0], [1]], [[1], [2], []]), [1.0] * 3, 5.0)
    assert places == [0.0, 0.0, 0.0]


def test_bends_move_only_where_there_is_room() -> None:
    """A bend beside a wide thing stays beside it."""
    places = [0.0, -60.0, 40.0, 0.0]
    straighten(places, [[0], [1, 2], [3]], [20.0, 100.0, 10.0, 20.0], [[0, 2, 3]])
    assert places[1] == -60.0
    assert places[2] - 5 >= places[1] + 50
