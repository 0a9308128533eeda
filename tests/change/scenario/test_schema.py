"""Does the schema of scenario files, under a validator that is not topo's, take what topo takes?"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.change.scripting import scripts
from tests.strategies import organisations
from topo.change.catalogue import MOVES
from topo.change.scenario.schema import make_schema, render_schema
from topo.change.scenario.writing import render_script
from topo.model.organisation import Organisation

SCHEMA = make_schema()
VALIDATOR = Draft7Validator(SCHEMA)
SAMPLES = Path(__file__).parents[3] / "samples"
MOVE = {"move-service": {"service": "stock", "to": "payments"}}


def find_errors(document: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(document)]


def test_the_committed_schema_is_fresh(project: Path) -> None:
    """What editors load is what the moves say today; TOPO_UPDATE_GOLDEN=1 writes it anew."""
    committed = project / "topo" / "schema" / "scenario.schema.json"
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        committed.write_text(render_schema(), encoding="utf-8")
    assert committed.read_text(encoding="utf-8") == render_schema()


def test_it_is_a_schema_of_draft_7() -> None:
    """The schema itself is valid, and each move has its description and its fields."""
    Draft7Validator.check_schema(SCHEMA)
    entry = SCHEMA["definitions"]["MoveEntry"]["properties"]
    assert entry.keys() == {*MOVES, "off", "note", "evidence"}
    assert all(entry[name]["description"].endswith(("(structural).", "(a claim).")) for name in MOVES)
    assert "$defs" not in json.dumps(SCHEMA)


@given(organisations(least=1), st.data())
def test_what_topo_writes_is_valid(organisation: Organisation, data: st.DataObject) -> None:
    """Read by another YAML library, as editors do."""
    text = render_script(data.draw(scripts(organisation)))
    assert find_errors(json.loads(json.dumps(yaml.safe_load(text), default=str))) == []


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/scenarios/*.yaml")), ids=lambda path: path.stem)
def test_the_samples_are_valid(path: Path) -> None:
    """And they name the schema, so that editors know."""
    text = path.read_text(encoding="utf-8")
    assert (path.parent / text.partition("$schema=")[2].partition("\n")[0]).exists()
    loader = yaml.SafeLoader(text)
    loader.yaml_implicit_resolvers = {  # `off` is a key, as in YAML 1.2
        sign: [each for each in pairs if each[0] != "tag:yaml.org,2002:bool" or sign in "tTfF"]
        for sign, pairs in loader.yaml_implicit_resolvers.items()
    }
    assert find_errors(json.loads(json.dumps(loader.get_single_data(), default=str))) == []


@pytest.mark.parametrize(
    "document",
    [
        {"moves": [MOVE]},
        {"scenario": "a b"},
        {"scenario": "a", "whi": "so"},
        {"scenario": "a", "moves": MOVE},
        {"scenario": "a", "moves": ["move-service"]},
        {"scenario": "a", "moves": [{"off": True}]},
        {"scenario": "a", "moves": [MOVE | {"rename": {"kind": "team", "from": "a", "to": "b"}}]},
        {"scenario": "a", "moves": [{"transfr-domain": {"domain": "a", "to": "b"}}]},
        {"scenario": "a", "moves": [{"move-service": {"service": "stock"}}]},
        {"scenario": "a", "moves": [{"move-service": None}]},
        {"scenario": "a", "phases": [{"nam": "pilot"}]},
        {"scenario": "a", "decided": {"when": "2026-12-01"}},
    ],
)
def test_what_topo_refuses_is_not_valid(document: Any) -> None:
    """The editor says so while it is being typed."""
    assert find_errors(document)
