"""Time the terminal UI, driven by keys without a screen: how long until it shows what a key did, and how long
the event loop stood still.

python benchmarks/tui.py {small,large} FOLDER

Each line: name, value, limit, unit, detail. A stall is the longest time for which a task that wants to run
every two milliseconds did not get to: the time for which the screen would have ignored a key. All is judged
in the processor time of the process, worker threads among it: on a machine with nothing else to do that is
the time one waits, but for a frame of the screen (16 ms). What a clock on the wall said is in the detail. Of
what is done often the fastest counts.

python benchmarks/tui.py start FOLDER

The command in a terminal of its own: seconds until the first frame, and until the board. Printed: the two.
"""

import argparse
import asyncio
import fcntl
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.widgets import Input

from topo.tui.app import TopoApp
from topo.tui.collecting import Collector, calm_collector
from topo.tui.journal import Journal
from topo.tui.opening import open_model
from topo.tui.screens.lens import LensScreen
from topo.tui.widgets.board import Board

BEAT = 0.002
PATIENCE = 60.0
SIZE = (200, 60)
DAY = date(2026, 12, 1)
NAMES = {"-": "minus", "/": "slash", ":": "colon", "?": "question_mark", "[": "left_square_bracket"}
NAMES |= {"]": "right_square_bracket"}


class Stall(NamedTuple):
    """Milliseconds of processor time and on the wall, and what was done."""

    worked: float
    waited: float
    doing: str


class Heart:
    """Beats on the event loop; remembers the longest time between two beats since it was asked last."""

    def __init__(self) -> None:
        self._longest = (0.0, 0.0)

    async def beat(self) -> None:
        """Beat until cancelled."""
        while True:
            worked, waited = time.process_time(), time.perf_counter()
            await asyncio.sleep(BEAT)
            gap = time.process_time() - worked, time.perf_counter() - waited - BEAT
            self._longest = max(self._longest, gap)

    def take(self, doing: str) -> Stall:
        """The longest stall since last time."""
        (worked, waited), self._longest = self._longest, (0.0, 0.0)
        return Stall(worked * 1000, waited * 1000, doing)


class Driver:
    """Presses keys, and knows when all that they began is on the screen."""

    def __init__(self, app: TopoApp, heart: Heart) -> None:
        self.app, self.heart = app, heart
        self.stalls: list[Stall] = []
        self.took: dict[str, list[tuple[float, float]]] = {}
        """By what was done, milliseconds of processor time and on the wall."""

    async def settle(self) -> None:
        """Wait until everything that was begun is shown, and painted."""
        await self._wait_for(self._is_quiet)

    async def _wait_for(self, is_done: Callable[[], bool]) -> None:
        end = time.perf_counter() + PATIENCE
        while not is_done():
            await asyncio.sleep(0.001)
            if time.perf_counter() > end:
                raise SystemExit(f"it does not settle: {self.app.screen}")
        painted = asyncio.Event()
        self.app.screen.call_after_refresh(painted.set)
        await painted.wait()

    async def _hand_on(self) -> None:
        """Wait until a key had its turn, and what it sent went to the widgets and theirs back up."""
        await self._go_round()
        while self.app.has_keys:
            while self.app.has_keys:
                await asyncio.sleep(0)
            await self._go_round()

    async def _go_round(self) -> None:
        for _ in range(4):
            nodes = [self.app, self.app.screen, *self.app.screen.walk_children()]
            handled = [asyncio.Event() for _ in nodes]
            for node, event in zip(nodes, handled, strict=True):
                if not node.call_later(event.set):
                    event.set()
            for event in handled:
                await event.wait()

    def _is_quiet(self) -> bool:
        return self.is_shown() and not any(each.is_running for each in self.app.workers)

    def is_shown(self) -> bool:
        """Whether the open lens shows the session as it is."""
        session, screen = self.app.session, self.app.screen
        return (
            not self.app.has_keys
            and session is not None
            and (
                not isinstance(screen, LensScreen) or (screen.is_mounted and screen._shown == session.version)
            )
        )

    async def press(self, *keys: str, name: str = "", is_done: Callable[[], bool] | None = None) -> None:
        """Press keys one after another, each when the one before is shown; note how long that took.

        What follows later, as the inspector does, is waited for and not counted.
        """
        for key in keys:
            await self.settle()
            self.heart.take("")
            worked, waited = time.process_time(), time.perf_counter()
            self._send(key)
            await self._hand_on()
            await self._wait_for(is_done or self.is_shown)
            taken = (time.process_time() - worked) * 1000, (time.perf_counter() - waited) * 1000
            self.took.setdefault(name or key, []).append(taken)
            await self.settle()
            self.stalls.append(self.heart.take(f"{key} ({name or self._where()})"))

    async def hurry(self, *keys: str) -> None:
        """Press keys faster than anything can be worked out: an impatient room."""
        self.heart.take("")
        for key in keys:
            self._send(key)
            await asyncio.sleep(0.03)
        await self.settle()
        self.stalls.append(self.heart.take(f"{len(keys)} keys in a hurry"))

    def _where(self) -> str:
        screen = self.app.screen
        return screen.lens if isinstance(screen, LensScreen) else type(screen).__name__

    def _send(self, key: str) -> None:
        assert self.app._driver is not None
        character = key if len(key) == 1 else None
        self.app._driver.send_message(events.Key(NAMES.get(key, key), character))

    @property
    def board(self) -> Board:
        """The board, where it is on the screen."""
        return self.app.screen.query_one(Board)


