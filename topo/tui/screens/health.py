"""Health: what is well, and what is not?"""

from rich.text import Text
from textual.app import ComposeResult

from topo.tui.inspecting import find_subject
from topo.tui.lenses.health import HealthView, describe_cell, view_health
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.sheet import Sheet
from topo.tui.widgets.tones import find_style


class HealthScreen(LensScreen):
    """Cells × dimensions, and the one constraint."""

    lens = "health"

    def __init__(self) -> None:
        super().__init__()
        self._view: HealthView | None = None

    def compose_lens(self) -> ComposeResult:
        """One table."""
        yield Sheet(id="health")

    def prepare(self, session: Session) -> HealthView:
        """The table."""
        return view_health(session)

    def show(self, prepared: object) -> None:
        """Show it."""
        assert isinstance(prepared, HealthView)
        self._view = prepared
        self.query_one("#health", Sheet).show(prepared.grid)

    def open_up(self, session: Session, address: str) -> Text:
        """Why each field of a team has its colour; then its measures."""
        kind, id = find_subject(address)
        text = Text()
        if self._view is not None and kind == "team":
            for said, tone in describe_cell(self._view, id):
                text.append(said, style=find_style(self, tone))
        return (
            text.append("\n").append_text(super().open_up(session, address))
            if text
            else super().open_up(session, address)
        )
