"""What do the words of a CODEOWNERS line say: a pattern, owners, a comment?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from topo.source.foreign.codeowners_pattern import LONGEST_PATTERN
from topo.source.foreign.codeowners_rules import Flavour, Owner, OwnerKind, Problem

_WORD = re.compile(r"\S+")
_BARE_HANDLE = re.compile(r"[\w.-]+(?:/[\w.-]+)*")

_KINDS: dict[Flavour, tuple[tuple[OwnerKind, re.Pattern[str]], ...]] = {
    "github": (
        ("team", re.compile(r"@[A-Za-z0-9-]+/[A-Za-z0-9_-]+")),
        ("user", re.compile(r"@[A-Za-z0-9_-]+")),
        ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ),
    "gitlab": (
        ("role", re.compile(r"@@(?:developer|maintainer|owner)s?", re.IGNORECASE)),
        ("team", re.compile(r"@[A-Za-z0-9_.][\w.-]*(?:/[A-Za-z0-9_.][\w.-]*)+", re.ASCII)),
        ("user", re.compile(r"@[A-Za-z0-9_.][\w.-]*", re.ASCII)),
        ("email", re.compile(r"[^@\s]+@[^@\s]*\w")),
    ),
}
_UNKNOWN_TO_GITHUB = re.compile(r"@[\w.-]+(?:/[\w.-]+)?")


@dataclass(frozen=True)
class Word:
    """Characters between spaces; ``column`` counts from 1."""

    text: str
    line: int
    column: int

    def problem(self, kind: str, message: str, hint: str) -> Problem:
        """A problem that has just this word underlined."""
        return Problem(self.line, self.column, self.column + len(self.text), kind, message, hint)


@dataclass(frozen=True)
class OwnerList:
    """Owners as read; ``has_unusable`` where a word is in the place of an owner and names none."""

    owners: tuple[Owner, ...]
    problems: tuple[Problem, ...]
    has_unusable: bool


def find_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their number: no blank ones, no comments, no byte order mark."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield number, line.rstrip()


def check_length(pattern: Word) -> Problem | None:
    """The problem of a pattern that is longer than any path; None: it is not."""
    if len(pattern.text) <= LONGEST_PATTERN:
        return None
    message = f"the pattern has {len(pattern.text)} characters, more than a path can have: it matches nothing"
    return pattern.problem("invalid-pattern", message, "shorten it with a wildcard")


def find_words(line: str, number: int, *, start: int) -> list[Word]:
    """The words of ``line`` from the index ``start`` on."""
    return [Word(match.group(), number, match.start() + 1) for match in _WORD.finditer(line, start)]


def split_comment(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """The words before the first that starts with ``#``, and that one with all after it."""
    for position, word in enumerate(words):
        if word.text.startswith("#"):
            return words[:position], words[position:]
    return words, []


def read_owner(word: Word, flavour: Flavour) -> Owner | None:
    """The owner that ``word`` names; None: it can be none on this host."""
    for kind, expression in _KINDS[flavour]:
        if expression.fullmatch(word.text):
            return Owner(word.text, kind, word.line, word.column)
    return None


def read_github_owners(words: list[Word]) -> OwnerList:
    """GitHub's owners; a handle that nobody on GitHub can have is reported, and kept as what was meant."""
    owners: list[Owner] = []
    problems: list[Problem] = []
    has_unusable = False
    for word in words:
        owner = read_owner(word, "github")
        if owner is None:
            owner = _read_impossible_handle(word)
            has_unusable = has_unusable or owner is None
            problems.append(_describe_github(word, is_handle=owner is not None))
        if owner is not None:
            owners.append(owner)
    return OwnerList(tuple(owners), tuple(problems), has_unusable)


def read_gitlab_owners(words: list[Word]) -> OwnerList:
    """GitLab's owners; malformed ones are ignored there, and what is after a ``#`` is read all the same."""
    said, remark = split_comment(words)
    malformed = [word for word in said if read_owner(word, "gitlab") is None]
    owners = [owner for word in words if (owner := read_owner(word, "gitlab"))]
    problems = [
        word.problem(
            "malformed-owner",
            f"{word.text} is no owner: GitLab ignores it",
            _suggest(word, "an owner is @user, @group/subgroup, @@role or an email address"),
        )
        for word in malformed
    ]
    if remark:
        problems.append(describe_comment(remark, "GitLab also reads the owners named in it"))
    return OwnerList(tuple(owners), tuple(problems), bool(malformed))


def describe_comment(remark: list[Word], consequence: str) -> Problem:
    """The problem of a comment behind a rule."""
    first, last = remark[0], remark[-1]
    return Problem(
        first.line,
        first.column,
        last.column + len(last.text),
        "inline-comment",
        f"a comment after a rule is not supported: {consequence}",
        "put the comment on a line of its own",
    )


def _read_impossible_handle(word: Word) -> Owner | None:
    if not _UNKNOWN_TO_GITHUB.fullmatch(word.text):
        return None
    return Owner(word.text, "team" if "/" in word.text else "user", word.line, word.column)


def _describe_github(word: Word, *, is_handle: bool) -> Problem:
    if is_handle:
        organisation, _, rest = word.text.partition(".")
        guess = f"did you mean {organisation}/{rest}?" if rest and "/" not in word.text else ""
        message = f"nobody on GitHub can be {word.text}: handles have letters, digits and hyphens"
        return word.problem("malformed-owner", message, guess or "write @user or @organisation/team")
    message = f"{word.text} is no owner: GitHub skips the whole line"
    hint = _suggest(word, "an owner is @user, @organisation/team or an email address")
    return word.problem("malformed-owner", message, hint)


def _suggest(word: Word, otherwise: str) -> str:
    return f"did you mean @{word.text}?" if _BARE_HANDLE.fullmatch(word.text) else otherwise
