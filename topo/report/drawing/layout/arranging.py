"""Where does everything in a picture stand? Cards in boxes in boxes, each box laid out by itself.

A tie is laid out where both its ends are inside for the first time: between the two cards or boxes there that
hold them. Parts that no tie joins stand on shelves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from topo.report.drawing.layout.layered import Placed, Point, Size, lay_out_layers
from topo.report.drawing.layout.layers import Pair
from topo.report.drawing.layout.shelves import shelve
from topo.report.pictures.picture import Flow, Picture

PADDING = 20.0
"""Between a box and what stands in it."""
_ASPECTS = {Flow.DOWN: 1.5, Flow.RIGHT: 0.62}


class Rect(NamedTuple):
    """A rectangle by its corner and its size, in points to the right and down."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


class Route(NamedTuple):
    """Where an edge was laid out: between which rectangles, along which flow, with which bends.

    `borders` says where along the flow it leaves its tail's layer and enters its head's. The rectangles hold
    its ends: the cards themselves, or boxes around them. Several edges between the same two run beside each
    other: this one is `place` of `beside`, from 0 on.
    """

    tail: Rect
    head: Rect
    bends: tuple[Point, ...]
    borders: Point
    flow: Flow
    place: int = 0
    beside: int = 1


@dataclass(frozen=True)
class Arrangement:
    """Where each node and box stands, and the route of each edge (by its place), in points."""

    width: float
    height: float
    nodes: Mapping[str, Rect]
    boxes: Mapping[str, Rect]
    routes: Mapping[int, Route]


class Heads(NamedTuple):
    """What cards and the heads of boxes take: width and height."""

    nodes: Mapping[str, Point]
    boxes: Mapping[str, Point]


def arrange(picture: Picture, heads: Heads) -> Arrangement:
    """The places of everything in a picture."""
    return _Arranging(picture, heads).run()


Item = tuple[bool, str]
"""Whether it is a box, and its id."""


@dataclass
class _Inside:
    """What stands directly in a box, or in the picture, and the edges that are laid out there."""

    flow: Flow
    items: list[Item] = field(default_factory=list)
    edges: dict[int, tuple[Item, Item]] = field(default_factory=dict)
    corners: dict[Item, Point] = field(default_factory=dict)
    bends: dict[int, list[Point]] = field(default_factory=dict)
    borders: dict[int, Point] = field(default_factory=dict)
    size: Point = (0.0, 0.0)

    def turn(self, point: Point) -> Point:
        """Right and down as across and along, or the other way round."""
        return point if self.flow is Flow.DOWN else (point[1], point[0])


