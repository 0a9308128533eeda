"""Health: what is well, and what is not?"""

from textual.app import ComposeResult

from topo.tui.grid import Grid
from topo.tui.lenses.health import list_health
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.sheet import Sheet


class HealthScreen(LensScreen):
    """Cells × dimensions, and the one constraint."""

    lens = "health"

    def compose_lens(self) -> ComposeResult:
        """One table."""
        yield Sheet(id="health")

    def prepare(self, session: Session) -> Grid:
        """The table."""
        return list_health(session, self.topo.names)

    def show(self, prepared: object) -> None:
        """Show it."""
        self.query_one("#health", Sheet).show(prepared)  # type: ignore[arg-type]
