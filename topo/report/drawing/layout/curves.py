"""Which way does each tie run, from card to card?

It leaves a card where the flow goes on and enters the other where it comes from, side by side with the other
ties of that side; between the layers it is a curve that begins and ends along the flow.
"""

import math
from itertools import pairwise
from typing import NamedTuple

from topo.report.drawing.layout.arranging import Arrangement, Rect, Route
from topo.report.drawing.layout.lanes import Lanes, find_corners
from topo.report.drawing.layout.layered import LINE_WIDTH, MOST_BESIDE, Point
from topo.report.drawing.layout.pieces import (
    Piece,
    bow,
    drop_empty,
    find_point,
    stay,
    straight,
    turn_back,
    turn_piece,
    turn_rect,
)
from topo.report.drawing.layout.spread import keep_apart
from topo.report.pictures.picture import Flow, Picture

LINE_GAP = 13.0
"""Between two ties at one side of a card."""


class Curve(NamedTuple):
    """A way in points to the right and down."""

    pieces: tuple[Piece, ...]

    @property
    def start(self) -> Point:
        """Where it leaves its tail."""
        return self.pieces[0][0]

    @property
    def end(self) -> Point:
        """Where it enters its head."""
        return self.pieces[-1][3]

    def find_point(self, share: float) -> Point:
        """The point after about `share` (0 to 1) of its length."""
        lengths = [math.dist(piece[0], piece[3]) for piece in self.pieces]
        left = share * math.fsum(lengths)
        for piece, length in zip(self.pieces, lengths, strict=True):
            if left <= length and length:
                return find_point(piece, left / length)
            left -= length
        return self.end


def find_curves(picture: Picture, arrangement: Arrangement) -> dict[int, Curve]:
    """The way of each edge, by its place; one from a thing to itself has none."""
    return _Routing(picture, arrangement).run()


class _End(NamedTuple):
    """One end of an edge, across and along: its card, and the boxes around it up to what was laid out."""

    card: Rect
    boxes: tuple[Rect, ...]
    towards: Point
    """The next point of the edge."""
    flow: Flow

    @property
    def is_after(self) -> bool:
        """Whether the edge leaves on the side where the flow goes on."""
        return self.towards[1] >= (self.card, *self.boxes)[-1].middle[1]


class _Routing:
    def __init__(self, picture: Picture, arrangement: Arrangement) -> None:
        self._edges = picture.edges
        self._arrangement = arrangement
        self._parents = {box.id: box.parent for box in picture.boxes}
        self._boxes = {node.id: node.box for node in picture.nodes}
        self._lanes = Lanes(picture, arrangement)

    def run(self) -> dict[int, Curve]:
        """The ways; across and along on the way, right and down at the end."""
        routes = dict(sorted(self._arrangement.routes.items()))
        bends = {number: _find_bends(route) for number, route in routes.items()}
        ends = {
            (number, end): self._find_end(number, route, bends[number], end)
            for number, route in routes.items()
            for end in (0, 1)
        }
        starts = self._find_starts(ends)
        curves = {}
        for number, route in routes.items():
            first, last = ([*starts[number, end]] for end in (0, 1))
            for pieces, border in zip((first, last), route.borders, strict=True):
                here = pieces[-1][3]
                pieces.append(straight(here, (here[0], border)))
            points = [first[-1][3], *bends[number], last[-1][3]]
            between = [bow(one, other) for one, other in pairwise(points)]
            way = drop_empty([*first, *between, *map(turn_back, reversed(last))])
            curves[number] = Curve(tuple(turn_piece(piece, route.flow) for piece in way))
        return curves

    def _find_end(self, number: int, route: Route, bends: list[Point], end: int) -> _End:
        edge, flow = self._edges[number], route.flow
        id, item = (edge.tail, edge.head)[end], (route.tail, route.head)[end]
        card = self._arrangement.nodes[id]
        boxes: list[Rect] = []
        box = self._boxes[id]
        while box is not None and (boxes[-1] if boxes else card) != item:
            boxes.append(self._arrangement.boxes[box])
            box = self._parents[box]
        towards = bends[-end] if bends else turn_rect((route.head, route.tail)[end], flow).middle
        return _End(turn_rect(card, flow), tuple(turn_rect(each, flow) for each in boxes), towards, flow)

    def _find_starts(self, ends: dict[tuple[int, int], _End]) -> dict[tuple[int, int], list[Piece]]:
        """How each end of each edge leaves its card, and the boxes around that."""
        sides: dict[tuple[Rect, bool], list[tuple[float, int, int]]] = {}
        found: dict[tuple[int, int], list[Piece]] = {}
        for (number, end), each in ends.items():
            if each.boxes:
                rects = (each.card, *each.boxes)
                across = each.towards[0]
                found[number, end] = self._lanes.lead_out(rects, across, each.flow, is_after=each.is_after)
            else:
                sides.setdefault((each.card, each.is_after), []).append((each.towards[0], number, end))
        for (card, is_after), places in sides.items():
            places.sort()
            along = card.y + (card.height if is_after else 0.0)
            for (_, number, end), across in zip(places, _spread(card, places), strict=True):
                found[number, end] = [stay((across, along))]
        return found


def _find_bends(route: Route) -> list[Point]:
    """The bends across and along, those of a bundle beside each other."""
    step = LINE_WIDTH * min(route.beside, MOST_BESIDE) / route.beside
    aside = (route.place - (route.beside - 1) / 2) * step
    bends = route.bends if route.flow is Flow.DOWN else [(y, x) for x, y in route.bends]
    return [(across + aside, along) for across, along in bends]


def _spread(card: Rect, ends: list[tuple[float, int, int]]) -> list[float]:
    """Places at the side of a card, as near to the wanted ones as they can be without meeting."""
    low, high = find_corners(card)
    last = len(ends) - 1
    gap = min(LINE_GAP, (high - low) / max(1, last))
    wanted = [min(max(each[0], low), high) for each in ends]
    places = keep_apart(wanted, [1.0] * len(ends), [gap] * last)
    places = [max(place, low + number * gap) for number, place in enumerate(places)]
    return [min(place, high - (last - number) * gap) for number, place in enumerate(places)]
