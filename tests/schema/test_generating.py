"""Is the schema the model, whole, and the same bytes each time?"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import BaseModel

from topo.model.base import Part
from topo.model.document import ModelFile
from topo.model.organisation import CLASSES, COLLECTIONS
from topo.schema.generating import make_schema, render_schema

SCHEMA = make_schema()
PARTS = {"ModelFile": SCHEMA, **SCHEMA["definitions"]}


def find_keys(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that the schema describes, with where it stands; conditions repeat keys, and are left out."""
    if isinstance(schema, list):
        for index, each in enumerate(schema):
            yield from find_keys(each, f"{path}/{index}")
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if key in ("if", "then", "examples"):
                continue
            if key == "properties":
                yield from ((f"{path}/{name}", each) for name, each in value.items())
            yield from find_keys(value, f"{path}/{key}")


def find_part_classes(kind: type[BaseModel] = Part) -> Iterator[type[BaseModel]]:
    """The classes of the language that a model file is made of."""
    for each in kind.__subclasses__():
        if each.__module__ not in ("topo.model.profile", "topo.model.organisation"):
            yield each
            yield from find_part_classes(each)


KEYS = dict(find_keys(SCHEMA))
CLASSES_OF_FILES = {kind.__name__: kind for kind in find_part_classes() if kind.__name__ in PARTS}


def test_the_committed_schema_is_fresh(project: Path) -> None:
    """What editors load is what the model says today; TOPO_UPDATE_GOLDEN=1 writes it anew."""
    committed = project / "topo" / "schema" / "topo.schema.json"
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        committed.write_text(render_schema(), encoding="utf-8")
    assert committed.read_text(encoding="utf-8") == render_schema()


def test_it_is_a_schema_of_draft_7() -> None:
    """The schema itself is valid, and calls itself by the draft that editors know."""
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMA["title"] == "topo model"


def test_nothing_of_a_later_draft_is_used() -> None:
    """Draft 7 has `definitions`, and overlooks what stands beside a `$ref`."""
    text = json.dumps(SCHEMA)
    assert not [word for word in ("$defs", "prefixItems", "unevaluated", "dependentRequired") if word in text]

    def find_references(schema: Any) -> Iterator[dict[str, Any]]:
        if isinstance(schema, dict):
            if "$ref" in schema:
                yield schema
            schema = list(schema.values())
        if isinstance(schema, list):
            for each in schema:
                yield from find_references(each)

    references = list(find_references(SCHEMA))
    assert len(references) > 40
    assert all(set(each) == {"$ref"} for each in references)
    assert {each["$ref"].removeprefix("#/definitions/") for each in references} == set(SCHEMA["definitions"])


def test_every_key_says_what_it_is_and_shows_one() -> None:
    """An editor shows a sentence and a value for every key."""
    assert len(KEYS) > 250
    assert not [path for path, key in KEYS.items() if not key.get("description", "").endswith((".", "?"))]
    assert not [path for path, key in KEYS.items() if not key.get("examples")]


def test_the_examples_of_every_key_fit() -> None:
    """An example is what one may write."""
    definitions = {"definitions": SCHEMA["definitions"]}
    misfits = [
        (path, error.message)
        for path, key in KEYS.items()
        for example in key["examples"]
        for error in Draft7Validator(key | definitions).iter_errors(example)
    ]
    assert not misfits


@pytest.mark.parametrize("name", PARTS)
def test_a_part_has_the_keys_of_its_class(name: str) -> None:
    """Neither more nor fewer: the schema is generated, and hides only what the reading adds."""
    fields = CLASSES_OF_FILES[name].model_fields.items()
    known = {field.alias or key for key, field in fields} - {"id", "x-"}
    assert set(PARTS[name]["properties"]) == known
    assert PARTS[name]["description"].endswith(".")
    assert PARTS[name]["additionalProperties"] is False
    assert PARTS[name]["patternProperties"] == {"^x-": {}}


def test_every_class_of_the_language_is_there() -> None:
    """Each entity, and each section of a file."""
    assert {kind.__name__ for kind in CLASSES.values()} <= set(PARTS)
    assert {path[0] for path in COLLECTIONS.values()} <= set(ModelFile.model_fields)


def test_no_title_repeats_a_key() -> None:
    """Editors show a title above the description: one that repeats the key says nothing."""
    assert not [path for path, schema in KEYS.items() if "title" in schema]
    assert not [name for name, part in SCHEMA["definitions"].items() if "title" in part]


def test_ids_are_named_wherever_they_are_keys() -> None:
    """Every mapping by id says what an id is: sections, the tissue's sections and stages."""
    by_id = {path.rpartition("/")[2] for path, schema in KEYS.items() if "propertyNames" in schema}
    assert by_id == {path[-1] for path in COLLECTIONS.values()} | {"stages", "policies", "rules"}
