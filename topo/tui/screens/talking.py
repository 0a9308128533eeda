"""Talking: who must talk, and have they agreed how?"""

from textual.app import ComposeResult

from topo.tui.grid import Grid
from topo.tui.lenses.talking import list_talking
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.sheet import Sheet


class TalkingScreen(LensScreen):
    """Pairs by verdict, what is missing first."""

    lens = "talking"

    def compose_lens(self) -> ComposeResult:
        """One table."""
        yield Sheet(id="talking")

    def prepare(self, session: Session) -> Grid:
        """The table."""
        return list_talking(session)

    def show(self, prepared: object) -> None:
        """Show it."""
        self.query_one("#talking", Sheet).show(prepared)  # type: ignore[arg-type]
