"""Which part of a source line is shown, and where do the carets stand below it?"""

from typing import NamedTuple

from topo.findings import Position
from topo.report.columns import ELLIPSIS, measure_width
from topo.text import printable

_TAB = "    "


class Excerpt(NamedTuple):
    """A line that is safe to show: the carets begin after `indent` columns and are `carets` columns wide."""

    text: str
    indent: int
    carets: int


class _Cells(NamedTuple):
    """What each character of a line looks like, for the part of it that may be shown.

    `start` and `end` enclose what the carets point at.
    """

    shown: tuple[str, ...]
    widths: tuple[int, ...]
    start: int
    end: int
    more_before: bool
    more_after: bool


def make_excerpt(line: str, position: Position, *, width: int) -> Excerpt:
    """The part of `line` around `position` that fits in `width` columns.

    A position after the end of the line gets a caret there; one without an end gets a single caret.

    >>> make_excerpt("  ledger-api: {}", Position("a.yaml", 1, 3, 13), width=40)
    Excerpt(text='  ledger-api: {}', indent=2, carets=10)
    >>> make_excerpt("a: " + "x" * 90 + " oops", Position("a.yaml", 1, 95, 99), width=16)
    Excerpt(text='…xxxxxxxxx oops', indent=11, carets=4)
    """
    cells = _find_cells(line.rstrip("\r\n"), position, width)
    low, high = _find_window(cells, width)
    before = ELLIPSIS if cells.more_before or low > 0 else ""
    after = ELLIPSIS if cells.more_after or high < len(cells.shown) else ""
    indent = len(before) + sum(cells.widths[low : cells.start])
    carets = sum(cells.widths[cells.start : min(cells.end, high)])
    return Excerpt(before + "".join(cells.shown[low:high]).rstrip() + after, indent, max(carets, 1))


def _find_cells(line: str, position: Position, width: int) -> _Cells:
    """Looks at no more of the line than can be shown: it may be as long as the file."""
    start = min(max(position.column, 1) - 1, len(line))
    end = start + 1 if position.end_column is None else max(position.end_column - 1, start + 1)
    low, high = max(0, start - width), min(len(line), start + width)
    shown = tuple(_TAB if character == "\t" else printable(character) for character in line[low:high])
    widths = tuple(map(measure_width, shown))
    return _Cells(shown, widths, start - low, min(end, len(line)) - low, low > 0, high < len(line))


def _find_window(cells: _Cells, width: int) -> tuple[int, int]:
    """The cells that are shown: the whole line where it fits, else around the start of the carets."""
    if not cells.more_before and not cells.more_after and sum(cells.widths) <= width:
        return 0, len(cells.shown)
    room = max(width - 2 * len(ELLIPSIS), 1)  # there may be something missing at either end
    low, used = cells.start, 0
    while low > 0 and used + cells.widths[low - 1] <= room // 3:
        low -= 1
        used += cells.widths[low]
    high = cells.start
    while high < len(cells.shown) and used + cells.widths[high] <= room:
        used += cells.widths[high]
        high += 1
    while low > 0 and used + cells.widths[low - 1] <= room:
        low -= 1
        used += cells.widths[low]
    return low, high
