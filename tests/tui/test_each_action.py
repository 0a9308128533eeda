"""Does each key do what the table of actions says of it? Every action has an expectation here."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.driving import (
    carry,
    find_board,
    find_moves,
    find_session,
    go_to_card,
    press,
    read,
    read_inspector,
    settle,
    type_in,
)
from topo.change.moves.move_service import MoveService
from topo.tui.actions import ACTIONS, LENSES, Action, Context
from topo.tui.app import TopoApp
from topo.tui.dialogs.confirm import Confirm
from topo.tui.dialogs.help import Help
from topo.tui.dialogs.picker import Picker
from topo.tui.dialogs.weights import Weights
from topo.tui.screens.flow import FlowScreen
from topo.tui.screens.lens import LensScreen
from topo.tui.widgets.inspector import Inspector
from topo.tui.widgets.matrix import MatrixView
from topo.tui.widgets.sheet import Sheet

Expectation = Callable[[Pilot[None], str], Awaitable[None]]
EXPECTED: dict[str, Expectation] = {}


def expect(*ids: str) -> Callable[[Expectation], Expectation]:
    """Put an expectation into the table, for the actions with these ids."""

    def put(expectation: Expectation) -> Expectation:
        EXPECTED.update(dict.fromkeys(ids, expectation))
        return expectation

    return put


async def move(pilot: Pilot[None], *services: str) -> None:
    """Give services to payments, as if by keys."""
    session, app = find_session(pilot), pilot.app
    assert isinstance(app, TopoApp)
    for service in services:
        step = MoveService.model_validate({"service": service, "to": "payments"})
        assert app.change(lambda step=step: session.do(step))
    await settle(pilot)


def find_notes(pilot: Pilot[None]) -> str:
    """What was told in the corner."""
    return "\n".join(note.message for note in pilot.app._notifications)


def is_inspecting(pilot: Pilot[None]) -> bool:
    return pilot.app.screen.query_one(Inspector).has_class("open")


def list_services(pilot: Pilot[None]) -> list[str]:
    """What the steps of the scenario move, in their order."""
    steps = find_session(pilot).history.steps
    return [step.move.service for step in steps if isinstance(step.move, MoveService)]


@expect(*(f"lens_{id}" for id, _, _ in LENSES))
async def a_lens_opens(pilot: Pilot[None], key: str) -> None:
    """The lens with this number, whichever was open before."""
    await press(pilot, "2" if key == "1" else "1", key)
    screen = pilot.app.screen
    assert isinstance(screen, LensScreen)
    id, title, _ = LENSES[int(key) - 1]
    assert screen.lens == id
    assert title in read(screen.query_one("LensBar"))


@expect("undo")
async def the_last_move_is_taken_back(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api", "stock-api")
    await press(pilot, key)
    services = find_session(pilot).organisation.services
    assert (services["cart-api"].owner, services["stock-api"].owner) == ("payments", "checkout")


@expect("redo")
async def what_was_undone_is_made_again(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api")
    await press(pilot, "u", key)
    assert find_session(pilot).organisation.services["cart-api"].owner == "payments"


@expect("add_move")
async def a_move_is_chosen_and_filled_in(pilot: Pilot[None], key: str) -> None:
    await press(pilot, key)
    await type_in(pilot, "change-type")
    await type_in(pilot, "payments")
    await type_in(pilot, "platform")
    assert find_session(pilot).organisation.teams["payments"].type == "platform"


@expect("fork")
async def one_goes_on_in_a_copy(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api")
    await press(pilot, key)
    await type_in(pilot, "other")
    session = find_session(pilot)
    assert session.active == "other"
    assert session.history.steps == session.forks["draft"].history.steps != ()


@expect("switch_fork")
async def one_goes_on_with_another_scenario(pilot: Pilot[None], key: str) -> None:
    session = find_session(pilot)
    session.fork_as("other")
    await move(pilot, "cart-api")
    await press(pilot, key)
    await type_in(pilot, "draft")
    assert session.active == "draft"
    assert "draft" in read(pilot.app.screen.query_one("#scenario"))
    assert find_moves(pilot).rows == ()


@expect("save")
async def the_scenario_is_written(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api")
    await press(pilot, key)
    path = Path(pilot.app.screen.query_one(Input).value)
    await press(pilot, "enter")
    assert "move-service" in path.read_text(encoding="utf-8")
    assert not find_session(pilot).is_dirty


@expect("minutes")
async def the_minutes_are_written(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api")
    await press(pilot, key)
    path = Path(pilot.app.screen.query_one(Input).value)
    await press(pilot, "enter")
    text = path.read_text(encoding="utf-8")
    assert all(said in text for said in ("cart-api", "payments", "cost", "doubted"))
    assert "<svg" in path.with_suffix(".svg").read_text(encoding="utf-8")


@expect("weights")
async def a_measure_is_muted_and_another_weighed_otherwise(pilot: Pilot[None], key: str) -> None:
    await press(pilot, key)
    assert isinstance(pilot.app.screen, Weights)
    sheet = pilot.app.screen.query_one(Sheet)
    muted = sheet.rows[0].key
    await press(pilot, "home", "enter")
    assert find_session(pilot).muted == {muted}
    assert sheet.choose("entry:dependencies.sync")
    await press(pilot, "enter")
    await type_in(pilot, "0.9")
    assert find_session(pilot).reweighed == {"dependencies.sync": 0.9}


@expect("guess")
async def what_was_guessed_stands_beside_what_is(pilot: Pilot[None], key: str) -> None:
    await press(pilot, key, "enter")
    await type_in(pilot, "checkout")
    await press(pilot, "escape")
    assert "measured: payments (3)" in find_notes(pilot)
    assert [each.votes for each in find_session(pilot).guesses] == [(("checkout", 1),)]


@expect("moves")
async def the_keys_go_to_the_list_and_back(pilot: Pilot[None], key: str) -> None:
    await press(pilot, key)
    assert find_moves(pilot).has_focus
    await press(pilot, key)
    assert find_board(pilot).has_focus


@expect("inspector")
async def the_inspector_opens_and_closes(pilot: Pilot[None], key: str) -> None:
    await go_to_card(pilot, "checkout")
    await press(pilot, key)
    assert "team checkout" in read_inspector(pilot)
    await press(pilot, key)
    assert not is_inspecting(pilot)


@expect("filter")
async def only_rows_with_the_text_stay(pilot: Pilot[None], key: str) -> None:
    await press(pilot, "2", key)
    await type_in(pilot, "stock-api")
    rows = pilot.app.screen.query_one("#ownership", Sheet).rows
    assert [row.key for row in rows] == ["services.stock-api"]


@expect("go_to")
async def a_thing_is_opened_by_its_name(pilot: Pilot[None], key: str) -> None:
    await press(pilot, key)
    await type_in(pilot, "stock-api")
    assert "service stock-api" in read_inspector(pilot)


@expect("copy")
async def what_is_chosen_is_copied(pilot: Pilot[None], key: str) -> None:
    await go_to_card(pilot, "payments")
    await press(pilot, key)
    assert pilot.app.clipboard == "teams.payments"


@expect("theme")
async def dark_becomes_light_and_dark_again(pilot: Pilot[None], key: str) -> None:
    was = pilot.app.current_theme.dark
    await press(pilot, key)
    assert pilot.app.current_theme.dark is not was
    await press(pilot, key)
    assert pilot.app.current_theme.dark is was


@expect("picture")
async def the_screen_is_saved(pilot: Pilot[None], key: str) -> None:
    await press(pilot, key)
    [picture] = Path.cwd().glob("*.svg")
    assert "checkout" in picture.read_text(encoding="utf-8")


@expect("help")
async def every_key_is_shown(pilot: Pilot[None], key: str) -> None:
    await press(pilot, key)
    assert isinstance(pilot.app.screen, Help)
    assert len(pilot.app.screen.query_one(Sheet).rows) >= len(ACTIONS)


@expect("back")
async def what_is_open_is_closed(pilot: Pilot[None], key: str) -> None:
    """A dialog, the list of moves, what is carried, and the filter with its text."""
    await press(pilot, "question_mark", key)
    assert isinstance(pilot.app.screen, LensScreen)
    await press(pilot, "l", key)
    assert find_board(pilot).has_focus
    await go_to_card(pilot, "checkout")
    await press(pilot, "m", "enter")
    assert find_board(pilot).carried is not None
    await press(pilot, key)
    assert find_board(pilot).carried is None
    await press(pilot, "2", "/")
    await type_in(pilot, "stock-api", end=key)
    assert len(pilot.app.screen.query_one("#ownership", Sheet).rows) > 1


@expect("quit")
async def one_leaves(pilot: Pilot[None], key: str) -> None:
    """With a question only where moves are not saved."""
    await move(pilot, "cart-api")
    await press(pilot, key)
    assert isinstance(pilot.app.screen, Confirm)
    await press(pilot, "escape", "u")
    await pilot.press(key)
    await pilot.pause()
    assert pilot.app._exit


@expect("carry")
async def something_is_picked_up(pilot: Pilot[None], key: str) -> None:
    """A service, a domain, or people."""
    await go_to_card(pilot, "payments")
    for thing, kind in (("gateway", "service"), ("pay", "domain"), ("1 engineer", "people")):
        await press(pilot, key)
        assert isinstance(pilot.app.screen, Picker)
        await type_in(pilot, f"{kind} {thing}")
        carried = find_board(pilot).carried
        assert carried is not None and (carried.kind, carried.id) == (kind, thing)
        await press(pilot, "escape")


@expect("open_card")
async def the_card_is_opened(pilot: Pilot[None], key: str) -> None:
    await go_to_card(pilot, "platform")
    await press(pilot, key)
    assert "team platform" in read_inspector(pilot)


@expect("drop")
async def the_move_is_made(pilot: Pilot[None], key: str) -> None:
    await carry(pilot, "cart-api", source="checkout", to="platform", drop=key)
    [step] = find_session(pilot).history.steps
    assert step.move == MoveService.model_validate({"service": "cart-api", "to": "platform"})
    assert not step.is_correction


@expect("drop_as_correction")
async def the_move_corrects_today(pilot: Pilot[None], key: str) -> None:
    await carry(pilot, "cart-api", source="checkout", to="platform", drop=key)
    [step] = find_session(pilot).history.steps
    assert step.is_correction
    today = find_session(pilot).compared.before.organisation
    assert today.services["cart-api"].owner == "platform"


@expect("toggle_move")
async def a_move_is_off_and_on_again(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api")
    await press(pilot, "l", key)
    services = find_session(pilot).organisation.services
    assert services["cart-api"].owner == "checkout"
    assert "[ ]" in read(find_moves(pilot))
    await press(pilot, key)
    assert find_session(pilot).organisation.services["cart-api"].owner == "payments"


@expect("move_up")
async def a_move_goes_before_the_one_above(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api", "stock-api")
    await press(pilot, "l", "end", key)
    assert list_services(pilot) == ["stock-api", "cart-api"]


@expect("move_down")
async def a_move_goes_behind_the_one_below(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api", "stock-api")
    await press(pilot, "l", "home", key)
    assert list_services(pilot) == ["stock-api", "cart-api"]


@expect("note")
async def a_move_gets_a_note(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api")
    await press(pilot, "l", key)
    await type_in(pilot, "from May on")
    assert find_session(pilot).history.steps[0].note == "from May on"


@expect("correction")
async def a_move_becomes_a_correction_and_a_proposal_again(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api")
    await press(pilot, "l", key)
    assert find_session(pilot).history.steps[0].is_correction
    await press(pilot, key)
    assert not find_session(pilot).history.steps[0].is_correction


@expect("remove_move")
async def a_move_is_taken_out(pilot: Pilot[None], key: str) -> None:
    await move(pilot, "cart-api", "stock-api")
    await press(pilot, "l", "home", key)
    assert list_services(pilot) == ["stock-api"]


@expect("open_row")
async def the_row_says_why(pilot: Pilot[None], key: str) -> None:
    await press(pilot, "2")
    assert pilot.app.screen.query_one("#ownership", Sheet).choose("services.stock-api")
    await press(pilot, key)
    assert "service stock-api" in read_inspector(pilot)


@expect("columns")
async def a_column_is_hidden_and_shown_again(pilot: Pilot[None], key: str) -> None:
    await press(pilot, "2")
    sheet = pilot.app.screen.query_one("#ownership", Sheet)
    before = [len(row.cells) for row in sheet.rows]
    for change in (1, 0):
        await press(pilot, key)
        await type_in(pilot, "kind")
        assert [len(row.cells) for row in sheet.rows] == [each - change for each in before]


@expect("sort")
async def rows_are_sorted_by_the_next_column(pilot: Pilot[None], key: str) -> None:
    await press(pilot, "2")
    sheet = pilot.app.screen.query_one("#ownership", Sheet)
    came = [row.key for row in sheet.rows]
    title = next(column.title for column in sheet.grid.columns if column.title)
    place = [column.title for column in sheet.grid.columns].index(title)
    await press(pilot, key)
    assert sheet.arrangement.sorted_by == title
    texts = [row.cells[place].text.casefold() for row in sheet.rows]
    assert texts == sorted(texts)
    for _ in sheet.grid.columns:
        await press(pilot, key)
    assert [row.key for row in sheet.rows] == came


@expect("columns")
async def columns_are_hidden(pilot: Pilot[None], key: str) -> None:
    """And seen again."""
    await press(pilot, "2")
    sheet = pilot.app.screen.query_one("#ownership", Sheet)
    count = len(sheet.rows[0].cells)
    await press(pilot, key)
    assert not isinstance(pilot.app.screen, LensScreen)
    await press(pilot, "enter", "escape")
    hidden = sheet.arrangement.hidden
    assert len(hidden) == 1
    assert len(sheet.rows[0].cells) == count - 1
    assert not any(title in read(sheet).splitlines()[sheet._above - 1].split() for title in hidden)


@expect("edit")
async def the_file_is_opened_at_the_line(pilot: Pilot[None], key: str) -> None:
    """Here there is no terminal to leave to the editor: what would have been opened is said."""
    await press(pilot, "8", "home")
    sheet = pilot.app.screen.query_one("#findings", Sheet)
    while sheet.row is None or not sheet.row.key.startswith("services"):
        await press(pilot, "down")
    await press(pilot, key)
    assert "topo.yaml:" in find_notes(pilot)


@expect("open_cell")
async def the_cell_says_what_makes_one_wait(pilot: Pilot[None], key: str) -> None:
    await press(pilot, "3")
    matrix = pilot.app.screen.query_one(MatrixView)
    teams = matrix._matrix.teams
    matrix.row, matrix.column = teams.index("checkout"), teams.index("payments")
    await press(pilot, key)
    said = read_inspector(pilot)
    assert "checkout waits on payments" in said
    assert "cart-api → gateway" in said


@expect("neighbours")
async def the_neighbours_are_drawn(pilot: Pilot[None], key: str) -> None:
    await press(pilot, "3")
    before = read(pilot.app.screen.query_one("#lens")), len(pilot.app.screen.query("#lens *"))
    await press(pilot, key)
    shown = [each for each in pilot.app.screen.query("#lens *") if each.display]
    assert any("platform" in read(each) for each in shown)
    assert before != (read(pilot.app.screen.query_one("#lens")), len(shown))


@expect("more_ai")
async def coding_gets_faster(pilot: Pilot[None], key: str) -> None:
    await press(pilot, "5", key)
    screen = pilot.app.screen
    assert isinstance(screen, FlowScreen) and screen.ai == 0.1
    assert "Coding +10 %" in read(screen.query_one("#sentence"))


@expect("less_ai")
async def coding_gets_slower(pilot: Pilot[None], key: str) -> None:
    await press(pilot, "5", "right_square_bracket", "right_square_bracket", key)
    screen = pilot.app.screen
    assert isinstance(screen, FlowScreen) and screen.ai == 0.1
    await press(pilot, key, key)
    assert screen.ai == 0.0


# --- the table ------------------------------------------------------------------------------------------

CASES = [(action, key) for action in ACTIONS for key in action.keys]


def test_every_action_has_an_expectation() -> None:
    """And every expectation an action."""
    assert sorted(EXPECTED) == sorted(action.id for action in ACTIONS)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("action", "key"), CASES, ids=[f"{action.context.name}-{action.id}-{key}" for action, key in CASES]
)
async def test_a_key_does_what_its_action_says(
    app: TopoApp, action: Action, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the context of the action."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr(Picker, "remembered", {})
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await EXPECTED[action.id](pilot, key)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "action",
    [each for each in ACTIONS if each.writes and each.context in (Context.EVERYWHERE, Context.BOARD)],
    ids=lambda action: action.id,
)
async def test_a_read_only_session_does_not_write(app: TopoApp, action: Action, folder: Path) -> None:
    """Whatever is answered: no move, no scenario, no file, nothing muted."""
    files = sorted(folder.rglob("*"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        session = find_session(pilot)
        session.is_readonly = True
        await press(pilot, action.keys[0], "enter")
        assert session.muted == frozenset()
        await press(pilot, "enter")
        assert session.history.steps == ()
        assert list(session.forks) == ["draft"]
    assert sorted(folder.rglob("*")) == files
