"""What somebody keeps from one session to the next: tables, light or dark, own keys, and moves."""

from functools import partial
from pathlib import Path

import pytest

from tests.tui.conftest import DAY
from tests.tui.test_app import board, carry_first, press, settle
from topo.tui.actions import Context
from topo.tui.app import TopoApp
from topo.tui.arrangement import Arrangement
from topo.tui.dialogs.confirm import Confirm
from topo.tui.dialogs.help import list_keys
from topo.tui.grid import Cell, Column, Grid, Row
from topo.tui.journal import Journal
from topo.tui.keymap import read_keys
from topo.tui.opening import open_model
from topo.tui.scripting import make_script
from topo.tui.settings import Settings
from topo.tui.widgets.sheet import Sheet

GRID = Grid(
    (Column("team"), Column("points", is_number=True)),
    [Row((Cell(team), Cell(str(points)))) for team, points in (("a", 2), ("b", 10), ("ab", 1))],
    "two columns",
)


def read_rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def test_a_table_is_sorted_filtered_and_without_columns() -> None:
    """Numbers as numbers; the filter looks at hidden columns, too; what is unknown counts for nothing."""
    arranged = Arrangement("points", is_descending=True, hidden=frozenset({"team", "nope"}), filter="A")
    assert read_rows(arranged.apply(GRID)) == [["2"], ["1"]]
    assert arranged.say(GRID, 2).startswith("“A”: 2 of 3 rows")
    assert read_rows(Arrangement("nope").apply(GRID)) == read_rows(GRID)


def test_at_least_one_column_stays() -> None:
    """A table without any would show nothing."""
    assert len(Arrangement(hidden=frozenset({"team", "points"})).apply(GRID).columns) == 2


def test_settings_last(tmp_path: Path) -> None:
    """In one file, which anything may have happened to."""
    path = tmp_path / "state" / "tui.json"
    settings = Settings(path)
    arranged = Arrangement("points", is_descending=True, hidden=frozenset({"team"}), filter="a")
    settings.keep_arrangement("ownership", arranged)
    settings.keep_theme("topo-light")
    again = Settings(path)
    assert again.find_arrangement("ownership") == arranged
    assert again.find_arrangement("talking") == Arrangement()
    assert again.theme == "topo-light"
    for broken in ("[]", "{", '{"tables": {"ownership": 3}, "theme": 4}', '{"tables": []}'):
        path.write_text(broken, encoding="utf-8")
        assert Settings(path).find_arrangement("ownership") == Arrangement()


def test_settings_that_cannot_be_written_last_as_long_as_the_session(tmp_path: Path) -> None:
    """Nothing is raised."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "tui.json")
    settings.keep_arrangement("ownership", Arrangement("team"))
    assert settings.find_arrangement("ownership") == Arrangement("team")


def test_own_keys_are_read(tmp_path: Path) -> None:
    """One or several; an action that is not there is told."""
    path = tmp_path / "keys.yaml"
    assert read_keys(path) == ({}, ())
    path.write_text("everywhere.undo: z\nboard.carry: [c, ctrl+x]\nboard.cary: x\n", encoding="utf-8")
    keys, problems = read_keys(path)
    assert keys == {"everywhere.undo": ("z",), "board.carry": ("c", "ctrl+x")}
    assert len(problems) == 1
    assert "there is no action `board.cary`; did you mean `board.carry`" in problems[0]
    [undo] = [row for row in list_keys(keys).rows if row.cells[1].text == "Undo"]
    assert undo.cells[0].text == "z"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("everywhere.undo: a", "`a` would be everywhere.undo and everywhere.add_move"),
        ("table.sort: e", "`e` would be table.sort and findings.edit"),
        ("[a, b]", "it is no mapping of actions to keys"),
        ("a: [", "is not read"),
    ],
)
def test_keys_that_mean_two_things_do_not_count(tmp_path: Path, text: str, said: str) -> None:
    """None of them does, and it is said why."""
    path = tmp_path / "keys.yaml"
    path.write_text(text, encoding="utf-8")
    keys, problems = read_keys(path)
    assert keys == {}
    assert said in problems[0]


@pytest.mark.asyncio
async def test_own_keys_do_what_they_are_for(folder: Path, journal: Journal) -> None:
    """And those of the table of actions no longer."""
    opening = partial(open_model, as_of=DAY, journal=journal)
    app = TopoApp(opening, folder, keys=({"everywhere.undo": ("z",)}, ()))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        board(pilot).cursor = "payments"
        await press(pilot, "enter", "u")
        assert app.session is not None and app.session.history.cursor == 1
        await press(pilot, "z")
        assert app.session.history.cursor == 0


@pytest.mark.asyncio
async def test_tables_stay_arranged(folder: Path, journal: Journal, tmp_path: Path) -> None:
    """Sorted, filtered and with the columns of last time."""
    path = tmp_path / "tui.json"
    for is_first in (True, False):
        app = TopoApp(partial(open_model, as_of=DAY, journal=journal), folder, settings=Settings(path))
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            await press(pilot, "2")
            sheet = app.screen.query_one("#ownership", Sheet)
            if is_first:
                await press(pilot, "S", "slash", "a", "p", "i", "enter", "C", *"kind", "enter")
            assert sheet.arrangement == Arrangement("domain", hidden=frozenset({"kind"}), filter="api")
            assert [row.cells[1].text for row in sheet.rows] == ["cart-api", "stock-api"]
            assert len(sheet.rows[0].cells) == 4
            if not is_first:
                await press(pilot, "escape")
                assert len(sheet.rows) > 2


@pytest.mark.asyncio
@pytest.mark.parametrize("key", ["y", "d", "n"])
async def test_leaving_keeps_or_discards(app: TopoApp, journal: Journal, folder: Path, key: str) -> None:
    """What is discarded does not come back."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await carry_first(pilot, text="cart-api")
        board(pilot).cursor = "payments"
        await press(pilot, "enter")
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press(key)
        await pilot.pause()
        assert app._exit == (key != "n")
    again = open_model(folder, as_of=DAY, journal=journal)
    assert again.session.is_dirty == (key != "d")


def test_phases_come_back_with_the_journal(folder: Path, journal: Journal) -> None:
    """What a scenario says beside its moves is there again; what was added stands in the last phase."""
    scenario = folder / "scenarios" / "two.yaml"
    scenario.parent.mkdir()
    scenario.write_text(
        "scenario: two\nassumes: [nobody leaves]\nphases:\n"
        "  - {name: first, moves: [{move-service: {service: cart-api, to: payments}}]}\n"
        "  - {name: then, moves: [{move-service: {service: stock-api, to: payments}}]}\n",
        encoding="utf-8",
    )
    opened = open_model(folder, as_of=DAY, scenarios=["two"], journal=journal)
    session = opened.session
    session.do(session.history.steps[0].move.model_copy(update={"to": "platform"}))
    opened.keep()
    again = open_model(folder, as_of=DAY, journal=journal).session
    script = make_script(again.fork)
    assert [(phase.name, len(phase.steps)) for phase in script.phases] == [("first", 1), ("then", 2)]
    assert script.assumes == ("nobody leaves",)
    assert again.is_dirty
    again.undo()
    assert not again.is_dirty


def test_every_context_has_a_title() -> None:
    """By which keys are told apart in the help."""
    assert len({context.value for context in Context}) == len(Context)
