"""How is a value written as JSON text that is exact, stable and safe to show?

Letters stay readable. Whatever could steer a terminal or reorder what is read (C1 controls, direction
marks, lone surrogates) is written as a JSON escape, so that the value that is read back is the same.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping

from topo.text import printable

_BEYOND_ASCII = re.compile(r"[^\n\x20-\x7e]")


def render_json_text(value: object) -> str:
    r"""`value` as indented JSON text with a line end; keys keep their order.

    >>> print(render_json_text({"name": "台帳\u202e", "share": float("nan")}), end="")
    {
      "name": "台帳\u202e",
      "share": null
    }
    """
    text = json.dumps(make_plain(value), ensure_ascii=False, allow_nan=False, indent=2)
    return _BEYOND_ASCII.sub(_escape, text) + "\n"


def make_plain(value: object) -> object:
    """`value` in the types of JSON: what is unordered is sorted, what JSON has no type for is text.

    A number that is infinite or not a number becomes null, which JSON has instead.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): make_plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((make_plain(item) for item in value), key=str)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [make_plain(item) for item in value]
    return str(value)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if printable(character) == character:
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