class _Arranging:
    def __init__(self, picture: Picture, heads: Heads) -> None:
        self._picture = picture
        self._heads = heads
        self._parents: dict[Item, str | None] = {(True, box.id): box.parent for box in picture.boxes}
        self._parents.update({(False, node.id): node.box for node in picture.nodes})
        # Boxes of things that flow to the right are wide: they stand below each other.
        outer = Flow.DOWN if picture.boxes else picture.flow
        holders = {box.parent for box in picture.boxes}
        self._insides: dict[str | None, _Inside] = {None: _Inside(outer)}
        for box in picture.boxes:
            self._insides[box.id] = _Inside(Flow.DOWN if box.id in holders else picture.flow)
        for item, parent in self._parents.items():
            self._insides[parent].items.append(item)
        for number, edge in enumerate(picture.edges):
            self._lift(number, edge.tail, edge.head)

    def _lift(self, number: int, tail: str, head: str) -> None:
        """Find where an edge is laid out, and between what."""
        places = {self._parents[item]: item for item in self._find_way(tail)}
        for item in self._find_way(head):
            parent = self._parents[item]
            if parent in places and places[parent] != item:
                self._insides[parent].edges[number] = (places[parent], item)
                return

    def _find_way(self, node: str) -> list[Item]:
        """A node, the box that it stands in, and so on outwards."""
        way: list[Item] = [(False, node)]
        while (parent := self._parents[way[-1]]) is not None:
            way.append((True, parent))
        return way

    def run(self) -> Arrangement:
        """Sizes from the inside out, then places from the outside in."""
        order = self._find_outermost_first()
        for id in reversed(order):
            self._lay_out(self._insides[id])
        rects: dict[Item, Rect] = {}
        routes: dict[int, Route] = {}
        for id in order:
            inside = self._insides[id]
            origin = (0.0, 0.0) if id is None else self._find_origin(id, rects[True, id])
            for item, corner in inside.corners.items():
                at = (origin[0] + corner[0], origin[1] + corner[1])
                rects[item] = Rect(*at, *self._find_size(item))
            routes.update(_find_routes(inside, origin, rects))
        nodes = {item[1]: rect for item, rect in rects.items() if not item[0]}
        boxes = {item[1]: rect for item, rect in rects.items() if item[0]}
        return Arrangement(*self._insides[None].size, nodes, boxes, routes)

    def _find_outermost_first(self) -> list[str | None]:
        order: list[str | None] = [None]
        for id in order:  # grows while it is walked
            order += [item[1] for item in self._insides[id].items if item[0]]
        return order

    def _find_size(self, item: Item) -> Point:
        """What an item takes; the head of a box stands above what is in it."""
        if not item[0]:
            return self._heads.nodes[item[1]]
        inner, head = self._insides[item[1]].size, self._heads.boxes[item[1]]
        return max(inner[0], head[0]) + 2 * PADDING, inner[1] + head[1] + 2 * PADDING

    def _find_origin(self, box: str, rect: Rect) -> Point:
        """Where what stands in a box begins."""
        return rect.x + PADDING, rect.y + PADDING + self._heads.boxes[box][1]

    def _lay_out(self, inside: _Inside) -> None:
        """Each part that ties join in layers; the parts on shelves, those with ties first."""
        parts = _find_parts(inside)
        placed = [self._lay_out_part(part, inside) for part in parts]
        corners, size = shelve([each.size for each in placed], _ASPECTS[inside.flow])
        inside.size = inside.turn(size)
        for part, each, (across, along) in zip(parts, placed, corners, strict=True):
            for item, centre in zip(part.items, each.centres, strict=True):
                x, y = inside.turn((across + centre[0], along + centre[1]))
                width, height = self._find_size(item)
                inside.corners[item] = x - width / 2, y - height / 2
            for number, tie in part.ties.items():
                bends = [(across + one, along + other) for one, other in each.bends[tie]]
                inside.bends[number] = list(map(inside.turn, bends))
                one, other = each.borders[tie]
                inside.borders[number] = along + one, along + other

    def _lay_out_part(self, part: "_Part", inside: _Inside) -> Placed:
        sizes = [Size(*inside.turn(self._find_size(item))) for item in part.items]
        return lay_out_layers(sizes, Counter(part.ties.values()), _ASPECTS[inside.flow])


def _find_routes(inside: _Inside, origin: Point, rects: Mapping[Item, Rect]) -> Iterator[tuple[int, Route]]:
    """The route of each edge that was laid out in one place; edges of one bundle beside each other."""
    bundles = Counter(frozenset(ends) for ends in inside.edges.values())
    seen: Counter[frozenset[Item]] = Counter()
    for number, (tail, head) in inside.edges.items():
        bends = tuple((origin[0] + x, origin[1] + y) for x, y in inside.bends[number])
        start = inside.turn(origin)[1]
        borders = start + inside.borders[number][0], start + inside.borders[number][1]
        bundle = frozenset((tail, head))
        beside = seen[bundle], bundles[bundle]
        yield number, Route(rects[tail], rects[head], bends, borders, inside.flow, *beside)
        seen[bundle] += 1


class _Part(NamedTuple):
    """Items that ties join, and the ties of each edge among them, as pairs of places in `items`."""

    items: list[Item]
    ties: dict[int, Pair]


def _find_parts(inside: _Inside) -> list[_Part]:
    """What ties join, the largest part first; what none joins last, each by itself."""
    beside: dict[Item, list[Item]] = {item: [] for item in inside.items}
    for tail, head in inside.edges.values():
        beside[tail].append(head)
        beside[head].append(tail)
    parts: list[_Part] = []
    places: dict[Item, tuple[int, int]] = {}
    for item in inside.items:
        if item not in places:
            reached = _reach(item, beside)
            members = [each for each in inside.items if each in reached] if len(reached) > 1 else [item]
            places.update({each: (len(parts), place) for place, each in enumerate(members)})
            parts.append(_Part(members, {}))
    for number, (tail, head) in inside.edges.items():
        parts[places[tail][0]].ties[number] = (places[tail][1], places[head][1])
    return sorted(parts, key=lambda part: -len(part.items))


def _reach(start: Item, beside: Mapping[Item, Iterable[Item]]) -> set[Item]:
    found, todo = {start}, [start]
    for item in todo:  # grows while it is walked
        for other in beside[item]:
            if other not in found:
                found.add(other)
                todo.append(other)
    return found
