"""How a table takes the room that there is."""

from topo.tui.grid import Cell, Column, Grid, Row
from topo.tui.layout import CLOSE, GAP, Layout

LONG = "a text that is much longer than there is room for it on the screen"


def make(*texts: str, **said: bool) -> Row:
    return Row(tuple(map(Cell, texts)), **said)  # type: ignore[arg-type]


def test_with_room_enough_nothing_is_shortened() -> None:
    """Columns are as wide as their longest text."""
    layout = Layout(Grid((Column("team"), Column("n", is_number=True)), [make("checkout", "12")]), 40)
    assert (layout.widths, layout.gap) == ([8, 2], GAP)
    assert [layout.fit(each, place) for place, each in enumerate(("pay", "7"))] == ["pay     ", " 7"]


def test_columns_that_grow_give_room_first() -> None:
    """And stand closer; what does not fit ends in …"""
    layout = Layout(Grid((Column("team", least=4), Column("why", grows=1)), [make("checkout", LONG)]), 30)
    assert layout.gap == CLOSE
    assert layout.widths[0] == 8
    assert sum(layout.widths) + 2 * layout.gap <= 30
    assert layout.fit(LONG, 1).endswith("…")


def test_short_titles_where_the_long_ones_do_not_fit() -> None:
    """They mean the same."""
    grid = Grid((Column("more speed amplifies", short="amplifies"),), [make("no")])
    assert Layout(grid, 40).titles == ["more speed amplifies"]
    assert Layout(grid, 12).titles == ["amplifies"]


def test_a_column_that_wraps_takes_several_lines() -> None:
    """Each line knows its row, and the row its lines."""
    grid = Grid(
        (Column("", least=3), Column("", grows=1, wraps=True)), [make("[x]", LONG), make("[ ]", "short")]
    )
    layout = Layout(grid, 30)
    first, height = layout.find_lines(0)
    assert (first, layout.height) == (0, height + 1)
    assert height > 1
    assert layout.find_row(height - 1) == (0, height - 1)
    assert layout.find_row(height) == (1, 0)
    assert [cell.text for cell in layout.find_cells(1, 0)] == ["[ ]", "short"]
    assert layout.find_cells(0, 1)[0].text == ""


def test_headings_take_no_part_in_how_wide_columns_are() -> None:
    """They go across, and are gone where rows are sorted."""
    grid = Grid(
        (Column("a"), Column("b")), [Row((Cell(LONG),), is_heading=True), make("2", "x"), make("1", "y")]
    )
    assert Layout(grid, 100).widths == [1, 1]
    assert [row.cells[0].text for row in grid.sort(0).rows] == ["1", "2"]
