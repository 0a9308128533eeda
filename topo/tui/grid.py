"""What is in a table of a lens: columns, rows, and what a row stands for?"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from typing import Literal, NamedTuple

Tone = Literal["", "good", "warn", "bad", "dim", "strong", "head"]
"""How a text is meant; a colour alone never says it: the text says so, too."""

UNKNOWN = "Being worked out …"
"""What stands where nothing is known yet."""
SLICE = 2_000
"""So many rows are sorted at a time: nothing else gets to run while Python sorts."""


class Cell(NamedTuple):
    """A text and how it is meant."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, whether it is of numbers, and how it takes and gives room.

    One that `grows` gives room first where there is too little, and is shortened; `least` is what it keeps.
    `short` is its title where there is little room. One that `wraps` takes several lines instead.
    """

    title: str
    is_number: bool = False
    grows: int = 0
    least: int = 0
    short: str = ""
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, and the address of what it stands for.

    The first text of a heading goes across all columns; a table that is sorted has none.
    """

    cells: tuple[Cell, ...]
    key: str = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `note` stands above it; `empty` is said where it has no rows."""

    columns: tuple[Column, ...]
    rows: Sequence[Row] = field(default=())
    note: str = ""
    empty: str = "Nothing here."

    def filter(self, text: str) -> "Grid":
        """The rows in which a text stands, in any case."""
        wanted = text.casefold()
        if not wanted:
            return self
        kept = [row for row in self.rows if any(wanted in cell.text.casefold() for cell in row.cells)]
        return replace(self, rows=kept, empty=f"Nothing has “{text}” in it.")

    def hide(self, titles: Collection[str]) -> "Grid":
        """The table without the columns with these titles; one is always left."""
        kept = [place for place, column in enumerate(self.columns) if column.title not in titles]
        if not kept or len(kept) == len(self.columns):
            return self
        rows = [
            replace(row, cells=tuple(row.cells[place] for place in kept if place < len(row.cells)))
            for row in self.rows
        ]
        return replace(self, columns=tuple(self.columns[place] for place in kept), rows=rows)

    def sort(self, column: int | None, *, descending: bool = False) -> "Grid":
        """The rows sorted by a column; None: as they came."""
        if column is None:
            return self
        key: Callable[[Row], tuple[bool, object]] = lambda row: _sort_key(row, column)  # noqa: E731
        rows = [row for row in self.rows if not row.is_heading]
        parts = (rows[start : start + SLICE] for start in range(0, len(rows), SLICE))
        ordered = [sorted(part, key=key, reverse=descending) for part in parts]
        return replace(self, rows=list(merge(*ordered, key=key, reverse=descending)))


def _sort_key(row: Row, column: int) -> tuple[bool, object]:
    text = row.cells[column].text if column < len(row.cells) else ""
    first = text.split(" ")[0].replace(",", "").rstrip("%")
    try:
        return False, float(first)
    except ValueError:
        return True, text.casefold()
