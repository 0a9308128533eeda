"""Which way does a tie take out of a box, past what else stands in it?

It leaves its card straight on where nothing is in the way, else around a corner of the card, and follows the
nearest lane in which nothing stands; out of each box around the card in turn.
"""

from collections.abc import Iterable, Sequence

from topo.report.drawing.layout.arranging import Arrangement, Rect
from topo.report.drawing.layout.layered import Point
from topo.report.drawing.layout.pieces import Piece, bow, stay, straight, turn_rect
from topo.report.pictures.picture import Flow, Picture

LANE = 4.0
"""What a tie in a box keeps free on both sides."""
CORNER = 12.0
"""How far from its corners a card is left."""
_TURN = 12.0


class Lanes:
    """The lanes of one picture; each that is taken is kept free of others, where there is room."""

    def __init__(self, picture: Picture, arrangement: Arrangement) -> None:
        self._members = _find_members(picture, arrangement)
        self._taken: dict[tuple[Rect, bool], list[float]] = {}

    def lead_out(self, rects: Sequence[Rect], towards: float, flow: Flow, *, is_after: bool) -> list[Piece]:
        """From a card out of the boxes around it: `rects` are these, innermost first, across and along.

        `towards` is where across the flow the tie wants to go, `is_after` whether it goes on with the flow.
        The first piece leads nowhere: it is the point where the way begins.
        """
        card, first, *outer = rects
        across = self._find_lane(card, first, towards, flow, is_after=is_after)
        pieces = _leave(card, across, _find_border(first, is_after), is_after=is_after)
        inner = first
        for box in outer:
            here = pieces[-1][3]
            across = self._find_lane(inner, box, here[0], flow, is_after=is_after)
            border = _find_border(box, is_after)
            turned = (across, here[1] + (_TURN if is_after else -_TURN))
            pieces += [] if across == here[0] else [bow(here, turned)]
            pieces.append(straight(pieces[-1][3], (across, border)))
            inner = box
        return pieces

    def _find_lane(self, inner: Rect, box: Rect, wanted: float, flow: Flow, *, is_after: bool) -> float:
        """Where across the flow a tie goes from a rectangle to the border of the box around it."""
        others = [turn_rect(each, flow) for each in self._members.get(turn_rect(box, flow), ())]
        reach = sorted((inner.middle[1], _find_border(box, is_after)))
        blocked = [
            (other.x - LANE, other.x + other.width + LANE)
            for other in others
            if other != inner and other.y < reach[1] and other.y + other.height > reach[0]
        ]
        low, high = find_corners(inner)
        blocked += [(inner.x - 2 * LANE, low), (high, inner.x + inner.width + 2 * LANE)]
        limits = _find_limits(inner, box, others)
        near = inner.x - 5 * LANE, inner.x + inner.width + 5 * LANE
        wanted = min(max(wanted, near[0], limits[0]), near[1], limits[1])
        taken = self._taken.setdefault((turn_rect(box, flow), is_after), [])
        beside = [(place - LANE, place + LANE) for place in taken]
        across = find_free(wanted, [*blocked, *beside], limits)
        if across is None:
            across = find_free(wanted, blocked, limits)
        taken.append(wanted if across is None else across)
        return taken[-1]


def _find_members(picture: Picture, arrangement: Arrangement) -> dict[Rect, list[Rect]]:
    """By box: the cards and boxes directly in it."""
    members: dict[Rect, list[Rect]] = {}
    for node in picture.nodes:
        if node.box is not None:
            members.setdefault(arrangement.boxes[node.box], []).append(arrangement.nodes[node.id])
    for box in picture.boxes:
        if box.parent is not None:
            members.setdefault(arrangement.boxes[box.parent], []).append(arrangement.boxes[box.id])
    return members


def _find_border(rect: Rect, is_after: bool) -> float:
    return rect.y + (rect.height if is_after else 0.0)


def _leave(card: Rect, across: float, border: float, *, is_after: bool) -> list[Piece]:
    """From a card into its lane: straight on, or around a corner where the lane is beside it."""
    low, high = find_corners(card)
    if low <= across <= high:
        start = (across, _find_border(card, is_after))
        return [stay(start), straight(start, (across, border))]
    side = card.x + (card.width if across > card.middle[0] else 0.0)
    along = card.y + (card.height - LANE if is_after else LANE)
    turn = min(_TURN, abs(border - along)) * (1 if is_after else -1)
    bent = (side, along), (across, along), (across, along), (across, along + turn)
    return [stay((side, along)), bent, straight((across, along + turn), (across, border))]


def find_corners(card: Rect) -> Point:
    """Between which places a tie may touch a card."""
    corner = min(CORNER, card.width / 4)
    return card.x + corner, card.x + card.width - corner


def _find_limits(inner: Rect, box: Rect, others: Iterable[Rect]) -> Point:
    """How far a tie may go sideways: up to what stands beside it, or to the end of the box."""
    level = [each for each in others if each.y < inner.y + inner.height and each.y + each.height > inner.y]
    left = [each.x + each.width for each in level if each.x + each.width <= inner.x]
    right = [each.x for each in level if each.x >= inner.x + inner.width]
    return max([box.x, *left]) + LANE, min([box.x + box.width, *right]) - LANE


def find_free(wanted: float, blocked: Iterable[Point], limits: Point) -> float | None:
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


def _join(stretches: Iterable[Point]) -> list[Point]:
    """The same stretches with those that overlap made one."""
    joined: list[Point] = []
    for low, high in sorted(stretches):
        if joined and low < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
