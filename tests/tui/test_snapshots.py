"""How does each lens look, at three sizes, dark and light? A picture of each, compared letter by letter.

After a change that is meant: `pytest tests/tui/test_snapshots.py --snapshot-update`, and look at them.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.driving import find_board, find_session, press, settle
from topo.change.moves.change_type import ChangeType
from topo.change.moves.move_service import MoveService
from topo.tui.actions import LENSES
from topo.tui.app import TopoApp
from topo.tui.themes import DARK, LIGHT

SIZES = ((80, 24), (120, 40), (200, 60))
THEMES = {"dark": DARK, "light": LIGHT}
CASES = [
    pytest.param(str(number), size, theme, id=f"{lens}-{size[0]}x{size[1]}-{name}")
    for number, (lens, _, _) in enumerate(LENSES, start=1)
    for size in SIZES
    for name, theme in THEMES.items()
]


@pytest.mark.parametrize(("number", "size", "theme"), CASES)
def test_a_lens(
    app: TopoApp,
    snap_compare: Callable[..., bool],
    number: str,
    size: tuple[int, int],
    theme: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With two moves and a correction made, so that something changed everywhere."""
    monkeypatch.chdir(folder.parent)

    async def prepare(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app.theme = theme
        session = find_session(pilot)
        session.do(MoveService.model_validate({"service": "orphan", "to": "platform"}), is_correction=True)
        session.do(MoveService.model_validate({"service": "stock-api", "to": "payments"}))
        session.do(ChangeType.model_validate({"team": "payments", "to": "platform"}))
        session.note(2, "if Ana agrees")
        app.refresh_screen()
        find_board(pilot).cursor = "payments"
        await settle(pilot)
        await press(pilot, "2" if number == "1" else "1", number)

    assert snap_compare(app, terminal_size=size, run_before=prepare)