@asynccontextmanager
async def drive(folder: Path, scratch: Path, collector: Collector | None = None) -> AsyncIterator[Driver]:
    """The application over a model, with a heart on its event loop."""
    opening = partial(open_model, as_of=DAY, journal=Journal(scratch / "journal.jsonl"))
    app = TopoApp(opening, folder, collector=collector)
    heart = Heart()
    async with app.run_test(size=SIZE) as pilot:
        assert pilot.app is app
        beating = asyncio.create_task(heart.beat())
        driver = Driver(app, heart)
        await driver.settle()
        driver.stalls.append(heart.take("opening the model"))
        try:
            yield driver
        finally:
            beating.cancel()


# --- what is driven ------------------------------------------------------------------------------------


async def carry(driver: Driver, service: str, to: str) -> None:
    """Pick a service up and move it over the cards to a team; it is not dropped."""
    organisation = driver.app.session.organisation  # type: ignore[union-attr]
    driver.board.cursor = organisation.services[service].owner
    await driver.press("m", name="pick up")
    await driver.press(*service, name="type in a picker")
    await driver.press("enter", name="begin to carry")
    driver.board.cursor = to
    await driver.settle()


def _is_previewed(driver: Driver) -> bool:
    board = driver.board
    return board.carried is None or all(team in board._previews for team in board.seen if team)


async def drop_often(driver: Driver, times: int) -> None:
    """Carry a service over four cards and drop it, `times` times; then undo and redo."""
    organisation = driver.app.session.organisation  # type: ignore[union-attr]
    teams, services = sorted(organisation.teams), sorted(organisation.services)
    for number in range(times):
        await carry(driver, services[number * 7 % len(services)], teams[number * 5 % len(teams)])
        for key in ("right", "down", "left", "right"):
            await driver.press(key, name="preview", is_done=partial(_is_previewed, driver))
        await driver.press("enter", name="drop")
    await driver.press(*"u" * times, name="undo")
    await driver.press(*"U" * times, name="redo")


