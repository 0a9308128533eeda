"""Which lenses are there, and which one is open?"""

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

from topo.tui.actions import LENSES


class LensBar(Static):
    """The line at the top: the lenses by their number keys, and the question of the open one."""

    DEFAULT_CSS = "LensBar { height: 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }"

    class Chosen(Message):
        """A lens was clicked."""

        def __init__(self, lens: str) -> None:
            super().__init__()
            self.lens = lens

    def __init__(self, lens: str) -> None:
        super().__init__()
        self._lens = lens
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Draw when the width is known."""
        self._draw()

    def on_resize(self) -> None:
        """Draw again: a narrow screen shows them closer together."""
        self._draw()

    def _draw(self) -> None:
        text, self._spans = Text(no_wrap=True, overflow="ellipsis"), []
        width = self.size.width or 80
        is_narrow = width < sum(len(title) + 4 for _, title, _ in LENSES)
        edge = "" if is_narrow else " "
        for number, (id, title, _) in enumerate(LENSES, start=1):
            is_open = id == self._lens
            said = f"{edge}{number} {title}{edge}"
            text.append(" " if is_narrow and number > 1 else "")
            self._spans.append((text.cell_len, text.cell_len + len(said), id))
            text.append(said, style="reverse bold" if is_open else "")
        question = next(question for id, _, question in LENSES if id == self._lens)
        if text.cell_len + len(question) + 3 <= width:
            text.append("  ")
            text.append(question, style="italic")
        self.update(text, layout=False)

    def on_click(self, event: events.Click) -> None:
        """A click opens the lens."""
        for start, end, lens in self._spans:
            if start <= event.x < end:
                self.post_message(self.Chosen(lens))
