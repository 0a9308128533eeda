"""Legible everywhere: without colour, in sixteen colours, on narrow screens; and with the mouse."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.driving import find_board, find_moves, find_session, go_to_card, press, read, settle, type_in
from topo.tui.actions import LENSES
from topo.tui.app import TopoApp
from topo.tui.screens.lens import LensScreen
from topo.tui.widgets.board import Board
from topo.tui.widgets.key_bar import KeyBar
from topo.tui.widgets.lens_bar import LensBar
from topo.tui.widgets.matrix import MatrixView
from topo.tui.widgets.sheet import Sheet

_SGR = re.compile(rb"\x1b\[([0-9;]*)m")
_COLOURS_16 = {*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108), 39, 49}


def look(folder: Path, state: Path, **environment: str) -> tuple[bytes, set[tuple[int, ...]]]:
    """What the command writes to a terminal until the board is there, and the colours in it."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    kept = {key: value for key, value in os.environ.items() if key not in ("COLORTERM", "NO_COLOR", "TERM")}
    command = [sys.executable, "-m", "topo", "tui", str(folder), "--as-of", "2026-12-01"]
    process = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**kept, "XDG_STATE_HOME": str(state), **environment},
    )
    os.close(slave)
    seen, end = b"", time.monotonic() + 60
    try:
        while b"checkout" not in seen and time.monotonic() < end:
            if select.select([master], [], [], 1)[0]:
                seen += os.read(master, 65536)
    finally:
        process.kill()
        process.wait()
        os.close(master)
    assert b"checkout" in seen, seen[-1000:]
    return seen, set(_find_colours(seen))


def _find_colours(seen: bytes) -> list[tuple[int, ...]]:
    """Each colour that is set: (31,) of the sixteen, (5, 208) of 256, (2, 200, 200, 200)."""
    found = []
    for said in _SGR.findall(seen):
        codes = [int(code) for code in said.split(b";") if code]
        while codes:
            code = codes.pop(0)
            if code in (38, 48):
                length = 2 if codes[0] == 5 else 4
                found.append(tuple(codes[:length]))
                del codes[:length]
            elif code in _COLOURS_16:
                found.append((code,))
    return found


def test_with_no_color_everything_is_grey(folder: Path, tmp_path: Path) -> None:
    """Though the terminal can do more."""
    _, coloured = look(folder, tmp_path, TERM="xterm-256color", COLORTERM="truecolor")
    assert any(len({*colour[1:]}) > 1 for colour in coloured if colour[0] == 2)
    _, colours = look(folder, tmp_path, TERM="xterm-256color", COLORTERM="truecolor", NO_COLOR="1")
    assert all(colour[0] == 2 and len({*colour[1:]}) == 1 for colour in colours), colours


def test_sixteen_colours_are_enough(folder: Path, tmp_path: Path) -> None:
    """A terminal with no more gets no others, and not one of them alone."""
    _, colours = look(folder, tmp_path, TERM="xterm-16color")
    assert all(colour[0] in _COLOURS_16 for colour in colours), colours
    assert len(colours) > 2


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_every_lens_fits_a_narrow_screen(app: TopoApp, size: tuple[int, int]) -> None:
    """Nothing sticks out, the open lens says its name, and its own part has room for something."""
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for number, (_, title, _) in enumerate(LENSES, start=1):
            await press(pilot, str(number))
            screen = app.screen
            assert isinstance(screen, LensScreen)
            if size[0] >= 80:
                assert title in read(screen.query_one(LensBar))
            lens = screen.query_one("#lens")
            assert lens.region.height >= size[1] - 6
            assert all(screen.region.contains_region(each.region) for each in _find_seen(screen))
            assert any(read(each).strip() for each in lens.query("*") if each.display)


@pytest.mark.asyncio
@pytest.mark.parametrize("key", ["a", "f", "o", "g", "s", "x", "w", "question_mark", "colon"])
async def test_every_dialog_fits_a_narrow_screen(app: TopoApp, key: str) -> None:
    """And so does its text field."""
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await press(pilot, key)
        screen = app.screen
        assert not isinstance(screen, LensScreen)
        frame = screen.query("*").first()
        assert screen.region.contains_region(frame.region)
        focused = app.focused
        assert focused is not None and screen.region.contains_region(focused.region)


def _find_seen(screen: LensScreen) -> list[Widget]:
    return [each for each in (*screen.query("#middle > *"), *screen.query("#lens > *")) if each.display]


