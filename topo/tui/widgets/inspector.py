"""Why is this what it is? The right side shows what the cursor stands on, opened up to its parts."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static


class Inspector(VerticalScroll, can_focus=True):
    """Text about one thing."""

    DEFAULT_CSS = """
    Inspector {
        width: 28%;
        min-width: 44;
        max-width: 64;
        border-left: solid $panel;
        padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", id="inspected")

    def show(self, text: Text | str) -> None:
        """Show this text from its beginning."""
        self.query_one("#inspected", Static).update(text)
        self.scroll_home(animate=False)
