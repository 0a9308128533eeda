"""Lenses are made before they are opened; of those that are only passed by nothing is worked out."""

import asyncio
import re
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import DAY
from tests.tui.driving import press, read, send, settle
from topo.tui import pace
from topo.tui.actions import LENSES
from topo.tui.app import TopoApp
from topo.tui.grid import UNKNOWN
from topo.tui.journal import Journal
from topo.tui.opening import open_model
from topo.tui.screens import load_screens
from topo.tui.screens.lens import LensScreen
from topo.tui.screens.talking import TalkingScreen
from topo.tui.session import Session

pytestmark = pytest.mark.asyncio

PAINTED = 0.5
"""Seconds after which a scroll bar is painted, too: it follows what it is of."""
IDS = [id for id, _, _ in LENSES]


async def _wait_for_lenses(pilot: Pilot[None]) -> list[LensScreen]:
    app = pilot.app
    for _ in range(1000):
        made = [screen for stack in app._screen_stacks.values() for screen in stack]
        lenses = [each for each in made if isinstance(each, LensScreen) and each.is_mounted]
        if len(lenses) == len(IDS):
            return lenses
        await asyncio.sleep(0.01)
    raise AssertionError("they are not made")


def _note_prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lenses that something is worked out for from now on, as it is begun."""
    begun: list[str] = []

    def note(screen: type[LensScreen]) -> None:
        prepare = screen.prepare

        def noted(self: LensScreen, session: Session) -> object:
            begun.append(self.lens)
            return prepare(self, session)

        monkeypatch.setattr(screen, "prepare", noted)

    for screen in load_screens().values():
        note(screen)
    return begun


def _hold_back(monkeypatch: pytest.MonkeyPatch, screen: type[LensScreen]) -> Event:
    """Let what is worked out for a lens wait until this is set."""
    is_let_go = Event()
    prepare = screen.prepare

    def wait(self: LensScreen, session: Session) -> object:
        is_let_go.wait(10)
        return prepare(self, session)

    monkeypatch.setattr(screen, "prepare", wait)
    return is_let_go


async def test_lenses_are_made_while_nobody_presses_a_key(
    app: TopoApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are there, the board stays in front, and nothing is worked out for the others."""
    prepared = _note_prepared(monkeypatch)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        lenses = await _wait_for_lenses(pilot)
        await settle(pilot)
        assert app.current_mode == "board"
        assert sorted(each.lens for each in lenses) == sorted(IDS)
        assert prepared == ["board"]
        assert [each.lens for each in lenses if each._shown == app.session.version] == ["board"]  # type: ignore[union-attr]


async def test_a_lens_that_was_made_shows_what_one_shows_that_was_not(
    app: TopoApp, folder: Path, journal: Journal
) -> None:
    """At its first opening."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "7")
        await asyncio.sleep(PAINTED)
        unmade = app.export_screenshot()
    other = TopoApp(partial(open_model, as_of=DAY, journal=journal), folder)
    async with other.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await _wait_for_lenses(pilot)
        await press(pilot, "7")
        for _ in range(100):
            await asyncio.sleep(PAINTED)
            if _without_ids(other.export_screenshot()) == _without_ids(unmade):
                return
    raise AssertionError("it shows something else")


def _without_ids(picture: str) -> str:
    """A picture without the number that tells it from others."""
    return re.sub(r"terminal-\d+-", "", picture)


async def test_only_the_lens_that_a_hurry_ends_at_is_worked_out(
    app: TopoApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs through the lenses looks at none of them."""
    monkeypatch.setattr(pace, "HURRY", 10.0)
    monkeypatch.setattr(pace, "REST", 10.0)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await _wait_for_lenses(pilot)
        prepared = _note_prepared(monkeypatch)
        for key in "12345678":
            send(pilot, key)
            await asyncio.sleep(0.05)
        assert prepared == []
        monkeypatch.setattr(pace, "REST", 0.0)
        await settle(pilot)
        assert app.current_mode == "findings"
        assert prepared == ["findings"]


def _read_tables(app: TopoApp) -> str:
    return "\n".join(read(each) for each in app.screen.query("Sheet, MatrixView"))


@pytest.mark.parametrize("key", "2345678")
async def test_a_lens_says_that_it_is_being_worked_out(
    app: TopoApp, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """It does not say that there is nothing; the moves are known at once."""
    is_slow = _hold_back(monkeypatch, list(load_screens().values())[int(key) - 1])
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        send(pilot, key)
        while not any(each.group == "lens" for each in app.workers):
            await asyncio.sleep(0.01)
        await pilot.pause(0.1)
        seen = _read_tables(app)
        assert UNKNOWN in seen
        assert "Nothing here" not in seen and "No moves yet" in seen
        is_slow.set()
        await settle(pilot)
        assert UNKNOWN not in _read_tables(app)


async def test_what_is_worked_out_for_a_lens_is_given_up_when_it_is_left(
    app: TopoApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And begun again when somebody comes back."""
    is_slow, shown = _hold_back(monkeypatch, TalkingScreen), []
    show = TalkingScreen.show

    def note(self: TalkingScreen, prepared: object) -> None:
        shown.append(self.app.current_mode)
        show(self, prepared)

    monkeypatch.setattr(TalkingScreen, "show", note)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        send(pilot, "4")
        while app.current_mode != "talking" or not any(each.group == "lens" for each in app.workers):
            await asyncio.sleep(0.01)
        await press(pilot, "2")
        is_slow.set()
        await settle(pilot)
        assert shown == []
        await press(pilot, "4")
        assert shown == ["talking"]


async def test_behind_a_dialog_a_lens_goes_on(app: TopoApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is seen there."""
    is_slow = _hold_back(monkeypatch, TalkingScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        send(pilot, "4")
        while app.current_mode != "talking" or not any(each.group == "lens" for each in app.workers):
            await asyncio.sleep(0.01)
        lens = app.screen
        send(pilot, "question_mark")
        while app.screen is lens:
            await asyncio.sleep(0.01)
        is_slow.set()
        await settle(pilot)
        assert app.screen is not lens
        assert isinstance(lens, LensScreen) and app.session is not None
        assert lens._shown == app.session.version


async def test_a_lens_that_was_away_while_the_theme_changed_has_the_new_colours(app: TopoApp) -> None:
    """Its styles pass for up to date, and are when it comes to the front."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "2", "t")
        light = _find_colours(app.export_screenshot())
        await press(pilot, "t")
        dark = _find_colours(app.export_screenshot())
        await press(pilot, "1", "t", "2")
        assert _find_colours(app.export_screenshot()) == light != dark


def _find_colours(picture: str) -> list[str]:
    return [line for line in picture.splitlines() if "fill:" in line or "<rect" in line]
