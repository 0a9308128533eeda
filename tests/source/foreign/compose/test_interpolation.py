"""What does a value say once its variables are filled in?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.source.foreign.compose.interpolation import LONGEST, UNKNOWN, interpolate, mark_unknown
from topo.source.foreign.compose.variables import parse_env

VARIABLES = {"HOST": "cart", "PORT": "80", "EMPTY": ""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$HOST:${PORT}", "cart:80"),
        ("${HOST}s", "carts"),
        ("$$HOST $", "$HOST $"),
        ("${NONE:-web}", "web"),
        ("${EMPTY:-web}", "web"),
        ("${EMPTY-web}", ""),
        ("${HOST:-web}", "cart"),
        ("${NONE-${PORT}}", "80"),
        ("${NONE:-${NEITHER:-${HOST}}}", "cart"),
        ("${HOST:?is missing}", "cart"),
        ("${HOST:+web}${NONE:+web}${EMPTY+set}", "webset"),
        ("${NONE}", mark_unknown("NONE")),
        ("${NONE:?is missing}", mark_unknown("NONE")),
        ("${HOST", "${HOST"),
        ("${1} ${}", "${1} ${}"),
        ("{$HOST}", "{cart}"),
    ],
)
def test_the_ways_of_writing_a_variable(text: str, expected: str) -> None:
    """As Compose reads them."""
    assert interpolate(text, VARIABLES) == expected


def test_a_text_that_looks_like_a_mark() -> None:
    """The marks of unknown variables are topo's own: a file cannot write them."""
    assert UNKNOWN.search(interpolate(mark_unknown("HOST"), {})) is None


def test_variables_that_would_grow_without_end() -> None:
    """Each doubles the one before; what comes out is bounded."""
    text = "A0=xxxxxxxxxx\n" + "".join(f"A{n + 1}=$A{n}$A{n}\n" for n in range(60))
    assert max(map(len, parse_env(text).values())) == LONGEST
    assert len(interpolate("${A:-" * 50 + "}" * 50, {})) == 0


@given(st.text(alphabet="${}:-?+AB1 "))
def test_any_text(text: str) -> None:
    """It never raises, and needs no variable."""
    assert len(interpolate(text, {"A": "1"})) <= max(len(text) * 4, 8)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A=b", {"A": "b"}),
        ("  export A = b  ", {"A": "b"}),
        ('A="b # c" # d', {"A": "b # c"}),
        ("A='$HOST'", {"A": "$HOST"}),
        ("A=b#c # d", {"A": "b#c"}),
        ("A=$HOST", {"A": "cart"}),
        ("A=", {"A": ""}),
        ("A=${NONE}", {}),
        ("# A=b", {}),
        ("A", {}),
        ("A: b", {}),
    ],
)
def test_a_line_of_an_env_file(line: str, expected: dict[str, str]) -> None:
    """Quotes, comments, `export`; a variable that only names an unknown one has no value."""
    assert parse_env(line, VARIABLES) == expected
