"""What is said of a value that its key does not take?"""

from typing import Any

from pydantic import BaseModel

from topo.findings import Address
from topo.source.locating import Place, find_example
from topo.text import printable

_LONGEST_EXAMPLE = 90
_NOUNS = {
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def describe(value: Any) -> str:
    """What a raw value is, in words.

    >>> describe(None), describe({}), describe([]), describe("x")
    ('nothing', 'a mapping', 'a list', '`x`')
    """
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"`{printable(str(value), limit=60)}`"


def call(address: Address) -> str:
    """What the thing at an address is called in a sentence.

    >>> call(Address.of("teams", "pay", "size")), call(Address.of("teams", "pay", "owns").item("x"))
    ('`size`', 'an item of `owns`')
    """
    if not address.steps:
        return "the file"
    last = address.steps[-1]
    if last.startswith("["):
        return f"an item of `{printable(address.steps[-2], limit=60)}`"
    return f"`{printable(last, limit=60)}`"


def is_of_another_type(error: Any) -> bool:
    """Whether an error is that a value is of another type than its key takes."""
    return error["type"] in _NOUNS


def show_example(kind: type[BaseModel], loc: tuple[Any, ...]) -> str | None:
    """A hint that shows what the key at `loc` inside a `kind` takes."""
    example = find_example(kind, loc)
    return None if example is None else like(*example)


def find_allowed(error: Any) -> list[str]:
    """The words that an error says were expected; none where it is about something else."""
    if error["type"] != "literal_error":
        return []
    expected = str(error["ctx"]["expected"]).replace(" or ", ", ")
    return [word.strip("' ") for word in expected.split(",")]


def explain(place: Place, error: Any) -> tuple[str, str | None]:
    """What does not fit, and what to do about it where that can be told."""
    kind, context = error["type"], error.get("ctx", {})
    called, found = call(place.address), describe(place.value)
    if kind == "literal_error":
        return f"{called} cannot be {found}: expected {_listed(find_allowed(error))}", None
    if "reason" in context:
        return f"{called}: {context['reason']}", None
    if kind in _NOUNS:
        return f"{called} takes {_NOUNS[kind]}, and this is {found}", _remedy(kind, place)
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        side = "at least" if kind == "greater_than_equal" else "at most"
        return f"{called} is {side} {bound:,}, and this is {found}", None
    return f"{called}: {error['msg']} ({found})", None


def _remedy(kind: str, place: Place) -> str | None:
    value = place.value
    if kind in ("tuple_type", "list_type") and isinstance(value, str):
        return f"write it as a list: `[{printable(value, limit=60)}]`"
    if kind in ("tuple_type", "list_type") and isinstance(value, dict):
        return "make it an item of a list: put a `- ` in front, or `[…]` around it"
    if kind == "string_type" and isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f"write it without the brackets: `{printable(value[0], limit=60)}`"
    return None


def like(key: str, value: Any) -> str | None:
    """A hint that shows what a key takes; None where that takes too much room.

    >>> like("roles", {"engineer": 5}), like("consulted", ["payments"])
    ('write it like `roles: {engineer: 5}`', 'write it like `consulted: [payments]`')
    """
    shown = f"{key}: {_flow(value)}"
    return f"write it like `{shown}`" if len(shown) <= _LONGEST_EXAMPLE else None


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "~"}[value]
    return f'"{value}"' if str(value)[:1] in "@*&!%`>|#" else str(value)


def _listed(words: list[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
