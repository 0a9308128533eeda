"""How is a tie drawn in SVG: its line with its pattern, and what stands at its ends?"""

import math
from collections.abc import Iterator

from topo.report.drawing.layout.curves import Curve
from topo.report.drawing.layout.layered import Point
from topo.report.drawing.layout.pieces import Piece, turn_back
from topo.report.drawing.look import PAPER, End, Line, Pattern

_DASHES = {Pattern.DASHED: (4.0, 3.0), Pattern.DOTTED: (0.1, 2.4)}
"""Dashes and gaps, in widths of the line."""
_LENGTHS = {
    End.NONE: 0.0,
    End.ARROW: 9.0,
    End.TRIANGLE: 11.0,
    End.CIRCLE: 8.0,
    End.SQUARE: 8.0,
    End.DIAMOND: 12.0,
}
"""How long the end of a thin line is."""


def number(value: float) -> str:
    """A length with one decimal at most.

    >>> number(3.0), number(-0.04), number(2.25)
    ('3', '0', '2.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def draw_line(curve: Curve, line: Line, colour: str, width: float) -> Iterator[str]:
    """A tie along its way: the line stops where its ends begin."""
    head, tail = _find_length(line.head, width), _find_length(line.tail, width)
    way = _shorten(curve, tail, head)
    yield _draw_way(way, line.pattern, colour, width)
    if line.pattern is Pattern.DOUBLE:
        yield _draw_way(way, Pattern.SOLID, PAPER, width)
    if line.head is not End.NONE:
        yield _draw_end(line.head, way.end, curve.end, colour)
    if line.tail is not End.NONE:
        yield _draw_end(line.tail, way.start, curve.start, colour)


def _find_length(end: End, width: float) -> float:
    """The length of an end: wide lines have longer ones."""
    return _LENGTHS[end] + (max(0.0, width - 1.6) * 1.8 if end is not End.NONE else 0.0)


def _shorten(curve: Curve, tail: float, head: float) -> Curve:
    """The way without its ends, which run along the flow."""
    pieces = _cut(list(curve.pieces), head)
    pieces = _cut([turn_back(piece) for piece in reversed(pieces)], tail)
    return Curve(tuple(turn_back(piece) for piece in reversed(pieces)))


def _cut(pieces: list[Piece], length: float) -> list[Piece]:
    """The pieces without the last `length` of them; what is shorter than that goes as a whole."""
    while len(pieces) > 1 and (gone := math.dist(pieces[-1][0], pieces[-1][3])) <= length:
        pieces.pop()
        length -= gone
    last = pieces[-1]
    return [*pieces[:-1], (*last[:3], _step(last[3], last[2], length))]


def _step(start: Point, towards: Point, length: float) -> Point:
    """The point that is `length` from one towards another."""
    distance = math.dist(start, towards)
    if not distance:
        return start
    share = length / distance
    return start[0] + (towards[0] - start[0]) * share, start[1] + (towards[1] - start[1]) * share


def _draw_way(way: Curve, pattern: Pattern, colour: str, width: float) -> str:
    steps = [f"M{_point(way.start)}"]
    for start, one, other, end in way.pieces:
        is_straight = start[0] == end[0] or start[1] == end[1]
        steps.append(f"L{_point(end)}" if is_straight else f"C{_point(one)} {_point(other)} {_point(end)}")
    broad = width * 3 if pattern is Pattern.DOUBLE else width
    paint = f'fill="none" stroke="{colour}" stroke-width="{number(broad)}"'
    return f'<path d="{" ".join(steps)}" {paint}{_find_dashes(pattern, width)}/>'


def _find_dashes(pattern: Pattern, width: float) -> str:
    lengths = _DASHES.get(pattern, ())
    if not lengths:
        return ""
    dashes = " ".join(number(max(0.1, length * max(width, 1.4))) for length in lengths)
    cap = ' stroke-linecap="round"' if pattern is Pattern.DOTTED else ""
    return f' stroke-dasharray="{dashes}"{cap}'


def _draw_end(end: End, base: Point, tip: Point, colour: str) -> str:
    """What stands between the end of the line and the card."""
    length = math.dist(base, tip)
    middle = (base[0] + tip[0]) / 2, (base[1] + tip[1]) / 2
    if end is End.CIRCLE:
        place = f'cx="{number(middle[0])}" cy="{number(middle[1])}" r="{number(length / 2)}"'
        return f'<circle {place} fill="{colour}"/>'
    along = ((tip[0] - base[0]) / length, (tip[1] - base[1]) / length) if length else (0.0, 1.0)
    half = length * 0.42
    aside = -along[1] * half, along[0] * half
    corners = {
        End.DIAMOND: (base, _add(middle, aside), tip, _add(middle, aside, -1)),
        End.SQUARE: (_add(base, aside), _add(tip, aside), _add(tip, aside, -1), _add(base, aside, -1)),
    }.get(end, (_add(base, aside), tip, _add(base, aside, -1)))
    fill = PAPER if end is End.TRIANGLE else colour
    outline = f' stroke="{colour}" stroke-width="1.4"' if end is End.TRIANGLE else ""
    return f'<polygon points="{" ".join(map(_point, corners))}" fill="{fill}"{outline}/>'


def _add(point: Point, step: Point, times: float = 1.0) -> Point:
    return point[0] + step[0] * times, point[1] + step[1] * times


def _point(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"
