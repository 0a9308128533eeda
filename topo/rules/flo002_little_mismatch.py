"""What was measured of a stream does not fit together.

## What it finds
A stream whose `observed` items under way differ by more than 20 % from its throughput times its time. Where
no throughput is observed, the demand stands for it.

## Why it matters
By Little's law the three fit, whatever the process is like. Where they do not, one of them was measured of
another thing: the board holds items that nobody works on, the time begins later than the item, or more comes
than goes. Until that is known, no number about this stream can be trusted.

## Example
```yaml
streams:
  orders:
    observed: {wip: 8, throughput: 2/week, time: 6w}
```

## Instead
```yaml
streams:
  orders:
    observed: {wip: 12, throughput: 2/week, time: 6w}
```

## Options
The share is an entry of the profile `flow`: `profiles: {flow: {little: 0.3}}`.

## Source
Little (1961), grade A; the 20 % are topo's own, grade E.
"""

from collections.abc import Iterator

from topo.analysis.flow.littles_law import LittlesLaw
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called


def check(context: Context) -> Iterator[Finding]:
    """A finding for each stream whose three do not fit."""
    for law in context.measures.flow.littles_laws.values():
        if law.disagrees and law.wip is not None:
            yield _finding(law, law.wip)


def _finding(law: LittlesLaw, wip: float) -> Finding:
    expected, throughput, weeks = law.expected or 0.0, law.throughput or 0.0, law.weeks or 0.0
    come = "come" if law.is_demand else "are finished"
    return Finding(
        "FLO002",
        Severity.WARNING,
        law.address,
        f"{called('stream', law.stream)} has {wip:.3g} items under way; where {throughput:.3g} a week {come} "
        f"and each takes {weeks:.3g} weeks it would be {expected:.3g}",
        label="one of these was measured of something else",
        hint="count the items under way, those finished in a week, and the time from start to done over the "
        "same weeks",
        evidence={"wip": wip, "throughput": throughput, "weeks": weeks, "expected": expected},
    )
