"""What is there before the model is, and what keeps the keys free while it is worked on?"""

import asyncio
import gc
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import DAY
from tests.tui.driving import find_board, press, read, settle
from topo.analysis.progress import Progress
from topo.errors import NothingReadable
from topo.tui.app import TopoApp
from topo.tui.collecting import calm_collector
from topo.tui.first_frame import FirstFrame
from topo.tui.grid import Cell, Column, Grid, Row
from topo.tui.journal import Journal
from topo.tui.opening import Opened, open_model
from topo.tui.widgets.sheet import AT_ONCE, Sheet

HEAVY = ("pydantic", "yaml", "networkx", "topo.model", "topo.rules", "topo.analysis.measures")


def test_the_first_frame_waits_for_nothing() -> None:
    """What reads and shows a model loads when something is seen already."""
    script = f"import sys, topo.tui.starting; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Slow:
    """Opens a model once it may; tells how far it is before."""

    def __init__(self, journal: Journal) -> None:
        self._open = partial(open_model, as_of=DAY, journal=journal)
        self.may_go_on = threading.Event()

    def __call__(self, start: Path, /, *, progress: Progress) -> Opened:
        progress(320, 1000)
        assert self.may_go_on.wait(60)
        return self._open(start, progress=progress)


async def see(pilot: Pilot[None], text: str) -> FirstFrame:
    """Wait until the first frame says something."""
    for _ in range(1_000):
        await asyncio.sleep(0.01)
        screen = pilot.app.screen
        if isinstance(screen, FirstFrame) and text in "\n".join(map(read, screen.query("*").results())):
            return screen
    raise AssertionError(text)


@pytest.mark.asyncio
async def test_it_says_how_far_reading_is(folder: Path, journal: Journal) -> None:
    """Keys of lenses and dialogs do nothing yet, and harm nothing; then the board is there."""
    slow = Slow(journal)
    app = TopoApp(slow, folder)
    async with app.run_test(size=(80, 24)) as pilot:
        frame = await see(pilot, "Reading acme")
        for _ in range(1_000):
            if frame.query_one("ProgressBar").percentage == 0.32:  # type: ignore[attr-defined]
                break
            await asyncio.sleep(0.01)
        assert frame.query_one("ProgressBar").percentage == 0.32  # type: ignore[attr-defined]
        await pilot.press("2", "a", "s", "u", "l", "slash", "question_mark", "escape", "i")
        assert isinstance(app.screen, FirstFrame)
        slow.may_go_on.set()
        await settle(pilot)
        assert find_board(pilot).card is not None


@pytest.mark.asyncio
async def test_one_can_leave_while_it_reads(folder: Path, journal: Journal) -> None:
    """At once."""
    slow = Slow(journal)
    app = TopoApp(slow, folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Reading acme")
        await pilot.press("q")
        assert app._exit
        slow.may_go_on.set()


@pytest.mark.asyncio
async def test_a_model_that_cannot_be_opened_ends_it(folder: Path) -> None:
    """With the reason, for whoever started it."""

    def fail(start: Path, /, *, progress: Progress) -> Opened:
        raise NothingReadable(f"{start.name} cannot be read")

    app = TopoApp(fail, folder)
    async with app.run_test(size=(80, 24)):
        while not app._exit:
            await asyncio.sleep(0.01)
    assert app.failure is not None
    assert app.failure.message == "acme cannot be read"
    assert app.return_code == app.failure.exit_code


def test_garbage_is_looked_for_only_when_told() -> None:
    """What was set aside is not looked at again; at the end all is as before."""
    was_on, was_frozen = gc.isenabled(), gc.get_freeze_count()
    with calm_collector() as collector:
        assert not gc.isenabled()
        collector.set_aside()
        assert gc.get_freeze_count() > was_frozen
        ring: list[object] = []
        ring.append(ring)
        freed = threading.Event()

        class Told:
            def __del__(self) -> None:
                freed.set()

        ring.append(Told())
        del ring
        assert not freed.is_set()
        collector.collect()
        assert freed.is_set()
    assert gc.isenabled() is was_on
    assert gc.get_freeze_count() == 0


@pytest.mark.asyncio
async def test_a_dialog_stands_before_a_shadow_of_the_screen(app: TopoApp) -> None:
    """What was there can be read on, but in one grey."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        lines = app.screen.render_lines(app.screen.size.region)
        assert any("checkout" in line.text for line in lines)
        assert len({segment.style for line in lines for segment in line}) == 1


@pytest.mark.asyncio
async def test_a_long_table_is_set_out_beside_the_keys(app: TopoApp) -> None:
    """Filtered and sorted as a short one is; what was pressed last counts."""
    count = AT_ONCE * 10
    rows = [
        Row((Cell(f"{number * 7 % count}"), Cell(f"thing {number}")), str(number)) for number in range(count)
    ]
    grid = Grid((Column("size", is_number=True), Column("name", grows=1)), rows)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "2")
        sheet = app.screen.query_one("#ownership", Sheet)
        sheet.show(grid)
        assert len(sheet.rows) < count
        await settle(pilot)
        assert len(sheet.rows) == count
        sheet.put_in_order(sheet.arrangement.sort_next(grid.columns))
        await settle(pilot)
        assert [row.cells[0].text for row in sheet.rows] == [str(number) for number in range(count)][::-1]
        sheet.filter("thing 1")
        sheet.filter("thing 4999")
        await settle(pilot)
        assert [row.key for row in sheet.rows] == ["4999"]
        sheet.filter("")
        await settle(pilot)
        assert len(sheet.rows) == count
