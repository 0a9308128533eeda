"""How does a table look, and how does one move in it?

It draws its own lines: ten thousand rows cost no more than those that are seen.
"""

from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from topo.tui.actions import Context
from topo.tui.grid import Cell, Grid, Row
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.drawn import Drawn


class Sheet(Drawn, can_focus=True):
    """A table with a cursor, filter and sorting."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--head",
        "sheet--cursor",
        "sheet--good",
        "sheet--warn",
        "sheet--bad",
        "sheet--dim",
        "sheet--strong",
    }
    DEFAULT_CSS = """
    Sheet { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; overflow-x: hidden; }
    Sheet .sheet--head { color: $accent; text-style: bold; }
    Sheet .sheet--cursor { background: $primary 40%; text-style: bold; }
    Sheet .sheet--good { color: $success; }
    Sheet .sheet--warn { color: $warning; }
    Sheet .sheet--bad { color: $error; }
    Sheet .sheet--dim { color: $text-muted; }
    Sheet .sheet--strong { text-style: bold; }
    """
    BINDINGS = bind(Context.TABLE)
    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor stands on another row; None: there is none."""

        def __init__(self, sheet: "Sheet", row: Row | None) -> None:
            super().__init__()
            self.sheet, self.row = sheet, row

        @property
        def control(self) -> "Sheet":
            """The table that says so."""
            return self.sheet

    class Chosen(Moved):
        """A row was opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all = Grid(())
        self._grid = Grid(())
        self._widths: list[int] = []
        self._filter = ""
        self._sorted: tuple[int | None, bool] = (None, False)

    # --- what it shows --------------------------------------------------------------------------------

    def show(self, grid: Grid) -> None:
        """Show this table; the cursor stays on its row where that is still there."""
        key = self.row.key if self.row is not None else None
        self._all = grid
        self._arrange()
        keys = [row.key for row in self._grid.rows]
        self.cursor = keys.index(key) if key in keys else min(self.cursor, max(0, len(keys) - 1))
        self.refresh()

    def filter(self, text: str) -> None:
        """Show only rows with this text in them."""
        self._filter = text
        self._arrange()
        self.cursor = 0
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The row that the cursor stands on."""
        return self._grid.rows[self.cursor] if self.cursor < len(self._grid.rows) else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown, in their order."""
        return tuple(self._grid.rows)

    def choose(self, key: str) -> bool:
        """Put the cursor on the row with this key; False where there is none."""
        for number, row in enumerate(self._grid.rows):
            if row.key == key:
                self.cursor = number
                return True
        return False

    def _arrange(self) -> None:
        column, descending = self._sorted
        self._grid = self._all.filter(self._filter).sort(column, descending=descending)
        self._widths = _measure(self._grid, max(10, self.size.width - 1))
        self.virtual_size = Size(max(1, self.size.width), len(self._grid.rows) + self._above)

    @property
    def _above(self) -> int:
        return (1 if self._all.note else 0) + (1 if any(each.title for each in self._all.columns) else 0)

    def on_resize(self, _: events.Resize) -> None:
        """Columns take the room that there is."""
        self._arrange()

    # --- drawing --------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of what is seen: the note and the titles stay in sight."""
        base, width = self.rich_style, self.size.width
        if self._all.note and y == 0:
            dim = self.get_component_rich_style("sheet--dim", partial=True)
            return Strip([Segment(set_cell_size(self._all.note, width), base + dim)], width)
        if y < self._above:
            head = self.get_component_rich_style("sheet--head", partial=True)
            titles = [Cell(each.title) for each in self._all.columns]
            return Strip([Segment(set_cell_size(self._line(titles), width), base + head)], width)
        number = y - self._above + self.scroll_offset.y
        if not self._grid.rows:
            lines = wrap(self._grid.empty, max(8, width - 2))
            said = lines[y - self._above] if y - self._above < len(lines) else ""
            return Strip([Segment(set_cell_size(f" {said}", width), base)], width)
        if number >= len(self._grid.rows):
            return Strip.blank(width, base)
        return self._draw(self._grid.rows[number], is_cursor=number == self.cursor)

    def _draw(self, row: Row, *, is_cursor: bool) -> Strip:
        base = self.rich_style
        if is_cursor:
            base += self.get_component_rich_style("sheet--cursor", partial=True)
        mark = "▌" if is_cursor and self.has_focus else " "
        segments = [Segment(mark, base)]
        for place, cell in enumerate(row.cells):
            style = base
            if cell.tone:
                style += self.get_component_rich_style(f"sheet--{cell.tone}", partial=True)
            segments += [Segment(self._fit(cell.text, place), style), Segment(" ", base)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _line(self, cells: list[Cell]) -> str:
        return " " + " ".join(self._fit(cell.text, place) for place, cell in enumerate(cells))

    def _fit(self, text: str, place: int) -> str:
        if place >= len(self._widths):
            return ""
        width = self._widths[place]
        if cell_len(text) > width:
            return f"{set_cell_size(text, width - 1).rstrip()}…".ljust(width) if width > 1 else text[:width]
        pad = " " * (width - cell_len(text))
        return pad + text if self._all.columns[place].is_number else text + pad

    # --- moving ---------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """A row that there is."""
        return max(0, min(cursor, len(self._grid.rows) - 1))

    def watch_cursor(self) -> None:
        """Tell who listens, and keep the row in sight."""
        above = self._above
        self.scroll_to_region(Region(0, self.cursor, 1, 1 + above), animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved(self, self.row))

    def on_key(self, event: events.Key) -> None:
        """Arrows, page and home keys move the cursor."""
        page = max(1, self.size.height - self._above - 1)
        steps = {
            "up": -1,
            "down": 1,
            "pageup": -page,
            "pagedown": page,
            "home": -len(self._grid.rows),
            "end": len(self._grid.rows),
        }
        if event.key in steps:
            self.cursor += steps[event.key]
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; a second one opens it."""
        number = event.y - self._above + self.scroll_offset.y
        if 0 <= number < len(self._grid.rows):
            is_again = number == self.cursor and event.chain > 1
            self.cursor = number
            if is_again:
                self.action_open_row()

    def action_open_row(self) -> None:
        """Open the row."""
        if self.row is not None:
            self.post_message(self.Chosen(self, self.row))

    def action_sort(self) -> None:
        """Sort by the next column; once through all of them the rows stand as they came."""
        column, _ = self._sorted
        following = 0 if column is None else column + 1
        is_number = following < len(self._all.columns) and self._all.columns[following].is_number
        self._sorted = (following, is_number) if following < len(self._all.columns) else (None, False)
        self._arrange()
        self.refresh()


def _measure(grid: Grid, room: int) -> list[int]:
    """How wide each column is: what its texts need, less where there is too little room."""
    sample = grid.rows if len(grid.rows) <= 500 else [*grid.rows[:400], *grid.rows[-100:]]
    widths = [max(cell_len(column.title), column.least) for column in grid.columns]
    for row in sample:
        for place, cell in enumerate(row.cells[: len(widths)]):
            widths[place] = max(widths[place], cell_len(cell.text))
    spare = room - sum(widths) - len(widths) - 1
    growing = [place for place, column in enumerate(grid.columns) if column.grows]
    while spare < 0 and growing and any(widths[place] > 8 for place in growing):
        widest = max(growing, key=lambda place: widths[place])
        widths[widest] -= 1
        spare += 1
    while spare < 0 and any(width > 4 for width in widths):
        widest = max(range(len(widths)), key=lambda place: widths[place])
        widths[widest] -= 1
        spare += 1
    return widths
