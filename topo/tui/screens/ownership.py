"""Ownership: is everything owned?"""

from textual.app import ComposeResult

from topo.tui.grid import Grid
from topo.tui.lenses.ownership import list_ownership
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.sheet import Sheet


class OwnershipScreen(LensScreen):
    """Domain → service → owner, what nobody owns first."""

    lens = "ownership"

    def compose_lens(self) -> ComposeResult:
        """One table."""
        yield Sheet(id="ownership")

    def prepare(self, session: Session) -> Grid:
        """The table."""
        return list_ownership(session)

    def show(self, prepared: object) -> None:
        """Show it."""
        self.query_one("#ownership", Sheet).show(prepared)  # type: ignore[arg-type]
