"""What does a CODEOWNERS file say to GitLab?

Lines belong to the section whose header stands above them; headers of one name, whatever the case, are one
section. Malformed owners are ignored one by one. An entry without any owner, its own or its header's, still
matches: GitLab approves what nobody can approve, so such a path is left without owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from topo.source.foreign.codeowners_pattern import compile_gitlab
from topo.source.foreign.codeowners_rules import Codeowners, Owner, Problem, Rule, Section
from topo.source.foreign.codeowners_words import (
    OwnerList,
    Word,
    check_length,
    find_lines,
    find_words,
    read_gitlab_owners,
)

_HEADER = re.compile(
    r"\s*(?P<optional>\^)?(?P<brackets>\[(?P<name>[^\]]*)\])(?P<approvals>\[(?P<number>[^\]]*)\])?(?P<rest>\S*)"
)
_UNCLOSED_HEADER = re.compile(r"\s*(\^?\[[^\]]+)$")
_PATTERN = re.compile(r"\s*((?:\\\s|\S)+)")
_COUNT = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class _Header:
    """What one header line says; its default owners hold for the entries below it alone."""

    name: str | None
    optional: bool
    approvals: int | None
    default_owners: tuple[Owner, ...]
    line: int


@dataclass(frozen=True)
class _Draft:
    headers: list[_Header] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


def read_gitlab(text: str) -> Codeowners:
    """The sections of ``text`` in the order of their first headers; the unnamed one only if it has rules."""
    header = _Header(None, optional=False, approvals=None, default_owners=(), line=1)
    draft = _Draft([header])
    drafts: dict[str | None, _Draft] = {None: draft}
    problems: list[Problem] = []
    for number, line in find_lines(text):
        match = _HEADER.match(line)
        if match is None:
            rule, found = _read_entry(line, number, header)
            draft.rules.append(rule)
        else:
            header, found = _read_header(line, number, match)
            draft = drafts.setdefault((header.name or "").casefold(), _Draft())
            draft.headers.append(header)
        problems.extend(sorted(found, key=lambda one: one.column))
    sections = tuple(_finish(one) for name, one in drafts.items() if name is not None or one.rules)
    return Codeowners("gitlab", sections, tuple(problems))


def _finish(draft: _Draft) -> Section:
    first = draft.headers[0]
    defaults: dict[str, Owner] = {}
    for header in draft.headers:
        for owner in header.default_owners:
            defaults.setdefault(owner.handle, owner)
    return Section(
        first.name,
        optional=all(header.optional for header in draft.headers),
        approvals=max((header.approvals for header in draft.headers if header.approvals), default=None),
        default_owners=tuple(defaults.values()),
        rules=tuple(draft.rules),
        line=first.line,
    )


def _read_header(line: str, number: int, match: re.Match[str]) -> tuple[_Header, list[Problem]]:
    owners = read_gitlab_owners(find_words(line, number, start=match.end()))
    problems = [*_check_header(match, number), *owners.problems]
    is_optional = match["optional"] is not None
    approvals = None if is_optional else _count_approvals(match)
    return _Header(match["name"], is_optional, approvals, owners.owners, number), problems


def _count_approvals(match: re.Match[str]) -> int | None:
    """The approvals that a header requires; None: it states none that GitLab heeds."""
    stated = match["number"]
    return int(stated) or None if stated and _COUNT.fullmatch(stated) else None


def _check_header(match: re.Match[str], number: int) -> Iterator[Problem]:
    if not match["name"].strip():
        hint = "write its name between the brackets"
        yield _word(match, "brackets", number).problem(
            "missing-section-name", "a section without a name", hint
        )
    if match["approvals"]:
        yield from _check_approvals(match, number)
    if match["rest"]:
        rest = _word(match, "rest", number)
        message = f"GitLab reads this line as the header of section {match['name']} and ignores {rest.text}"
        hint = (
            "put a space before the owners; a pattern that starts with a range is written with **/ in front"
        )
        yield rest.problem("invalid-section-format", message, hint)


def _check_approvals(match: re.Match[str], number: int) -> Iterator[Problem]:
    word, kind = _word(match, "approvals", number), "invalid-approval-requirement"
    if _count_approvals(match) is None:
        message = f"{word.text} is no number of approvals: GitLab requires one"
        yield word.problem(kind, message, "write a whole number from 1 up, or leave the brackets out")
    elif match["optional"]:
        message = f"an optional section cannot require approvals, and this one says {match['number']}"
        yield word.problem(kind, message, "leave out either the ^ or the number")


def _word(match: re.Match[str], group: str, number: int) -> Word:
    return Word(match[group], number, match.start(group) + 1)


def _read_entry(line: str, number: int, header: _Header) -> tuple[Rule, list[Problem]]:
    match = _PATTERN.match(line)
    assert match is not None, "find_lines leaves out blank lines"
    word = Word(match[1], number, match.start(1) + 1)
    words = find_words(line, number, start=match.end())
    read = read_gitlab_owners(words)
    is_exclusion = word.text.startswith("!")
    pattern = word.text[1:] if is_exclusion else word.text
    owners = () if is_exclusion else (read.owners if words else header.default_owners)
    rule = Rule(pattern, owners, number, word.column, is_exclusion, matcher=compile_gitlab(pattern))
    unclosed = _UNCLOSED_HEADER.match(line)
    if unclosed is not None:
        return rule, [_describe_unclosed(Word(unclosed[1], number, word.column))]
    return rule, list(_check_entry(word, rule, read, header))


def _check_entry(word: Word, rule: Rule, read: OwnerList, header: _Header) -> Iterator[Problem]:
    """An exclusion needs no owner; any word after a pattern, even a comment, keeps the defaults away."""
    too_long = check_length(word)
    if too_long is not None:
        yield too_long
    if not rule.pattern:
        message = "an exclusion without a pattern: GitLab leaves every path out of this section"
        yield word.problem("invalid-pattern", message, "write the path right after the !, without a space")
    if rule.exclusion:
        yield from (problem for problem in read.problems if problem.kind == "inline-comment")
        return
    yield from read.problems
    if not rule.owners:
        reason = "and its section has no default owner"
        if header.default_owners:
            reason = "as the words after it keep the default owners of its section away"
        message = f"{word.text} has no owner, {reason}: GitLab approves it by itself"
        hint = "name an owner; to need no approval, exclude the path with ! in front"
        yield word.problem("missing-entry-owner", message, hint)


def _describe_unclosed(word: Word) -> Problem:
    message = f"{word.text} is no section header: GitLab reads it as an entry of the section above"
    return word.problem("invalid-section-format", message, "close the name with ]")
