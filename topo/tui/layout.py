"""How much room does each column of a table take, and which lines does each row?"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from topo.tui.grid import Cell, Column, Grid, Row

GAP, CLOSE = 2, 1
"""How many columns of the screen lie between two of a table, and where there is too little room."""
_SAMPLE = 500
_LEAST_GROWING, _LEAST = 12, 4


class Layout:
    """A table in so many columns of a screen: which titles, how wide, and where each row begins.

    Only tables with a column that wraps have rows of several lines; the others cost nothing to lay out.
    """

    def __init__(self, grid: Grid, room: int) -> None:
        self.grid = grid
        self.titles = _name(grid, room)
        needs = _find_needs(grid, self.titles)
        self.gap = GAP if sum(needs) + GAP * len(needs) <= room else CLOSE
        self.widths = _give_room(needs, grid.columns, room - self.gap * len(needs))
        wraps = any(column.wraps for column in grid.columns)
        self._lines = [self._wrap(row) for row in grid.rows] if wraps else None
        heights = None if self._lines is None else [len(lines) for lines in self._lines]
        self._tops = None if heights is None else [0, *accumulate(heights)]

    @property
    def height(self) -> int:
        """How many lines all rows take."""
        return len(self.grid.rows) if self._tops is None else self._tops[-1]

    def find_row(self, line: int) -> tuple[int, int]:
        """The row that a line (from 0) shows, and which of its lines that is."""
        if self._tops is None:
            return line, 0
        number = bisect_right(self._tops, line) - 1
        return number, line - self._tops[min(number, len(self._tops) - 1)]

    def find_lines(self, number: int) -> tuple[int, int]:
        """The first line of a row, and how many it takes."""
        if self._tops is None or number >= len(self.grid.rows):
            return number, 1
        return self._tops[number], self._tops[number + 1] - self._tops[number]

    def find_cells(self, number: int, line: int) -> Sequence[Cell]:
        """The cells of one line of a row."""
        return self.grid.rows[number].cells if self._lines is None else self._lines[number][line]

    def fit(self, text: str, place: int) -> str:
        """A text as wide as its column: shortened with …, numbers to the right."""
        width = self.widths[place] if place < len(self.widths) else 0
        if cell_len(text) > width:
            return shorten(text, width)
        pad = " " * (width - cell_len(text))
        return pad + text if self.grid.columns[place].is_number else text + pad

    def _wrap(self, row: Row) -> list[Sequence[Cell]]:
        columns = [
            wrap(cell.text, max(4, self.widths[place])) or [""]
            if self.grid.columns[place].wraps
            else [cell.text]
            for place, cell in enumerate(row.cells)
        ]
        return [
            [
                Cell(texts[line] if line < len(texts) else "", cell.tone)
                for texts, cell in zip(columns, row.cells, strict=True)
            ]
            for line in range(max(map(len, columns)))
        ]


def shorten(text: str, width: int) -> str:
    """A text in so many columns of a screen, with … where it was longer.

    >>> shorten("checkout", 5), shorten("pay", 5)
    ('chec…', 'pay')
    """
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, width - 1).rstrip()}…".ljust(width) if width > 1 else text[:width]


def _name(grid: Grid, room: int) -> list[str]:
    """The titles: short ones where the long ones do not fit."""
    long = [column.title for column in grid.columns]
    if sum(_find_needs(grid, long)) + GAP * len(long) <= room:
        return long
    return [column.short or column.title for column in grid.columns]


def _find_needs(grid: Grid, titles: Sequence[str]) -> list[int]:
    """How wide each column would be with as much room as it wants."""
    rows = grid.rows if len(grid.rows) <= _SAMPLE else [*grid.rows[: _SAMPLE - 100], *grid.rows[-100:]]
    widths = [max(cell_len(title), column.least) for column, title in zip(grid.columns, titles, strict=True)]
    for row in rows:
        for place, cell in enumerate(() if row.is_heading else row.cells[: len(widths)]):
            widths[place] = max(widths[place], cell_len(cell.text))
    return widths


def _give_room(widths: list[int], columns: Sequence[Column], room: int) -> list[int]:
    """How wide each is with so much room for all: those that grow are the first to be narrower."""
    over = sum(widths) - room
    for least, places in (
        (_LEAST_GROWING, [place for place, column in enumerate(columns) if column.grows]),
        (_LEAST, list(range(len(widths)))),
    ):
        over = _narrow(widths, columns, places, over, least)
    return widths


def _narrow(widths: list[int], columns: Sequence[Column], places: list[int], over: int, least: int) -> int:
    """Take from the widest of some columns until all fit; returns what is still too much."""
    while over > 0:
        open_ = [place for place in places if widths[place] > max(least, columns[place].least)]
        if not open_:
            return over
        widths[max(open_, key=lambda place: widths[place])] -= 1
        over -= 1
    return over
