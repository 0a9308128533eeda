"""A team that several teams block.

## What it finds
A team with blocking dependencies on more than 2 other teams: those that say `slows: blocking`, those that
say nothing of `slows` and are `via: release` or `via: shared-code`, and the deployables that it shares.

## Why it matters
What blocks cannot be worked around: the change waits until the other team has done its part. With three such
teams a change is done when the slowest of three plans is.

## Example
```yaml
check: {extends: team-topologies, limits: {blocking: 1}}
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
  members: {size: 5, owns: [accounts]}
services:
  cart: {depends_on: [{service: gateway, slows: blocking}, {service: accounts, via: release}]}
```

## Instead
```yaml
check: {extends: team-topologies, limits: {blocking: 1}}
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
  members: {size: 5, owns: [accounts]}
services:
  cart: {depends_on: [{service: gateway, slows: blocking}, accounts]}
```

## Options
`check.limits.blocking`, the most teams that are fine: 2 unless said.

## Source
Counting; the limit, and what blocks, are topo's own: grade E.
"""

from collections.abc import Iterator
from functools import partial

from topo.analysis.waiting import TeamWaiting
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called
from topo.rules.neighbours import describe, find_blocking, find_blocking_causes, tell
from topo.text import count


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team that more teams block than the limit."""
    limit = context.find_limit("blocking")
    for waiting in context.measures.waiting.teams:
        if len(waiting.loads.waits_on_blocking) > limit:
            yield from context.recall(
                ("DEP004", waiting.team), (waiting, limit), partial(_find, waiting, limit)
            )


def _find(waiting: TeamWaiting, limit: float) -> Iterator[Finding]:
    graph, team = waiting.graph, waiting.team
    neighbours = find_blocking(graph, team)
    causes = find_blocking_causes(graph, team, neighbours)
    yield Finding(
        "DEP004",
        Severity.WARNING,
        address_of("team", team),
        f"{called('team', team)} is blocked by {count(len(neighbours), 'team')}, and the limit is {limit:g}: "
        f"{tell(neighbours)}",
        label=f"{len(neighbours):,} teams block it",
        hint="put an interface between the two that lets each release alone, take over what blocks, "
        "or say `slows: no` where it does not",
        related=tuple(Related(describe(cause), cause.address) for cause in causes),
        evidence={"teams": len(neighbours), "dependencies": len(causes), "limit": limit},
        measured="teams",
    )
