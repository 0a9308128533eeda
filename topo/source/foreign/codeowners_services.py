"""Which services does a CODEOWNERS file speak of, and who owns each?

A folder that lines name is a service. Who owns it is not what one of these lines says, but what all lines
make of a file in that folder: on GitHub the last one that matches it, on GitLab all sections together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from topo.source.foreign.codeowners_places import Aside, KnownPaths, Place, find_place
from topo.source.foreign.codeowners_rules import Codeowners, Owner, Rule, Section

# No path has such a name, so that no pattern but one that takes everything matches it.
_NOBODYS = "\0topo\0"


@dataclass(frozen=True, slots=True)
class Holding:
    """A folder, the lines that name it, and who owns it according to the whole file.

    `rule` is the line that speaks for it; `owners` come in order: those of required sections first, among
    these those of lines that name the folder. `overruled` are its lines that decide nothing generic in it.
    """

    place: Place
    rule: Rule
    owners: tuple[Owner, ...]
    lines: tuple[Rule, ...]
    overruled: tuple[Rule, ...]


@dataclass(slots=True)
class Holdings:
    """What the lines of a file come to: folders in the order of their lines, and the lines put aside."""

    found: list[Holding] = field(default_factory=list)
    aside: dict[Aside, list[Rule]] = field(default_factory=lambda: defaultdict(list))


def find_holdings(file: Codeowners, known: KnownPaths | None) -> Holdings:
    """The folders that `file` names; `known` tells folders from files where there is a tree."""
    holdings = Holdings()
    named: dict[str, list[tuple[Place, Rule]]] = defaultdict(list)
    for rule in file.rules:
        place = Aside.PATTERN if rule.exclusion else find_place(rule.pattern, file.flavour, known)
        if isinstance(place, Aside):
            holdings.aside[place].append(rule)
        else:
            named[place.path].append((place, rule))
    for lines in named.values():
        holdings.aside[Aside.PATTERN] += _drop_shallow(lines)
        holdings.found.append(_decide(file, lines))
    holdings.found.sort(key=lambda each: (each.rule.line, each.place.path))
    slashless = holdings.aside[Aside.SLASHLESS]
    holdings.aside[Aside.SLASHLESS] = [rule for rule in slashless if rule.pattern.strip("/") not in named]
    return holdings


def find_rest(file: Codeowners) -> tuple[Owner, ...]:
    """Who owns a file of which no line speaks in particular."""
    return file.owners_of(f"{_NOBODYS}/{_NOBODYS}").owners


def _drop_shallow(lines: list[tuple[Place, Rule]]) -> list[Rule]:
    """Take out the lines about the files directly in a folder where others take all of it."""
    if not any(place.is_deep for place, _ in lines):
        return []
    shallow = [(place, rule) for place, rule in lines if not place.is_deep]
    for each in shallow:
        lines.remove(each)
    return [rule for _, rule in shallow]


def _decide(file: Codeowners, lines: list[tuple[Place, Rule]]) -> Holding:
    rules = tuple(rule for _, rule in lines)
    first = lines[0][0]
    probe = f"{first.path}/{_NOBODYS}/{_NOBODYS}" if first.is_deep else f"{first.path}/{_NOBODYS}"
    deciding = sorted(
        _find_deciding(file.sections, probe), key=lambda each: (each[0].optional, each[1] not in rules)
    )
    naming = [rule for _, rule in deciding if rule in rules]
    speaker = naming[0] if naming else rules[-1]
    place = next(place for place, rule in lines if rule is speaker)
    owners: dict[str, Owner] = {}
    for owner in (owner for _, rule in deciding for owner in rule.owners):
        owners.setdefault(owner.handle, owner)
    overruled = tuple(rule for rule in rules if rule not in naming)
    return Holding(place, speaker, tuple(owners.values()), rules, overruled)


def _find_deciding(sections: Iterable[Section], path: str) -> Iterator[tuple[Section, Rule]]:
    for section in sections:
        rule = section.find_rule(path)
        if rule is not None and not rule.exclusion:
            yield section, rule
