"""What does somebody read who made one of the usual slips, and where does it point?"""

from __future__ import annotations

import pytest

from topo.source.problem import Problem
from topo.source.reading import read_yaml
from topo.text import printable

SLIPS = [
    # what was typed, line, column, width, a piece of the message, a piece of the hint
    ("owner: @acme/pay\n", 1, 8, 9, "a value cannot start with `@`", "quote it, like '@acme/pay'"),
    ("paths: [**/*.tf]\n", 1, 9, 7, "`*` starts an alias", "quote it, like '**/*.tf'"),
    ("paths: [*.tf]\n", 1, 9, 4, "`*` starts an alias", "quote it, like '*.tf'"),
    ("a: `x`\n", 1, 4, 3, "a value cannot start with ``", "quote it"),
    ("a: %x\n", 1, 4, 2, "a value cannot start with `%`", "quote it"),
    ("a: &\n", 1, 4, 1, "`&` starts an anchor", "quote it"),
    ("a: |x\n  y\n", 1, 4, 2, "a value cannot start with `|`", "quote it"),
    ("a: *nobody\n", 1, 4, 7, "the alias `*nobody` names no anchor", "define it with `&nobody`"),
    ("a: b: c\n", 1, 5, 1, "a `: ` inside a value", "quote the value"),
    ("a:b\nc: d\n", 2, 1, 1, "`c` is no key here", "put a space behind `a:` in the line above"),
    ("a\nb: c\n", 2, 1, 1, "`b` is no key here", "one column"),
    ("a: b\nc\nd: e\n", 2, 1, 1, "no `key: value`", "a key is followed by `: `"),
    ("a: b\nc:d\ne: f\n", 2, 1, 3, "no `key: value`", "put a space behind `c:`"),
    ("- a\n-b\n", 2, 1, 2, "no `key: value`", "put a space behind the `-`"),
    ("a:\n\tb: c\n", 2, 1, 1, "a tab cannot indent", "replace the tab"),
    ("a:\n  b: 1\n c: 2\n", 3, 2, 1, "indentation of this line fits none above", "one column"),
    ("teams:\n  a:\n    b: 1\n   c: 2\n", 4, 4, 1, "indentation of this line fits none above", "one column"),
    ("  a: 1\nb: 2\n", 2, 1, 1, "further left than the file began", "`---` begins another"),
    ("- a\nb: c\n", 2, 1, 1, "neither an item of the list", "begin it with `- `"),
    ("a: - b\n", 1, 4, 1, "a list cannot begin on the line of its key", "a line of its own"),
    ("a: ? b\n", 1, 4, 1, "`? ` starts a key", "quote the value"),
    ("a: 'it's'\n", 1, 8, 2, "the value ended in front of this", "'it''s'"),
    ('a: "b" c\n', 1, 8, 1, "the value ended in front of this", '`\\"`'),
    ("a: [b] c\n", 1, 8, 1, "the value ended in front of this", "quote the value as a whole"),
    ("a: 'open\n", 1, 4, 1, "this `'` is never closed", "close the text"),
    ('a: "open\n\nb: 1\n', 1, 4, 1, 'this `"` is never closed', "close the text"),
    ('a: "\\q"\n', 1, 5, 2, "`\\q` begins no escape", "single quotes"),
    ('a: "\\xZ"\n', 1, 7, 2, "this escape is not complete", "single quotes"),
    ("a: [b, c\n", 1, 4, 1, "this `[` is never closed", "close it with `]`"),
    ("a: [\n# end\n\n", 1, 4, 1, "this `[` is never closed", "close it with `]`"),
    ("a: {b: [c}\n", 1, 10, 1, "this `}` does not close the `[`", "comma"),
    ("a: {b: c\nd: e\n", 1, 4, 1, "this `{` is never closed", "close it with `}`"),
    ("a: [b: c: d]\n", 1, 9, 1, "a `,` or the closing `]` is missing", "comma"),
    ("a: [b, , c]\n", 1, 8, 1, "a value is missing in front of this `,`", "take the comma out"),
    ("a: [b]]\n", 1, 7, 1, "this `]` closes nothing", "take it out"),
    ("a: ]\n", 1, 4, 1, "a value cannot start with `]`", "quote it"),
    ("a: {{ x }}\n", 1, 4, 2, "a template's braces", "leave the file out"),
    ("x: {% if %}\n", 1, 4, 2, "a template's braces", "leave the file out"),
    ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", 1, 1, 7, "a merge conflict", "one of the two sides"),
    ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\n>>>>>>> x\n", 2, 1, 7, "a merge conflict", "one of the two sides"),
    (
        "a: !!python/object:os.system {}\n",
        1,
        4,
        25,
        "the tag `!!python/object:os.system`",
        "take the tag out",
    ),
    ("a: !custom x\n", 1, 4, 7, "the tag `!custom`", "take the tag out"),
    ("a: b\x01\n", 1, 5, 1, "U+0001 cannot be printed", "remove it"),
    ("a: b\r\nc: \x07\r\n", 2, 4, 1, "U+0007 cannot be printed", "remove it"),
    ("? [a]\n: b\n", 1, 3, 1, "a key is one word or text", "quote it"),
    ("%FOO\n---\na: b\n", 1, 5, 1, "directive", "take it out"),
    ("a: !<\n", 1, 6, 1, "tag", "quote it"),
]


