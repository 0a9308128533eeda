"""What does a value of a Compose file say once its variables are filled in?

As Compose does it: `$VAR`, `${VAR}`, `${VAR:-default}`, `${VAR-default}`, `${VAR:?error}`, `${VAR:+other}`,
nested, and `$$` for a dollar. A variable that has no value here stays, marked, as its name may still say
whose address it holds.
"""

import re
from collections.abc import Mapping

LONGEST = 10_000
"""How many characters of a value are read: what variables expand to is bounded."""
_DEEPEST = 8
_START, _END = "\ue000", "\ue001"
_OWN_MARKS = re.compile(f"[{_START}{_END}]")
UNKNOWN = re.compile(rf"{_START}(?P<name>[A-Za-z_][A-Za-z0-9_]*){_END}")
"""A variable without a value, in an interpolated text."""

_VARIABLE = re.compile(
    r"\$(?:(?P<dollar>\$)|(?P<plain>[A-Za-z_][A-Za-z0-9_]*)"
    r"|\{(?P<braced>[A-Za-z_][A-Za-z0-9_]*)(?P<rule>:?[-?+])?)"
)


def interpolate(text: str, variables: Mapping[str, str]) -> str:
    """`text` with its variables filled in from `variables`; what is unknown matches `UNKNOWN`.

    >>> interpolate("http://${HOST:-cart}:${PORT}$$", {"PORT": "80"})
    'http://cart:80$'
    >>> UNKNOWN.findall(interpolate("${CART_HOST}:80", {}))
    ['CART_HOST']
    """
    return _fill(_OWN_MARKS.sub("", text[:LONGEST]), variables, 0)


def mark_unknown(name: str) -> str:
    """The text that stands for a variable without a value."""
    return f"{_START}{name}{_END}"


def _fill(text: str, variables: Mapping[str, str], depth: int) -> str:
    pieces: list[str] = []
    at = 0
    while (match := _VARIABLE.search(text, at)) is not None:
        pieces.append(text[at : match.start()])
        at = match.end()
        if match["braced"] is None:
            pieces.append("$" if match["dollar"] else _find_value(match["plain"], variables))
            continue
        end = _find_brace(text, at)
        if end is None:
            at = match.start()
            break
        pieces.append(_decide(match, text[at:end], variables, depth))
        at = end + 1
    return ("".join(pieces) + text[at:])[:LONGEST]


def _decide(match: re.Match[str], other: str, variables: Mapping[str, str], depth: int) -> str:
    """The value of `${NAME}` with what stands behind the name."""
    name, rule = match["braced"], match["rule"] or ""
    value = variables.get(name)
    is_there = bool(value) if rule.startswith(":") else value is not None
    if depth >= _DEEPEST:
        return ""
    if rule.endswith("-"):
        return _find_value(name, variables) if is_there else _fill(other, variables, depth + 1)
    if rule.endswith("+"):
        return _fill(other, variables, depth + 1) if is_there else ""
    return _find_value(name, variables)


def _find_value(name: str, variables: Mapping[str, str]) -> str:
    value = variables.get(name)
    return mark_unknown(name) if value is None else value


def _find_brace(text: str, at: int) -> int | None:
    """Where the brace that is open at `at` closes."""
    depth = 1
    for index in range(at, len(text)):
        if text[index] == "{":
            depth += 1
        elif text[index] == "}":
            depth -= 1
            if depth == 0:
                return index
    return None
