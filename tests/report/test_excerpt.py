from hypothesis import given
from hypothesis import strategies as st

from topo.findings import Position
from topo.report.columns import measure_width
from topo.report.excerpt import make_excerpt
from topo.text import printable

LINES = st.text(st.characters(exclude_characters="\r\n"), max_size=200)


def at(column: int, end: int | None = None) -> Position:
    return Position("topo.yaml", 1, column, end)


def test_wide_characters_before_the_caret() -> None:
    """Two columns each, so that the caret stands below what it means."""
    excerpt = make_excerpt("台帳: {ownr: a}", at(6, 10), width=80)
    assert (excerpt.indent, excerpt.carets) == (7, 4)


def test_wide_characters_above_the_caret() -> None:
    """The carets are as wide as what they point at."""
    assert make_excerpt("台帳: {}", at(1, 3), width=80).carets == 4


def test_combining_characters_take_no_column() -> None:
    """An accent that is a character of its own stands above the letter before it."""
    excerpt = make_excerpt("cafe\u0301: x", at(8, 9), width=80)
    assert (excerpt.indent, excerpt.carets) == (6, 1)


def test_tabs_are_four_columns() -> None:
    """A tab is shown as spaces: a terminal would put it anywhere."""
    excerpt = make_excerpt("\tsize: 8", at(2, 6), width=80)
    assert (excerpt.text, excerpt.indent, excerpt.carets) == ("    size: 8", 4, 4)


def test_an_escape_is_as_wide_as_it_is_written() -> None:
    r"""ESC is shown as \x1b, four columns."""
    excerpt = make_excerpt("\x1b[31m: x", at(1, 6), width=80)
    assert (excerpt.text, excerpt.carets) == ("\\x1b[31m: x", 8)


def test_a_line_of_a_file_with_windows_line_ends() -> None:
    """The carriage return is no part of the line."""
    assert make_excerpt("size: 8\r", at(1, 5), width=80).text == "size: 8"


def test_a_place_after_the_end_of_the_line() -> None:
    """What is missing is pointed at behind the last character."""
    excerpt = make_excerpt("size:", at(6, 9), width=80)
    assert (excerpt.indent, excerpt.carets) == (5, 1)


def test_a_line_that_fits_exactly() -> None:
    """Nothing is cut where nothing has to be."""
    assert make_excerpt("x" * 30, at(30, 31), width=30).text == "x" * 30


def test_a_caret_at_the_start_of_a_long_line() -> None:
    """Only the end is cut."""
    excerpt = make_excerpt("ownr: " + "x" * 100, at(1, 5), width=30)
    assert excerpt.text.startswith("ownr: xx") and excerpt.text.endswith("x…")


def test_a_token_wider_than_the_screen() -> None:
    """The carets end where the line is cut."""
    excerpt = make_excerpt("x" * 500, at(101, 401), width=40)
    assert excerpt.indent + excerpt.carets <= 40


def test_a_line_as_long_as_a_file() -> None:
    """Only what can be shown is looked at, wherever it stands."""
    excerpt = make_excerpt("x" * 5_000_000, at(4_000_000, 4_000_003), width=60)
    assert excerpt.carets == 3 and len(excerpt.text) <= 60


@given(LINES, st.integers(1, 220), st.integers(0, 30), st.integers(20, 120))
def test_any_line_fits_and_is_safe(line: str, column: int, length: int, width: int) -> None:
    """Whatever stands in a line, its excerpt fits, and so do the carets but for one behind its end."""
    excerpt = make_excerpt(line, at(column, column + length), width=width)
    assert measure_width(excerpt.text) <= width
    assert excerpt.indent + excerpt.carets <= width + 1
    assert printable(excerpt.text) == excerpt.text


@given(LINES.filter(bool), st.data())
def test_the_carets_stand_below_the_character(line: str, data: st.DataObject) -> None:
    """In a line that fits, what stands before the carets is what stands before the position."""
    column = data.draw(st.integers(1, len(line)))
    excerpt = make_excerpt(line, at(column, column + 1), width=10_000)
    before = "".join(
        "    " if character == "\t" else printable(character) for character in line[: column - 1]
    )
    assert excerpt.indent == measure_width(before)
