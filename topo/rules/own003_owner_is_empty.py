"""An owner that says it has nobody.

## What it finds
Something whose owner is a team with `size: 0`, with roles that add up to 0, or with an empty list of
members. A team that says nothing of its size is not empty: it is unknown.

## Why it matters
A name that stands where nobody sits hides the gap: everybody believes that it is owned.

## Example
```yaml
teams:
  legacy: {size: 0}
services:
  ledger-api: {owner: legacy}
```

## Instead
```yaml
teams:
  payments: {size: 6}
services:
  ledger-api: {owner: payments}
```

## Options
None.

## Source
Counting; grade A.
"""

from collections.abc import Iterator

from topo.analysis.ownership import Gap, Owning
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.model.references import resolve
from topo.rules.context import Context
from topo.rules.naming import called, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each thing that a team of nobody owns."""
    for owning in context.ownership.gaps:
        if owning.gap is Gap.EMPTY and owning.said is not None:
            target = resolve(context.organisation, owning.said, ("team",))
            assert target is not None
            yield _finding(owning, target.id)


def _finding(owning: Owning, team: str) -> Finding:
    return Finding(
        "OWN003",
        Severity.ERROR,
        owning.gap_address,
        f"{called(owning.kind, owning.id)} is owned by {quoted(team)}, a team of nobody",
        label="a team of nobody",
        hint="name a team that has members, or say how many it has (`size`, `roles` or `members`)",
        related=(Related("the team", address_of("team", team)),),
    )
