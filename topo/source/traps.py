"""What did somebody probably mean who fell into one of YAML's traps?"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trap:
    """A known trap: where its text starts (column from 0) and how wide it is, what it is, and the remedy."""

    column: int
    width: int
    message: str
    hint: str


_WORD = re.compile(r"[^\s,\]}#]+")
_SIGNS = "@`%*&!|>"


def find_trap(line: str, column: int, *, at_sign: bool = True) -> Trap | None:
    """The trap behind a syntax error at `column` (from 0) of `line`; None where it is none of the known.

    `at_sign`: the error may be about a sign that YAML keeps for itself.
    """
    if "{{" in line or "{%" in line:
        at = max(line.find("{{"), line.find("{%"))
        return Trap(
            at, 2, "a template's braces are not YAML", "quote the value, or leave the file out of `files`"
        )
    if line[column : column + 1] == "\t" or (line[:column].strip() == "" and "\t" in line[: column + 1]):
        return Trap(line.find("\t"), 1, "a tab cannot indent", "YAML indents with spaces: replace the tab")
    sign = _find_sign(line, column) if at_sign else None
    if sign is not None:
        word = _WORD.match(line[sign:])
        text = word[0] if word else line[sign]
        return Trap(sign, len(text), _why(text[0]), f"quote it, like '{text}'")
    return None


def _find_sign(line: str, column: int) -> int | None:
    """Where a value starts with a sign that YAML keeps for itself: libyaml points at it or just behind."""
    for at in (column, column - 1):
        if not 0 <= at < len(line) or line[at] not in _SIGNS:
            continue
        while at > 0 and line[at - 1] in _SIGNS:
            at -= 1
        return at
    return None


def _why(sign: str) -> str:
    if sign == "*":
        return "`*` starts an alias in YAML"
    if sign == "&":
        return "`&` starts an anchor in YAML"
    return f"a value cannot start with `{sign}`"
