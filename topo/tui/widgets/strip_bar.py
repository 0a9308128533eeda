"""What changed in all, before → after, in one line?"""

from rich.text import Text
from textual.widgets import Static

from topo.tui.strip import Strip
from topo.tui.widgets.tones import find_style


class StripBar(Static):
    """The strip at the bottom: signed numbers, coloured and with arrows."""

    DEFAULT_CSS = """
    StripBar {
        height: 2;
        padding: 0 1;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._strip: Strip | None = None
        self._said = ""

    def show(self, strip: Strip) -> None:
        """Show what changed."""
        self._strip = strip
        self._draw()

    def say(self, text: str) -> None:
        """Say something in the place of the first line; "" shows that again."""
        self._said = text
        self._draw()

    def _draw(self) -> None:
        strip = self._strip
        if strip is None:
            return
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(f"{self._said or strip.head}\n", style="bold")
        for number, shift in enumerate(strip.shifts):
            text.append(f"{'  │  ' if number else ''}{shift.title} ")
            text.append(shift.says, style=find_style(self, shift.tone))
        if not any(shift.is_change for shift in strip.shifts):
            text.append("  │  nothing changed yet")
        self.update(text, layout=False)