# --- the mouse ------------------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_a_lens_opens_by_a_click(app: TopoApp) -> None:
    """On its name in the line at the top."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        at = read(app.screen.query_one(LensBar)).index("Talking")
        assert await pilot.click(LensBar, offset=(at, 0))
        await settle(pilot)
        assert isinstance(app.screen, LensScreen) and app.screen.lens == "talking"


@pytest.mark.asyncio
async def test_a_key_of_the_bottom_line_is_pressed_by_a_click(app: TopoApp) -> None:
    """On what it does."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        at = read(app.screen.query_one(KeyBar)).index("Help")
        await pilot.click(KeyBar, offset=(at, 0))
        await settle(pilot)
        assert not isinstance(app.screen, LensScreen)


@pytest.mark.asyncio
async def test_carrying_with_the_mouse(app: TopoApp) -> None:
    """A click puts the cursor on a card; while something is carried a second one drops it there."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.click(Board, offset=_find_card(find_board(pilot), "checkout"))
        await settle(pilot)
        assert find_board(pilot).cursor == "checkout"
        await press(pilot, "m")
        await type_in(pilot, "cart-api")
        place = _find_card(find_board(pilot), "payments")
        await pilot.click(Board, offset=place)
        await settle(pilot)
        assert find_session(pilot).history.steps == ()
        await pilot.click(Board, offset=place)
        await settle(pilot)
        assert find_session(pilot).organisation.services["cart-api"].owner == "payments"


def _find_card(board: Board, team: str) -> tuple[int, int]:
    """A place inside the card of a team, where its name stands."""
    [card] = [card for row in board._rows for card in row.cards if card.id == team]
    for y, line in enumerate(read(board).splitlines()):
        if f" {card.title} " in line:
            return line.index(f" {card.title} ") + 1, y
    raise AssertionError(read(board))


@pytest.mark.asyncio
async def test_a_row_and_a_cell_are_chosen_by_a_click(app: TopoApp) -> None:
    """In a table and in the matrix."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "2")
        sheet = app.screen.query_one("#ownership", Sheet)
        lines = read(sheet).splitlines()
        y = next(number for number, line in enumerate(lines) if "stock-api" in line)
        await pilot.click(sheet, offset=(5, y))
        await settle(pilot)
        assert sheet.row is not None and sheet.row.key == "services.stock-api"
        await press(pilot, "3")
        matrix = app.screen.query_one(MatrixView)
        lines = read(matrix).splitlines()
        y = next(number for number, line in enumerate(lines) if "payments" in line[:20])
        await pilot.click(matrix, offset=(matrix.size.width // 4, y))
        await settle(pilot)
        assert matrix.pair is not None and matrix.pair[0] == "payments"


@pytest.mark.asyncio
async def test_a_move_is_chosen_by_a_click(app: TopoApp) -> None:
    """In the list of moves; the keys then count for it."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for service in ("cart-api", "stock-api"):
            await go_to_card(pilot, "checkout")
            await press(pilot, "m")
            await type_in(pilot, service)
            await go_to_card(pilot, "payments")
            await press(pilot, "enter")
        moves = find_moves(pilot)
        lines = read(moves).splitlines()
        y = next(number for number, line in enumerate(lines) if "stock-api" in line)
        await pilot.click(moves, offset=(3, y))
        await press(pilot, "space")
        assert [step.is_on for step in find_session(pilot).history.steps] == [True, False]


@pytest.mark.asyncio
async def test_a_terminal_that_grows_has_room_for_the_sides(app: TopoApp) -> None:
    """On the lens in front and on those that open later; what somebody closed stays closed."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert _find_open(app) == []
        await _resize(pilot, 160, 50)
        assert _find_open(app) == ["MoveList", "Inspector"]
        assert read(app.screen.query_one("#inspected")).strip()
        await press(pilot, "4")
        assert _find_open(app) == ["MoveList", "Inspector"]
        await press(pilot, "i")
        await _resize(pilot, 170, 50)
        assert _find_open(app) == ["MoveList"]
        await _resize(pilot, 90, 30)
        assert _find_open(app) == []
        await press(pilot, "1")
        assert _find_open(app) == []


async def _resize(pilot: Pilot[None], width: int, height: int) -> None:
    await pilot.resize_terminal(width, height)
    await settle(pilot)


def _find_open(app: TopoApp) -> list[str]:
    """The sides that are open."""
    sides = (app.screen.query_one(each) for each in ("MoveList", "Inspector"))
    return [type(each).__name__ for each in sides if each.has_class("open")]


@pytest.mark.asyncio
async def test_what_an_empty_matrix_says_fits_a_narrow_screen(app: TopoApp, folder: Path) -> None:
    """It goes on in the next line."""
    (folder / "topo.yaml").write_text("teams: {shop: {size: 3}}\n", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "3")
        said = " ".join(read(app.screen.query_one(MatrixView)).split())
        assert said.startswith("Nobody waits on anybody") and said.endswith("tries it.")
