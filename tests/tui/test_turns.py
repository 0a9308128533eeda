"""Keys that come in a burst, as from a slow line, a script or a lent terminal."""

import asyncio

import pytest
from textual.pilot import Pilot

from tests.tui.driving import find_board, find_session, press, send, settle
from topo.tui import turns
from topo.tui.app import TopoApp
from topo.tui.dialogs.help import Help
from topo.tui.dialogs.prompt import Prompt

pytestmark = pytest.mark.asyncio


async def _burst(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, none of which waits for anything."""
    for key in keys:
        send(pilot, key)
    await settle(pilot)


async def test_each_key_finds_what_the_one_before_it_opened(app: TopoApp) -> None:
    """A whole move: pick up, type in the dialog, choose, go to another card, drop."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        find_board(pilot).cursor = "checkout"
        theme = app.theme
        await _burst(pilot, "m", *"cart-api", "enter", "right", "enter")
        session = find_session(pilot)
        assert [step.move.describe() for step in session.history.steps] == [
            "Give service `cart-api` to `payments`"
        ]
        assert app.theme == theme  # the `t` of nothing that was typed is the key of the theme


async def test_what_is_typed_ahead_goes_to_the_dialog_behind_the_next(app: TopoApp) -> None:
    """A dialog that opens another one: a kind of move, then its fields."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        keys = ("a", *"change-type", "enter", *"payments", "enter", *"platform", "enter")
        await _burst(pilot, *keys)
        assert find_session(pilot).organisation.teams["payments"].type == "platform"


async def test_a_lens_that_opens_takes_the_keys_from_the_one_before(app: TopoApp) -> None:
    """The cursor of the board stays where it was."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        find_board(pilot).cursor = "checkout"
        await press(pilot, "2", "1")
        await _burst(pilot, "2", "right", "down", "1")
        assert find_board(pilot).cursor == "checkout"


async def test_undo_and_redo_in_a_burst(app: TopoApp) -> None:
    """Each is done, in its order."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        find_board(pilot).cursor = "checkout"
        await _burst(pilot, "m", *"cart-api", "enter", "right", "enter", "u", "U", "u")
        assert find_session(pilot).history.cursor == 0
        await _burst(pilot, "U", "u", "U")
        assert find_session(pilot).history.cursor == 1


async def test_who_does_not_answer_holds_no_key_for_ever(
    app: TopoApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys go on after a while."""
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(find_board(pilot), "call_later", lambda callback: True)
        for key in ("question_mark", "escape", "f"):
            send(pilot, key)
        for _ in range(500):
            if isinstance(app.screen, Prompt):
                return
            await asyncio.sleep(0.01)
        assert not isinstance(app.screen, Help)
        raise AssertionError("the keys wait")
