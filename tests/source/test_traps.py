"""Which traps of YAML does one line show?"""

import pytest

from topo.source.traps import find_trap

TRAPS = [
    # the line, where the parser stopped, where the trap starts, how wide it is, what it says, the remedy
    ("owner: @acme/pay", 7, 7, 9, "a value cannot start with `@`", "quote it, like '@acme/pay'"),
    ("paths: [**/*.tf, b]", 9, 8, 7, "`*` starts an alias", "quote it, like '**/*.tf'"),
    ("paths: [**/*.tf, b]", 8, 8, 7, "`*` starts an alias", "quote it, like '**/*.tf'"),
    ("a: &, b", 4, 3, 1, "`&` starts an anchor", "quote it, like '&'"),
    ("a: %x # why", 3, 3, 2, "a value cannot start with `%`", "quote it, like '%x'"),
    ("a: `x`", 3, 3, 3, "a value cannot start with ``", "quote it"),
    ("a: !x", 3, 3, 2, "a value cannot start with `!`", "quote it"),
    ("a: |x", 4, 3, 2, "a value cannot start with `|`", "quote it"),
    ("a: {{ x }}", 4, 3, 2, "a template's braces", "leave the file out of `files`"),
    ("{% if x %}", 1, 0, 2, "a template's braces", "leave the file out of `files`"),
    ("\ta: b", 0, 0, 1, "a tab cannot indent", "replace the tab"),
    ("  \ta: b", 3, 2, 1, "a tab cannot indent", "replace the tab"),
]


@pytest.mark.parametrize(("line", "column", "start", "width", "message", "hint"), TRAPS)
def test_a_trap_is_told_from_where_it_starts(
    line: str, column: int, start: int, width: int, message: str, hint: str
) -> None:
    """The parser points at it, or just behind."""
    trap = find_trap(line, column)
    assert trap is not None
    assert (trap.column, trap.width) == (start, width)
    assert message in trap.message
    assert hint in trap.hint


@pytest.mark.parametrize(
    ("line", "column"), [("a: b: c", 4), ("a: [b", 5), ("", 0), ("a", 7), ("a: b\tc: d", 6)]
)
def test_no_trap_where_nothing_lies(line: str, column: int) -> None:
    """A tab between words is none, nor is a place behind the line."""
    assert find_trap(line, column) is None


def test_a_sign_is_no_trap_where_the_error_is_about_something_else() -> None:
    """A colon may stand beside one."""
    assert find_trap("a: b* : c", 6, at_sign=False) is None
    assert find_trap("a: {{ x }}: c", 10, at_sign=False) is not None
