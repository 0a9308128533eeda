"""Yes or no?"""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from topo.tui.dialogs.dialog import Dialog


class Confirm(Dialog[bool]):
    """Ask a question that y or n answers; escape is no."""

    DEFAULT_CSS = """
    Confirm { align: center middle; }
    Confirm > Vertical {
        width: 60;
        max-width: 96%;
        height: auto;
        border: round $tone-warn;
        background: $surface;
        padding: 0 1;
    }
    """

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question and the keys."""
        with Vertical():
            yield Static(self._question)
            yield Static("[b]y[/b] yes   [b]n[/b] no")

    def on_key(self, event: events.Key) -> None:
        """y, n, escape."""
        event.stop()
        if event.key in ("y", "enter"):
            self.dismiss(True)
        elif event.key in ("n", "escape"):
            self.dismiss(False)
