"""A service without an owner.

## What it finds
A service or module that counts (neither retired nor external) and for which no team is named, neither by
`owner:` on it nor by a team's `owns:`.

## Why it matters
What nobody owns, nobody patches, answers for at night, or may refuse to change. An ownership gap stays
invisible until it hurts.

## Example
```yaml
services:
  ledger-api: {tier: 1}
```

## Instead
```yaml
services:
  ledger-api: {tier: 1, owner: payments}
```

## Options
`check.limits.ownership.coverage` (or `--min-coverage`) sets a share that must be owned; then this rule
informs and OWN009 fails.

## Source
Counting; grade A. That unowned code decays is experience, supported by studies of ownership and quality
(Bird et al. 2011: strong at Microsoft, weak in open source); grade B.
"""

from collections.abc import Iterator

from topo.analysis.ownership import Gap, Owning
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each service that no team is named for."""
    severity = Severity.ERROR if context.coverage_limit is None else Severity.INFO
    for owning in context.ownership.gaps:
        if owning.kind in ("service", "module") and owning.gap is Gap.NOBODY:
            yield Finding(
                "OWN001",
                severity,
                owning.address,
                f"{called(owning.kind, owning.id)} has no owner",
                label=_label(owning),
                hint=_hint(owning, context),
                evidence={} if owning.tier is None else {"tier": owning.tier},
            )


def _label(owning: Owning) -> str:
    if owning.tier is None:
        return "nobody is accountable for it"
    return f"nobody is accountable for a tier-{owning.tier} {owning.kind}"


def _hint(owning: Owning, context: Context) -> str:
    domain = context.ownership.find("domain", owning.domain) if owning.domain is not None else None
    if domain is None or domain.owner is None:
        return "add `owner:` with the id of a team"
    return f"add `owner:` — the domain {quoted(domain.id)} belongs to {quoted(domain.owner)}"
