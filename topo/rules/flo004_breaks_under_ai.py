"""A stage that cannot keep up once coding gets faster.

## What it finds
A pool of people that keeps up today and would not if AI made coding 40 % faster and teams made more for it:
demand rises from the first assisted stage on as much as that gets faster. Assisted are the stages with a
negative `ai: {touch: …}`; in a stream that marks none, those of the phase `create`. What is unstable already
is FLO001's.

## Why it matters
Faster coding moves the queue: to the review, the test, the approval or the release that nobody made faster.
There everything waits, and what was gained is gone. This stage is where to put the effort before the tools
arrive.

## Example
```yaml
teams:
  checkout: {roles: {engineer: 5}}
  security: {roles: {reviewer: 2}}
streams:
  orders:
    demand: 5/week
    stages:
      build: {phase: create, team: checkout, role: engineer, touch: 2d}
      review: {phase: release, team: security, role: reviewer, touch: 8h}
```

## Instead
```yaml
teams:
  checkout: {roles: {engineer: 5}}
  security: {roles: {reviewer: 3}}
streams:
  orders:
    demand: 5/week
    stages:
      build: {phase: create, team: checkout, role: engineer, touch: 2d}
      review: {phase: release, team: security, role: reviewer, touch: 8h}
```

## Options
`check: {stress: 25%}` sets the speed-up; without it, the entry `stress` of the profile `flow`.

## Source
Queues are of grade A; that the gain in coding is lost downstream agrees with DORA (2024, 2025), grade C; how
much faster coding gets is a guess, grade E.
"""

from collections.abc import Iterator

from topo.analysis.flow.stress import Stress
from topo.analysis.flow.stressed import Saturation
from topo.findings import Address, Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, called_pool, joined, quoted, whole_percent


def check(context: Context) -> Iterator[Finding]:
    """A finding for each stage at which pools saturate, in the order of the stages."""
    stress = context.measures.stress
    at: dict[Address, list[Saturation]] = {}
    for saturation in stress.push.saturated:
        if not saturation.pool.after.pool.is_nobody:
            at.setdefault(saturation.stage, []).append(saturation)
    for saturations in at.values():
        yield _finding(stress, saturations)


def _finding(stress: Stress, saturations: list[Saturation]) -> Finding:
    """`saturations` are those at one stage, the busiest pool first."""
    change = saturations[0].pool
    breaks_at = stress.find_break(change)
    return Finding(
        "FLO004",
        Severity.WARNING,
        saturations[0].stage,
        _describe(stress, saturations, breaks_at),
        label="the queue moves here",
        hint="make this stage faster before coding gets faster: smaller changes, checks by machine, or more "
        "people who may do it",
        related=tuple(_find_related(saturations)),
        evidence={
            "pools": [str(each.pool.address) for each in saturations],
            "before": change.before.standing.busyness,
            "utilisation": change.after.standing.busyness,
            "growth": change.after.standing.growth,
            **({} if breaks_at is None else {"breaks_at": breaks_at}),
        },
        measured="utilisation",
    )


def _describe(stress: Stress, saturations: list[Saturation], breaks_at: float | None) -> str:
    change = saturations[0].pool
    pools = (each.pool.after.pool for each in saturations)
    who = joined(called_pool(pool.team, pool.role) for pool in pools)
    before, after = change.before.standing.busyness, change.after.standing.busyness
    from_on = "" if breaks_at is None else f"; it breaks from {whole_percent(breaks_at)} faster on"
    return (
        f"with coding {whole_percent(stress.ai or 0.0)} faster, {who} cannot keep up: "
        f"{whole_percent(before)} busy today, {whole_percent(after)} then{from_on}"
    )


def _find_related(saturations: list[Saturation]) -> Iterator[Related]:
    """The other stages that wait for the busiest pool, the heaviest first."""
    pool = saturations[0].pool.after
    heaviest = sorted(pool.standing.loads, key=lambda load: (-load.share, pool.find_address(load)))
    others = [load for load in heaviest if pool.find_address(load) != saturations[0].stage]
    for load in others[:MOST_NAMED]:
        address = pool.find_address(load)
        yield Related(f"{quoted(address.steps[-1])} of {quoted(address.steps[1])} waits with it", address)
