"""How is a page of measures shown at a terminal?

Sentences are wrapped beside their first words; a table leaves columns out until it fits into the width.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from topo.report.columns import cut, cut_start, measure_width, wrap
from topo.report.paint import Paint
from topo.report.sheets.sheet import Cell, Column, Line, Sheet, Table
from topo.text import printable

LEAST_WIDTH = 40
_GAP = 2
_LONGEST_CELL = 60
_EASY_WORDS, _LEAST_WORDS, _LEAST_PLACE = 40, 24, 28
"""Where a row is too wide: words are cut to what is easily read, then places, then words once more; only
then is a column left out."""


def render_text(sheet: Sheet, *, color: bool = False, width: int = 100) -> str:
    """The page, `width` columns wide where its words allow it."""
    paint, width = Paint(color), max(width, LEAST_WIDTH)
    blocks = [
        [*_wrap_bold(sheet.title, width, paint)],
        list(_render_lines(sheet.lines, width, paint)),
        *(
            list(_render_table(table, width, paint))
            for table in sheet.tables
            if table.title and table.most != 0
        ),
        [line for note in (*sheet.notes, *sheet.next_steps) for line in wrap(printable(note), width)],
    ]
    text = "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
    if sheet.sensitivity is None:
        return text
    from topo.report.sensitivity import render_sensitivity

    return f"{text}\n{render_sensitivity(sheet.sensitivity, color=color)}"


def _wrap_bold(text: str, width: int, paint: Paint) -> Iterator[str]:
    return (paint("bold", line) for line in wrap(printable(text), width))


def _render_lines(lines: Sequence[Line], width: int, paint: Paint) -> Iterator[str]:
    labels = [printable(line.label) for line in lines]
    indent = max(map(measure_width, labels), default=0) + _GAP
    for label, line in zip(labels, lines, strict=True):
        first, *rest = wrap(printable(line.text), width - indent)
        shown = paint("bold", label) + " " * (indent - measure_width(label))
        yield f"{shown}{paint(line.style, first) if line.style else first}".rstrip()
        for more in rest:
            yield " " * indent + (paint(line.style, more) if line.style else more)


def _render_table(table: Table, width: int, paint: Paint) -> Iterator[str]:
    yield paint("bold", printable(table.title))
    shown = table.rows if table.most is None else table.rows[: table.most]
    grid = _fit(table, shown, width)
    yield _join([_pad(column.title, column, wide) for column, wide in grid.columns])
    for row in shown:
        yield _join([_paint(row[place], *grid.columns[at], paint) for at, place in enumerate(grid.places)])
    more = len(table.rows) - len(shown)
    if more:
        yield f"… and {more:,} more{f': {table.rest}' if table.rest else ''}"


class _Grid(NamedTuple):
    """Which columns are shown, by their places in the table, and how wide each is."""

    places: list[int]
    columns: list[tuple[Column, int]]


def _fit(table: Table, shown: Sequence[Sequence[Cell]], width: int) -> _Grid:
    """The columns that fit: words are cut first, then the columns of the highest rank are left out."""
    kept = table.shown
    wide = {place: _measure(table.columns[place], [row[place] for row in shown]) for place in kept}
    words = [place for place in kept if not table.columns[place].is_number]
    places = [place for place in words if table.columns[place].is_place]
    others = [place for place in words if place not in places]
    for several, least in ((others, _EASY_WORDS), (places, _LEAST_PLACE), (others, _LEAST_WORDS)):
        _cut(kept, wide, width, several, least)
    while _find_excess(kept, wide, width):
        last = max(kept, key=lambda place: (table.columns[place].rank, place))
        if not table.columns[last].rank:
            break
        kept.remove(last)
    return _Grid(kept, [(table.columns[place], wide[place]) for place in kept])


def _cut(kept: Sequence[int], wide: dict[int, int], width: int, places: Sequence[int], least: int) -> None:
    """Make the widest of some columns less wide, as far as is needed, down to `least`."""
    for place in sorted(places, key=lambda place: (-wide[place], place)):
        narrow = wide[place] - _find_excess(kept, wide, width)
        wide[place] = max(min(wide[place], least), narrow)


def _find_excess(kept: Sequence[int], wide: Mapping[int, int], width: int) -> int:
    """By how many columns of the screen a row is too wide; 0 where it fits."""
    return max(0, sum(wide[place] + _GAP for place in kept) - _GAP - width)


def _measure(column: Column, cells: Sequence[Cell]) -> int:
    widths = (measure_width(printable(cell.text)) for cell in cells)
    return max(measure_width(column.title), min(max(widths, default=0), _LONGEST_CELL))


def _paint(cell: Cell, column: Column, width: int, paint: Paint) -> str:
    padded = _pad(printable(cell.text), column, width)
    return paint(cell.style, padded) if cell.style else padded


def _pad(text: str, column: Column, width: int) -> str:
    text = (cut_start if column.is_place else cut)(text, width)
    margin = " " * (width - measure_width(text))
    return margin + text if column.is_number else text + margin


def _join(cells: Sequence[str]) -> str:
    return (" " * _GAP).join(cells).rstrip()
