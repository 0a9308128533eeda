"""What is to be done? A question that a key answers."""

from collections.abc import Mapping

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from topo.tui.dialogs.dialog import Dialog


class Confirm(Dialog[str]):
    """Ask a question that one of the keys of `answers` answers; enter is the first, escape the last."""

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

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """The question and the keys."""
        with Vertical():
            yield Static(self._question, markup=False)
            for key, says in self._answers.items():
                yield Static(Text.assemble((key, "bold"), f"  {says}"))

    def on_key(self, event: events.Key) -> None:
        """One of the keys, enter, escape."""
        event.stop()
        keys = list(self._answers)
        key = {"enter": keys[0], "escape": keys[-1]}.get(event.key, event.key)
        if key in keys:
            self.dismiss(key)
