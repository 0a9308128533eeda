"""Does a pattern find what a regular expression finds, whatever it is, without ever backtracking?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.rules.policy.pattern import compile_pattern
from topo.rules.policy.pattern_reading import NotAPattern

ATOMS = [
    "a",
    "b",
    "c",
    "-",
    ".",
    "[ab]",
    "[^a]",
    "[a-c-]",
    "[]a]",
    "\\d",
    "\\W",
    "\\s",
    "\\.",
    "[\\w-]",
    "^",
    "$",
]
TIMES = ["*", "+", "?", "{2}", "{1,3}", "{0,}", "*?", "+?", "{2}?"]
texts = st.text("abc1-. \n", max_size=12)


def combine(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger patterns of smaller ones."""
    rows = st.lists(parts, min_size=1, max_size=3).map("".join)
    return st.one_of(
        rows,
        st.lists(rows, min_size=2, max_size=3).map(lambda each: f"({'|'.join(each)})"),
        st.tuples(rows, st.sampled_from(TIMES)).map(lambda each: f"(?:{each[0]}){each[1]}"),
    )


patterns = st.recursive(st.sampled_from(ATOMS), combine, max_leaves=8)


@given(patterns, st.lists(texts, min_size=1, max_size=8))
def test_a_pattern_finds_what_a_regular_expression_finds(pattern: str, some: list[str]) -> None:
    """The end is the end: no line end may follow it, as in the JSON Schema."""
    compiled, expected = compile_pattern(pattern), re.compile(pattern.replace("$", "\\Z"))
    for text in some:
        assert compiled.is_found_in(text) == bool(expected.search(text)), text


@pytest.mark.parametrize("text", ["svc-a", "the svc-a", "svc-"])
def test_a_pattern_is_looked_for_anywhere(text: str) -> None:
    """Unless it says where."""
    assert compile_pattern("svc-").is_found_in(text)
    assert compile_pattern("^svc-[a-z]+$").is_found_in(text) == (text == "svc-a")


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "^(a|a)*$", "(a|aa)+$", "(.*a){20}$", "^(?:(?:a*)*)*$", "a?" * 60 + "a" * 60]
)
def test_a_pattern_that_would_backtrack(pattern: str) -> None:
    """Each takes an engine that tries one way after another longer than anybody waits."""
    assert not compile_pattern(pattern).is_found_in("a" * 59 + "b")


def test_a_pattern_with_many_states() -> None:
    """What can be remembered of a text of chance grows with the pattern, not with 2 to its power."""
    text = "".join("ab"[number * number % 7 % 2] for number in range(2000))
    assert compile_pattern("(a|b)*a(a|b){60}$").is_found_in(text) == bool(re.search("a[ab]{60}\\Z", text))


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(a", "a `(` is not closed"),
        ("a)", "a `)` closes nothing"),
        ("[a", "a `[` is not closed"),
        ("[]", "a `[` is not closed"),
        ("*a", "`*` repeats nothing: write `\\*` for the sign itself"),
        ("a**", "what is repeated is repeated again: put it into a group"),
        ("a*+", "what is repeated is repeated again: put it into a group"),
        ("^*", "`^` and `$` cannot be repeated"),
        ("a{3,2}", "`{3,2}` counts down"),
        ("a{101}", "nothing is repeated more than 100 times"),
        ("a{x}", "a `{` begins no count like `{2,5}`: write `\\{` for the sign itself"),
        ("[z-a]", "a range in `[…]` goes from a lower to a higher character"),
        ("[a-\\d]", "a range in `[…]` goes from a lower to a higher character"),
        ("(?i)a", "a group begins with `(` or `(?:`"),
        ("(?=a)", "a group begins with `(` or `(?:`"),
        ("\\1", "`\\1` is not known: there are `\\d`, `\\w`, `\\s` and their opposites"),
        ("\\b", "`\\b` is not known: there are `\\d`, `\\w`, `\\s` and their opposites"),
        ("\\", "`\\` is not known: there are `\\d`, `\\w`, `\\s` and their opposites"),
        ("a" * 501, "it is longer than 500 characters"),
        ("(" * 31 + ")" * 31, "its groups are nested more than 30 deep"),
        ("(a{100}){100}", "it is too large: what is repeated counts each time"),
        ("((((){100}){100}){100}){100}", "it is too large: what is repeated counts each time"),
    ],
)
def test_what_is_no_pattern(pattern: str, why: str) -> None:
    """Said in half a sentence, before anything is matched."""
    with pytest.raises(NotAPattern) as refused:
        compile_pattern(pattern)
    assert str(refused.value) == why
