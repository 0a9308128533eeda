"""Which question does each screen answer? One lens, one file."""

from topo.tui.screens.board import BoardScreen
from topo.tui.screens.lens import LensScreen

LENS_SCREENS: dict[str, type[LensScreen]] = {screen.lens: screen for screen in (BoardScreen,)}
"""The screen of each lens, by the lens's id."""
