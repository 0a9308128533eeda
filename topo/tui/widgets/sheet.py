"""How does a table look, and how does one move in it?

It draws its own lines: ten thousand rows cost no more than those that are seen.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from textwrap import wrap
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from topo.tui.actions import Context
from topo.tui.arrangement import Arrangement
from topo.tui.grid import UNKNOWN, Cell, Grid, Row
from topo.tui.layout import Layout, shorten
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.drawn import Drawn

AT_ONCE = 500
"""So many rows are set out between two keys; of longer tables the old rows stand until the new ones do."""
SET_OUT = "set out"


def _lay_out(grid: Grid, arrangement: Arrangement, width: int) -> Layout:
    """The rows as somebody arranged them, in so many columns of the screen."""
    return Layout(arrangement.apply(grid), width)


class Sheet(Drawn, can_focus=True):
    """A table with a cursor, filter and sorting."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--head",
        "sheet--cursor",
        "sheet--idle",
        "sheet--good",
        "sheet--warn",
        "sheet--bad",
        "sheet--dim",
        "sheet--strong",
    }
    DEFAULT_CSS = """
    Sheet { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; overflow-x: hidden; }
    Sheet .sheet--head { color: $tone-head; text-style: bold; }
    Sheet .sheet--cursor { background: $cursor-ground; text-style: bold; }
    Sheet .sheet--idle { background: $cursor-idle; }
    Sheet .sheet--good { color: $tone-good; }
    Sheet .sheet--warn { color: $tone-warn; }
    Sheet .sheet--bad { color: $tone-bad; }
    Sheet .sheet--dim { color: $tone-dim; }
    Sheet .sheet--strong { text-style: bold; }
    """
    BINDINGS = bind(Context.TABLE)
    cursor: reactive[int] = reactive(0)
    keeps_cursor: ClassVar[bool] = True
    """Whether the cursor is seen while the keys go elsewhere."""

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

    class Arranged(Message):
        """It is sorted otherwise, filtered, or other columns are seen."""

        def __init__(self, sheet: "Sheet") -> None:
            super().__init__()
            self.sheet = sheet

    class ColumnsAsked(Arranged):
        """Somebody wants to choose the columns that are seen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all = self._grid = Grid((), empty=UNKNOWN)
        self._width = 0
        self._layout = Layout(self._grid, 10)
        self._note: list[str] = []
        self.arrangement = Arrangement()

    # --- what it shows --------------------------------------------------------------------------------

    def show(self, grid: Grid) -> None:
        """Show this table; the cursor stays on its row where that is still there."""
        key = self.row.key if self.row is not None else None
        self._all = grid

        def follow() -> None:
            keys = [row.key for row in self._grid.rows]
            self.cursor = keys.index(key) if key in keys else min(self.cursor, max(0, len(keys) - 1))
            if self.row is not None and self.row.key != key:
                self.post_message(self.Moved(self, self.row))

        self._set_out(follow)

    def filter(self, text: str) -> None:
        """Show only rows with this text in them."""

        def begin() -> None:
            self.cursor = 0

        self.put_in_order(replace(self.arrangement, filter=text), begin)

    def put_in_order(self, arrangement: Arrangement, follow: Callable[[], None] = lambda: None) -> None:
        """Sort by another column, hide some, or filter; tells who listens."""
        self.arrangement = arrangement
        self._set_out(follow)
        self.post_message(self.Arranged(self))

    @property
    def grid(self) -> Grid:
        """All of what it shows, as it came."""
        return self._all

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

    def _set_out(self, follow: Callable[[], None]) -> None:
        """Set the table out anew, and then let the cursor `follow`: at once, or where it is long, later."""
        self._width = self.size.width
        self.workers.cancel_group(self, SET_OUT)
        work = partial(_lay_out, self._all, self.arrangement, max(10, self.size.width - 1))
        if len(self._all.rows) <= AT_ONCE:
            self._take(work(), follow)
        else:
            later: Callable[[], Coroutine[None, None, None]] = partial(self._set_out_later, work, follow)
            self.run_worker(later, group=SET_OUT, description=SET_OUT)  # type: ignore[arg-type]

    async def _set_out_later(self, work: Callable[[], Layout], follow: Callable[[], None]) -> None:
        self._take(await asyncio.to_thread(work), follow)

    def _take(self, layout: Layout, follow: Callable[[], None]) -> None:
        self._layout, self._grid = layout, layout.grid
        note = self.arrangement.say(self._all, len(layout.grid.rows))
        self._note = wrap(note, max(10, self.size.width - 1))[:3]
        self.virtual_size = Size(max(1, self.size.width), layout.height + self._above)
        follow()
        self.refresh()

    @property
    def _above(self) -> int:
        has_titles = bool(self._grid.rows) and any(each.title for each in self._grid.columns)
        return len(self._note) + has_titles

    def on_resize(self, _: events.Resize) -> None:
        """Columns take the room that there is."""
        if self._width == self.size.width:
            self._keep_in_sight()
        else:
            self._set_out(self._keep_in_sight)

    # --- drawing --------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of what is seen: the note and the titles stay in sight."""
        base, width = self.rich_style, self.size.width
        if y < len(self._note):
            dim = self.get_component_rich_style("sheet--dim", partial=True)
            return Strip([Segment(set_cell_size(f" {self._note[y]}", width), base + dim)], width)
        if not self._grid.rows:
            lines = wrap(self._grid.empty, max(8, width - 2))
            at = y - self._above
            return Strip(
                [Segment(set_cell_size(f" {lines[at]}" if at < len(lines) else "", width), base)], width
            )
        if y < self._above:
            head = self.get_component_rich_style("sheet--head", partial=True)
            titles = [Cell(title) for title in self._titles()]
            return self._draw(titles, base + head, mark=" ")
        number, line = self._layout.find_row(y - self._above + self.scroll_offset.y)
        if number >= len(self._grid.rows):
            return Strip.blank(width, base)
        return self._draw_row(number, line)

    def _titles(self) -> list[str]:
        """The titles; the one that is sorted by says in which direction."""
        return [
            f"{self.arrangement.mark(column.title)}{title}"
            for title, column in zip(self._layout.titles, self._grid.columns, strict=True)
        ]

    def _draw_row(self, number: int, line: int) -> Strip:
        base, is_cursor = self.rich_style, number == self.cursor
        if is_cursor and (self.has_focus or self.keeps_cursor):
            name = "sheet--cursor" if self.has_focus else "sheet--idle"
            base += self.get_component_rich_style(name, partial=True)
        mark = "▌" if is_cursor and self.has_focus else " "
        row = self._grid.rows[number]
        return (
            self._draw_heading(row.cells[0], base, mark=mark)
            if row.is_heading
            else self._draw(self._layout.find_cells(number, line), base, mark=mark)
        )

    def _draw_heading(self, cell: Cell, base: Style, *, mark: str) -> Strip:
        style = base + self.get_component_rich_style("sheet--head", partial=True)
        text = shorten(cell.text, self.size.width - 2)
        return Strip([Segment(mark, base), Segment(text, style)]).adjust_cell_length(self.size.width, base)

    def _draw(self, cells: Sequence[Cell], base: Style, *, mark: str) -> Strip:
        segments = [Segment(mark, base)]
        for place, cell in enumerate(cells):
            style = base
            if cell.tone:
                style += self.get_component_rich_style(f"sheet--{cell.tone}", partial=True)
            segments += [
                Segment(self._layout.fit(cell.text, place), style),
                Segment(" " * self._layout.gap, base),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    # --- moving ---------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """A row that there is."""
        return max(0, min(cursor, len(self._grid.rows) - 1))

    def watch_cursor(self) -> None:
        """Tell who listens, and keep the row in sight."""
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self, self.row))

    def _keep_in_sight(self) -> None:
        top, height = self._layout.find_lines(self.cursor)
        self.scroll_to_region(Region(0, top, 1, height + self._above), animate=False, force=True)

    def on_focus(self) -> None:
        """The cursor is seen where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor steps back."""
        self.refresh()

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
        number, _ = self._layout.find_row(event.y - self._above + self.scroll_offset.y)
        if event.y >= self._above and 0 <= number < len(self._grid.rows):
            is_again = number == self.cursor and event.chain > 1
            self.cursor = number
            if is_again:
                self.action_open_row()

    def action_open_row(self) -> None:
        """Open the row."""
        if self.row is not None:
            self.post_message(self.Chosen(self, self.row))

    def action_columns(self) -> None:
        """Choose which columns are seen."""
        self.post_message(self.ColumnsAsked(self))

    def action_sort(self) -> None:
        """Sort by the next column; once through all of them the rows stand as they came."""
        self.put_in_order(self.arrangement.sort_next(self._grid.columns))
