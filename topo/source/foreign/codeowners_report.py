"""What is to be said of reading a CODEOWNERS file: mistakes in it, lines that do little, and counts?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from topo.findings import Address, Finding, Position, Severity
from topo.source.foreign.codeowners_places import Aside
from topo.source.foreign.codeowners_rules import Codeowners, Coverage, Problem, Rule
from topo.source.foreign.codeowners_services import Holding, Holdings
from topo.source.foreign.estate import Skipped
from topo.source.positions import Document
from topo.text import count, printable

_LONGEST = 500

# What leaves no path without the owner that somebody meant, so that it is not worth a red line.
_HARMLESS = frozenset(
    {"inline-comment", "invalid-approval-requirement", "missing-entry-owner", "missing-section-name"}
)
_HOSTS = {"github": "GitHub", "gitlab": "GitLab"}


def find_mistakes(file: Codeowners, document: Document, ownerless: Mapping[int, str]) -> Iterator[Finding]:
    """A finding for each thing that the host ignores, so that owners are silently missing.

    `ownerless` are lines whose service got no owner, with its id: what is wrong in one is about that owner.
    """
    for problem in file.problems:
        if problem.kind not in _HARMLESS:
            position = _position(problem, document)
            word = document.line(problem.line)[problem.column - 1 : problem.end_column - 1]
            address = Address.of(document.shown, printable(word, limit=_LONGEST))
            if problem.kind == "malformed-owner" and problem.line in ownerless:
                address = Address.of("services", ownerless[problem.line], "owner")
            yield Finding(
                "SYN001",
                Severity.ERROR,
                address,
                printable(problem.message, limit=_LONGEST),
                label="not what the host reads",
                hint=printable(problem.hint, limit=_LONGEST),
                position=position,
            )


def find_skipped(file: Codeowners, holdings: Holdings, document: Document) -> Iterator[Skipped]:
    """Lines, or parts of one, that have no effect, each with the reason."""
    for problem in file.problems:
        if problem.kind in _HARMLESS:
            yield Skipped(_position(problem, document), printable(problem.message, limit=_LONGEST))
    for holding in holdings.found:
        for rule in holding.overruled:
            yield Skipped(_position_of(rule, document), _describe_overruled(rule, holding))
    for rule in holdings.aside[Aside.SLASHLESS]:
        reason = f"GitLab matches the folder {rule.pattern} only when it is written with a slash at its end"
        yield Skipped(_position_of(rule, document), printable(reason, limit=_LONGEST))
    for rule in holdings.aside[Aside.MISSING]:
        reason = f"{rule.pattern} names nothing in the tree"
        yield Skipped(_position_of(rule, document), printable(reason, limit=_LONGEST))


def render_notes(
    file: Codeowners,
    holdings: Holdings,
    shown: str,
    *,
    rest: str | None,
    tree: str,
    coverage: Coverage | None,
) -> Iterator[str]:
    """The counts in words; `rest` is who owns what no line names, `tree` what the user calls the tree."""
    yield from _note_places(file, holdings, shown, rest)
    counted = (
        (_names_several_teams, "several teams: the first owns, the others are consulted"),
        (_names_people_beside_a_team, "people beside a team: they are left out"),
        (_names_a_role, "a role (`@@maintainer`), which is no team"),
    )
    for is_so, said in counted:
        number = sum(map(is_so, file.rules))
        if number:
            yield f"{shown}: {count(number, 'line')} {'names' if number == 1 else 'name'} {said}"
    overruled = sum(len(holding.overruled) for holding in holdings.found)
    idle = len(coverage.rules_never_deciding) if coverage is not None else 0
    if idle:
        verb = "decides" if idle == 1 else "decide"
        yield f"{shown}: {idle:,} of {count(len(file.rules), 'line')} {verb} no file of {printable(tree)}"
    elif overruled:
        verb = "is" if overruled == 1 else "are"
        yield f"{shown}: {count(overruled, 'line')} {verb} overruled by later ones"


def _names_several_teams(rule: Rule) -> bool:
    return sum(owner.kind == "team" for owner in rule.owners) > 1


def _names_a_role(rule: Rule) -> bool:
    return any(owner.kind == "role" for owner in rule.owners)


def _names_people_beside_a_team(rule: Rule) -> bool:
    kinds = {owner.kind for owner in rule.owners}
    return "team" in kinds and not kinds.isdisjoint(("user", "email"))


def _note_places(file: Codeowners, holdings: Holdings, shown: str, rest: str | None) -> Iterator[str]:
    lines = len(file.rules)
    if not lines:
        yield f"{shown}: no line names an owner"
        return
    aside = sum(map(len, holdings.aside.values()))
    said = f"{shown} ({_HOSTS[file.flavour]}): "
    if not holdings.found:
        said += f"{count(lines, 'line')}, none of which names a folder: no services"
    else:
        said += f"{count(len(holdings.found), 'service')} from {count(lines - aside, 'line')} about folders"
        said += f", {aside:,} more about patterns and files" if aside else ""
    yield f"{said}; all else belongs to `{printable(rest, limit=100)}`" if rest else said


def _describe_overruled(rule: Rule, holding: Holding) -> str:
    later = next((each for each in holding.lines if each.line > rule.line), None)
    by = f"line {later.line} names the same folder" if later else "a later line takes all that it names"
    return printable(f"{rule.pattern} decides nothing: {by}", limit=_LONGEST)


def _position(problem: Problem, document: Document) -> Position:
    return Position(document.shown, problem.line, problem.column, max(problem.end_column, problem.column + 1))


def _position_of(rule: Rule, document: Document) -> Position:
    return Position(document.shown, rule.line, rule.column, rule.column + max(1, len(rule.pattern)))
