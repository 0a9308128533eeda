"""Who owns a path, according to the rules of a CODEOWNERS file, and how much of a tree do they cover?

One shape serves both hosts. GitHub's file is one unnamed section: the last match takes the whole path.
GitLab's has several: each names its own last match, and the owners add up. So a path is in one of these
states: *owned*; *cleared*, where rules match it and leave it without owner; *unmatched*, where no rule speaks
of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from topo.source.foreign.codeowners_matching import PatternIndex
from topo.source.foreign.codeowners_pattern import PathPattern

Flavour = Literal["github", "gitlab"]
OwnerKind = Literal["user", "team", "email", "role"]
OwnershipState = Literal["owned", "cleared", "unmatched"]


@dataclass(frozen=True)
class Owner:
    """One owner as it is written, with its ``@``; ``line`` and ``column`` count from 1.

    A ``team`` has a slash in its handle (on GitLab: a nested group). A ``user`` has none; on GitLab that may
    as well be a top-level group, which the file cannot tell. A ``role`` is GitLab's ``@@maintainer``.
    """

    text: str
    kind: OwnerKind
    line: int
    column: int

    @property
    def handle(self) -> str:
        """The text as both hosts compare it, without regard to case: the key to look a team up by."""
        return self.text.casefold()


@dataclass(frozen=True)
class Rule:
    """One pattern as it is written (escapes kept, an exclusion's ``!`` left out) and who owns its matches.

    ``owners`` are those that hold: on GitLab the section's default owners where the entry names none (their
    position is then the header's). Empty: what the rule matches is left without owner.
    """

    pattern: str
    owners: tuple[Owner, ...]
    line: int
    column: int
    exclusion: bool
    matcher: PathPattern = field(compare=False, repr=False)


@dataclass(frozen=True)
class Section:
    """Rules that are evaluated together; ``name`` is None for those before any header, and for all on GitHub.

    Headers of one name (whatever the case) are one section: ``line`` and the spelling are the first one's, it
    is ``optional`` only if each of them is, ``approvals`` is the highest number stated (None: none is), and
    ``default_owners`` are those of all of them, though a rule inherits only those of its own header.
    """

    name: str | None
    optional: bool
    approvals: int | None
    default_owners: tuple[Owner, ...]
    rules: tuple[Rule, ...]
    line: int

    @cached_property
    def _inclusions(self) -> tuple[tuple[Rule, ...], PatternIndex]:
        return _index(rule for rule in self.rules if not rule.exclusion)

    @cached_property
    def _exclusions(self) -> tuple[tuple[Rule, ...], PatternIndex]:
        return _index(rule for rule in self.rules if rule.exclusion)

    def find_rule(self, path: str) -> Rule | None:
        """The rule that decides ``path`` here: an exclusion wherever it stands, else the last match."""
        for rules, index in (self._exclusions, self._inclusions):
            position = index.find_last(path)
            if position is not None:
                return rules[position]
        return None

    def find_rules(self, paths: Iterable[str]) -> dict[str, Rule]:
        """Each path that this section decides, with the deciding rule."""
        deciders: dict[str, Rule] = {}
        for rules, index in (self._inclusions, self._exclusions):
            if rules:
                matches = index.find_last_of_each(paths)
                deciders.update((path, rules[position]) for path, position in matches if position is not None)
        return deciders


@dataclass(frozen=True)
class Problem:
    """Something malformed, at ``line`` and from ``column`` up to but not including ``end_column`` (from 1).

    ``kind`` is a slug: ``unsupported-escape``, ``unsupported-negation``, ``unsupported-range``,
    ``file-too-large`` on GitHub; ``missing-section-name``, ``invalid-approval-requirement``,
    ``invalid-section-format``, ``missing-entry-owner`` on GitLab; ``invalid-pattern``, ``malformed-owner``,
    ``inline-comment`` on both.
    """

    line: int
    column: int
    end_column: int
    kind: str
    message: str
    hint: str


@dataclass(frozen=True)
class Ownership:
    """Who owns one path: the owners, each once, and the rules that decided, one a section at most."""

    state: OwnershipState
    owners: tuple[Owner, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Coverage:
    """What a file's rules make of a tree; every path counts once.

    ``rules_never_deciding`` decide no path of this tree: nothing matches them, or later rules take all of it.
    ``files_by_owner`` has an entry only for who owns at least one file, the most files first; two spellings
    of one handle are two entries (see ``Owner.handle``).
    """

    files: int
    owned: int
    cleared_paths: tuple[str, ...]
    unmatched_paths: tuple[str, ...]
    rules: int
    rules_never_deciding: tuple[Rule, ...]
    files_by_owner: tuple[tuple[Owner, int], ...]

    @property
    def cleared(self) -> int:
        """How many files a rule matches and leaves without owner."""
        return len(self.cleared_paths)

    @property
    def unmatched(self) -> int:
        """How many files no rule speaks of."""
        return len(self.unmatched_paths)

    @property
    def unowned(self) -> int:
        """How many files nobody owns, on purpose or not."""
        return self.cleared + self.unmatched

    @property
    def share(self) -> float | None:
        """The owned part of the files, 0 to 1; None: there are no files."""
        return self.owned / self.files if self.files else None


@dataclass(frozen=True)
class Codeowners:
    """A CODEOWNERS file as its host reads it; what the host does not read is in ``problems``."""

    flavour: Flavour
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, section by section."""
        return tuple(rule for section in self.sections for rule in section.rules)

    def owners_of(self, path: str) -> Ownership:
        """Who owns ``path``, a path of a file from the root of the repository."""
        path = normalise_path(path)
        found = (section.find_rule(path) for section in self.sections)
        return _decide(rule for rule in found if rule is not None)

    def cover(self, paths: Iterable[str]) -> Coverage:
        """What the rules make of all of ``paths``, which are as in ``owners_of``."""
        tree = sorted({normalise_path(path) for path in paths} - {""})
        deciders: dict[str, list[Rule]] = {path: [] for path in tree}
        for section in self.sections:
            for path, rule in section.find_rules(tree).items():
                deciders[path].append(rule)
        return self._summarise(deciders)

    def _summarise(self, deciders: dict[str, list[Rule]]) -> Coverage:
        by_state: dict[OwnershipState, list[str]] = {"owned": [], "cleared": [], "unmatched": []}
        decisions: dict[tuple[int, ...], Ownership] = {}
        times: Counter[tuple[int, ...]] = Counter()
        for path, rules in deciders.items():
            lines = tuple(rule.line for rule in rules)
            if lines not in decisions:
                decisions[lines] = _decide(rules)
            times[lines] += 1
            by_state[decisions[lines].state].append(path)
        deciding = {line for lines in decisions for line in lines}
        return Coverage(
            files=len(deciders),
            owned=len(by_state["owned"]),
            cleared_paths=tuple(by_state["cleared"]),
            unmatched_paths=tuple(by_state["unmatched"]),
            rules=len(self.rules),
            rules_never_deciding=tuple(rule for rule in self.rules if rule.line not in deciding),
            files_by_owner=_count_files((decisions[lines].owners, count) for lines, count in times.items()),
        )


def normalise_path(path: str) -> str:
    """``path`` without ``/`` or ``./`` in front, as patterns are matched."""
    while path.startswith("./"):
        path = path[2:]
    return path.lstrip("/")


def _index(rules: Iterator[Rule]) -> tuple[tuple[Rule, ...], PatternIndex]:
    kept = tuple(rules)
    return kept, PatternIndex([rule.matcher for rule in kept])


def _decide(rules: Iterable[Rule]) -> Ownership:
    deciders = tuple(rules)
    owners: dict[str, Owner] = {}
    for rule in deciders:
        for owner in rule.owners:
            owners.setdefault(owner.text, owner)
    unowned: OwnershipState = "cleared" if deciders else "unmatched"
    return Ownership("owned" if owners else unowned, tuple(owners.values()), deciders)


def _count_files(groups: Iterable[tuple[tuple[Owner, ...], int]]) -> tuple[tuple[Owner, int], ...]:
    first: dict[str, Owner] = {}
    files: Counter[str] = Counter()
    for owners, count in groups:
        for owner in owners:
            first[owner.text] = min(
                owner, first.get(owner.text, owner), key=lambda one: (one.line, one.column)
            )
            files[owner.text] += count
    ranked = sorted(files.items(), key=lambda item: (-item[1], item[0]))
    return tuple((first[text], count) for text, count in ranked)
