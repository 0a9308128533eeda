"""How are things that ties join laid out in layers, and where do the ties run between them?

A tie that skips layers gets a bend in each of them, which keeps its place free of cards.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from topo.report.drawing.layout.layers import Pair, find_layers, turn_rings
from topo.report.drawing.layout.order import find_order
from topo.report.drawing.layout.spread import find_places, straighten

GAP = 26.0
"""Between two things of a layer."""
LAYER_GAP = 62.0
"""Between two layers: room for curves and labels."""
BEND_WIDTH = 12.0
LINE_WIDTH = 5.0
"""What each further tie of a bundle takes beside the first."""
MOST_BESIDE = 9
MOST_BENDS = 4000
"""With more bends than this, ties that skip layers run straight: order costs too much."""
Point = tuple[float, float]
"""Across the flow, and along it."""


class Size(NamedTuple):
    """How much a thing takes across the flow, and along it."""

    across: float
    along: float


class Placed(NamedTuple):
    """A layout: the centre of each thing, the bends of each tie from its tail on, and the whole size.

    `borders` says where along the flow a tie leaves its tail's layer and where it enters its head's: up to
    there it runs straight, past things that are longer than its own.
    """

    centres: list[Point]
    bends: dict[Pair, list[Point]]
    borders: dict[Pair, tuple[float, float]]
    size: Size


def lay_out_layers(sizes: Sequence[Size], ties: Mapping[Pair, int], aspect: float = 1.5) -> Placed:
    """Things that ties join, in layers along the flow; `ties` says how many join each pair.

    `aspect` is how much wider across than along the flow the layout wants to be.

    >>> placed = lay_out_layers([Size(100, 40), Size(100, 40)], {(0, 1): 1})
    >>> placed.centres
    [(50.0, 20.0), (50.0, 122.0)]
    """
    return _Layout(sizes, ties, aspect).place()


class _Layout:
    def __init__(self, sizes: Sequence[Size], ties: Mapping[Pair, int], aspect: float) -> None:
        self._sizes = sizes
        self._aspect = aspect
        self._ties = ties
        self._turned = turn_rings(len(sizes), ties)
        bundles: Counter[Pair] = Counter()
        for tie, count in ties.items():
            bundles[self._forward(tie)] += count
        forward = sorted(bundles)
        self._widths = [size.across for size in sizes]
        self._layers = find_layers(self._widths, forward, self._find_widest())
        self._chains: dict[Pair, list[int]] = {}
        bends = sum(self._layers[head] - self._layers[tail] - 1 for tail, head in forward)
        self._bends_are_drawn = bends <= MOST_BENDS
        self._before: list[list[int]] = [[] for _ in sizes]
        self._after: list[list[int]] = [[] for _ in sizes]
        for tie in forward:
            self._chain(tie, bundles[tie])

    def _forward(self, tie: Pair) -> Pair:
        return (tie[1], tie[0]) if tie in self._turned else tie

    def _find_widest(self) -> float:
        area = sum((size.across + GAP) * (size.along + LAYER_GAP) for size in self._sizes)
        return max([math.sqrt(area * self._aspect), *self._widths])

    def _chain(self, tie: Pair, count: int) -> None:
        """Lead a bundle of so many ties through each layer between its ends."""
        tail, head = tie
        chain = []
        if self._bends_are_drawn:
            for layer in range(self._layers[tail] + 1, self._layers[head]):
                chain.append(len(self._layers))
                self._layers.append(layer)
                self._widths.append(BEND_WIDTH + LINE_WIDTH * (min(count, MOST_BESIDE) - 1))
                self._before.append([])
                self._after.append([])
        self._chains[tie] = chain
        for one, other in zip([tail, *chain], [*chain, head], strict=True):
            self._after[one].append(other)
            self._before[other].append(one)

    def place(self) -> Placed:
        """The layout, its corner at the origin."""
        rows = self._find_rows()
        count = len(self._sizes)
        weights = [1.0] * count + [4.0] * (len(self._widths) - count)
        across = find_places(rows, self._widths, (self._before, self._after), weights, GAP)
        straighten(across, rows, self._widths, self._find_ways())
        left = min(place - width / 2 for place, width in zip(across, self._widths, strict=True))
        right = max(place + width / 2 for place, width in zip(across, self._widths, strict=True))
        spans = self._find_spans(rows)
        centres = [
            (across[each] - left, (spans[self._layers[each]][0] + spans[self._layers[each]][1]) / 2)
            for each in range(count)
        ]
        bends = {tie: self._find_bends(tie, across, left, spans) for tie in self._ties}
        borders = {tie: self._find_borders(tie, spans) for tie in self._ties}
        return Placed(centres, bends, borders, Size(right - left, spans[-1][1]))

    def _find_borders(self, tie: Pair, spans: list[Point]) -> tuple[float, float]:
        tail, head = (spans[self._layers[each]] for each in tie)
        return (tail[1], head[0]) if tail < head else (tail[0], head[1])

    def _find_ways(self) -> list[list[int]]:
        """Each tie that has bends from end to end, the longest first."""
        ways = [[tail, *chain, head] for (tail, head), chain in self._chains.items() if chain]
        return sorted(ways, key=lambda way: (-len(way), way))

    def _find_rows(self) -> list[list[int]]:
        rows: list[list[int]] = [[] for _ in range(max(self._layers) + 1)]
        for each, layer in enumerate(self._layers):
            rows[layer].append(each)
        return find_order(rows, self._before, self._after)

    def _find_spans(self, rows: Sequence[Sequence[int]]) -> list[Point]:
        """Where each layer begins and ends along the flow."""
        spans, at = [], 0.0
        for row in rows:
            high = max((self._sizes[each].along for each in row if each < len(self._sizes)), default=0.0)
            spans.append((at, at + high))
            at += high + LAYER_GAP
        return spans

    def _find_bends(self, tie: Pair, across: list[float], left: float, spans: list[Point]) -> list[Point]:
        """A tie enters and leaves each layer that it passes at the place of its bend there."""
        forward = self._forward(tie)
        found: list[Point] = []
        for bend in self._chains[forward]:
            begin, end = spans[self._layers[bend]]
            found += [(across[bend] - left, begin), (across[bend] - left, end)]
        return found if forward == tie else found[::-1]
