"""What are the pieces of a tie's way: straight lines and curves, and how are they turned?"""

import math
from itertools import pairwise

from topo.report.drawing.layout.arranging import Rect
from topo.report.drawing.layout.layered import Point
from topo.report.pictures.picture import Flow

Piece = tuple[Point, Point, Point, Point]
"""A cubic Bézier curve: its start, two handles and its end."""

_NOTHING = 0.01


def bow(one: Point, other: Point) -> Piece:
    """A curve between two points that begins and ends along the flow."""
    half = (other[1] - one[1]) / 2
    return one, (one[0], one[1] + half), (other[0], other[1] - half), other


def straight(one: Point, other: Point) -> Piece:
    """A straight line."""
    third = (other[0] - one[0]) / 3, (other[1] - one[1]) / 3
    return one, (one[0] + third[0], one[1] + third[1]), (other[0] - third[0], other[1] - third[1]), other


def stay(point: Point) -> Piece:
    """A piece that leads nowhere."""
    return point, point, point, point


def drop_empty(pieces: list[Piece]) -> list[Piece]:
    """The pieces that lead anywhere; one is left in any case."""
    return [piece for piece in pieces if math.dist(piece[0], piece[3]) > _NOTHING] or pieces[:1]


def turn_back(piece: Piece) -> Piece:
    """The same piece from its end to its start."""
    return piece[3], piece[2], piece[1], piece[0]


def turn_piece(piece: Piece, flow: Flow) -> Piece:
    """A piece across and along as right and down."""
    if flow is Flow.DOWN:
        return piece
    one, two, three, four = ((y, x) for x, y in piece)
    return one, two, three, four


def turn_rect(rect: Rect, flow: Flow) -> Rect:
    """A rectangle across and along as right and down, or the other way round."""
    return rect if flow is Flow.DOWN else Rect(rect.y, rect.x, rect.height, rect.width)


def find_point(piece: Piece, share: float) -> Point:
    """The point of a piece after a share (0 to 1) of it (de Casteljau).

    >>> find_point(straight((0.0, 0.0), (9.0, 3.0)), 0.5)
    (4.5, 1.5)
    """
    points = list(piece)
    while len(points) > 1:
        points = [
            (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
            for one, other in pairwise(points)
        ]
    return points[0]
