"""A capability that no team provides.

## What it finds
An entry of `tissue.capabilities` without `provider:`, and that no team's `owns:` names.

## Why it matters
A paved road that nobody paves: teams rely on it, and it relieves them of nothing once it needs a change.

## Example
```yaml
tissue:
  capabilities:
    paved-road: {mode: x-as-a-service, relieves: [build, deploy]}
```

## Instead
```yaml
teams:
  platform: {type: platform, size: 6}
tissue:
  capabilities:
    paved-road: {provider: platform, mode: x-as-a-service, relieves: [build, deploy]}
```

## Options
None.

## Source
Counting; grade A. That platforms need a team that treats them as a product is Skelton & Pais (2019); grade D.
"""

from collections.abc import Iterator

from topo.analysis.ownership import Gap
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called


def check(context: Context) -> Iterator[Finding]:
    """A finding for each capability without a provider."""
    for owning in context.ownership.things:
        if owning.kind == "capability" and owning.gap is Gap.NOBODY:
            yield Finding(
                "OWN006",
                Severity.ERROR,
                owning.address,
                f"{called(owning.kind, owning.id)} has no provider",
                label="no team provides it",
                hint="add `provider:` with the id of a team",
            )
