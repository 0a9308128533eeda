"""How did somebody arrange a table: by which column is it sorted, and which are not seen?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from topo.tui.grid import Column, Grid


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is kept of a table from one session to the next, by the titles of its columns."""

    sorted_by: str | None = None
    is_descending: bool = False
    hidden: frozenset[str] = frozenset()
    filter: str = ""
    """Only rows with this text in them are shown."""

    def apply(self, grid: Grid) -> Grid:
        """The table arranged so; what speaks of columns that it does not have counts for nothing."""
        titles = [column.title for column in grid.columns]
        column = titles.index(self.sorted_by) if self.sorted_by in titles else None
        found = grid.filter(self.filter)
        return found.sort(column, descending=self.is_descending).hide(self.hidden)

    def say(self, grid: Grid, shown: int) -> str:
        """The note of a table, with what the filter leaves out."""
        if not self.filter:
            return grid.note
        said = f"“{self.filter}”: {shown:,} of {len(grid.rows):,} rows, / filters otherwise, esc shows all"
        return f"{said} · {grid.note}" if grid.note else said

    def mark(self, title: str) -> str:
        """What stands before the title of a column: an arrow where the table is sorted by it."""
        if title != self.sorted_by or not title:
            return ""
        return "▾ " if self.is_descending else "▴ "

    def sort_next(self, columns: Sequence[Column]) -> "Arrangement":
        """Sorted by the column after this one; after the last one the rows stand as they came.

        Numbers begin with the highest.

        >>> columns = (Column("team"), Column("points", is_number=True))
        >>> Arrangement().sort_next(columns).sort_next(columns)
        Arrangement(sorted_by='points', is_descending=True, hidden=frozenset(), filter='')
        """
        named = [column for column in columns if column.title]
        titles = [column.title for column in named]
        following = titles.index(self.sorted_by) + 1 if self.sorted_by in titles else 0
        if following >= len(named):
            return replace(self, sorted_by=None, is_descending=False)
        column = named[following]
        return replace(self, sorted_by=column.title, is_descending=column.is_number)

    def toggle(self, title: str) -> "Arrangement":
        """With a column hidden, or seen again."""
        return replace(self, hidden=self.hidden ^ {title})