@pytest.mark.parametrize(("text", "line", "column", "width", "message", "hint"), SLIPS)
def test_a_slip_is_told_where_it_is(
    text: str, line: int, column: int, width: int, message: str, hint: str
) -> None:
    """In the words of the one who typed it, with what to do."""
    [problem] = read_yaml(text).problems
    assert (problem.code, problem.line + 1, problem.column + 1) == ("SYN001", line, column), problem
    assert problem.width == width, problem
    assert message in problem.message
    assert hint in (problem.hint or "")


@pytest.mark.parametrize(
    ("text", "place", "label"),
    [
        ("a: {b: c\nd: e\n", (1, 1), "here something else begins"),
        ("a: {b: c\n   e: f}\n", (0, 3), "the `{`"),
        ("a:\n  b: 1\n c: 2\n", (0, 0), "what it is part of"),
        ("a: 1\nb: 2\na: 3\n", (0, 0), "the first one"),
    ],
)
def test_the_other_end_is_shown(text: str, place: tuple[int, int], label: str) -> None:
    """Where a bracket was opened, where a key stood first."""
    [problem] = read_yaml(text).problems
    assert (problem.other, problem.other_label) == (place, label)


@pytest.mark.parametrize(
    "text", ["a: [", "a: [\n", "groups: {g:", "a: {b", "[{b: }", "a: [b,\n\n\n", "? ", "{"]
)
def test_what_ends_too_early_points_into_the_text(text: str) -> None:
    """Parsers see the end on a line behind the last one, where there is nothing to show."""
    for problem in read_yaml(text).problems:
        lines = text.split("\n")
        assert problem.line < len(lines)
        assert problem.column <= len(lines[problem.line])


def test_what_no_slip_explains_keeps_the_words_of_the_parser() -> None:
    """Better these than none."""
    [problem] = read_yaml("%YAML 1.1\n%YAML 1.1\n---\n").problems
    assert "found duplicate %YAML directive" in problem.message


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x85"])
@pytest.mark.parametrize(
    "text", ["a: @{}x\n", "b: 1\nb{}\nc: 2\n", "{}a: b: c\n", "a: *x{}y\n", "a: !x{}y z\n"]
)
def test_nothing_that_steers_a_terminal_is_repeated(text: str, sign: str) -> None:
    """Messages quote the text, made safe."""
    for problem in read_yaml(text.format(sign)).problems:
        assert _is_safe(problem)


def _is_safe(problem: Problem) -> bool:
    said = f"{problem.message}{problem.label}{problem.hint}"
    return printable(said) == said
