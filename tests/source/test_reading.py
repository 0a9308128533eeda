"""How does YAML text become a tree that remembers places, and what is said of text that is none?"""

import gc
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.source.positions import Mapping, unpack_mark
from topo.source.reading import DEEPEST, MOST_EXPANDED, paused_collector, read_yaml


def read(text: str) -> object:
    reading = read_yaml(dedent(text))
    assert not reading.problems
    return reading.documents[0]


@pytest.mark.parametrize(
    "scalar", ["no", "off", "12:30", "007", "3.10", "2027-03-31", "0x1F", "1e3", "true", "1_000"]
)
def test_a_scalar_stays_the_text_that_was_typed(scalar: str) -> None:
    """Nothing is guessed from how a plain scalar looks."""
    assert read(f"a: {scalar}\n") == {"a": scalar}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_a_plain_nothing_is_none_and_a_quoted_one_is_text(nothing: str) -> None:
    """`~` is nobody; "~" is a text of one character."""
    assert read(f"a: {nothing}\n") == {"a": None}
    assert read(f"a: '{nothing}'\n") == {"a": nothing}


def test_marks_lead_to_keys_and_values_also_past_non_ascii() -> None:
    """Columns count characters, not bytes."""
    tree = read("é: {ü: x, b: [y, z]}\n")
    assert isinstance(tree, Mapping)
    inner = tree["é"]
    assert unpack_mark(inner.keys_at["b"]) == (0, 0, 10)
    assert [unpack_mark(at)[2] for at in inner["b"].items_at] == [14, 17]


def test_anchors_and_merge_keys_share_and_merge() -> None:
    """A key of the mapping itself beats a merged one."""
    tree = read("""\
        x-base: &base {type: platform, size: 3}
        a: {<<: *base, size: 5}
        b: {<<: [*base, {group: g}]}
        """)
    assert isinstance(tree, Mapping)
    assert tree["a"] == {"size": "5", "type": "platform"}
    assert tree["b"] == {"type": "platform", "size": "3", "group": "g"}


def test_several_documents_are_read_one_after_another() -> None:
    """An empty document is None."""
    assert read_yaml("a: 1\n---\n---\nb: 2\n").documents == ({"a": "1"}, None, {"b": "2"})


def test_an_empty_text_has_no_document() -> None:
    """Nothing is nothing, not an error."""
    assert read_yaml("") == read_yaml("# only a comment\n")
    assert read_yaml("").documents == ()


def test_a_key_twice_keeps_the_first_and_shows_both() -> None:
    """The second is a problem with the place of the first."""
    reading = read_yaml("a: 1\nb: 2\na: 3\n")
    assert reading.documents == ({"a": "1", "b": "2"},)
    [problem] = reading.problems
    assert (problem.code, problem.line, problem.other) == ("SYN002", 2, (0, 0))


def test_what_stands_before_a_syntax_error_is_kept_but_for_the_entity_that_broke_off() -> None:
    """`b` may be half read; `a` is whole."""
    reading = read_yaml("teams:\n  a: {size: 1}\n  b: {size: 2}\n  c: @x\n")
    assert not reading.is_complete
    assert reading.documents == ({"teams": {"a": {"size": "1"}}},)


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "a: " + "{b: " * 10_000, "- " * 10_000], ids=["lists", "mappings", "dashes"]
)
def test_nesting_without_end_stops_at_a_depth(text: str) -> None:
    """Ten thousand levels are one finding."""
    [problem] = read_yaml(text).problems
    assert problem.code == "SYN007"
    assert str(DEEPEST) in problem.message


def test_aliases_that_stand_for_too_much_are_stopped() -> None:
    """A billion laughs: nine levels of nine aliases each."""
    levels = ["a: &a [" + ", ".join(["lol"] * 9) + "]"]
    levels += [
        f"{new}: &{new} [" + ", ".join([f"*{old}"] * 9) + "]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    [problem] = read_yaml("\n".join(levels)).problems
    assert problem.code == "SYN008"
    assert f"{MOST_EXPANDED:,}" in problem.message


def test_an_alias_inside_what_it_names_is_stopped() -> None:
    """A tree that contains itself has no end."""
    [problem] = read_yaml("a: &a {b: [*a]}\n").problems
    assert problem.code == "SYN008"


def test_a_merge_of_no_mapping_is_a_wrong_value() -> None:
    """`<<` takes mappings."""
    reading = read_yaml("a: {<<: 3, b: 1}\n")
    assert reading.documents == ({"a": {"b": "1"}},)
    assert [problem.code for problem in reading.problems] == ["SYN004"]


@given(st.text())
def test_any_text_is_read_or_explained(text: str) -> None:
    """No text makes the reading raise, and an incomplete reading has a problem."""
    reading = read_yaml(text)
    assert reading.is_complete or reading.problems


def test_the_collector_is_as_it_was_afterwards() -> None:
    """Off stays off, on comes back."""
    with paused_collector():
        assert not gc.isenabled()
        with paused_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
