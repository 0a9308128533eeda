"""Flow: where does work wait?"""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from topo.tui.actions import Context
from topo.tui.lenses.flow import FlowView, view_flow
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.sheet import Sheet

STEP = 0.1
MOST = 2.0


class FlowScreen(LensScreen):
    """Pools and stages as bars, and a slider of faster coding that moves the bottleneck live."""

    lens = "flow"
    BINDINGS = bind(Context.FLOW)
    DEFAULT_CSS = """
    FlowScreen #sentence { height: auto; padding: 0 1; text-style: bold; }
    FlowScreen #slider { height: 1; padding: 0 1; color: $accent; }
    FlowScreen #pools { height: 1fr; }
    FlowScreen #streams { height: 2fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.ai = 0.0

    def compose_lens(self) -> ComposeResult:
        """The sentence, the slider and two tables."""
        with Vertical():
            yield Static("", id="sentence")
            yield Static("", id="slider")
            yield Sheet(id="pools")
            yield Sheet(id="streams")

    def prepare(self, session: Session) -> FlowView:
        """The flow as it stands on the slider."""
        return view_flow(session, self.ai)

    def show(self, prepared: object) -> None:
        """Show it."""
        assert isinstance(prepared, FlowView)
        self.query_one("#sentence", Static).update(prepared.sentence)
        steps = round(self.ai / STEP)
        bar = "━" * steps + "●" + "─" * (round(MOST / STEP) - steps)
        self.query_one("#slider", Static).update(
            f"faster coding \\[ {bar} ]  +{self.ai:.0%}".replace("%", " %")
        )
        self.query_one("#pools", Sheet).show(prepared.pools)
        self.query_one("#streams", Sheet).show(prepared.streams)

    def action_more_ai(self) -> None:
        """Coding gets faster."""
        self._slide(STEP)

    def action_less_ai(self) -> None:
        """Coding gets slower."""
        self._slide(-STEP)

    def _slide(self, by: float) -> None:
        self.ai = round(max(0.0, min(MOST, self.ai + by)), 2)
        self.look_again()
