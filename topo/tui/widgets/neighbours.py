"""How does the neighbourhood of one team look?"""

from rich.text import Text
from textual.widgets import Static

from topo.tui.lenses.neighbourhood import Neighbourhood, draw_neighbourhood
from topo.tui.widgets.tones import find_style


class Neighbours(Static):
    """A team in the middle, who waits on it to the left, whom it waits on to the right."""

    DEFAULT_CSS = "Neighbours { height: 1fr; padding: 0 1; border-top: solid $panel; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id)
        self._hood: Neighbourhood | None = None

    def show(self, hood: Neighbourhood | None) -> None:
        """Show this one."""
        self._hood = hood
        self._draw()

    def on_resize(self) -> None:
        """Take the room that there is."""
        self._draw()

    def _draw(self) -> None:
        text = Text(no_wrap=True, overflow="ellipsis")
        if self._hood is not None:
            for line in draw_neighbourhood(self._hood, self.size.width, self.size.height):
                for said, tone in line:
                    text.append(said, style=find_style(self, tone))
                text.append("\n")
        self.update(text)
