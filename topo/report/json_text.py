"""How is a value written as JSON text that is exact, stable and safe to show?

Letters stay readable. Whatever could steer a terminal or reorder what is read (C1 controls, direction
marks, lone surrogates) is written as a JSON escape, so that the value that is read back is the same.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping

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


def render_json_rows(value: object) -> str:
    """The same, with each object or list that holds no other one in a line of its own.

    For documents of many small records: they are shorter, faster to write, and compared line by line.
    `value` is in the types of JSON already (`make_plain`).

    >>> print(render_json_rows({"parts": [{"label": "a", "note": []}], "missing": []}), end="")
    {
     "parts": [
      {"label": "a", "note": []}
     ],
     "missing": []
    }
    """
    rows: list[str] = []
    _write_rows(value, "\n", rows.append)
    rows.append("\n")
    return "".join(rows)


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def _write_rows(value: object, margin: str, write: Callable[[str], None]) -> None:
    """`margin` is a line end and the indentation of what `value` stands in."""
    if isinstance(value, dict):
        if any(each and isinstance(each, dict | list) for each in value.values()):
            _write_object(value, margin, write)
            return
    elif isinstance(value, list) and any(each and isinstance(each, dict | list) for each in value):
        _write_list(value, margin, write)
        return
    write(_encode(value))


def _encode(value: object) -> str:
    text = _ENCODER.encode(value)
    return text if text.isascii() and text.isprintable() else _BEYOND_ASCII.sub(_escape, text)


def _write_object(value: Mapping[str, object], margin: str, write: Callable[[str], None]) -> None:
    start = "{"
    for key, each in value.items():
        write(f"{start}{margin} {_encode(key)}: ")
        _write_rows(each, f"{margin} ", write)
        start = ","
    write(f"{margin}}}")


def _write_list(value: Iterable[object], margin: str, write: Callable[[str], None]) -> None:
    start = "["
    for each in value:
        write(f"{start}{margin} ")
        _write_rows(each, f"{margin} ", write)
        start = ","
    write(f"{margin}]")


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
