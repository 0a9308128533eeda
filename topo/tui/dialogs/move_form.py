"""Which fields has the move, and what is in them?"""

from collections.abc import Callable, Mapping

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from topo.change.move import Move
from topo.tui.dialogs.dialog import Dialog
from topo.tui.forms import Field


class MoveForm(Dialog[Move | None]):
    """A line for each field; what does not fit is said as one types.

    `build` makes the move of the texts; it gives back the move, or why there is none.
    """

    DEFAULT_CSS = """
    MoveForm { align: center middle; }
    MoveForm > Vertical {
        width: 90;
        max-width: 98%;
        height: auto;
        max-height: 94%;
        border: round $primary;
        background: $surface;
        padding: 0 1;
    }
    MoveForm VerticalScroll { height: auto; max-height: 20; }
    MoveForm Input { height: 1; border: none; background: $panel; }
    MoveForm .label { color: $tone-dim; }
    MoveForm #reason { color: $tone-bad; height: auto; max-height: 6; }
    """

    def __init__(
        self, title: str, fields: tuple[Field, ...], build: Callable[[Mapping[str, str]], Move | str]
    ) -> None:
        super().__init__()
        self._title, self._fields, self._build = title, fields, build

    def compose(self) -> ComposeResult:
        """A title, the fields, and the reason."""
        with Vertical():
            keys = "  enter: next field, then make the move · esc: leave"
            yield Static(Text.assemble((self._title, "bold"), keys))
            with VerticalScroll():
                for field in self._fields:
                    said = f"{field.name}{' (needed)' if field.is_needed else ''}: {field.says}"
                    yield Static(said, classes="label", markup=False)
                    suggester = (
                        SuggestFromList(field.choices, case_sensitive=False) if field.choices else None
                    )
                    yield Input(
                        placeholder=field.example, suggester=suggester, id=f"field-{field.name}", compact=True
                    )
            yield Static("", id="reason")

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query(Input).first().focus()

    def on_key(self, event: events.Key) -> None:
        """Escape leaves; up and down go from field to field."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key in ("up", "down"):
            event.stop()
            (self.focus_previous if event.key == "up" else self.focus_next)()

    @on(Input.Changed)
    def _look(self) -> None:
        made = self._build(self._texts())
        self.query_one("#reason", Static).update(made if isinstance(made, str) else made.describe())

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        made = self._build(self._texts())
        if not isinstance(made, str):
            self.dismiss(made)
            return
        ids = [f"field-{field.name}" for field in self._fields]
        following = ids.index(event.input.id or "") + 1
        if following < len(ids):
            self.query_one(f"#{ids[following]}", Input).focus()

    def _texts(self) -> dict[str, str]:
        return {field.name: self.query_one(f"#field-{field.name}", Input).value for field in self._fields}
