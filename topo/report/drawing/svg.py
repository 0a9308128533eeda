"""How is a picture written as SVG, without any engine?

Plain shapes and text: no style sheet, no script, no font of its own and nothing from elsewhere, so that it
looks the same in a browser, a document and an editor. The same picture gives the same bytes.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from topo.report.drawing.layout.arranging import Heads, Rect, arrange
from topo.report.drawing.layout.curves import Curve, find_curves
from topo.report.drawing.layout.layered import Point
from topo.report.drawing.lettering import (
    ALARMS,
    BOLD,
    HANGING,
    ITEMS,
    Style,
    TextLine,
    clean,
    find_size,
    label,
    letter,
    measure,
    tell,
    tell_edge,
)
from topo.report.drawing.look import (
    ALARM,
    FAINT,
    FOCUS,
    INK,
    LINES,
    LOOKS,
    PAPER,
    Shape,
    find_colour,
    find_width,
)
from topo.report.drawing.strokes import draw_line, number
from topo.report.drawing.svg_head import make_head
from topo.report.pictures.picture import Box, Edge, Node, Picture

MARGIN = 24.0
FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_PADDING = (14.0, 9.0)
_CUT = 14.0
"""How much of each corner an octagon lacks."""
_MOST_TRIED = 400
"""Up to how many lines labels look for a free place."""
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
"""Where on its line a label may stand, the best place first."""


def render_svg(picture: Picture) -> str:
    """The picture as an SVG document."""
    return "\n".join((*_Drawing(picture).find_lines(), ""))


class _Label(NamedTuple):
    lines: tuple[TextLine, ...]
    rect: Rect


class _Drawing:
    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._texts = {node.id: letter(node) for node in picture.nodes}
        self._box_texts = {box.id: letter(box) for box in picture.boxes}
        heads = Heads(
            {node.id: _find_card_size(node, self._texts[node.id]) for node in picture.nodes},
            {id: _find_text_size(lines) for id, lines in self._box_texts.items()},
        )
        self._arrangement = arrange(picture, heads)
        self._curves = find_curves(picture, self._arrangement)
        self._titles = {node.id: node.title for node in picture.nodes}

    def find_lines(self) -> Iterator[str]:
        """The document, line by line: boxes below lines, lines below cards, cards below labels."""
        head = make_head(self._picture, max(self._arrangement.width, 560.0))
        width = max(self._arrangement.width, head.width) + 2 * MARGIN
        height = self._arrangement.height + head.height + 2 * MARGIN
        size = f'width="{number(width)}" height="{number(height)}"'
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {number(width)} {number(height)}" '
            f'role="img" font-family="{FONT}">'
        )
        yield f"<title>{escape(clean(self._picture.title))}</title>"
        yield f'<rect {size} fill="{PAPER}"/>'
        yield f'<g transform="translate({number(MARGIN)} {number(MARGIN)})">'
        yield from head.lines
        yield f'<g transform="translate(0 {number(head.height)})">'
        yield from self._find_content()
        yield "</g>\n</g>\n</svg>"

    def _find_content(self) -> Iterator[str]:
        for box in self._picture.boxes:
            yield from _draw_box(box, self._box_texts[box.id], self._arrangement.boxes[box.id])
        for place, curve in self._curves.items():
            edge = self._picture.edges[place]
            yield from self._draw_edge(edge, curve)
        for node in self._picture.nodes:
            yield from _draw_card(node, self._texts[node.id], self._arrangement.nodes[node.id])
        for lines, rect in self._place_labels():
            at = f'x="{number(rect.x)}" y="{number(rect.y)}"'
            size = f'width="{number(rect.width)}" height="{number(rect.height)}"'
            yield f'<rect {at} {size} rx="3" fill="{PAPER}" fill-opacity="0.85"/>'
            yield from _draw_text(lines, rect, padding=2.0)

    def _draw_edge(self, edge: Edge, curve: Curve) -> Iterator[str]:
        yield "<g>"
        yield f"<title>{escape(tell_edge(edge, self._titles))}</title>"
        yield from draw_line(curve, LINES[edge.tie], find_colour(edge), find_width(edge.tie, edge.share))
        yield "</g>"

    def _place_labels(self) -> Iterator[_Label]:
        """Each label on its line, where it covers no card and no other label, if there is such a place."""
        taken = list(self._arrangement.nodes.values()) if len(self._curves) <= _MOST_TRIED else []
        for place, curve in self._curves.items():
            lines = label(self._picture, self._picture.edges[place])
            if lines:
                width, height = _find_text_size(lines)
                tries = [_around(curve.find_point(share), width + 4, height + 2) for share in _SHARES]
                rect = next((each for each in tries if not _meets(each, taken)), tries[0])
                taken.append(rect)
                yield _Label(lines, rect)


def _around(point: Point, width: float, height: float) -> Rect:
    return Rect(point[0] - width / 2, point[1] - height / 2, width, height)


def _meets(rect: Rect, others: list[Rect]) -> bool:
    return any(
        rect.x < other.x + other.width
        and other.x < rect.x + rect.width
        and rect.y < other.y + other.height
        and other.y < rect.y + rect.height
        for other in others
    )


def _find_text_size(lines: tuple[TextLine, ...]) -> Point:
    return max(map(measure, lines), default=0.0), sum(map(_find_height, lines))


def _find_height(line: TextLine) -> float:
    return round(find_size(line.style) * 1.24, 1)


def _find_card_size(node: Node, lines: tuple[TextLine, ...]) -> Point:
    width, height = _find_text_size(lines)
    wide, high = _PADDING
    is_octagon = LOOKS[node.kind].shape is Shape.OCTAGON
    return round(width + 2 * wide + (_CUT if is_octagon else 0), 1), round(height + 2 * high, 1)


def _draw_box(box: Box, lines: tuple[TextLine, ...], rect: Rect) -> Iterator[str]:
    look = LOOKS[box.kind]
    border, width = (FOCUS, max(look.width, 3.0)) if box.is_focus else (look.border, look.width)
    yield f"<g>\n<title>{escape(tell(box))}</title>"
    yield _draw_rect(rect, 2.0, look.tint, border, width, is_dashed=look.is_dashed)
    yield from _draw_text(lines, Rect(rect.x + 12, rect.y + 8, rect.width - 24, 0), is_left=True)
    yield "</g>"


def _draw_card(node: Node, lines: tuple[TextLine, ...], rect: Rect) -> Iterator[str]:
    look = LOOKS[node.kind]
    border, width = (FOCUS, max(look.width, 3.0)) if node.is_focus else (look.border, look.width)
    yield f"<g>\n<title>{escape(tell(node))}</title>"
    if look.shape is Shape.OCTAGON:
        yield _draw_octagon(rect, look.fill, border, width)
    else:
        corner = 9.0 if look.shape is Shape.ROUNDED else 0.0
        yield _draw_rect(rect, corner, look.fill, border, width, is_dashed=look.is_dashed)
    yield from _draw_text(lines, rect, padding=_PADDING[1], side=_PADDING[0])
    yield "</g>"


def _draw_rect(
    rect: Rect, corner: float, fill: str, border: str, width: float, *, is_dashed: bool = False
) -> str:
    place = f'x="{number(rect.x)}" y="{number(rect.y)}"'
    size = f'width="{number(rect.width)}" height="{number(rect.height)}"'
    rounded = f' rx="{number(corner)}"' if corner else ""
    dashed = ' stroke-dasharray="6 4"' if is_dashed else ""
    paint = f'fill="{fill}" stroke="{border}" stroke-width="{number(width)}"'
    return f"<rect {place} {size}{rounded} {paint}{dashed}/>"


def _draw_octagon(rect: Rect, fill: str, border: str, width: float) -> str:
    left, top, right, bottom = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
    cut = min(_CUT, rect.height / 3)
    corners = (
        *((left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut)),
        *((right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut)),
    )
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return f'<polygon points="{points}" fill="{fill}" stroke="{border}" stroke-width="{number(width)}"/>'


def _draw_text(
    lines: tuple[TextLine, ...],
    rect: Rect,
    *,
    padding: float = 0.0,
    side: float = 0.0,
    is_left: bool = False,
) -> Iterator[str]:
    """Lines of text from the top of a rectangle down, in its middle or at its left."""
    y = rect.y + padding
    for line in lines:
        size = find_size(line.style)
        y += _find_height(line)
        starts = is_left or line.style in ITEMS
        x = rect.x + side if starts else rect.middle[0]
        x += measure(line._replace(text=HANGING)) if line.text.startswith(HANGING) else 0.0
        anchor = "" if starts else ' text-anchor="middle"'
        bold = ' font-weight="bold"' if line.style in BOLD else ""
        colour = ALARM if line.style in ALARMS else INK if line.style is Style.TITLE else FAINT
        place = f'x="{number(x)}" y="{number(y - size * 0.28)}" font-size="{number(size)}"'
        yield f'<text {place} fill="{colour}"{bold}{anchor}>{escape(line.text.removeprefix(HANGING))}</text>'
