"""A stream in which items mostly wait.

## What it finds
A stream of whose flow time less than 15 % is touch: work on the item itself.

## Why it matters
Where an item waits for six days and is worked on for one, faster work changes next to nothing: with the work
done in no time at all, the six days are still there. What helps is to wait less: fewer and faster gates, a
shorter cadence, teams that need not wait on others.

## Example
```yaml
teams:
  checkout: {size: 5}
streams:
  orders:
    demand: 2/week
    stages:
      approve: {phase: ideate, wait: 3w}
      build: {phase: create, team: checkout, touch: 1d}
```

## Instead
```yaml
teams:
  checkout: {size: 5}
streams:
  orders:
    demand: 2/week
    stages:
      approve: {phase: ideate, wait: 2d}
      build: {phase: create, team: checkout, touch: 1d}
```

## Options
The share is an entry of the profile `flow`: `profiles: {flow: {mostly-waiting: 0.1}}`.

## Source
Customs of value stream mapping: Kersten (2018), Modig & Åhlström (2012); grade D.
"""

from collections.abc import Iterator

from topo.analysis.flow.stream_flow import Kind, StreamFlow
from topo.findings import Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import called, whole_percent
from topo.text import printable

_LONGEST = 3
"""How many of the longest waits are named."""


def check(context: Context) -> Iterator[Finding]:
    """A finding for each stream below the limit; one without a flow time is not assessed."""
    limit = context.measures.flow.weights["mostly-waiting"]
    for stream in context.measures.flow.streams:
        efficiency, total = stream.efficiency.amount, stream.flow_time.amount
        if efficiency is not None and total is not None and efficiency < limit:
            yield _finding(stream, efficiency, total)


def _finding(stream: StreamFlow, efficiency: float, total: float) -> Finding:
    return Finding(
        "FLO003",
        Severity.INFO,
        stream.address,
        f"{called('stream', stream.id)} is mostly waiting: {whole_percent(efficiency)} of its {total:.3g} "
        "days are work on the item",
        label="faster work changes little here",
        hint="shorten the longest waits first: let a machine take a gate, release more often, hand over less",
        related=tuple(_find_waits(stream)),
        evidence={"waiting": 1.0 - efficiency, "days": total},
        measured="waiting",
    )


def _find_waits(stream: StreamFlow) -> Iterator[Related]:
    """The longest waits, the longest first."""
    waits = [part for kind in Kind if kind is not Kind.TOUCH for part in stream.split[kind].parts]
    for part in sorted(waits, key=lambda each: (-each.amount, each.label))[:_LONGEST]:
        yield Related(f"{printable(part.label)} takes {part.amount:.3g} days", part.address)
