"""What is proposed: the moves of the scenario, each with a check box."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from topo.change.history import History
from topo.tui.actions import Context
from topo.tui.grid import Cell, Column, Grid, Row
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.sheet import Sheet

EMPTY = "No moves yet. On the board press m to carry something, or a to choose a move."


class Moves(Sheet):
    """The moves as rows."""

    keeps_cursor = False

    BINDINGS = bind(Context.MOVES)


class MoveList(Vertical):
    """The left side: the name of the scenario, and its moves."""

    DEFAULT_CSS = """
    MoveList { width: 34; border-right: solid $panel; }
    MoveList Static { height: auto; padding: 0 1; text-style: bold; }
    MoveList Moves { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """A title and the moves."""
        yield Static("", id="scenario")
        yield Moves(id="moves")

    def show(self, name: str, history: History, *, is_dirty: bool) -> None:
        """Show the moves of a scenario."""
        self.query_one("#scenario", Static).update(f"{name}{' (not saved)' if is_dirty else ''}")
        self.query_one(Moves).show(list_moves(history))


def list_moves(history: History) -> Grid:
    """A row for each move: its check box, what it says, and what is to be known of it.

    Corrections are marked; a move that does not fit, or was undone, says so.
    """
    skipped = history.skipped
    rows = []
    for number, step in enumerate(history.steps):
        if number >= history.cursor:
            box, tone = "↶", "dim"
        elif not step.is_on:
            box, tone = "[ ]", "dim"
        elif number in skipped:
            box, tone = "[!]", "bad"
        else:
            box, tone = "[x]", ""
        marks = [
            *(["correction"] if step.is_correction else []),
            *(["claim"] if step.move.is_claim else []),
            *(
                ["does not fit: " + "; ".join(each.message for each in skipped[number])]
                if number in skipped
                else []
            ),
            *([f"“{step.note}”"] if step.note else []),
        ]
        says = step.move.describe().replace("`", "")
        said = f"{says} ({', '.join(marks)})" if marks else says
        rows.append(Row((Cell(box, tone), Cell(said, tone)), str(number)))  # type: ignore[arg-type]
    return Grid((Column(""), Column("", grows=1, wraps=True)), rows, empty=EMPTY)
