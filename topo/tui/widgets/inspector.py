"""Why is this what it is? The right side shows what the cursor stands on, opened up to its parts.

It draws its own lines, wrapped once: Textual would wrap a long text anew whenever anything beside it moves.
"""

from collections.abc import Iterator

from rich.segment import Segment
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.strip import Strip

from topo.tui.widgets.drawn import Drawn


class Reading(Drawn, can_focus=True):
    """A long text, of which the lines that are seen are drawn."""

    DEFAULT_CSS = "Reading { scrollbar-size-vertical: 1; overflow-x: hidden; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Text()
        self._lines: list[Text] = []

    def show(self, text: Text) -> None:
        """Show this text from its beginning."""
        self._text = text
        self._wrap()
        self.scroll_home(animate=False)

    def render(self) -> Text:
        """All of the text."""
        return self._text

    def on_resize(self) -> None:
        """Wrap for the room that there is, where that is another one."""
        if self.virtual_size.width != max(10, self.size.width):
            self._wrap()

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width, base = self.size.width, self.rich_style
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[number]
        segments = line.render(self.app.console)
        styled = [
            Segment(each.text, base + each.style if each.style else base) for each in segments if each.text
        ]
        return Strip(styled).adjust_cell_length(width, base)

    def _wrap(self) -> None:
        width = max(10, self.size.width)
        self._lines = list(_find_lines(self._text, width, self))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()


def _find_lines(text: Text, width: int, widget: Drawn) -> Iterator[Text]:
    for line in text.split("\n", allow_blank=True):
        line.end = ""
        if len(line) * 2 <= width or line.cell_len <= width:
            yield line
        else:
            for part in line.wrap(widget.app.console, width):
                part.end = ""
                yield part


class Inspector(Vertical):
    """The right side."""

    DEFAULT_CSS = """
    Inspector { width: 28%; min-width: 44; max-width: 64; border-left: solid $panel; }
    Inspector Reading { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Reading(id="inspected")

    def show(self, text: Text) -> None:
        """Show this text from its beginning."""
        self.query_one(Reading).show(text)
