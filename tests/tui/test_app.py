"""The application, driven by keys."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import DAY
from tests.tui.driving import send
from topo.source.loading import load_model
from topo.tui import opening
from topo.tui.app import TopoApp
from topo.tui.dialogs.confirm import Confirm
from topo.tui.dialogs.help import Help
from topo.tui.dialogs.picker import Picker
from topo.tui.journal import Journal
from topo.tui.opening import open_model
from topo.tui.screens.lens import LensScreen
from topo.tui.widgets.board import Board
from topo.tui.widgets.inspector import Inspector
from topo.tui.widgets.move_list import Moves
from topo.tui.widgets.sheet import Sheet

pytestmark = pytest.mark.asyncio


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the model is open and everything that was begun is shown."""
    app = pilot.app
    assert isinstance(app, TopoApp)
    for _ in range(200):
        await pilot.pause(0.02)
        screen = app.screen
        is_open = app.session is not None
        is_shown = not isinstance(screen, LensScreen) or (is_open and screen._shown == app.session.version)
        if is_open and is_shown and not any(worker.is_running for worker in app.workers):
            return
    raise AssertionError("it does not settle")


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def board(pilot: Pilot[None]) -> Board:
    return pilot.app.screen.query_one(Board)


async def carry_first(pilot: Pilot[None], *, text: str) -> None:
    """Pick up from the card of checkout what is called so."""
    board(pilot).cursor = "checkout"
    await pilot.press("m")
    await pilot.pause()
    await pilot.press(*["minus" if letter == "-" else letter for letter in text], "enter")
    await settle(pilot)


async def test_carrying_a_service_over_the_board(app: TopoApp) -> None:
    """Pick up, see what a drop would do on each card, drop, undo, redo."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        assert board(pilot).carried is not None
        board(pilot).cursor = "payments"
        await settle(pilot)
        preview = board(pilot)._previews["payments"]
        points = preview.find("domain_points")
        assert points is not None and (points.before, points.after) == (3.0, 4.0)
        await press(pilot, "enter")
        assert app.session is not None
        assert app.session.organisation.services["cart-api"].owner == "payments"
        assert len(app.screen.query_one(Moves).rows) == 1
        await press(pilot, "u")
        assert app.session.organisation.services["cart-api"].owner == "checkout"
        await press(pilot, "U")
        assert app.session.organisation.services["cart-api"].owner == "payments"


async def test_escape_puts_down_what_is_carried(app: TopoApp) -> None:
    """And nothing is done."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="stock-api")
        await press(pilot, "escape")
        assert board(pilot).carried is None
        assert app.session is not None and app.session.history.steps == ()


async def test_c_drops_as_a_correction(app: TopoApp) -> None:
    """It changes today."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        board(pilot).cursor = "payments"
        await press(pilot, "c")
        assert app.session is not None
        assert app.session.history.steps[0].is_correction


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_lens_opens(app: TopoApp, size: tuple[int, int]) -> None:
    """By its number, at every size, and says something."""
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for number in "23458671":
            await press(pilot, number)
            assert isinstance(app.screen, LensScreen)
            assert app.screen.region.width == size[0]


async def test_the_list_of_moves(app: TopoApp) -> None:
    """Switch off, note, make a correction, take out."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        board(pilot).cursor = "payments"
        await press(pilot, "enter", "l", "space")
        session = app.session
        assert session is not None
        assert not session.history.steps[0].is_on
        await press(pilot, "space", "n")
        await pilot.press("h", "i", "enter")
        await settle(pilot)
        assert session.history.steps[0].note == "hi"
        await press(pilot, "c")
        assert session.history.steps[0].is_correction
        await press(pilot, "d")
        assert session.history.steps == ()


async def test_help_filters_as_one_types(app: TopoApp) -> None:
    """And escape closes it."""
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        before = len(app.screen.query_one(Sheet).rows)
        await pilot.press("u", "n", "d", "o")
        await pilot.pause()
        assert 0 < len(app.screen.query_one(Sheet).rows) < before
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LensScreen)


async def test_a_move_by_its_form(app: TopoApp) -> None:
    """Choose the kind, fill in the fields."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"change", "minus", *"type", "enter")
        await pilot.pause(0.1)
        await pilot.press(*"payments", "enter", *"platform", "enter")
        await settle(pilot)
        assert app.session is not None
        assert app.session.organisation.teams["payments"].type == "platform"


async def test_the_inspector_shows_why(app: TopoApp) -> None:
    """With the file and line of what it is about."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        board(pilot).cursor = "checkout"
        await press(pilot, "i")
        shown = str(app.screen.query_one("#inspected").render())  # type: ignore[attr-defined]
        assert app.screen.query_one(Inspector).has_class("open")
        assert "team checkout" in shown
        assert "topo.yaml:" in shown


