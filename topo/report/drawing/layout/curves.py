"""Which way does each tie run, from card to card?

It leaves a card where the flow goes on and enters the other where it comes from, side by side with the other
ties of that side; between the layers it is a curve that begins and ends along the flow. Out of a box, and
into one, it takes the nearest lane in which no card stands.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from topo.report.drawing.layout.arranging import Arrangement, Rect, Route
from topo.report.drawing.layout.layered import LINE_WIDTH, MOST_BESIDE, Point
from topo.report.drawing.layout.spread import keep_apart
from topo.report.pictures.picture import Flow, Picture

LINE_GAP = 13.0
"""Between two ties at one side of a card."""
LANE = 5.0
"""What a tie in a box keeps free on both sides."""
_CORNER = 12.0

Piece = tuple[Point, Point, Point, Point]
"""A cubic Bézier curve: its start, two handles and its end."""


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
        """The point after `share` (0 to 1) of its pieces."""
        at = min(share * len(self.pieces), len(self.pieces) - 1e-9)
        return _find_on(self.pieces[int(at)], at - int(at))


def find_curves(picture: Picture, arrangement: Arrangement) -> dict[int, Curve]:
    """The way of each edge, by its place; one from a thing to itself has none."""
    return _Routing(picture, arrangement).run()


class _End(NamedTuple):
    """One end of an edge, across and along: its card, and what of the card's was laid out there."""

    card: Rect
    item: Rect
    towards: Point
    """The next point of the edge."""
    flow: Flow

    @property
    def is_after(self) -> bool:
        """Whether the edge leaves on the side where the flow goes on."""
        return self.towards[1] >= self.item.middle[1]

    @property
    def border(self) -> float:
        """Where that side is, of the item."""
        return self.item.y + (self.item.height if self.is_after else 0.0)


class _Routing:
    def __init__(self, picture: Picture, arrangement: Arrangement) -> None:
        self._edges = picture.edges
        self._arrangement = arrangement
        self._lanes: dict[tuple[Rect, bool], list[float]] = {}
        self._inside = _find_inside(picture, arrangement)
        self._cards: dict[tuple[Rect, Flow], list[Rect]] = {}

    def run(self) -> dict[int, Curve]:
        """The ways; across and along on the way, right and down at the end."""
        routes = dict(sorted(self._arrangement.routes.items()))
        bends = {number: _find_bends(route) for number, route in routes.items()}
        ends = {
            (number, end): self._find_end(number, route, bends[number], end)
            for number, route in routes.items()
            for end in (0, 1)
        }
        starts = self._find_ports(ends)
        curves = {}
        for number, route in routes.items():
            first, last = (starts[number, end] for end in (0, 1))
            points = [first[-1][3], *bends[number], last[-1][3]]
            middle = [_bow(one, other) for one, other in pairwise(points)]
            pieces = [*first[1:], *middle, *(_turn_back(piece) for piece in reversed(last[1:]))]
            curves[number] = Curve(tuple(_turn_piece(piece, route.flow) for piece in pieces))
        return curves

    def _find_end(self, number: int, route: Route, bends: list[Point], end: int) -> _End:
        edge = self._edges[number]
        card = _turn_rect(self._arrangement.nodes[(edge.tail, edge.head)[end]], route.flow)
        items = [_turn_rect(rect, route.flow) for rect in (route.tail, route.head)]
        towards = bends[-end] if bends else items[1 - end].middle
        return _End(card, items[end], towards, route.flow)

    def _find_ports(self, ends: dict[tuple[int, int], _End]) -> dict[tuple[int, int], list[Piece]]:
        """The pieces from a card to where its item ends; the first is the point where that begins."""
        sides: dict[tuple[Rect, bool], list[tuple[float, int, int]]] = {}
        found: dict[tuple[int, int], list[Piece]] = {}
        for (number, end), each in ends.items():
            if each.card == each.item:
                sides.setdefault((each.card, each.is_after), []).append((each.towards[0], number, end))
            else:
                found[number, end] = self._find_lane(each)
        for (card, _), places in sides.items():
            places.sort()
            for (_, number, end), across in zip(places, _spread(card, places), strict=True):
                found[number, end] = [_stay((across, ends[number, end].border))]
        return found

    def _find_lane(self, end: _End) -> list[Piece]:
        """Out of a box, past the cards that stand in it."""
        card, item, border = end.card, end.item, end.border
        low, high = _find_corners(card)
        used = self._lanes.setdefault((item, end.is_after), [])
        edge = card.y + card.height if end.is_after else card.y
        reach = sorted((card.middle[1], border))
        blocked = [
            (other.x - LANE, other.x + other.width + LANE)
            for other in self._find_cards(item, end.flow)
            if other != card and other.y < reach[1] and other.y + other.height > reach[0]
        ]
        blocked += [(card.x - 3 * LANE, low), (high, card.x + card.width + 3 * LANE)]
        limits = _find_limits(end, self._find_cards(item, end.flow))
        beside = card.x - 4 * LANE, card.x + card.width + 4 * LANE
        wanted = min(max(end.towards[0], beside[0], limits[0]), beside[1], limits[1])
        taken = [(place - LANE, place + LANE) for place in used]
        across = find_free(wanted, [*blocked, *taken], limits)
        if across is None:
            across = find_free(wanted, blocked, limits)
        across = wanted if across is None else across
        used.append(across)
        if low <= across <= high:
            return [_stay((across, edge)), _straight((across, edge), (across, border))]
        return self._leave_sideways(end, across)

    def _leave_sideways(self, end: _End, across: float) -> list[Piece]:
        """From the side of a card into a lane beside it."""
        card = end.card
        side = card.x + (card.width if across > card.middle[0] else 0.0)
        along = card.y + (card.height - LANE if end.is_after else LANE)
        turn = min(12.0, abs(end.border - along)) * (1 if end.is_after else -1)
        bent = (side, along), (across, along), (across, along), (across, along + turn)
        return [_stay((side, along)), bent, _straight((across, along + turn), (across, end.border))]

    def _find_cards(self, item: Rect, flow: Flow) -> list[Rect]:
        """The cards that stand in a box, across and along as it does."""
        if (item, flow) not in self._cards:
            inside = self._inside.get(_turn_rect(item, flow), ())
            self._cards[item, flow] = [_turn_rect(rect, flow) for rect in inside]
        return self._cards[item, flow]


