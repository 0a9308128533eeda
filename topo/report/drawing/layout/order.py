"""In which order do things stand in their layers, so that few ties cross?

Each layer in turn is sorted by where the neighbours of its things stand in the layers beside it (the
barycentre method of Sugiyama, Tagawa and Toda 1981); of all orders seen the one with the fewest crossings is
kept.
"""

from collections.abc import Sequence
from itertools import pairwise

SWEEPS = 14

Rows = list[list[int]]


def find_order(rows: Rows, before: Sequence[list[int]], after: Sequence[list[int]]) -> Rows:
    """The rows, sorted; `before` and `after` are the neighbours of each thing in other rows.

    >>> find_order([[0, 1], [2, 3]], [[], [], [1], [0]], [[3], [2], [], []])
    [[0, 1], [3, 2]]
    """
    best = [list(row) for row in rows]
    fewest = count_crossings(best, after)
    current = [list(row) for row in rows]
    for sweep in range(SWEEPS):
        if not fewest:
            break
        _sweep(current, before if sweep % 2 == 0 else after, is_down=sweep % 2 == 0)
        crossings = count_crossings(current, after)
        if crossings < fewest:
            fewest, best = crossings, [list(row) for row in current]
    return best


def count_crossings(rows: Rows, after: Sequence[list[int]]) -> int:
    """How many ties between neighbouring rows cross; ties that skip a row are not seen.

    >>> count_crossings([[0, 1], [2, 3]], [[3], [2], [], []])
    1
    """
    return sum(_count_between(upper, lower, after) for upper, lower in pairwise(rows))


def _count_between(upper: list[int], lower: list[int], after: Sequence[list[int]]) -> int:
    """The inversions among the ends of the ties, in the order of their starts: a tree of counts."""
    places = {each: place for place, each in enumerate(lower)}
    size = len(lower)
    tree = [0] * (size + 1)
    seen = crossings = 0
    for each in upper:
        ends = sorted(places[other] for other in after[each] if other in places)
        for end in ends:
            at, lower_or_equal = end + 1, 0
            while at:
                lower_or_equal += tree[at]
                at &= at - 1
            crossings += seen - lower_or_equal
        for end in ends:
            at = end + 1
            while at <= size:
                tree[at] += 1
                at += at & -at
        seen += len(ends)
    return crossings


def _sweep(rows: Rows, neighbours: Sequence[list[int]], *, is_down: bool) -> None:
    """Sort each row by the mean place of its neighbours, as a share of their row's length."""
    places: dict[int, float] = {}
    for row in rows:
        _note(row, places)
    for row in rows if is_down else reversed(rows):
        means = {each: _mean(neighbours[each], places, places[each]) for each in row}
        row.sort(key=lambda each: (means[each], places[each]))
        _note(row, places)


def _note(row: list[int], places: dict[int, float]) -> None:
    for place, each in enumerate(row):
        places[each] = (place + 0.5) / len(row)


def _mean(neighbours: list[int], places: dict[int, float], otherwise: float) -> float:
    return sum(places[each] for each in neighbours) / len(neighbours) if neighbours else otherwise
