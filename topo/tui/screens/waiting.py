"""Waiting: who waits on whom?"""

import asyncio
from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from topo.tui.lenses.waiting import Matrix, make_matrix
from topo.tui.screens.lens import REST, LensScreen
from topo.tui.session import Session
from topo.tui.waiting_cell import inspect_cell
from topo.tui.widgets.inspector import Inspector
from topo.tui.widgets.matrix import MatrixView


class WaitingScreen(LensScreen):
    """A design structure matrix as a heat map, rings together."""

    lens = "waiting"

    def compose_lens(self) -> ComposeResult:
        """The matrix."""
        yield MatrixView(id="matrix")

    def prepare(self, session: Session) -> Matrix:
        """The matrix after all moves."""
        return make_matrix(session, self.topo.names)

    def show(self, prepared: object) -> None:
        """Show it."""
        self.query_one(MatrixView).show(prepared)  # type: ignore[arg-type]

    def filter_by(self, text: str) -> None:
        """Go to the first team with this text in it."""
        self.query_one(MatrixView).find(text)

    @on(MatrixView.Moved)
    def _look(self, event: MatrixView.Moved) -> None:
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
