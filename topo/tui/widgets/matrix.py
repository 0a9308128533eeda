"""How does the matrix of waiting look: a heat map with a cross-hair?

It draws its own lines, and only the columns that are seen.
"""

from collections.abc import Sequence
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
from topo.tui.grid import UNKNOWN
from topo.tui.layout import shorten
from topo.tui.lenses.waiting import Matrix
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.drawn import Drawn

NARROWEST, WIDEST = 4, 12
"""How many columns of the screen one of the matrix takes: with room it shows the load, too."""
_NUMBERS_FROM = 9
_LONGEST_NAME = 30
_SHADES = "░▒▓█"
_EMPTY = "Nobody waits on anybody: no service depends on one of another team. a and add-dependency tries it."


class MatrixView(Drawn, can_focus=True):
    """Rows wait on columns; darker is more, ! blocks, + and − changed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--name",
        "matrix--ring",
        "matrix--cross",
        "matrix--cursor",
        "matrix--blocking",
        "matrix--more",
        "matrix--less",
        "matrix--dim",
    }
    DEFAULT_CSS = """
    MatrixView .matrix--name { color: $foreground; }
    MatrixView .matrix--ring { color: $tone-bad; text-style: bold; }
    MatrixView .matrix--cross { background: $cross-ground; text-style: $cross-style; }
    MatrixView .matrix--cursor { background: $cursor-ground; text-style: bold; }
    MatrixView .matrix--blocking { color: $tone-bad; }
    MatrixView .matrix--more { color: $tone-warn; text-style: bold; }
    MatrixView .matrix--less { color: $tone-good; text-style: bold; }
    MatrixView .matrix--dim { color: $tone-dim; }
    """
    BINDINGS = bind(Context.WAITING)
    row: reactive[int] = reactive(0)
    column: reactive[int] = reactive(0)

    class Moved(Message):
        """The cross-hair stands elsewhere: `waiter` waits on `other`."""

        def __init__(self, waiter: str, other: str, *, is_opened: bool = False) -> None:
            super().__init__()
            self.waiter, self.other, self.is_opened = waiter, other, is_opened

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._matrix = Matrix((), {}, {}, (), 0.0, "")
        self._is_known = False
        self._in_rings: frozenset[str] = frozenset()
        self._name_width = self._cell_width = 0
        self._set_out()

    def _set_out(self) -> None:
        """Let the names and cells take the room that there is."""
        count = len(self._matrix.teams)
        self._prefix = _find_prefix(list(self._matrix.titles.values()))
        longest = max((cell_len(title) for title in self._matrix.titles.values()), default=0)
        self._name_width = min(_LONGEST_NAME, longest + 2, max(12, self.size.width // 3))
        room = (self.size.width - self._name_width - 1) // max(1, count)
        self._cell_width = max(NARROWEST, min(WIDEST, room))
        self.virtual_size = Size(self._name_width + self._cell_width * count, count + self._above)

    @property
    def _above(self) -> int:
        return 2

    def on_resize(self) -> None:
        """Take the room that there is."""
        self._set_out()
        self.refresh()

    def show(self, matrix: Matrix) -> None:
        """Show this matrix; the cross-hair stays on its teams where they are still there."""
        pair = self.pair
        self._matrix, self._is_known = matrix, True
        self._in_rings = frozenset(team for ring in matrix.rings for team in ring)
        count = len(matrix.teams)
        self._set_out()
        if pair is not None and pair[0] in matrix.teams and pair[1] in matrix.teams:
            self.row, self.column = matrix.teams.index(pair[0]), matrix.teams.index(pair[1])
        self.row, self.column = min(self.row, max(0, count - 1)), min(self.column, max(0, count - 1))
        self.refresh()
        self._tell()

    def find(self, text: str) -> None:
        """Put the cross-hair on the first team with this text in it."""
        wanted = text.casefold()
        for number, team in enumerate(self._matrix.teams):
            if wanted and wanted in self._matrix.titles[team].casefold():
                self.row = number
                return

    @property
    def pair(self) -> tuple[str, str] | None:
        """Who waits, and on whom, where the cross-hair stands."""
        teams = self._matrix.teams
        if self.row >= len(teams) or self.column >= len(teams):
            return None
        return teams[self.row], teams[self.column]

    def render_line(self, y: int) -> Strip:
        """The note, the names of the columns, then a row for each team."""
        width, base = self.size.width, self.rich_style
        matrix = self._matrix
        if not matrix.teams:
            lines = wrap(_EMPTY if self._is_known else UNKNOWN, max(8, width - 2))
            said = f" {lines[y]}" if y < len(lines) else ""
            return Strip([Segment(set_cell_size(said, width), base)], width)
        if y == 0:
            dim = self.get_component_rich_style("matrix--dim", partial=True)
            return Strip([Segment(set_cell_size(matrix.note, width), base + dim)], width)
        cell = self._cell_width
        first = self.scroll_offset.x // cell
        last = min(len(matrix.teams), first + (width - self._name_width) // cell + 1)
        segments = [Segment(" " * self._name_width, base)] if y == 1 else self._draw_name(y)
        if y == 1:
            for place in range(first, last):
                segments.append(self._head(matrix.titles[matrix.teams[place]], place))
        else:
            number = y - 2 + self.scroll_offset.y
            if number >= len(matrix.teams):
                return Strip.blank(width, base)
            segments += [self._cell(number, place) for place in range(first, last)]
        return Strip(segments).simplify().adjust_cell_length(width, base)

    def _draw_name(self, y: int) -> list[Segment]:
        number = y - 2 + self.scroll_offset.y
        if number >= len(self._matrix.teams):
            return []
        team = self._matrix.teams[number]
        style = self.get_component_rich_style(
            "matrix--ring" if team in self._in_rings else "matrix--name", partial=True
        )
        if number == self.row:
            style += self.get_component_rich_style("matrix--cross", partial=True)
        mark = "⟳" if team in self._in_rings else " "
        title = shorten(f"{mark}{self._matrix.titles[team]}", self._name_width - 1).ljust(
            self._name_width - 1
        )
        return [Segment(f"{title} ", self.rich_style + style)]

    def _head(self, title: str, place: int) -> Segment:
        room = self._cell_width - 1
        title = title.removeprefix(self._prefix)
        text = (title[:room] if room < 5 else shorten(title, room)).ljust(self._cell_width)
        style = self.get_component_rich_style("matrix--name", partial=True)
        if place == self.column:
            style += self.get_component_rich_style("matrix--cross", partial=True)
        return Segment(text, self.rich_style + style)

    def _cell(self, row: int, column: int) -> Segment:
        teams = self._matrix.teams
        waits = self._matrix.cells.get((teams[row], teams[column]))
        name = "cursor" if (row, column) == (self.row, self.column) else ""
        text, tone = " ·", "dim"
        if row == column:
            text = " ╲"
        elif waits is not None:
            text, tone = self._say(waits.before, waits.after, is_blocking=waits.is_blocking)
        style = self.get_component_rich_style(f"matrix--{tone}", partial=True) if tone else self.rich_style
        if name or row == self.row or column == self.column:
            style += self.get_component_rich_style(f"matrix--{name or 'cross'}", partial=True)
        return Segment(text.ljust(self._cell_width), self.rich_style + style)

    def _say(self, before: float, after: float, *, is_blocking: bool) -> tuple[str, str]:
        if after == 0:
            return " −", "less"
        heaviest = self._matrix.heaviest or 1.0
        shade = _SHADES[min(len(_SHADES) - 1, int(after / heaviest * len(_SHADES)))]
        change = "+" if after > before else "−" if after < before else " "
        tone = (
            "more" if after > before else "less" if after < before else "blocking" if is_blocking else "name"
        )
        number = f" {after:.2g}" if self._cell_width >= _NUMBERS_FROM else ""
        return f" {shade}{'!' if is_blocking else ' '}{change}{number}", tone

    def on_key(self, event: events.Key) -> None:
        """Arrows move the cross-hair."""
        steps = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
        if event.key in steps:
            down, right = steps[event.key]
            count = len(self._matrix.teams)
            self.row = max(0, min(self.row + down, count - 1))
            self.column = max(0, min(self.column + right, count - 1))
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cross-hair there."""
        row = event.y - 2 + self.scroll_offset.y
        cell = self._cell_width
        column = (event.x - self._name_width) // cell + self.scroll_offset.x // cell
        count = len(self._matrix.teams)
        if 0 <= row < count:
            self.row = row
        if 0 <= column < count:
            self.column = column

    def watch_row(self) -> None:
        """Keep it in sight, and tell."""
        self._follow()

    def watch_column(self) -> None:
        """Keep it in sight, and tell."""
        self._follow()

    def _follow(self) -> None:
        cell = self._cell_width
        region = Region(self.column * cell, self.row, self._name_width + cell, 1 + self._above)
        self.scroll_to_region(region, animate=False, force=True)
        self.refresh()
        self._tell()

    def _tell(self, *, is_opened: bool = False) -> None:
        pair = self.pair
        if pair is not None:
            self.post_message(self.Moved(*pair, is_opened=is_opened))

    def action_open_cell(self) -> None:
        """Show what makes one wait on the other."""
        self._tell(is_opened=True)


def _find_prefix(titles: Sequence[str]) -> str:
    """What all titles begin with, up to a hyphen: where there is little room it says nothing.

    >>> _find_prefix(["team-10", "team-11"]), _find_prefix(["checkout", "cart"])
    ('team-', '')
    """
    first = min(titles, default="")
    last = max(titles, default="")
    same = next((at for at, each in enumerate(first) if not last.startswith(first[: at + 1])), len(first))
    return first[: first.rfind("-", 0, same) + 1]
