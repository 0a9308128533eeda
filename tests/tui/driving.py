"""How is the application driven by keys in a test, until what they began is shown?"""

import asyncio

from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from topo.tui.app import TopoApp
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.board import Board
from topo.tui.widgets.inspector import Inspector
from topo.tui.widgets.move_list import Moves

NAMES = {"-": "minus", "_": "underscore", "/": "slash", ":": "colon", ".": "full_stop", " ": "space"}
NAMES |= {"{": "left_curly_bracket", "}": "right_curly_bracket", ",": "comma"}
NAMES |= {"[": "left_square_bracket", "]": "right_square_bracket"}
CHARACTERS = {name: character for character, name in NAMES.items()} | {"question_mark": "?"}


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the model is open and everything that was begun is shown."""
    for _ in range(6_000):
        await _hand_on(pilot.app)
        if _is_shown(pilot.app) and not any(worker.is_running for worker in pilot.app.workers):
            painted = asyncio.Event()
            pilot.app.screen.call_after_refresh(painted.set)
            await painted.wait()
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it does not settle")


async def _hand_on(app: App[None]) -> None:
    """Wait until every key had its turn, and what it sent went to the widgets and theirs back up."""
    assert isinstance(app, TopoApp)
    await _go_round(app)
    while app.has_keys:
        while app.has_keys:
            await asyncio.sleep(0.001)
        await _go_round(app)


async def _go_round(app: App[None]) -> None:
    for _ in range(4):
        nodes = [app, app.screen, *app.screen.walk_children()]
        handled = [asyncio.Event() for _ in nodes]
        for node, event in zip(nodes, handled, strict=True):
            if not node.call_later(event.set):
                event.set()
        await asyncio.gather(*(event.wait() for event in handled))


def _is_shown(app: object) -> bool:
    assert isinstance(app, TopoApp)
    screen, session = app.screen, app.session
    return (
        not app.has_keys
        and not app.is_restyling
        and session is not None
        and (not isinstance(screen, LensScreen) or screen._shown == session.version)
    )


def send(pilot: Pilot[None], key: str) -> None:
    """Press a key, as a terminal tells of it, and wait for nothing."""
    assert pilot.app._driver is not None
    name = NAMES.get(key, key)
    pilot.app._driver.send_message(Key(name, key if len(key) == 1 else CHARACTERS.get(key)))


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when the one before is shown."""
    for key in keys:
        send(pilot, key)
        await settle(pilot)


async def type_in(pilot: Pilot[None], text: str, *, end: str = "enter") -> None:
    """Type a text into what has the focus, and end it with a key."""
    for letter in text:
        send(pilot, letter)
        await _hand_on(pilot.app)
    await press(pilot, end)


def find_session(pilot: Pilot[None]) -> Session:
    """The session of the application."""
    assert isinstance(pilot.app, TopoApp) and pilot.app.session is not None
    return pilot.app.session


def find_board(pilot: Pilot[None]) -> Board:
    """The board, where it is on the screen."""
    return pilot.app.screen.query_one(Board)


def find_moves(pilot: Pilot[None]) -> Moves:
    """The list of moves of the lens."""
    return pilot.app.screen.query_one(Moves)


def read(widget: Widget) -> str:
    """What is seen of a widget, line by line."""
    lines = (strip.text.rstrip() for strip in widget.render_lines(widget.size.region))
    return "\n".join(lines)


def read_inspector(pilot: Pilot[None]) -> str:
    """What the inspector says; "" where it is closed."""
    inspector = pilot.app.screen.query_one(Inspector)
    return read(inspector.query_one("#inspected")) if inspector.has_class("open") else ""


async def go_to_card(pilot: Pilot[None], team: str) -> None:
    """Put the cursor on the card of a team, by its filter."""
    await press(pilot, "/")
    await type_in(pilot, team)
    assert find_board(pilot).cursor == team


async def carry(pilot: Pilot[None], thing: str, *, source: str, to: str, drop: str = "enter") -> None:
    """Carry something from the card of a team to that of another, and drop it with a key."""
    await go_to_card(pilot, source)
    await press(pilot, "m")
    await type_in(pilot, thing)
    carried = find_board(pilot).carried
    assert carried is not None and carried.id == thing
    await go_to_card(pilot, to)
    await press(pilot, drop)
    assert find_board(pilot).carried is None


async def fill_in(pilot: Pilot[None], move: str, **fields: str) -> None:
    """Choose a move and type its fields, in their order; the rest stay empty."""
    count = len(find_session(pilot).history.steps)
    await press(pilot, "a")
    await type_in(pilot, move)
    inputs = list(pilot.app.screen.query(Input))
    names = [(each.id or "").removeprefix("field-") for each in inputs]
    assert set(fields) <= set(names), names
    for name in names:
        if pilot.app.focused is not inputs[names.index(name)]:
            inputs[names.index(name)].focus()
            await _hand_on(pilot.app)
        for letter in fields.get(name, ""):
            send(pilot, letter)
            await _hand_on(pilot.app)
    await press(pilot, "enter")
    assert len(find_session(pilot).history.steps) == count + 1, move