async def tour(driver: Driver) -> None:
    """Every lens and every action; what is typed is typed letter by letter."""
    for number in "12345678":
        await driver.press(number, name="open a lens")
        await driver.press("down", "down", "right", "pagedown", "end", "home", "up")
        if number not in "13":
            await driver.press("S", "S", "S", "S", "S", "S", "S", "S")
        await driver.press("enter", "i", "i", "escape")
        await driver.press("/", *"team-99", "enter", "/", "escape")
        if number == "5":
            await driver.press("]", "]", "]", "[")
        await driver.press("u", "U")
    await driver.press("1")
    await driver.press("l", "space", "space", "c", "c", "K", "J", "l", name="in the list of moves")
    await driver.press("l", "n", *"why", "enter", "l", name="a note")
    await driver.press(":", *"service-7", "enter", name="go to")
    await driver.press(
        "a", *"change-type", "enter", *"team-1", "enter", *"platform", "enter", name="add a move"
    )
    await driver.press("f", *"other", "enter", name="fork")
    for number in "234567812":
        await driver.press(number, name="a lens after a fork")
    await driver.press("o", "enter", "w", "down", "enter", "escape", name="switch and weigh")
    await driver.press("g", "enter", *"team-5", "enter", "escape", name="guess")
    await driver.press("?", *"undo", "escape", "ctrl+p", *"undo", "escape", name="help and palette")
    await driver.press("t", "t", "y", name="theme and copy")
    scratch = driver.app.opened.journal.path.parent  # type: ignore[union-attr]
    for key, file in (("s", "scenario.yaml"), ("x", "minutes.md")):
        await driver.press(key)
        driver.app.screen.query_one(Input).value = str(scratch / file)
        await driver.press("enter", name="write a file")
    await driver.hurry(*"12345678" * 2, *("down",) * 20, "1", *("right",) * 20, "u", "U", "u", "U")


async def measure(folder: Path, *, is_large: bool, is_told: bool) -> list[tuple[str, float, float, str, str]]:
    """Drive, and give the figures."""
    size, limit = ("1,000 teams", 250) if is_large else ("50 teams", 100)
    with tempfile.TemporaryDirectory() as scratch, calm_collector() as collector:
        async with drive(folder, Path(scratch), collector) as driver:
            await drop_often(driver, 5 if is_large else 10)
            took = {name: sorted(driver.took[name]) for name in ("drop", "undo", "redo", "preview")}
            await tour(driver)
            if is_told:
                _tell(driver)
    opening, *stalls, hurried = driver.stalls
    longest = max(stalls)
    detail = f"{longest.doing}, {longest.waited:.0f} ms on the wall, of {len(stalls)} keys"
    figures = [
        (f"{name} to an updated screen, {size}", took[name][0][0], limit, _tell_wall(took[name]))
        for name in ("drop", "undo", "redo")
    ]
    if not is_large:
        steps = took["preview"]
        figures.append(("previews of a step, 50 teams", steps[0][0], 50, _tell_wall(steps)))
    figures.append((f"longest stall of a key, {size}", longest.worked, 100, detail))
    for doing, stall in (("keys 30 ms apart", hurried), ("opening", opening)):
        figures.append(
            (f"longest stall, {doing}, {size}", stall.worked, 100, f"{stall.waited:.0f} ms on the wall")
        )
    return [(name, value, limit, "ms", detail) for name, value, limit, detail in figures]


def _tell(driver: Driver) -> None:
    for name, took in sorted(driver.took.items(), key=lambda each: -max(each[1])[0]):
        print(f"{name:30} {max(took)[0]:8.1f} {_tell_wall(took)}", file=sys.stderr)
    for stall in sorted(driver.stalls)[-25:]:
        print(f"{stall.worked:8.1f} {stall.waited:8.1f} {stall.doing}", file=sys.stderr)


def _tell_wall(took: list[tuple[float, float]]) -> str:
    return f"{min(waited for _, waited in took):.0f} ms on the wall, {len(took)} times"


# --- the command in a terminal -------------------------------------------------------------------------


def time_start(folder: Path, scratch: Path) -> tuple[float, float]:
    """Seconds from the beginning of the process to its first frame, and to the board with the first card."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "XDG_STATE_HOME": str(scratch)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "topo", "tui", str(folder), "--as-of", DAY.isoformat()]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    try:
        seen = b""
        times = []
        for wanted in (b"Reading", b"team-0"):
            while wanted not in seen:
                seen += os.read(master, 65536)
            times.append(time.perf_counter() - started)
        return times[0], times[1]
    finally:
        process.kill()
        process.wait()
        os.close(master)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("size", choices=["small", "large", "start"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="tell of each key")
    given = parser.parse_args()
    if given.size == "start":
        with tempfile.TemporaryDirectory() as scratch:
            print(*time_start(given.folder, Path(scratch)))
        sys.exit()
    for line in asyncio.run(measure(given.folder, is_large=given.size == "large", is_told=given.verbose)):
        print("\t".join(map(str, line)))
