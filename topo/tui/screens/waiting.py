"""Waiting: who waits on whom?"""

import asyncio
from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from topo.tui.actions import Context
from topo.tui.lenses.neighbourhood import find_neighbourhood
from topo.tui.lenses.waiting import Matrix, make_matrix
from topo.tui.screens.lens import REST, LensScreen
from topo.tui.session import Session
from topo.tui.waiting_cell import inspect_cell
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.inspector import Inspector
from topo.tui.widgets.matrix import MatrixView
from topo.tui.widgets.neighbours import Neighbours

TALL = 32
"""From how many lines of the screen on the matrix and the neighbours are seen together."""


class WaitingScreen(LensScreen):
    """A design structure matrix as a heat map, rings together; and one team with its neighbours."""

    lens = "waiting"
    BINDINGS = bind(Context.NEIGHBOURS)
    DEFAULT_CSS = """
    WaitingScreen MatrixView { height: 1fr; }
    WaitingScreen Neighbours { display: none; }
    WaitingScreen.both MatrixView { height: auto; max-height: 60%; min-height: 5; }
    WaitingScreen.both Neighbours { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._matrix: Matrix | None = None

    def compose_lens(self) -> ComposeResult:
        """The matrix, and below it the neighbours of the team in whose row the cross-hair stands."""
        with Vertical():
            yield MatrixView(id="matrix")
            yield Neighbours(id="neighbours")

    def on_resize(self) -> None:
        """Where there is room for both they stand below each other."""
        self.set_class(self.app.size.height >= TALL, "both")
        self._show_neighbours()

    def action_neighbours(self) -> None:
        """Show the neighbours of the team below the matrix, or the matrix alone again."""
        self.toggle_class("both")
        self._show_neighbours()

    def prepare(self, session: Session) -> Matrix:
        """The matrix after all moves."""
        return make_matrix(session)

    def show(self, prepared: object) -> None:
        """Show it."""
        assert isinstance(prepared, Matrix)
        self._matrix = prepared
        self.query_one(MatrixView).show(prepared)
        self._show_neighbours()

    def _show_neighbours(self) -> None:
        pair, matrix = self.query_one(MatrixView).pair, self._matrix
        if self.has_class("both") and matrix is not None:
            self.start(partial(self._find_neighbours, matrix, pair), "neighbours")

    async def _find_neighbours(self, matrix: Matrix, pair: tuple[str, str] | None) -> None:
        found = None
        if pair is not None:
            found = await self.topo.beside(lambda: find_neighbourhood(matrix, pair[0]))
        for neighbours in self.query(Neighbours):
            neighbours.show(found)

    def filter_by(self, text: str) -> None:
        """Go to the first team with this text in it."""
        self.query_one(MatrixView).find(text)

    @on(MatrixView.Moved)
    def _look(self, event: MatrixView.Moved) -> None:
        self._show_neighbours()
        inspector = self.query_one(Inspector)
        if event.is_opened:
            inspector.add_class("open")
        session = self.session
        if session is not None and inspector.has_class("open"):
            pair = (event.waiter, event.other)
            self.start(partial(self._open_cell, session, pair), "inspect")

    async def _open_cell(self, session: Session, pair: tuple[str, str]) -> None:
        await asyncio.sleep(REST)
        text: Text = await self.topo.beside(lambda: inspect_cell(session, *pair, self.topo.places))
        self.query_one(Inspector).show(text)
