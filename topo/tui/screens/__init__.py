"""Which question does each screen answer? One lens, one file, which loads when it is wanted."""

from importlib import import_module
from typing import TYPE_CHECKING

from topo.tui.actions import LENSES

if TYPE_CHECKING:
    from topo.tui.screens.lens import LensScreen


def load_screen(lens: str) -> "type[LensScreen]":
    """The screen of a lens: `FlowScreen` of `topo.tui.screens.flow`."""
    screen: type[LensScreen] = getattr(import_module(f"{__name__}.{lens}"), f"{lens.title()}Screen")
    return screen


def load_screens() -> "dict[str, type[LensScreen]]":
    """The screens of all lenses, by the lens's id, in the order of their keys."""
    return {id: load_screen(id) for id, _, _ in LENSES}
