"""Compare: which option does what?"""

from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical

from topo.tui.inspecting import inspect_change, inspect_number
from topo.tui.lenses.compare import CompareView, view_comparison
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.sheet import Sheet
from topo.tui.widgets.tones import find_style


class CompareScreen(LensScreen):
    """Any number of scenarios beside doing nothing, and below them the phases of the open one."""

    lens = "compare"
    DEFAULT_CSS = """
    CompareScreen #compare { height: 3fr; }
    CompareScreen #phases { height: 2fr; display: none; border-top: solid $panel; }
    CompareScreen #phases.open { display: block; }
    """

    def compose_lens(self) -> ComposeResult:
        """Two tables."""
        with Vertical():
            yield Sheet(id="compare")
            yield Sheet(id="phases")

    def prepare(self, session: Session) -> CompareView:
        """The tables."""
        return view_comparison(session)

    def open_up(self, session: Session, address: str) -> Text:
        """A number with its parts today and after, or what a cost is made of; else the thing itself."""
        kind, _, name = address.partition(":")
        contender, style = session.contend(session.fork), partial(find_style, self)
        if kind == "number":
            change = contender.compared.by_key.get(("organisation", "", name))
            return Text() if change is None else inspect_change(change, self.topo.places, style)
        if kind == "cost":
            return inspect_number(contender.cost.numbers[name], self.topo.places, style)
        return super().open_up(session, "" if kind in ("fact", "heading", "phase") else address)

    def show(self, prepared: object) -> None:
        """Show them."""
        assert isinstance(prepared, CompareView)
        self.query_one("#compare", Sheet).show(prepared.scenarios)
        phases = self.query_one("#phases", Sheet)
        phases.set_class(prepared.phases is not None, "open")
        if prepared.phases is not None:
            phases.show(prepared.phases)
