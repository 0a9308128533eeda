"""Is each move of the table there, and does its page keep its shape and its word?"""

import re
from typing import Any

import pytest
import yaml

from topo.change.catalogue import MOVES, load_page, read_move
from topo.change.move import Move
from topo.errors import UsageError
from topo.model.base import find_references
from topo.model.organisation import COLLECTIONS, Organisation

CLAIMS = {
    "set-interaction",
    "set-stage",
    "add-capability",
    "automate-guardrail",
    "remove-guardrail",
    "change-type",
    "set-complexity",
    "set-wip-limit",
}
SECTIONS = ["What it does", "What it refuses", "Example"]
EACH_MOVE = pytest.mark.parametrize("name", MOVES)


def find_example(move: type[Move]) -> dict[str, Any]:
    """The move that a page shows, every scalar as the text that stands there."""
    found = re.search(r"^## Example\n```yaml\n(.*?)^```$", load_page(move), re.MULTILINE | re.DOTALL)
    assert found is not None
    (document,) = yaml.load(found[1], Loader=yaml.BaseLoader)
    assert isinstance(document, dict)
    return document


def test_the_line_between_structure_and_claims() -> None:
    """Thirty moves, of which eight are claims."""
    assert len(MOVES) == 30
    assert {name for name, move in MOVES.items() if move.kind == "claim"} == CLAIMS


@EACH_MOVE
def test_a_move_is_called_as_its_module(name: str) -> None:
    """One vocabulary: the table, the class, the module and the example."""
    move = MOVES[name]
    assert move.name == name
    assert move.__module__.rpartition(".")[2] == name.replace("-", "_")
    assert move.__name__ == "".join(word.title() for word in name.split("-"))
    assert set(find_example(move)) == {name}


@EACH_MOVE
def test_a_page_has_its_sections(name: str) -> None:
    """A sentence, then what it does, what it refuses and an example."""
    page = load_page(MOVES[name])
    assert re.match(r"[^\n]+\.\n\n## ", page)
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == SECTIONS


@EACH_MOVE
def test_an_example_can_be_made(name: str, northwind: Organisation) -> None:
    """On the sample Northwind, and back; it is said in one sentence."""
    move = read_move(find_example(MOVES[name]))
    applied = move.apply(northwind)
    assert applied.organisation != northwind
    assert applied.inverse.apply(applied.organisation).organisation == northwind
    assert re.fullmatch(r"[A-Z][^\n]*[^.\n]", move.describe())
    assert read_move(move.to_document()) == move


@EACH_MOVE
def test_every_field_says_what_it_means(name: str) -> None:
    """With an example that it takes, and the kinds of what it refers to are kinds that there are."""
    for key, field in MOVES[name].model_fields.items():
        if key == "extensions":
            continue
        assert field.description and field.examples, key
        for mark in find_references(field.annotation):
            assert set(mark.kinds) <= COLLECTIONS.keys()


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({}, "a move is one name"),
        ({"move-servce": {}}, "there is no move `move-servce`"),
        ({"move-service": {"service": "a"}}, "`move-service` does not fit at `to`"),
        ({"move-service": {"service": "a", "to": "b", "too": "c"}}, "`move-service` does not fit at `too`"),
        ({"create-team": {"id": "a b"}}, "`create-team` does not fit at `id`: `a b` is not an id"),
        (
            {"dissolve-team": {"team": "a", "people_to": {"b": "some"}}},
            "`dissolve-team` does not fit at `people_to.b`: `some` does not say who",
        ),
        ({"dissolve-team": {"team": "a", "services_to": ["b"]}}, "does not fit at `services_to`"),
        ({"set-wip-limit": {"stream": "a", "to": "0"}}, "does not fit at `to`"),
    ],
)
def test_what_is_no_move(document: dict[str, Any], message: str) -> None:
    """It is said where it does not fit."""
    with pytest.raises(UsageError, match=re.escape(message)):
        read_move(document)


def test_a_near_name_is_offered() -> None:
    """A slip of the keyboard is no riddle."""
    with pytest.raises(UsageError) as refused:
        read_move({"move-servce": {}})
    assert refused.value.hint is not None
    assert refused.value.hint.startswith("did you mean `move-service`")
