"""What do all dialogs have behind them? A grey shadow of the screen, drawn once."""

from typing import TypeVar

from rich.segment import Segment
from textual.screen import ModalScreen
from textual.strip import Strip

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Asks for an answer in front of the screen.

    Textual would blend the screen behind a dialog piece by piece whenever either of them is drawn.
    """

    COMPONENT_CLASSES = {"dialog--shadow"}
    DEFAULT_CSS = """
    Dialog { background: $background; }
    Dialog .dialog--shadow { color: $foreground 40%; background: $background; }
    """
    _shadow: list[str] | None = None

    def on_resize(self) -> None:
        """The screen behind it has another size, too."""
        self._shadow = None

    def render_line(self, y: int) -> Strip:
        """A line of the shadow."""
        if self._shadow is None:
            self._shadow = self._cast()
        text = self._shadow[y] if y < len(self._shadow) else ""
        style = self.get_component_rich_style("dialog--shadow")
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def _cast(self) -> list[str]:
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else 0
        return [strip.text for strip in stack[place - 1]._compositor.render_strips()] if place else []
