"""Flow: where does work wait?"""

import asyncio
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from topo.analysis.flow.intervals import Intervals
from topo.analysis.flow.measuring import Flow
from topo.tui.actions import Context
from topo.tui.lenses.flow import FlowView, view_flow
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.sheet import Sheet

STEP = 0.1
MOST = 2.0
RESTS = 0.2
"""After how many seconds without a key the intervals are worked out."""


class FlowScreen(LensScreen):
    """Pools and stages as bars, and a slider of faster coding that moves the bottleneck live."""

    lens = "flow"
    BINDINGS = bind(Context.FLOW)
    DEFAULT_CSS = """
    FlowScreen #sentence { height: auto; padding: 0 1; text-style: bold; }
    FlowScreen #slider { height: 1; text-wrap: nowrap; padding: 0 1; color: $tone-head; }
    FlowScreen #flips { height: auto; max-height: 3; padding: 0 1; color: $tone-dim; }
    FlowScreen #pools { height: 1fr; }
    FlowScreen #streams { height: 2fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.ai = 0.0

    def compose_lens(self) -> ComposeResult:
        """The sentence, the slider, how sure it is, and two tables."""
        with Vertical():
            yield Static("", id="sentence")
            yield Static("", id="slider")
            yield Static("", id="flips", markup=False)
            yield Sheet(id="pools")
            yield Sheet(id="streams")

    def prepare(self, session: Session) -> FlowView:
        """The flow as it stands on the slider."""
        return view_flow(session, self.ai)

    def show(self, prepared: object) -> None:
        """Show it at once; how sure it is follows."""
        assert isinstance(prepared, FlowView)
        self._show(prepared)
        session = self.session
        if prepared.flow is not None and session is not None:
            self.query_one("#flips", Static).update("How sure: being worked out …")
            self.start(partial(self._make_sure, session, self.ai, prepared.flow), "sure")

    def _show(self, view: FlowView) -> None:
        self.query_one("#sentence", Static).update(view.sentence)
        self.query_one("#slider", Static).update(_draw_slider(self.ai) if view.flow is not None else "")
        self.query_one("#flips", Static).update(view.flips)
        self.query_one("#pools", Sheet).show(view.pools)
        self.query_one("#streams", Sheet).show(view.streams)

    async def _make_sure(self, session: Session, ai: float, flow: Flow) -> None:
        """Work out the intervals when the slider rests; what moves it again gives this up."""
        await asyncio.sleep(RESTS)
        view = await self.topo.beside(lambda: _view_surely(session, ai, flow))
        if self.ai == ai and self.session is session:
            self._show(view)

    def action_more_ai(self) -> None:
        """Coding gets faster."""
        self._slide(STEP)

    def action_less_ai(self) -> None:
        """Coding gets slower."""
        self._slide(-STEP)

    def _slide(self, by: float) -> None:
        self.ai = round(max(0.0, min(MOST, self.ai + by)), 2)
        self.look_again()


def _view_surely(session: Session, ai: float, flow: Flow) -> FlowView:
    return view_flow(session, ai, Intervals(flow))


def _draw_slider(ai: float) -> Text:
    steps = round(ai / STEP)
    bar = "━" * steps + "●" + "─" * (round(MOST / STEP) - steps)
    share = f"+{ai:.0%}".replace("%", " %")
    return Text(f"coding faster by {share:<6}  {bar}  keys [ and ]", no_wrap=True)
