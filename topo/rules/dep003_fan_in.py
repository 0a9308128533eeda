"""A team that many teams wait on.

## What it finds
A team of another type than `platform` on which more than 5 teams wait, by what their services depend on or
are released with; a platform on which more than 10 wait, and more than 15 are an error. A team without a type
is skipped: it may be a platform.

## Why it matters
Whom many wait on is interrupted by many. Its own stream comes second, its queue is everybody's, and each
change of an interface has to be agreed with all of them. A platform is there to be waited on, but has only so
many people to listen with.

## Example
```yaml
check: {extends: team-topologies, limits: {fan_in: 1}}
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
  members: {size: 5, type: stream-aligned, owns: [accounts]}
services:
  cart: {depends_on: [accounts]}
  gateway: {depends_on: [accounts]}
```

## Instead
```yaml
check: {extends: team-topologies, limits: {fan_in: 1}}
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
  members: {size: 5, type: platform, owns: [accounts]}
services:
  cart: {depends_on: [accounts]}
  gateway: {depends_on: [accounts]}
```

## Options
The most teams that are fine: `check.limits.fan_in` (5 unless said), `platform_fan_in` (10) and, before it is
an error, `platform_fan_in_error` (15).

## Source
Counting; the limits are topo's own: grade E. That a platform serves by self-service is Skelton & Pais (2019):
grade D.
"""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from topo.analysis.waiting import TeamWaiting
from topo.findings import Finding, Severity
from topo.model.organisation import address_of
from topo.model.team import TeamType
from topo.rules.context import Context
from topo.rules.naming import quoted
from topo.rules.neighbours import find_neighbours, relate, tell


class _Limits(NamedTuple):
    most: float
    error: float | None = None

    def judge(self, teams: int) -> Severity:
        return Severity.WARNING if self.error is None or teams <= self.error else Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team on which more teams wait than the limit of its type."""
    platform = _Limits(context.find_limit("platform_fan_in"), context.find_limit("platform_fan_in_error"))
    other = _Limits(context.find_limit("fan_in"))
    for waiting in context.measures.waiting.teams:
        type = context.organisation.teams[waiting.team].type
        limits = platform if type == "platform" else other
        if type is not None and len(waiting.loads.waited_on_by) > limits.most:
            basis = (waiting, type, *limits)
            yield from context.recall(("DEP003", waiting.team), basis, partial(_find, waiting, type, limits))


def _find(waiting: TeamWaiting, type: TeamType, limits: _Limits) -> Iterator[Finding]:
    graph, team = waiting.graph, waiting.team
    neighbours = find_neighbours(graph, team, waiting=True)
    blocking = waiting.loads.waited_on_by_blocking
    number = len(neighbours)
    yield Finding(
        "DEP003",
        limits.judge(number),
        address_of("team", team),
        f"{number:,} teams wait on the {type} team {quoted(team)}, and the limit is {limits.most:g}: "
        f"{tell(neighbours)}",
        label=f"{number:,} teams wait on it",
        hint=_HINTS.get(type, _HINT),
        related=relate(graph, team, neighbours, waiting=True),
        evidence={"teams": number, "blocking": len(blocking), "limit": limits.most, "type": type},
        measured="teams",
    )


_HINT = (
    "give each of them the part that it alone needs, publish data or events that can be read without asking, "
    "or make a platform of what all of them need"
)
_HINTS = {
    "platform": "make self-service of what they ask for most, or split the platform by what it is used for"
}
