"""Which measures does the room trust, and with which weights?"""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from topo.tui.dialogs.dialog import Dialog
from topo.tui.dialogs.prompt import Prompt
from topo.tui.session import Session
from topo.tui.weights import ENTRY, list_weights, read_weight
from topo.tui.widgets.sheet import Sheet


class Weights(Dialog[None]):
    """Enter mutes a measure, or asks for another weight; what was changed is marked, and in the minutes."""

    DEFAULT_CSS = """
    Weights { align: center middle; }
    Weights > Vertical {
        width: 100;
        max-width: 98%;
        height: 90%;
        border: round $primary;
        background: $surface;
        padding: 0 1;
    }
    Weights Sheet { height: 1fr; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """One table."""
        with Vertical():
            yield Static("Enter mutes a measure, or gives an entry another weight. Escape closes.")
            yield Sheet(id="weights")

    def on_mount(self) -> None:
        """Show them."""
        self._show()

    def _show(self) -> None:
        self.query_one(Sheet).show(list_weights(self._session))

    def on_key(self, event: events.Key) -> None:
        """Escape closes."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)

    @on(Sheet.Chosen)
    def _choose(self, event: Sheet.Chosen) -> None:
        event.stop()
        key = event.row.key if event.row is not None else ""
        if not key.startswith(ENTRY):
            self._session.mute(key)
            self._show()
            return
        entry = key.removeprefix(ENTRY)

        def weigh(said: str | None) -> None:
            if said is not None:
                self._session.reweigh(entry, None if not said.strip() else float(said))
                self._show()

        title = f"Weight of {entry} (empty: as in the profile)"
        self.app.push_screen(Prompt(title, check=read_weight), weigh)
