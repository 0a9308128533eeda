"""Compare: which option does what?"""

from textual.app import ComposeResult

from topo.tui.grid import Grid
from topo.tui.lenses.compare import list_comparison
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.sheet import Sheet


class CompareScreen(LensScreen):
    """Any number of scenarios beside doing nothing."""

    lens = "compare"

    def compose_lens(self) -> ComposeResult:
        """One table."""
        yield Sheet(id="compare")

    def prepare(self, session: Session) -> Grid:
        """The table."""
        return list_comparison(session)

    def show(self, prepared: object) -> None:
        """Show it."""
        self.query_one("#compare", Sheet).show(prepared)  # type: ignore[arg-type]
