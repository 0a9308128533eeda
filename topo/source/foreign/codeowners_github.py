"""What does a CODEOWNERS file say to GitHub?

GitHub skips a line that it cannot read, so the rules before it keep deciding; such a line is a problem here
and no rule. A comment behind a rule is unsupported too, but its meaning is plain: reported and left out.
"""

from __future__ import annotations

import re

from topo.source.foreign.codeowners_pattern import compile_github
from topo.source.foreign.codeowners_rules import Codeowners, Problem, Rule, Section
from topo.source.foreign.codeowners_words import (
    Word,
    check_length,
    describe_comment,
    find_lines,
    find_words,
    read_github_owners,
    split_comment,
)

SIZE_LIMIT = 3 * 1024 * 1024
"""Bytes from which on GitHub does not load the file ("under 3 MB")."""

_PATTERN = re.compile(r"\s*((?:\\.|\S)+)")
_BRACKET = re.compile(r"(?:\\.|[^\\\[\]])*[\[\]]")
_HEADER = re.compile(r"\^?\[[^\]]*\](?:\[[^\]]*\])?(?=\s|$)")


def read_github(text: str) -> Codeowners:
    """The rules of ``text`` as one unnamed section; none at all when the file is too large to be loaded."""
    if len(text.encode("utf-8", "surrogatepass")) >= SIZE_LIMIT:
        return Codeowners("github", (_section(()),), (_TOO_LARGE,))
    rules: list[Rule] = []
    problems: list[Problem] = []
    for number, line in find_lines(text):
        rule, found = _read_line(line, number)
        problems.extend(found)
        if rule is not None:
            rules.append(rule)
    return Codeowners("github", (_section(tuple(rules)),), tuple(problems))


_TOO_LARGE = Problem(
    1,
    1,
    1,
    "file-too-large",
    "the file is 3 MB or more: GitHub does not load it, so nobody owns anything",
    "let one pattern with a wildcard take the place of many",
)


def _section(rules: tuple[Rule, ...]) -> Section:
    return Section(None, optional=False, approvals=None, default_owners=(), rules=rules, line=1)


def _read_line(line: str, number: int) -> tuple[Rule | None, list[Problem]]:
    match = _PATTERN.match(line)
    assert match is not None, "find_lines leaves out blank lines"
    pattern = Word(match.group(1), number, match.start(1) + 1)
    problem = _find_pattern_problem(pattern, line)
    if problem is not None:
        return None, [problem]
    words, remark = split_comment(find_words(line, number, start=match.end()))
    read = read_github_owners(words)
    problems = list(read.problems)
    if remark:
        problems.append(describe_comment(remark, "it is left out here"))
    if read.has_unusable:
        return None, problems
    matcher = compile_github(pattern.text)
    return Rule(pattern.text, read.owners, number, pattern.column, exclusion=False, matcher=matcher), problems


def _find_pattern_problem(pattern: Word, line: str) -> Problem | None:
    text = pattern.text
    if text.startswith("\\#"):
        message = "GitHub does not support \\# at the start of a pattern, and skips the line"
        return pattern.problem("unsupported-escape", message, f"write ?{text[2:]}, which also matches the #")
    if text.startswith("!"):
        message = "GitHub does not support ! patterns, and skips the line"
        hint = f"to leave it without owner, write {text[1:] or 'the pattern'} and no owner after it"
        return pattern.problem("unsupported-negation", message, hint)
    if _BRACKET.match(text):
        return _describe_bracket(pattern, line)
    if "***" in text:
        message = "GitHub does not support three stars in a row, and skips the line"
        hint = f"did you mean {re.sub(r'[*]{3,}', '**', text)}?"
        return pattern.problem("invalid-pattern", message, hint)
    return check_length(pattern)


def _describe_bracket(pattern: Word, line: str) -> Problem:
    if _HEADER.match(line.lstrip()):
        message = "GitHub has no sections, and skips the line"
        return pattern.problem("unsupported-range", message, "is this a file for GitLab?")
    message = "GitHub does not support [ ] ranges, and skips the line"
    hint = "write \\[ and \\] for brackets in a name, or a line for each character of the range"
    return pattern.problem("unsupported-range", message, hint)
