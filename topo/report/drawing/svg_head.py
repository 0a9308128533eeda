"""What stands above a picture in SVG: its title, its notes and its legend."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from topo.report.drawing.layout.curves import Curve
from topo.report.drawing.lettering import Style, TextLine, clean, measure, wrap
from topo.report.drawing.look import FAINT, INK, LINES, LOOKS, Shape, find_width, find_words
from topo.report.drawing.strokes import draw_line, number
from topo.report.pictures.picture import Kind, Meaning, Picture

NOTE_WIDTH = 110
"""Columns of a line of notes."""
TITLE_WIDTH = 80
_SAMPLE = 34.0
_ROW = 19.0


class Head(NamedTuple):
    """The lines of SVG, and what they take."""

    lines: tuple[str, ...]
    width: float
    height: float


def make_head(picture: Picture, width: float) -> Head:
    """The head of a picture; its legend breaks into rows of about `width`."""
    lines: list[str] = []
    y, right = 16.0, 0.0
    for title in wrap(picture.title, TITLE_WIDTH):
        lines.append(_text(0, y, title, 16, INK, is_bold=True))
        y, right = y + 18, max(right, 1.3 * measure(TextLine(Style.TITLE, title)))
    for note in picture.notes:
        for text in wrap(note, NOTE_WIDTH):
            lines.append(_text(0, y, text, 11, FAINT))
            right = max(right, measure(TextLine(Style.FACT, text)) * 1.1)
            y += 16
    for kinds in (True, False):
        entries = [entry for entry in picture.legend if isinstance(entry[0], Kind) is kinds]
        rows, widest, y = _draw_entries(entries, width, y)
        lines += rows
        right = max(right, widest)
    return Head(tuple(lines), right, y + 14)


def _draw_entries(
    entries: list[tuple[Meaning, str]], width: float, y: float
) -> tuple[list[str], float, float]:
    """Rows of samples with their words; how far they reach to the right, and where the next row begins."""
    lines: list[str] = []
    x = right = 0.0
    for meaning, said in entries:
        text = clean(find_words(meaning, said))
        wide = _SAMPLE + 7 + measure(TextLine(Style.FACT, text)) + 18
        if x and x + wide > width:
            x, y = 0.0, y + _ROW
        lines += _draw_sample(meaning, x, y)
        lines.append(_text(x + _SAMPLE + 7, y + 4, text, 10.5, INK))
        x += wide
        right = max(right, x)
    return lines, right, y + _ROW if entries else y


def _draw_sample(meaning: Meaning, x: float, y: float) -> Iterator[str]:
    if not isinstance(meaning, Kind):
        piece = (x, y), (x + _SAMPLE / 2, y), (x + _SAMPLE / 2, y), (x + _SAMPLE, y)
        yield from draw_line(Curve((piece,)), LINES[meaning], LINES[meaning].colour, find_width(meaning, 0.3))
        return
    look = LOOKS[meaning]
    corner = {Shape.ROUNDED: ' rx="4"'}.get(look.shape, "")
    dashed = ' stroke-dasharray="4 3"' if look.is_dashed else ""
    paint = f'fill="{look.fill}" stroke="{look.border}" stroke-width="{number(min(look.width, 3.0))}"'
    if look.shape is Shape.OCTAGON:
        left, right, top, bottom = x + 2, x + _SAMPLE - 2, y - 7, y + 7
        corners = (
            *((left + 4, top), (right - 4, top), (right, top + 4), (right, bottom - 4)),
            *((right - 4, bottom), (left + 4, bottom), (left, bottom - 4), (left, top + 4)),
        )
        points = " ".join(f"{number(one)},{number(other)}" for one, other in corners)
        yield f'<polygon points="{points}" {paint}/>'
        return
    place = f'x="{number(x + 2)}" y="{number(y - 6.5)}" width="{number(_SAMPLE - 4)}" height="13"'
    yield f"<rect {place}{corner} {paint}{dashed}/>"


def _text(x: float, y: float, text: str, size: float, colour: str, *, is_bold: bool = False) -> str:
    bold = ' font-weight="bold"' if is_bold else ""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    return f'<text {place} fill="{colour}"{bold}>{escape(text)}</text>'
