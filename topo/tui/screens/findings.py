"""Findings: what is against the rules?"""

from collections.abc import Mapping
from functools import partial

from rich.text import Text
from textual.app import ComposeResult

from topo.findings import Finding
from topo.tui.actions import Context
from topo.tui.inspecting_finding import inspect_finding
from topo.tui.lenses.findings import FindingsView, view_findings
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.sheet import Sheet
from topo.tui.widgets.tones import find_style


class FindingsScreen(LensScreen):
    """New findings first; `e` opens the file at the line."""

    lens = "findings"
    BINDINGS = bind(Context.FINDINGS)

    def compose_lens(self) -> ComposeResult:
        """One table."""
        yield Sheet(id="findings")

    def __init__(self) -> None:
        super().__init__()
        self._known: Mapping[str, Finding] = {}
        self._key = ""

    def prepare(self, session: Session) -> FindingsView:
        """The table: checked beside the event loop."""
        return view_findings(session)

    def show(self, prepared: object) -> None:
        """Show it."""
        assert isinstance(prepared, FindingsView)
        self._known = prepared.by_key
        self.query_one("#findings", Sheet).show(prepared.grid)

    def inspect_address(self, address: str) -> None:
        """The key of a row stands for a finding, and for the thing that it is about."""
        self._key = address
        super().inspect_address(address.partition("#")[0])

    def open_up(self, session: Session, address: str) -> Text:
        """The finding in full and why it matters; then the thing that it is about."""
        finding = self._known.get(self._key)
        about = super().open_up(session, address)
        if finding is None:
            return about
        text = inspect_finding(finding, session.organisation, self.topo.places, partial(find_style, self))
        return text.append("\n").append_text(about)

    def action_edit(self) -> None:
        """Open the file at the line in $EDITOR."""
        row = self.query_one("#findings", Sheet).row
        if row is not None:
            self.topo.edit(row.key.partition("#")[0])
