"""What is seen while a model is read? How far that is; the lenses are not there yet.

It knows nothing of models: what shows one takes longer to load than this takes to be seen.
"""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import ProgressBar, Static

from topo.tui.actions import LENSES
from topo.tui.widgets.lens_bar import LensBar


class FirstFrame(Screen[None]):
    """The name of what is read, and a bar."""

    DEFAULT_CSS = """
    FirstFrame > Vertical { align: center middle; height: 1fr; }
    FirstFrame Static { width: auto; }
    FirstFrame ProgressBar { width: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._says = ""

    def compose(self) -> ComposeResult:
        """The lenses on top, the bar in the middle."""
        yield LensBar(LENSES[0][0])
        with Vertical():
            yield Static(self._says, id="reading", markup=False)
            yield ProgressBar(total=None, show_eta=False, show_percentage=False)

    def say(self, text: str) -> None:
        """Say what is done."""
        self._says = text
        if self.is_mounted:
            self.query_one("#reading", Static).update(text)

    def tell(self, done: int, total: int) -> None:
        """So much of it is done."""
        if self.is_mounted:
            self.query_one(ProgressBar).update(progress=done, total=total)
