"""How is plain data written as YAML that looks like a model written by hand?

Sections and whatever is long stand in block style, one key to a line; short leaves stand in braces and
brackets. Text is quoted exactly where some reader, of YAML 1.1 or 1.2, would otherwise see something else.
The result is laid out as `topo fmt` would.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

WIDEST = 100
"""How many columns a line in braces or brackets may take."""
_LONGEST_KEY = 1000  # libyaml looks for the `:` of a plain key within 1024 characters

Scalar: TypeAlias = str | bool | int | float | date | None

# What YAML 1.1 or 1.2 takes for null, a boolean, a merge, a number, a time of day or a date.
_NOT_TEXT = re.compile(
    r"""(?xi:
      ~ | null | y | n | yes | no | on | off | true | false | << | =
    | [-+]?\.(?:inf|nan)
    | [-+]?0b[01_]+ | [-+]?0o[0-7_]+ | [-+]?0x[0-9a-f_]+
    | [-+]?(?:[0-9][0-9_]*(?::[0-9]{1,2})*(?:\.[0-9_]*)?|\.[0-9_]+)(?:e[-+]?[0-9]+)?
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\ ].*)?
    )\Z"""
)
_INDICATOR = re.compile(r"""[?:,\[\]{}#&*!|>'"%@`]|-(?:[-\s]|\Z)|\.\.\.""")
_BREAKS_PLAIN = re.compile(r":(?:\s|\Z)|\s#")
_BREAKS_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}]|:(?![A-Za-z0-9/])|\s#|\?")
_SHORT_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0", '"': '\\"', "\\": "\\\\"}
_JOINERS = frozenset("\u200c\u200d")  # of scripts and emoji: text shows wrongly without them


def render_yaml(data: object) -> str:
    """The YAML text of nested mappings, lists (or tuples) and scalars, ending with a line end.

    Reading it gives the same keys and values in the same order; what is not text comes back as the text
    that stands for it. A lone surrogate, which no file can hold, becomes U+FFFD. Raises TypeError for any
    other kind of value.

    >>> print(render_yaml({"topo": 1, "teams": {"pay": {"size": 7, "owns": ["ledger", "no"]}}}), end="")
    topo: 1
    <BLANKLINE>
    teams:
      pay: {size: 7, owns: [ledger, "no"]}
    """
    if isinstance(data, Mapping) and data:
        return _join_sections(
            [_entry(write_scalar(key, in_flow=False), value, 0) for key, value in data.items()]
        )
    if isinstance(data, list | tuple) and data:
        return "".join(f"{line}\n" for line in _block(data, 0))
    return f"{_flow(data)}\n"


def _join_sections(sections: Sequence[list[str]]) -> str:
    """One blank line above and below each section of several lines."""
    lines: list[str] = []
    for number, section in enumerate(sections):
        if number and (len(section) > 1 or len(sections[number - 1]) > 1):
            lines.append("")
        lines += section
    return "".join(f"{line}\n" for line in lines)


def _block(value: object, indent: int) -> list[str]:
    """The lines of a mapping or list that is not empty, in block style."""
    if isinstance(value, Mapping):
        entries = [(write_scalar(key, in_flow=False), inner) for key, inner in value.items()]
        return [line for key, inner in entries for line in _entry(key, inner, indent)]
    assert isinstance(value, list | tuple)
    return [line for item in value for line in _item(item, indent)]


def _entry(key: str, value: object, indent: int) -> list[str]:
    margin = " " * indent
    start = f"{margin}? {key}\n{margin}:" if len(key) > _LONGEST_KEY else f"{margin}{key}:"
    one_line = _one_line(value, indent, WIDEST - len(start) - 1)
    if one_line is not None:
        return f"{start} {one_line}".split("\n")
    if isinstance(value, str):
        return write_literal(start, value, indent + 2)
    return [*start.split("\n"), *_block(value, indent + 2)]


def _item(value: object, indent: int) -> list[str]:
    start = " " * indent + "-"
    one_line = _one_line(value, indent + 1, WIDEST - indent - 2)
    if one_line is not None:
        return [f"{start} {one_line}"]
    if isinstance(value, str):
        return write_literal(start, value, indent + 2)
    first, *others = _block(value, indent + 2)
    return [f"{start} {first[indent + 2 :]}", *others]