def _find_inside(picture: Picture, arrangement: Arrangement) -> dict[Rect, list[Rect]]:
    """By box: the cards in it, in whichever box there."""
    parents = {box.id: box.parent for box in picture.boxes}
    inside: dict[Rect, list[Rect]] = {}
    for node in picture.nodes:
        box = node.box
        while box is not None:
            inside.setdefault(arrangement.boxes[box], []).append(arrangement.nodes[node.id])
            box = parents[box]
    return inside


def find_free(
    wanted: float, blocked: Iterable[tuple[float, float]], limits: tuple[float, float]
) -> float | None:
    """The place nearest to the wanted one that lies in no blocked stretch; None: there is none.

    >>> find_free(3.0, [(0.0, 8.0), (7.0, 9.0)], (0.0, 20.0))
    0.0
    >>> find_free(5.0, [(-1.0, 8.0), (7.0, 9.0)], (0.0, 20.0))
    9.0
    """
    stretches = _join(blocked)
    if not any(low < wanted < high for low, high in stretches):
        return wanted if limits[0] <= wanted <= limits[1] else None
    ends = [end for stretch in stretches for end in stretch if limits[0] <= end <= limits[1]]
    return min(ends, key=lambda end: (abs(end - wanted), end), default=None)


def _join(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same stretches with those that overlap made one."""
    joined: list[tuple[float, float]] = []
    for low, high in sorted(stretches):
        if joined and low < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _find_limits(end: _End, cards: list[Rect]) -> tuple[float, float]:
    """How far a tie may go sideways from its card: up to what stands beside it, or to the end of the box."""
    card, item = end.card, end.item
    level = [each for each in cards if each.y < card.y + card.height and each.y + each.height > card.y]
    left = [each.x + each.width for each in level if each.x + each.width <= card.x]
    right = [each.x for each in level if each.x >= card.x + card.width]
    return max([item.x, *left]) + LANE, min([item.x + item.width, *right]) - LANE


def _find_bends(route: Route) -> list[Point]:
    """The bends across and along, those of a bundle beside each other."""
    step = LINE_WIDTH * min(route.beside, MOST_BESIDE) / route.beside
    aside = (route.place - (route.beside - 1) / 2) * step
    bends = route.bends if route.flow is Flow.DOWN else [(y, x) for x, y in route.bends]
    return [(across + aside, along) for across, along in bends]


def _find_corners(card: Rect) -> tuple[float, float]:
    """Between which places a tie may touch a card."""
    corner = min(_CORNER, card.width / 4)
    return card.x + corner, card.x + card.width - corner


def _spread(card: Rect, ends: list[tuple[float, int, int]]) -> list[float]:
    """Places at the side of a card, as near to the wanted ones as they can be without meeting."""
    low, high = _find_corners(card)
    last = len(ends) - 1
    gap = min(LINE_GAP, (high - low) / max(1, last))
    wanted = [min(max(each[0], low), high) for each in ends]
    places = keep_apart(wanted, [1.0] * len(ends), [gap] * last)
    places = [max(place, low + number * gap) for number, place in enumerate(places)]
    return [min(place, high - (last - number) * gap) for number, place in enumerate(places)]


def _bow(one: Point, other: Point) -> Piece:
    """A curve between two points that begins and ends along the flow."""
    half = (other[1] - one[1]) / 2
    return one, (one[0], one[1] + half), (other[0], other[1] - half), other


def _straight(one: Point, other: Point) -> Piece:
    third = (other[0] - one[0]) / 3, (other[1] - one[1]) / 3
    return one, (one[0] + third[0], one[1] + third[1]), (other[0] - third[0], other[1] - third[1]), other


def _stay(point: Point) -> Piece:
    return point, point, point, point


def _turn_back(piece: Piece) -> Piece:
    """The same piece from its end to its start."""
    return piece[3], piece[2], piece[1], piece[0]


def _turn_piece(piece: Piece, flow: Flow) -> Piece:
    if flow is Flow.DOWN:
        return piece
    one, two, three, four = ((y, x) for x, y in piece)
    return one, two, three, four


def _turn_rect(rect: Rect, flow: Flow) -> Rect:
    return rect if flow is Flow.DOWN else Rect(rect.y, rect.x, rect.height, rect.width)


def _find_on(piece: Piece, share: float) -> Point:
    """The point of a cubic Bézier curve (de Casteljau)."""
    points = list(piece)
    while len(points) > 1:
        points = [
            (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
            for one, other in pairwise(points)
        ]
    return points[0]
