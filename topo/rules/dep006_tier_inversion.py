"""A tier-1 service that calls one of a lower tier.

## What it finds
A `sync` dependency of a service of tier 1 on one of tier 2, 3 or 4. Only where both tiers are stated.

## Why it matters
A service that waits for the answer of another can be no more available than that one. Nobody is called at
night for a tier-3 service, and yet the mission-critical one is down with it.

## Example
```yaml
services:
  cart: {tier: 1, depends_on: [stock]}
  stock: {tier: 3}
```

## Instead
```yaml
services:
  cart: {tier: 1, depends_on: [{service: stock, via: async}]}
  stock: {tier: 3}
```

## Options
None. A baseline watches the tier that is called: a lower one is worse.

## Source
Availability in series is arithmetic: grade A. That tiers say how available a service is: grade D.
"""

from collections.abc import Iterator

from topo.analysis.tier_inversions import Inversion
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each call from tier 1 to a lower tier."""
    inversions = context.measures.tier_inversions
    yield from context.recall("DEP006", (inversions,), lambda: map(_finding, dict.fromkeys(inversions.found)))


def _finding(inversion: Inversion) -> Finding:
    return Finding(
        "DEP006",
        Severity.WARNING,
        inversion.address,
        f"tier-1 service {quoted(inversion.service)} calls {quoted(inversion.target)}, "
        f"of tier {inversion.tier}",
        label=f"tier {inversion.tier}",
        hint="make the call one that may fail (a cache, a default, a message), or raise the tier of what "
        "is called together with what that asks for",
        related=(
            Related(f"tier {inversion.tier} is said here", address_of("service", inversion.target) / "tier"),
        ),
        evidence={"tier": inversion.tier},
        measured="tier",
    )
