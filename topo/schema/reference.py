"""How do people read the schema: every key with its meaning, its values and an example, as Markdown?"""

import json
from collections.abc import Iterator
from typing import Any

from topo.schema.generating import make_schema

_HEAD = """\
# Every key of the language

Made from the same classes as the JSON Schema (`topo schema`); [language.md](language.md) says how they work
together. A key that starts with `x-` is yours and may stand anywhere beside these.
"""


def render_reference() -> str:
    """The reference as Markdown: the sections of a model file, then each kind of part, by name."""
    schema = make_schema()
    parts = schema["definitions"]
    lines = [_HEAD, "## A model file", "", *render_table(schema, parts)]
    for name in sorted(name for name, part in parts.items() if part.get("properties")):
        lines += [
            "",
            f"## {name}",
            "",
            parts[name].get("description", ""),
            "",
            *render_table(parts[name], parts),
        ]
    return "\n".join(lines).rstrip() + "\n"


def render_table(part: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    """The lines of a table with the keys of a part; `parts` are the definitions of its schema."""
    needed = set(part.get("required", ()))
    yield "| key | takes | means | example |"
    yield "|---|---|---|---|"
    for key, value in part["properties"].items():
        takes = _takes(value, parts) + (" (needed)" if key in needed else "")
        example = value.get("examples", [None])[0]
        shown = "" if example is None else f"`{_escape(json.dumps(example, ensure_ascii=False))}`"
        yield f"| `{key}` | {_escape(takes)} | {_escape(value.get('description', ''))} | {shown} |"


def _takes(value: dict[str, Any], parts: dict[str, Any]) -> str:
    """What a key takes, in words; the ways of writing one thing once."""
    ways = list(dict.fromkeys(way for way in _ways(value, parts) if way))
    return " or ".join(ways) or "anything"


def _ways(value: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        yield f"[{name}](#{name.lower()})" if parts[name].get("properties") else _takes(parts[name], parts)
    for inner in value.get("anyOf", value.get("allOf", ())):
        yield from _ways(inner, parts)
    said = value.get("type", ())
    types = {said} if isinstance(said, str) else set(said)
    if "enum" in value:
        words = [each for each in value["enum"] if isinstance(each, str) or len(value["enum"]) == 1]
        yield " or ".join(f"`{each}`" for each in words)
    elif "array" in types:
        yield f"a list of {_takes(value.get('items', {}), parts)}"
    elif "object" in types and isinstance(value.get("additionalProperties"), dict):
        yield f"a mapping to {_takes(value['additionalProperties'], parts)}"
    elif types >= {"string", "number", "boolean"}:
        yield "text"
    else:
        yield from (noun for kind, noun in _NOUNS.items() if kind in types)


_NOUNS = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "string": "text",
    "object": "a mapping",
}


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