def _one_line(value: object, indent: int, room: int) -> str | None:
    """A value as it stands behind its key or dash, or None where it needs lines of its own."""
    if is_literal(value):
        return None
    if is_scalar(value):
        return write_scalar(value, in_flow=False)
    if not isinstance(value, Mapping | list | tuple):
        raise _no_yaml(value)
    if value and not is_leaf(value, indent):
        return None
    written = _flow(value)
    return written if len(written) <= room or not value else None


def is_scalar(value: object) -> bool:
    """Whether a value is neither a mapping nor a list."""
    return value is None or isinstance(value, str | bool | int | float | date)


def _is_plain_leaf(value: object) -> bool:
    """Whether a value holds scalars alone, none of them better written on lines of its own."""
    if isinstance(value, Mapping):
        value = [*value, *value.values()]
    inside = value if isinstance(value, list | tuple) else [value]
    return all(is_scalar(each) and not is_literal(each) for each in inside)


def is_leaf(value: object, indent: int) -> bool:
    """Whether a value may stand in one line: a thing with its fields may, a section of things may not."""
    if not isinstance(value, Mapping) or _is_plain_leaf(value):
        return _is_plain_leaf(value)
    fields = value.values()
    is_collection = indent == 0 or all(isinstance(each, Mapping) and each for each in fields)
    return not is_collection and all(_is_plain_leaf(each) for each in fields)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        fields = (f"{write_scalar(key, in_flow=True)}: {_flow(each)}" for key, each in value.items())
        return "{" + ", ".join(fields) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return write_scalar(value, in_flow=True)


def write_scalar(value: object, *, in_flow: bool) -> str:
    """A scalar on one line, quoted where it must be; `in_flow` inside braces or brackets."""
    if value is None:
        return "~"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(str(value), in_flow=in_flow)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    raise _no_yaml(value)


def _no_yaml(value: object) -> TypeError:
    return TypeError(f"no YAML for a {type(value).__name__}")


def _float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    written = repr(value)
    return written if "." in written else written.replace("e", ".0e")  # YAML 1.1 wants the point


def _text(text: str, *, in_flow: bool) -> str:
    if _is_plain(text, in_flow=in_flow):
        return text
    if all(_may_stand(char) for char in text) and ('"' in text or "\\" in text) and "'" not in text:
        return f"'{text}'"
    return write_quoted(text, '"')


def write_quoted(text: str, quote: str) -> str:
    """A text in quotes of this kind; in double ones where single ones cannot hold it.

    >>> write_quoted("it's", "'"), write_quoted("a\\tb", "'")
    ("'it''s'", '"a\\\\tb"')
    """
    if quote == "'" and all(map(_may_stand, text)):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(text)) + '"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    if not text or text != text.strip() or _NOT_TEXT.match(text) or _INDICATOR.match(text):
        return False
    breaks = _BREAKS_PLAIN_IN_FLOW if in_flow else _BREAKS_PLAIN
    return not breaks.search(text) and all(_may_stand(char) for char in text)


def _may_stand(char: str) -> bool:
    return char.isprintable() or char in _JOINERS


def _escaped(text: str) -> Iterator[str]:
    for char in text:
        code = ord(char)
        if char in _SHORT_ESCAPES:
            yield _SHORT_ESCAPES[char]
        elif _may_stand(char):
            yield char
        elif 0xD800 <= code <= 0xDFFF:
            yield "\ufffd"
        elif code < 0x100:
            yield f"\\x{code:02x}"
        else:
            yield f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def is_literal(value: object) -> bool:
    """Whether a value is text that a block scalar holds as it is: lines without margins or odd characters."""
    if not isinstance(value, str) or "\n" not in value.rstrip("\n") or value.endswith("\n\n"):
        return False
    lines = value.removesuffix("\n").split("\n")
    if not lines[0] or lines[0][0] in " \t":
        return False
    return all(line == line.rstrip() and all(map(_may_stand, line)) for line in lines)


def write_literal(start: str, text: str, indent: int) -> list[str]:
    """The lines of a block scalar behind `start`, its content `indent` columns in."""
    mark = "|" if text.endswith("\n") else "|-"
    margin = " " * indent
    lines = text.removesuffix("\n").split("\n")
    return [*f"{start} {mark}".split("\n"), *(f"{margin}{line}" if line else "" for line in lines)]
