"""A person in too many teams.

## What it finds
A person who is a listed member of more than two teams, whatever their allocations.

## Why it matters
Each team counts on somebody who is elsewhere most of the time. What is lost is not the share alone: every
switch takes up again what was put down, and every team's meetings come in full.

## Example
```yaml
teams:
  checkout: {members: [bo, cy, di]}
  payments: {members: [bo, ed, fay]}
  search: {members: [bo, gus, hal]}
```

## Instead
```yaml
teams:
  checkout: {members: [bo, cy, di]}
  payments: {members: [ed, fay, ida]}
  search: {members: [gus, hal, jo]}
```

## Options
`check.limits.teams_of_person`. A baseline holds the number of teams.

## Source
What switching costs: Weinberg (1992), a rule of thumb without data. The limit is topo's own encoding;
grade E.
"""

from collections.abc import Iterator

from topo.analysis.heads import find_people, find_teams_of_people
from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import address_of
from topo.model.team import Member
from topo.rules.context import Context
from topo.rules.naming import called, figure, joined, percent, quoted
from topo.text import count

Memberships = dict[str, Member]
"""How a person is listed, by team."""


def check(context: Context) -> Iterator[Finding]:
    """A finding for each person in more teams than the limit."""
    most = context.find_limit("teams_of_person")
    teams_of = find_teams_of_people(context.organisation)
    split = {person: teams for person, teams in teams_of.items() if len(teams) > most}
    members = {id: find_people(context.organisation.teams[id]) for teams in split.values() for id in teams}
    for person, teams in split.items():
        yield _finding(person, {team: members[team][person] for team in teams}, context, most)


def _finding(person: str, memberships: Memberships, context: Context, most: float) -> Finding:
    said_at = {team: _address(team, member) for team, member in memberships.items()}
    return Finding(
        "ORG003",
        Severity.WARNING,
        context.find_person(person, said_at=next(iter(said_at.values()))),
        f"{called('person', person)} is a member of {count(len(memberships), 'team')}: "
        f"{joined(_describe(team, member) for team, member in memberships.items())}; "
        f"the limit is {figure(most)}",
        label="is everywhere",
        hint="leave them in the team that needs them most; another may have them for a time, as facilitating",
        related=tuple(Related(f"in {quoted(team)}", address) for team, address in said_at.items()),
        evidence={"teams": len(memberships), "limit": most},
        measured="teams",
    )


def _address(team: str, member: Member) -> Address:
    return (address_of("team", team) / "members").item(member.person)


def _describe(team: str, member: Member) -> str:
    share = "" if member.allocation is None else f" ({percent(member.allocation)})"
    return f"{quoted(team)}{share}"
