"""Which keys are there? The table of actions, filtered as one types."""

from collections.abc import Mapping
from types import MappingProxyType

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from topo.tui.actions import ACTIONS, name_action
from topo.tui.dialogs.dialog import Dialog
from topo.tui.grid import Cell, Column, Grid, Row
from topo.tui.keys import name_key
from topo.tui.widgets.sheet import Sheet


class Help(Dialog[None]):
    """Every action with its keys."""

    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > Vertical {
        width: 90;
        max-width: 98%;
        height: 90%;
        border: round $primary;
        background: $surface;
        padding: 0 1;
    }
    Help Input { height: 1; background: $panel; margin-bottom: 1; }
    Help Sheet { height: 1fr; }
    """

    def __init__(self, chosen: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> None:
        super().__init__()
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """A line to type in, and the table."""
        with Vertical():
            yield Static("Keys. Type to filter; escape closes.")
            yield Input(placeholder="carry, undo, lens …", id="typed", compact=True)
            yield Sheet(id="keys")

    def on_mount(self) -> None:
        """Show all of them."""
        self.query_one(Sheet).show(list_keys(self._chosen))

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self.query_one(Sheet).filter(event.value)

    def on_key(self, event: events.Key) -> None:
        """Escape closes; arrows move in the table."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key in ("up", "down", "pageup", "pagedown"):
            self.query_one(Sheet).on_key(event)


def list_keys(chosen: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> Grid:
    """A row for each action, with the `chosen` keys where somebody chose some."""
    rows = [
        Row(
            (
                Cell(", ".join(map(name_key, chosen.get(name_action(action), action.keys))), "strong"),
                Cell(action.title),
                Cell(action.says, "dim"),
                Cell(action.context.value, "dim"),
            ),
            action.id,
        )
        for action in ACTIONS
    ]
    columns = (
        Column("key", grows=1, least=10),
        Column("does"),
        Column("", grows=1, wraps=True, least=34),
        Column("where"),
    )
    return Grid(columns, rows, empty="No key does that.")
