"""Does rendered YAML say what the data says, to every kind of reader, in the style of a model?"""

from datetime import date
from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from topo.source.formatting import format_yaml
from topo.source.reading import read_yaml
from topo.source.rendering import WIDEST, render_yaml

# Topo's reading has a meaning of its own for a merge key, quoted or not.
KEYS = st.text(max_size=12).filter(lambda key: key != "<<" and not key.startswith("\0"))
NOT_TEXT = [
    "no",
    "NULL",
    "~",
    "12:30",
    "007",
    "0x1F",
    "0o17",
    "1e3",
    ".5",
    "1_000",
    "-1",
    "+.inf",
    ".nan",
    "2027-03-31",
    "=",
]
SIGNS = [
    "<<",
    "-",
    "--",
    "---",
    "...",
    "-x",
    "?x",
    ":x",
    "a:",
    ":a",
    "a:b",
    "'a'",
    '"',
    "'",
    "\\",
    "@acme/pay",
    "**/*.tf",
    "*x",
]
SIGNS += [
    "&x",
    "!x",
    "%x",
    "`x",
    "#x",
    "a#b",
    "{a}",
    "[a]",
    "a,b",
    ",",
    "30%",
    "-30%",
    "3d",
    "10-18",
    ">",
    "|",
]
SPACES = [
    "",
    " ",
    "a ",
    " a",
    "a: b",
    "a #b",
    "a, b",
    "- a",
    "? a",
    "--- a",
    'it\'s "so"',
    "a\tb",
    "a\nb\n",
    "a\n\nb",
]
WORDS = st.sampled_from(NOT_TEXT + SIGNS + SPACES)
TREES = st.recursive(
    st.none() | WORDS | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS | WORDS.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=25,
)


def rendered(text: str) -> str:
    return dedent(text).removeprefix("\n")


@given(TREES)
def test_what_is_read_again(data: object):
    """Any tree of text comes back as it was, in its order."""
    reading = read_yaml(render_yaml(data))
    assert reading.problems == ()
    assert reading.documents == (data,)
    assert _keys(reading.documents[0]) == _keys(data)


@given(TREES)
def test_what_other_readers_see(data: object):
    """A reader of YAML 1.1 that knows types sees the same text as text."""
    assert yaml.safe_load(render_yaml(data)) == data


@pytest.mark.parametrize("version", [(1, 1), (1, 2)])
def test_traps_of_both_versions(version: tuple[int, int]):
    """Words that one version or the other takes for something else are quoted."""
    words = [
        "no",
        "On",
        "y",
        "null",
        "~",
        "12:30",
        "007",
        "0o17",
        "1e3",
        "1_000",
        "0x1F",
        ".5",
        ".inf",
        "2027-03-31",
        "<<",
        "=",
    ]
    reader = YAML(typ="safe", pure=True)
    reader.version = version
    assert reader.load(render_yaml({"words": words})) == {"words": words}


@given(TREES)
def test_layout_is_that_of_fmt(data: object):
    """What topo writes itself `topo fmt` leaves alone."""
    text = render_yaml(data)
    assert format_yaml(text) == text


@given(TREES)
def test_nothing_odd_reaches_a_terminal(data: object):
    """Control characters and marks that hide or turn text are written out."""
    allowed = {"\n", "\u200c", "\u200d"}
    assert all(char.isprintable() or char in allowed for char in render_yaml(data))


def _keys(value: object) -> list[object]:
    if isinstance(value, dict):
        return [*value, *map(_keys, value.values())]
    return [_keys(item) for item in value] if isinstance(value, list) else []


def test_style_of_a_model():
    """Sections and long things in block style, short leaves in braces, lists of things one to a line."""
    data = {
        "topo": 1,
        "organization": {"name": "Northwind Pay"},
        "groups": {"commerce": {"name": "Commerce", "lead": "ana"}},
        "teams": {
            "checkout": {
                "type": "stream-aligned",
                "owns": ["cart-api", "shop-web"],
                "outcomes": [{"metric": "conversion", "target": "> 68 %"}],
                "description": "Shoppers pay\nwithout friction.\n",
                "stewards": {"improvement": None, "impediments": ["ana", "bo"]},
            },
            "security": {"type": "enabling", "size": 2},
        },
        "files": ["**/*.yaml"],
        "x-empty": {},
    }
    assert render_yaml(data) == rendered(
        """
        topo: 1
        organization: {name: Northwind Pay}

        groups:
          commerce: {name: Commerce, lead: ana}

        teams:
          checkout:
            type: stream-aligned
            owns: [cart-api, shop-web]
            outcomes:
              - {metric: conversion, target: "> 68 %"}
            description: |
              Shoppers pay
              without friction.
            stewards: {improvement: ~, impediments: [ana, bo]}
          security: {type: enabling, size: 2}

        files: ["**/*.yaml"]
        x-empty: {}
        """
    )


def test_width():
    """A line in braces is as wide as allowed and no wider."""
    fits = {"services": {"cart": {"paths": ["x" * (WIDEST - len("  cart: {paths: []}"))]}}}
    assert max(map(len, render_yaml(fits).splitlines())) == WIDEST
    fits["services"]["cart"]["paths"][0] += "x"
    assert f"  cart:\n    paths: [{'x' * 82}]\n" in render_yaml(fits)


def test_typed_values():
    """Numbers, booleans, dates and nothing are plain; the text that looks like one is quoted."""
    data = {
        "a": [1, 0.5, 1e22, True, None, date(2027, 3, 31), float("inf")],
        "b": ["1", "0.5", "true", "2027-03-31"],
    }
    assert render_yaml(data) == rendered(
        """
        a: [1, 0.5, 1.0e+22, true, ~, 2027-03-31, .inf]
        b: ["1", "0.5", "true", "2027-03-31"]
        """
    )
    assert yaml.safe_load(render_yaml(data)) == data


def test_quotes():
    """Double quotes unless that would need escapes that single ones do not."""
    words = ["@x", 'say "a": b', "c:\\x: y", "it's: so", "\x1b[31m", "a\u202eb", "👩‍💻", "é", "\ud800"]
    assert render_yaml(words) == rendered(
        r"""
        - "@x"
        - 'say "a": b'
        - 'c:\x: y'
        - "it's: so"
        - "\x1b[31m"
        - "a\u202eb"
        - 👩‍💻
        - é
        - "�"
        """
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a\nb", "|-\n  a\n  b"),
        ("a\nb\n", "|\n  a\n  b"),
        ("a\n\n# b\n", "|\n  a\n\n  # b"),
        ("a\n", '"a\\n"'),
        ("a\nb\n\n", '"a\\nb\\n\\n"'),
        (" a\nb", '" a\\nb"'),
        ("a \nb", '"a \\nb"'),
        ("a\r\nb", '"a\\r\\nb"'),
        ("\n", '"\\n"'),
    ],
)
def test_text_over_lines(text: str, value: str):
    """It stands as it reads, unless white space or signs would be lost on the eye."""
    assert render_yaml({"k": text}) == f"k: {value}\n"


def test_key_that_is_very_long():
    """It is written so that the parser finds its colon."""
    data = {"k" * 2000: {"l" * 1100: "m\nn"}}
    assert read_yaml(render_yaml(data)).documents == (data,)


@pytest.mark.parametrize("value", [{1, 2}, object(), b"a", {"a": [b"b"]}, [{3}]])
def test_other_kinds_of_value(value: object):
    """They are the caller's mistake."""
    with pytest.raises(TypeError):
        render_yaml({"a": {"b": value}})
