"""What is the text? One line, with the reason at once where it does not do."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from topo.tui.dialogs.dialog import Dialog


class Prompt(Dialog[str | None]):
    """Ask for a text. `check` says why a text does not do; None where it does."""

    DEFAULT_CSS = """
    Prompt { align: center middle; }
    Prompt > Vertical {
        width: 76;
        max-width: 96%;
        height: auto;
        border: round $primary;
        background: $surface;
        padding: 0 1;
    }
    Prompt Input { height: 1; background: $panel; margin-top: 1; }
    Prompt #reason { color: $tone-bad; height: auto; }
    """

    def __init__(
        self, title: str, *, value: str = "", check: Callable[[str], str | None] | None = None
    ) -> None:
        super().__init__()
        self._title, self._value, self._check = title, value, check

    def compose(self) -> ComposeResult:
        """A title, the line, and the reason."""
        with Vertical():
            yield Static(self._title, markup=False)
            yield Input(self._value, id="text", compact=True)
            yield Static("", id="reason")

    def on_key(self, event: events.Key) -> None:
        """Escape leaves."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        reason = self._check(event.value) if self._check is not None else None
        if reason is None:
            self.dismiss(event.value)
        else:
            self.query_one("#reason", Static).update(reason)
