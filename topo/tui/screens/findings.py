"""Findings: what is against the rules?"""

from textual.app import ComposeResult

from topo.tui.actions import Context
from topo.tui.grid import Grid
from topo.tui.lenses.findings import list_findings
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.sheet import Sheet


class FindingsScreen(LensScreen):
    """New findings first; `e` opens the file at the line."""

    lens = "findings"
    BINDINGS = bind(Context.FINDINGS)

    def compose_lens(self) -> ComposeResult:
        """One table."""
        yield Sheet(id="findings")

    def prepare(self, session: Session) -> Grid:
        """The table: checked beside the event loop."""
        return list_findings(session)

    def show(self, prepared: object) -> None:
        """Show it."""
        self.query_one("#findings", Sheet).show(prepared)  # type: ignore[arg-type]

    def action_edit(self) -> None:
        """Open the file at the line in $EDITOR."""
        row = self.query_one("#findings", Sheet).row
        if row is not None:
            self.topo.edit(row.key)
