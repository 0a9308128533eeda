"""Does the tree of a text say where each piece begins and ends?"""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.source.splicing.layouts import write_by_hand
from tests.strategies import organisations
from topo.model.organisation import Organisation
from topo.source.reading import read_yaml
from topo.source.splicing.page import Page
from topo.source.splicing.tree import Alias, Collection, Node, Scalar, read_tree

TEXT = """\
a: &x   # anchored
  b: |
    text

  # about c
  c: "q"
  d:
  e: >+
    kept

f: [one, {x: 1}, k: v, ]
g:
- one
-
- - two
- three: 3
  four: *x
-  # five
  five: 5
h: {lone, n: , "q":z}
"""


(ROOT,) = read_tree(TEXT).documents


def find(*keys: str | int) -> Node:
    node = ROOT
    for key in keys:
        assert isinstance(node, Collection)
        entry = node.entries[key] if isinstance(key, int) else node.find(key)
        assert entry is not None
        node = entry.value
    return node


def said(*keys: str | int) -> str:
    node = find(*keys)
    return TEXT[node.start : node.end]


def test_where_values_end():
    """Comments and blank lines behind them are not theirs, but for those that a `+` keeps."""
    assert said("a", "b") == "|\n    text"
    assert said("a", "c") == '"q"'
    assert said("a", "d") == ""
    assert said("a", "e") == ">+\n    kept\n"
    assert said("f") == "[one, {x: 1}, k: v, ]"
    assert said("f", 1) == "{x: 1}"
    assert said("g").endswith("five: 5")
    assert said("h", "lone") == said("h", "n") == ""
    assert said("h", "q") == "z"


def test_where_items_begin():
    """At their dash, wherever the item itself stands."""
    items = find("g")
    assert isinstance(items, Collection)
    assert [TEXT[entry.start : entry.start + 3] for entry in items.entries] == [
        "- o",
        "-\n-",
        "- -",
        "- t",
        "-  ",
    ]
    assert {entry.column for entry in items.entries} == {0}
    inner = find("g", 2)
    assert isinstance(inner, Collection)
    assert (inner.entries[0].column, TEXT[inner.entries[0].start :][:5]) == (2, "- two")


def test_anchors_and_aliases():
    """An anchor that an alias names locks what is in it, and what it is in cannot go."""
    anchored, alias = find("a"), find("g", 3, "four")
    assert isinstance(alias, Alias)
    assert alias.target is anchored
    assert find("a", "c").lock is anchored
    assert find("f").lock is None
    assert anchored.holder is not None
    assert anchored.holder.lock is anchored


def test_pair_without_braces():
    """It is a mapping, but none that could take another pair."""
    pair = find("f", 2)
    assert isinstance(pair, Collection)
    assert pair.is_bare


@settings(max_examples=15)
@given(organisations(), st.integers(0, 2**32))
def test_same_places_as_the_reading(organisation: Organisation, seed: int):
    """Every key and value stands where the marks of the reading say, and what is there says the value."""
    for content in write_by_hand(organisation, Random(seed)).files.values():
        text = content.decode("utf-8-sig")
        page = Page(text)
        values = page.tree.values.values()
        for entry in page.tree.keys.values():
            assert entry.key is not None
            assert text[entry.key.start : entry.key.end].strip("'\"")[:1] in (
                entry.name[:1],
                "\\",
                "'",
                '"',
                "",
            )
            assert entry.key.end <= entry.value.start <= entry.value.end <= entry.collection.end
        for node in values:
            if isinstance(node, Scalar) and not node.style and "\n" not in text[node.start : node.end]:
                assert text[node.start : node.end] == node.text
            if isinstance(node, Collection) and node.is_flow:
                assert text[node.start] + text[node.end - 1] in ("{}", "[]")
        assert len(read_yaml(text).documents) == len(page.tree.documents)
