"""A pool of people with hardly any time left.

## What it finds
The people of one role of one team (or of a team as a whole) whom the stages of all streams keep busy for 80
% of the time that they have for streams, or more. From 95 % on it is an error; from 100 % on the pool is
unstable: more comes than it can do, and its queue grows week by week.

## Why it matters
Waiting does not rise with work, it shoots up. One person who is 80 % busy lets an item wait four times as
long as they work on it, at 90 % nine times, at 95 % nineteen times. Nobody looks idle, and everything is
late.

## Example
```yaml
teams:
  checkout: {roles: {engineer: 5}}
  security: {roles: {reviewer: 1}}
streams:
  orders:
    demand: 5/week
    stages:
      build: {phase: create, team: checkout, role: engineer, touch: 2d}
      review: {phase: release, team: security, role: reviewer, touch: 5h}
```

## Instead
```yaml
teams:
  checkout: {roles: {engineer: 5}}
  security: {roles: {reviewer: 2}}
streams:
  orders:
    demand: 5/week
    stages:
      build: {phase: create, team: checkout, role: engineer, touch: 2d}
      review: {phase: release, team: security, role: reviewer, touch: 5h}
```

## Options
The thresholds are entries of the profile `flow`: `profiles: {flow: {hot-pool: 0.85, hot-pool-error: 1}}`. So
is the `focus`, the share of working time that is left for streams, of teams that do not say their own.

## Source
The queue by Erlang (1917) is of grade A; that people work like servers is of grade C; the thresholds are
Reinertsen's (2009), grade D.
"""

from collections.abc import Iterator

from topo.analysis.flow.pool_flow import PoolFlow
from topo.findings import Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, called_pool, quoted, whole_percent


def check(context: Context) -> Iterator[Finding]:
    """A finding for each pool that is hot, the busiest first; a role that nobody has is FLO005's."""
    weights = context.measures.flow.weights
    for pool in context.measures.flow.pools:
        if not pool.pool.is_nobody and pool.standing.busyness >= weights["hot-pool"]:
            yield _finding(pool, pool.standing.busyness >= min(1.0, weights["hot-pool-error"]))


def _finding(pool: PoolFlow, is_error: bool) -> Finding:
    return Finding(
        "FLO001",
        Severity.ERROR if is_error else Severity.WARNING,
        pool.pool.place,
        _describe(pool),
        label="its queue grows" if pool.is_unstable else "items wait here",
        hint="take work or rework away from it, let a machine do what can be checked, or add a person",
        related=tuple(_find_related(pool)),
        evidence={
            "pool": str(pool.address),
            "utilisation": pool.standing.busyness,
            "growth": pool.standing.growth,
            "heads": pool.pool.heads or 0.0,
        },
        measured="utilisation",
    )


def _describe(pool: PoolFlow) -> str:
    at_least = "at least " if pool.unknown else ""
    busy = f"{at_least}{whole_percent(pool.standing.busyness)} busy"
    who = called_pool(pool.pool.team, pool.pool.role)
    if not pool.is_unstable:
        return f"{who} is {busy}"
    return f"{who} is unstable, {busy}: its queue grows by {pool.standing.growth:.2g} items a week"


def _find_related(pool: PoolFlow) -> Iterator[Related]:
    """The stages that load it, the heaviest first."""
    heaviest = sorted(pool.standing.loads, key=lambda load: (-load.share, pool.find_address(load)))
    for load in heaviest[:MOST_NAMED]:
        address = pool.find_address(load)
        stage = f"{quoted(address.steps[-1])} of {quoted(address.steps[1])}"
        yield Related(f"{stage} takes {whole_percent(load.share)}", address)