async def test_saving_writes_a_scenario_that_reads_back(app: TopoApp, folder: Path) -> None:
    """And leaves the model's files as they are."""
    before = (folder / "topo.yaml").read_bytes()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        board(pilot).cursor = "payments"
        await press(pilot, "enter")
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert app.session is not None and not app.session.is_dirty
    assert (folder / "topo.yaml").read_bytes() == before
    again = open_model(folder, as_of=DAY, scenarios=["draft"], journal=Journal(folder / "j"))
    assert again.session.organisation.services["cart-api"].owner == "payments"


async def test_minutes_and_a_picture(app: TopoApp, folder: Path) -> None:
    """Markdown, and the screen as SVG, beside the model."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
    assert (folder / "minutes-draft.md").read_text(encoding="utf-8").startswith("# Acme: draft")
    assert "<svg" in (folder / "minutes-draft.svg").read_text(encoding="utf-8")


async def test_leaving_asks_only_where_moves_are_not_saved(app: TopoApp) -> None:
    """They stay in the journal."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        board(pilot).cursor = "payments"
        await press(pilot, "enter")
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("y")
        await pilot.pause()


async def test_changed_files_are_read_again_under_the_scenario(app: TopoApp, folder: Path) -> None:
    """A broken file keeps the last good model; a mended one counts, and what no longer fits is named."""
    file = folder / "topo.yaml"
    good = file.read_text(encoding="utf-8")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        board(pilot).cursor = "payments"
        await press(pilot, "enter")
        file.write_text(good.replace("topo: 1", "topo: 1\nnope: ["), encoding="utf-8")
        os.utime(file, ns=(1, 1))
        await app._watch()
        session = app.session
        assert session is not None
        assert session.organisation.services["cart-api"].owner == "payments"
        assert any(finding.code == "SYN001" for finding in session.read_findings)
        lines = [line for line in good.splitlines() if not line.strip().startswith("cart-api")]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.utime(file, ns=(2, 2))
        await app._watch()
        assert "cart-api" not in session.organisation.services
        assert session.history.skipped


async def test_keys_go_on_while_a_changed_model_is_read(
    app: TopoApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large one takes seconds."""
    is_slow, reload = Event(), opening.reload

    def reload_slowly(opened: opening.Opened) -> tuple[str, ...]:
        is_slow.wait(10)
        return reload(opened)

    monkeypatch.setattr(opening, "reload", reload_slowly)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        os.utime(folder / "topo.yaml", ns=(1, 1))
        while not any(worker.group == "watch" for worker in app.workers) or not app._is_reading:
            await pilot.pause(0.05)
        await pilot.press("2")
        await pilot.pause(0.2)
        assert app.current_mode == "ownership"
        assert app._is_reading
        is_slow.set()
        await settle(pilot)


async def test_without_a_model_the_samples_are_offered(journal: Journal) -> None:
    """One is chosen, and opens."""
    samples = {"northwind": Path("samples/northwind")}
    app = TopoApp(partial(open_model, as_of=DAY, journal=journal), None, samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.2)
        assert isinstance(app.screen, Picker)
        await pilot.press("enter")
        await settle(pilot)
        assert app.session is not None and "checkout" in app.session.organisation.teams


async def test_names_can_be_hidden(folder: Path, journal: Journal) -> None:
    """On the board."""
    app = TopoApp(partial(open_model, as_of=DAY, journal=journal, is_anonymous=True), folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        titles = [card.title for row in board(pilot)._rows for card in row.cards]
        assert "team-1" in titles
        assert "checkout" not in titles


async def test_what_was_not_saved_comes_back(app: TopoApp, folder: Path, journal: Journal) -> None:
    """From the journal of the session before; a line that broke off is passed over."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        board(pilot).cursor = "payments"
        await press(pilot, "enter")
    with journal.path.open("a", encoding="utf-8") as file:
        file.write('{"version": 1, "forks": [')
    again = open_model(folder, as_of=DAY, journal=journal)
    assert again.session.organisation.services["cart-api"].owner == "payments"
    assert "Taken over" in again.words[0]


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from topo.change.moves.move_service import MoveService
from topo.tui.journal import Journal
from topo.tui.opening import open_model
opened = open_model(Path(sys.argv[1]), as_of=date(2026, 12, 1), journal=Journal(Path(sys.argv[2])))
opened.session.do(MoveService.model_validate({"service": "cart-api", "to": "payments"}))
opened.keep()
os.kill(os.getpid(), signal.SIGKILL)
"""


async def test_the_journal_survives_a_kill(folder: Path, journal: Journal) -> None:
    """Whatever was done before it."""
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(journal.path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert json.loads(journal.path.read_text(encoding="utf-8").splitlines()[-1])["is_dirty"]
    again = open_model(folder, as_of=DAY, journal=journal)
    assert again.session.organisation.services["cart-api"].owner == "payments"
    assert load_model(folder).organisation.services["cart-api"].owner == "checkout"


async def test_keys_that_come_before_a_lens_is_there_go_to_it(app: TopoApp) -> None:
    """However fast they are pressed, each key finds the lens that the one before it opened."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for key in "234567/":
            send(pilot, key)
        await settle(pilot)
        assert app.current_mode == "compare"
        assert app.screen.query_one("#filter").has_focus
