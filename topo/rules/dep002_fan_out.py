"""A team that waits on many teams.

## What it finds
A team whose services depend on those of more than 5 other teams, or are released with them. Services of
nobody and external ones are no teams and do not count.

## Why it matters
Each team that is waited on has a queue and priorities of its own. With many of them nearly every change
needs somebody else first, and the team learns of a delay when it is too late to plan around it.

## Example
```yaml
check: {extends: team-topologies, limits: {fan_out: 1}}
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
  stock: {size: 5, owns: [shelf]}
services:
  cart: {depends_on: [gateway, shelf]}
```

## Instead
```yaml
check: {extends: team-topologies, limits: {fan_out: 1}}
teams:
  checkout: {size: 7, owns: [cart, shelf]}
  payments: {size: 6, owns: [gateway]}
  stock: {size: 5}
services:
  cart: {depends_on: [gateway, shelf]}
```

## Options
`check.limits.fan_out`, the most teams that are fine: 5 unless said.

## Source
Counting; the limit is topo's own: grade E.
"""

from collections.abc import Iterator
from functools import partial

from topo.analysis.waiting import TeamWaiting
from topo.findings import Finding, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called
from topo.rules.neighbours import find_neighbours, relate, tell


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team that waits on more teams than the limit."""
    limit = context.find_limit("fan_out")
    for waiting in context.measures.waiting.teams:
        if len(waiting.loads.waits_on) > limit:
            yield from context.recall(
                ("DEP002", waiting.team), (waiting, limit), partial(_find, waiting, limit)
            )


def _find(waiting: TeamWaiting, limit: float) -> Iterator[Finding]:
    graph, team = waiting.graph, waiting.team
    neighbours = find_neighbours(graph, team)
    blocking = len(waiting.loads.waits_on_blocking)
    yield Finding(
        "DEP002",
        Severity.WARNING,
        address_of("team", team),
        f"{called('team', team)} waits on {len(neighbours):,} teams, and the limit is {limit:g}: "
        f"{tell(neighbours)}",
        label=f"waits on {len(neighbours):,} teams",
        hint="take over the services that it waits on most, let a platform serve what many need, "
        "or depend on data and events instead of calls",
        related=relate(graph, team, neighbours),
        evidence={"teams": len(neighbours), "blocking": blocking, "limit": limit},
        measured="teams",
    )
