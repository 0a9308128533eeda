"""Ways of working that nobody looks after.

## What it finds
A team that says `~` (nobody) under `stewards` for collaboration, impediments, improvement, team health or
learning: one finding a team. What nothing is said of is not assessed, and no finding.

## Why it matters
Collaboration, impediments and learning are nobody's feature and everybody's trouble. Where nobody looks
after them, they wait until they hurt; faster tools only bring that day nearer.

## Example
```yaml
people:
  ana: {}
teams:
  checkout: {size: 7, stewards: {collaboration: ana, improvement: ~}}
```

## Instead
```yaml
people:
  ana: {}
teams:
  checkout: {size: 7, stewards: {collaboration: ana, improvement: ana}}
```

## Options
None.

## Source
topo's own encoding; grade E.
"""

from collections.abc import Iterator

from topo.analysis.stewardship import Care, Stewarded, Stewarding
from topo.findings import Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import called, joined


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team that says of something that nobody looks after it."""
    for team in context.measures.stewardship.teams:
        areas = team.find(Care.NOBODY)
        if areas:
            yield _finding(team, areas)


def _finding(team: Stewarded, areas: tuple[Stewarding, ...]) -> Finding:
    what = joined(area.what for area in areas)
    return Finding(
        "STW001",
        Severity.WARNING,
        team.address / "stewards",
        f"nobody looks after {what} in {called('team', team.team)}",
        label=f"nobody for {what}",
        hint="name the person who will, or people who share it",
        related=tuple(Related(f"{area.what}: nobody", area.address) for area in areas),
        evidence={"areas": len(areas)},
        measured="areas",
    )
