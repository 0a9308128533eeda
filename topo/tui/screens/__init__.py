"""Which question does each screen answer? One lens, one file."""

from topo.tui.screens.board import BoardScreen
from topo.tui.screens.compare import CompareScreen
from topo.tui.screens.findings import FindingsScreen
from topo.tui.screens.flow import FlowScreen
from topo.tui.screens.health import HealthScreen
from topo.tui.screens.lens import LensScreen
from topo.tui.screens.ownership import OwnershipScreen
from topo.tui.screens.talking import TalkingScreen
from topo.tui.screens.waiting import WaitingScreen

_SCREENS: tuple[type[LensScreen], ...] = (
    BoardScreen,
    OwnershipScreen,
    WaitingScreen,
    TalkingScreen,
    FlowScreen,
    HealthScreen,
    CompareScreen,
    FindingsScreen,
)
LENS_SCREENS: dict[str, type[LensScreen]] = {screen.lens: screen for screen in _SCREENS}
"""The screen of each lens, by the lens's id."""
