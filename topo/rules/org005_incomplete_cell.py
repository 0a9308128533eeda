"""A team that lacks what it takes to deliver end to end.

## What it finds
A stream-aligned team that lacks a skill that a domain of its names, or a role of `check.limits.cell_roles`
(none by default). Its own `skills` and `roles` count, and those of its listed members; case does not matter.
A team that states no skills at all is not assessed for skills, one without roles not for roles.

## Why it matters
What the team lacks it asks of others: each change that needs it waits in somebody else's queue, and no
speed-up of the team's own work shortens that.

## Example
```yaml
teams:
  payments: {type: stream-aligned, roles: {engineer: 5}, skills: [python], owns: [domain:fraud]}
domains:
  fraud: {skills: [statistics]}
```

## Instead
```yaml
teams:
  payments: {type: stream-aligned, roles: {engineer: 5}, skills: [python, statistics], owns: [domain:fraud]}
domains:
  fraud: {skills: [statistics]}
```

## Options
`check.limits.cell_roles` names the roles that each stream-aligned team needs. A baseline holds how many
skills and roles are lacking.

## Source
Stream-aligned teams with every skill of their stream: Skelton & Pais (2019); grade D.
"""

from collections.abc import Iterator

from topo.analysis.completeness import SKILL, Complete, Need
from topo.findings import Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import called, joined, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each stream-aligned team that is known to lack something."""
    for team in context.measures.completeness.teams:
        if team.type == "stream-aligned" and team.lacking:
            yield _finding(team)


def _finding(team: Complete) -> Finding:
    return Finding(
        "ORG005",
        Severity.WARNING,
        team.address,
        f"{called('team', team.team)} lacks {joined(map(_describe, team.lacking))}",
        label="cannot deliver alone",
        hint="bring in somebody who can, let an enabling team teach it, or move the domain to who can",
        related=tuple(_related(need) for need in team.lacking),
        evidence={
            "lacking": len(team.lacking),
            "unknown": len(team.unknown),
            "needed": len(team.needs),
        },
        measured="lacking",
    )


def _describe(need: Need) -> str:
    for_domain = f" for {called('domain', need.asked_by[0].steps[1])}" if need.kind == SKILL else ""
    note = f" ({need.note})" if need.note else ""
    return f"the {need.kind} {quoted(need.name)}{for_domain}{note}"


def _related(need: Need) -> Related:
    return Related(f"asks for the {need.kind} {quoted(need.name)}", need.asked_by[0])
