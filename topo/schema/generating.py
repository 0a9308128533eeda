"""How do the classes of the model become the JSON Schema (draft 7) that editors load?

The model says what a value may be; what is added here is what YAML makes of it: text that other readers
turn into numbers and booleans, a key without a value, and `x-` keys.
"""

import json
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from topo.model.base import EXTENSIONS, ID_PATTERN, TEXT_SCHEMA, Entity, Part
from topo.model.document import ModelFile
from topo.model.organisation import CLASSES, SHORT_FORMS
from topo.model.settings import POLICY_PATTERN, Policy

SCHEMA_ID = "urn:topo:schema:model:1"
_REF = "#/definitions/"
_YAML_1_1 = {"off": False, "no": False, "on": True, "yes": True}


def render_schema() -> str:
    """The schema of a model file as JSON text: the same bytes for the same model."""
    return render_json(make_schema())


def render_json(schema: dict[str, Any]) -> str:
    """A schema as JSON text."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def make_schema() -> dict[str, Any]:
    """The schema of a model file."""
    return make_schema_of(ModelFile, id=SCHEMA_ID, title="topo model")


def make_schema_of(kind: type[Part], *, id: str, title: str) -> dict[str, Any]:
    """The schema of a file that says a `kind`."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "$id": id, "title": title}
    return head | make_part_schema(kind)


def make_part_schema(kind: type[Part]) -> dict[str, Any]:
    """The schema of a part by itself, with the definitions of what it holds."""
    schema = kind.model_json_schema(ref_template=_REF + "{model}", schema_generator=_Generator)
    definitions = schema.pop("$defs", {})
    for part in (schema, *definitions.values()):
        _name_ids(part)
    _let_be_empty(schema, definitions)
    return {**_sorted(schema), "definitions": _sorted(definitions)}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with the ways of YAML and without what editors have no use for."""

    def generate(
        self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation"
    ) -> JsonSchemaValue:
        """The schema, without the draft that pydantic writes for."""
        generated = super().generate(schema, mode)
        generated.pop("$schema", None)
        return generated

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A title would repeat the key."""
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Any text is also what another reader of YAML makes a number or a boolean."""
        return dict(TEXT_SCHEMA)

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """One of several words, and what YAML 1.1 makes of them: `off` and `no` are false there."""
        words = schema["expected"]
        return {"enum": [*words, *sorted({_YAML_1_1[word] for word in words if word in _YAML_1_1})]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Whether a key may go without a value is said where it stands, alike for all keys."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Only defaults that say something are shown."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**inner, "default": default} if isinstance(default, str | int) else inner

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A part: its keys, each with or without a value, and `x-` keys."""
        part = super().model_schema(schema)
        part.pop("title", None)
        hidden = ("id", EXTENSIONS) if issubclass(schema["cls"], Entity) else (EXTENSIONS,)
        properties = {key: value for key, value in part["properties"].items() if key not in hidden}
        required = [key for key in part.pop("required", ()) if key not in hidden]
        for key, value in properties.items():
            properties[key] = _described_reference(value if key in required else _or_null(value))
        part |= {"properties": properties, "patternProperties": {"^x-": {}}}
        return part | {"required": required} if required else part


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema`, or nothing at all: a key without a value is as if absent."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        known = {"type": "null"} in schema["anyOf"]
        return schema if known else schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*types, "null"]}
    return schema  # a reference: the definition itself allows it


def _described_reference(schema: dict[str, Any]) -> dict[str, Any]:
    """Draft 7 overlooks whatever stands beside a `$ref`."""
    if "$ref" not in schema or len(schema) == 1:
        return schema
    return {"allOf": [{"$ref": schema["$ref"]}]} | {key: schema[key] for key in schema if key != "$ref"}


def _name_ids(part: dict[str, Any]) -> None:
    """Say in mappings by id what an id is, and which entities have a short form."""
    entities = {Policy.__name__, *(kind.__name__ for kind in _subclasses(Entity))}
    short = {CLASSES[kind].__name__ for kind in SHORT_FORMS}
    for section in part.get("properties", {}).values():
        values = section.get("additionalProperties")
        if not isinstance(values, dict):
            continue
        name = values.get("$ref", "").removeprefix(_REF)
        if name in entities:
            is_policy = name == Policy.__name__
            section["propertyNames"] = {"pattern": POLICY_PATTERN if is_policy else ID_PATTERN}
        section["additionalProperties"] = (
            {"anyOf": [TEXT_SCHEMA, values]} if name in short else _or_null(values)
        )


def _let_be_empty(schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Let a part have no value where it is the value of a key; an item of a list has to say something."""
    items = {name for part in (schema, *definitions.values()) for name in _find_items(part)}
    for name, part in definitions.items():
        if name not in items:
            part["type"] = ["object", "null"]


def _find_items(schema: Any, *, is_item: bool = False) -> Iterator[str]:
    """The definitions that stand for items of lists."""
    if isinstance(schema, list):
        for each in schema:
            yield from _find_items(each, is_item=is_item)
    elif isinstance(schema, dict):
        if is_item and "$ref" in schema:
            yield schema["$ref"].removeprefix(_REF)
        for key, value in schema.items():
            yield from _find_items(value, is_item=key == "items" or (is_item and key == "anyOf"))


def _subclasses(kind: type) -> Iterator[type]:
    below: list[type] = kind.__subclasses__()
    for each in below:
        yield each
        yield from _subclasses(each)


def _sorted(schema: Any, *, is_named: bool = False) -> Any:
    """Keywords in the order of the alphabet; what the model names stays in the model's order."""
    if isinstance(schema, list):
        return [_sorted(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    keys = list(schema) if is_named else sorted(schema)
    return {key: _sorted(schema[key], is_named=key in ("properties", "examples")) for key in keys}
