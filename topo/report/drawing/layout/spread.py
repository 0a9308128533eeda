"""Where in its row does each thing stand, so that ties run as straight as they can?

Every thing wants to stand at the mean of its neighbours; things of one row keep their order and their
distances. What is nearest to that in the sense of least squares is found exactly, by pooling neighbours that
would overlap (isotonic regression; Ayer et al. 1955). Rows are gone through up and down a few times.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

ROUNDS = 12
ROOM = 10.0
"""What stays free between a straightened tie and what stands beside it."""


def keep_apart(wanted: Sequence[float], weights: Sequence[float], distances: Sequence[float]) -> list[float]:
    """The places nearest to the `wanted` ones of which each is its distance from the one before.

    `distances` has one entry less than the others.

    >>> keep_apart([0.0, 0.0, 10.0], [1.0, 1.0, 1.0], [4.0, 4.0])
    [-2.0, 2.0, 10.0]
    """
    pools: list[tuple[float, float, int]] = []  # the mean, the weight and how many
    offset, offsets = 0.0, []
    for number, place in enumerate(wanted):
        offset += distances[number - 1] if number else 0.0
        offsets.append(offset)
        mean, weight, count = place - offset, weights[number], 1
        while pools and pools[-1][0] > mean:
            above, heavy, many = pools.pop()
            mean = (above * heavy + mean * weight) / (heavy + weight)
            weight, count = heavy + weight, many + count
        pools.append((mean, weight, count))
    means = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def find_places(
    rows: Sequence[Sequence[int]],
    widths: Sequence[float],
    neighbours: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]],
    weights: Sequence[float],
    gap: float,
) -> list[float]:
    """The centre of each thing across the flow.

    `neighbours` are those before and after each thing, `weights` say how much its ties want to be straight.
    """
    places = [0.0] * len(widths)
    numbered = [(row, _find_distances(row, widths, gap)) for row in rows]
    for row, apart in numbered:
        start = -sum(apart) / 2
        for number, each in enumerate(row):
            places[each] = start + sum(apart[:number])
    for round in range(ROUNDS):
        is_down = round % 2 == 0
        near = neighbours[0] if is_down else neighbours[1]
        far = neighbours[1] if is_down else neighbours[0]
        for row, apart in numbered if is_down else reversed(numbered):
            wanted = [_want(each, places, near, far, weights, round >= ROUNDS - 4) for each in row]
            found = keep_apart(wanted, [weights[each] for each in row], apart)
            for each, place in zip(row, found, strict=True):
                places[each] = place
    return places


def _find_distances(row: Sequence[int], widths: Sequence[float], gap: float) -> list[float]:
    return [(widths[one] + widths[other]) / 2 + gap for one, other in pairwise(row)]


def _want(
    each: int,
    places: Sequence[float],
    near: Sequence[Sequence[int]],
    far: Sequence[Sequence[int]],
    weights: Sequence[float],
    looks_both_ways: bool,
) -> float:
    """The weighted mean of the neighbours' places; its own where it has none."""
    others = [*near[each], *far[each]] if looks_both_ways or not near[each] else near[each]
    total = sum(weights[other] for other in others)
    if not total:
        return places[each]
    return sum(places[other] * weights[other] for other in others) / total


def straighten(
    places: list[float], rows: Sequence[Sequence[int]], widths: Sequence[float], ways: Sequence[Sequence[int]]
) -> None:
    """Move the bends of each way onto as few straight lines as the room beside them allows.

    A way is a thing, bends and a thing; a line may begin and end anywhere at the side of a thing.

    >>> places = [50.0, 30.0, 60.0, 50.0]
    >>> straighten(places, [[0], [1], [2], [3]], [80.0, 10.0, 10.0, 80.0], [[0, 1, 2, 3]])
    >>> places
    [50.0, 45.0, 45.0, 50.0]
    """
    beside: dict[int, tuple[int | None, int | None]] = {}
    for row in rows:
        for number, each in enumerate(row):
            last = len(row) - 1
            beside[each] = (row[number - 1] if number else None, row[number + 1] if number < last else None)
    for way in ways:
        rooms = [_find_room(each, places, widths, beside[each]) for each in way]
        rooms[0], rooms[-1] = (_find_side(each, places, widths) for each in (way[0], way[-1]))
        for first, last, low, high in _find_runs(rooms):
            inside = [each for each in way[first:last] if each not in (way[0], way[-1])]
            if inside:
                mean = sum(places[each] for each in inside) / len(inside)
                for each in inside:
                    places[each] = min(max(mean, low), high)


def _find_room(
    each: int, places: Sequence[float], widths: Sequence[float], beside: tuple[int | None, int | None]
) -> tuple[float, float]:
    """How far to the left and right a bend may move between its neighbours."""
    left, right = beside
    low, high = -math.inf, math.inf
    if left is not None:
        low = places[left] + (widths[left] + widths[each]) / 2 + ROOM
    if right is not None:
        high = places[right] - (widths[right] + widths[each]) / 2 - ROOM
    return min(low, places[each]), max(high, places[each])


def _find_side(each: int, places: Sequence[float], widths: Sequence[float]) -> tuple[float, float]:
    half = max(0.0, widths[each] / 2 - ROOM)
    return places[each] - half, places[each] + half


def _find_runs(rooms: Sequence[tuple[float, float]]) -> Iterator[tuple[int, int, float, float]]:
    """The longest stretches with a line through all of their rooms: first, last (not in it), low and high."""
    first, (low, high) = 0, rooms[0]
    for number, (left, right) in enumerate(rooms):
        if max(low, left) > min(high, right):
            yield first, number, low, high
            first, low, high = number, left, right
        low, high = max(low, left), min(high, right)
    yield first, len(rooms), low, high
