"""What did somebody probably mean who fell into one of YAML's traps?"""

import re

_HINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\t"),
        "YAML indents with spaces: replace the tab",
    ),
    (
        re.compile(r"[@`]"),
        "a value cannot start with `{0}`: quote it, like '{1}'",
    ),
    (
        re.compile(r"[*&]"),
        "`{0}` starts an alias or anchor in YAML: quote it, like '{1}'",
    ),
    (
        re.compile(r"%"),
        "a value cannot start with `%`: quote it, like '{1}'",
    ),
)
_TOKEN = re.compile(r"[^\s,\]}#]+")


def hint_for_syntax(problem: str, line: str, column: int) -> str | None:
    """The remedy for a syntax error at `column` (from 0) of `line`, where the trap is a known one."""
    rest = line[column:]
    if "mapping values are not allowed" in problem:
        return "a `: ` inside a value starts a new mapping: quote the value, or check the indentation"
    if re.match(r"\s*\{\{|.*\{\{", rest) or "{{" in line:
        return "a template's braces are not YAML: quote the value, or leave the file out of `files`"
    if "found unknown escape" in problem:
        return "in double quotes `\\` starts an escape: use single quotes"
    if "found unexpected end of stream" in problem or "quoted scalar" in problem:
        return "a quote is opened and never closed"
    for first, hint in _HINTS:
        trap = _trap_at(line, column, first)
        if trap:
            return hint.format(trap[0], trap)
    if "block" in problem or "expected <document start>" in problem or "<block end>" in problem:
        return "check the indentation: the keys of one mapping start in one column"
    if "flow" in problem or "expected ',' or" in problem:
        return "a `[` or `{` is not closed, or a comma is missing"
    return None


def _trap_at(line: str, column: int, first: re.Pattern[str]) -> str | None:
    # libyaml points at the sign itself, or just behind it.
    for at in (column, column - 1):
        if 0 <= at < len(line) and first.match(line[at]):
            token = _TOKEN.match(line[at:])
            return token[0] if token else line[at]
    return None


def hint_for_reference(value: str) -> str | None:
    """The remedy for a reference that YAML cannot have meant."""
    if value.startswith("@"):
        return "a handle is no team id: put it into the team's `contacts: {github: …}`"
    return None
