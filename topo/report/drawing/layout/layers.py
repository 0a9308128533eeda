"""In which layer does each thing stand, so that ties lead from one layer to a later one?

Ties of a ring are turned until none is left; each layer takes things up to a width, from the last layer
upwards (after Coffman and Graham 1972), and what could stand nearer to what leads to it is moved there.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from topo.analysis.cutting import find_cut
from topo.graph.components import find_components

Pair = tuple[int, int]


def turn_rings(count: int, ties: Iterable[Pair]) -> frozenset[Pair]:
    """The ties to turn, so that no ring is left.

    >>> sorted(turn_rings(4, [(0, 1), (1, 2), (2, 0), (1, 0), (2, 3)]))
    [(0, 1)]
    """
    after: list[list[int]] = [[] for _ in range(count)]
    for tail, head in ties:
        after[tail].append(head)
    turned: set[Pair] = set()
    for ring in find_components(after):
        members = sorted(ring)
        places = {member: place for place, member in enumerate(members)}
        weights = [
            dict.fromkeys((places[head] for head in after[member] if head in places), 1) for member in members
        ]
        if len(members) > 1:
            turned.update((members[tail], members[head]) for tail, head in find_cut(weights))
    return frozenset(turned)


def find_layers(widths: Sequence[float], ties: Iterable[Pair], widest: float) -> list[int]:
    """The layer of each thing, the first 0; `ties` hold no ring, and lead to later layers.

    A layer is at most `widest`, or one thing wide.

    >>> find_layers([1, 1, 1, 1], [(0, 1), (1, 2), (0, 3)], 10)
    [0, 1, 2, 1]
    """
    return _Layering(widths, list(ties), widest).run()


class _Layering:
    def __init__(self, widths: Sequence[float], ties: list[Pair], widest: float) -> None:
        self._widths = widths
        self._widest = widest
        self._before: list[list[int]] = [[] for _ in widths]
        self._after: list[list[int]] = [[] for _ in widths]
        for tail, head in ties:
            self._after[tail].append(head)
            self._before[head].append(tail)

    def run(self) -> list[int]:
        """The layers, counted from the first."""
        from_last = self._stack()
        last = max(from_last, default=0)
        layers = [last - each for each in from_last]
        self._pull_back(layers)
        return layers

    def _find_depths(self) -> tuple[list[int], list[int]]:
        """How many steps lead to each thing at most, and an order in which ties lead forward."""
        left = [len(before) for before in self._before]
        order = [each for each, count in enumerate(left) if not count]
        depths = [0] * len(left)
        for each in order:  # grows while it is walked
            for other in self._after[each]:
                depths[other] = max(depths[other], depths[each] + 1)
                left[other] -= 1
                if not left[other]:
                    order.append(other)
        return depths, order

    def _stack(self) -> list[int]:
        """Layers counted from the last: what leads to nothing first, the deepest of it before others."""
        depths, _ = self._find_depths()
        left = [len(after) for after in self._after]
        ready: list[tuple[int, int]] = []
        for each, count in enumerate(left):
            if not count:
                heappush(ready, (-depths[each], each))
        layers = [0] * len(left)
        layer, taken = 0, 0.0
        waiting: list[int] = []
        while ready or waiting:
            if not ready or (taken and taken + self._widths[ready[0][1]] > self._widest):
                layer, taken = layer + 1, 0.0
                for each in waiting:
                    heappush(ready, (-depths[each], each))
                waiting = []
                continue
            each = heappop(ready)[1]
            layers[each] = layer
            taken += self._widths[each]
            for other in self._before[each]:
                left[other] -= 1
                if not left[other]:
                    waiting.append(other)
        return layers

    def _pull_back(self, layers: list[int]) -> None:
        """Move what more leads to than it leads to up to right behind that, where there is room."""
        taken: dict[int, float] = {}
        for each, layer in enumerate(layers):
            taken[layer] = taken.get(layer, 0.0) + self._widths[each]
        for each in self._find_depths()[1]:
            if len(self._before[each]) <= len(self._after[each]) or not self._before[each]:
                continue
            first = max(layers[other] for other in self._before[each]) + 1
            for layer in range(first, layers[each]):
                if taken.get(layer, 0.0) + self._widths[each] <= self._widest:
                    taken[layers[each]] -= self._widths[each]
                    taken[layer] = taken.get(layer, 0.0) + self._widths[each]
                    layers[each] = layer
                    break
