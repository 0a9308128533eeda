"""An owned share below the limit that is set.

## What it finds
Owned services and modules, divided by all that count, are less than `check.limits.ownership.coverage` or
`--min-coverage`. Retired and external services do not count, and waived ones are in neither number.

## Why it matters
On the way to full ownership the share is what may not fall. With a limit the services that are still
unowned inform (OWN001), and this rule fails the build when there are too many of them.

## Example
```yaml
check:
  limits: {ownership: {coverage: 90%}}
teams:
  checkout: {size: 7, owns: [cart-api]}
services:
  ledger-api: {}
```

## Instead
```yaml
check:
  limits: {ownership: {coverage: 90%}}
teams:
  checkout: {size: 7, owns: [cart-api, ledger-api]}
services:
  ledger-api: {}
```

## Options
`check.limits.ownership.coverage`, a share; `--min-coverage` beats it. Without either the rule finds nothing.
A baseline holds the share that is missing: it fails when more is missing than was.

## Source
Counting; grade A. The limit is yours.
"""

from collections.abc import Iterator

from topo.findings import Address, Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import percent

_LIMIT = Address.of("check", "limits", "ownership", "coverage")
_ROUNDING = 1e-9


def check(context: Context) -> Iterator[Finding]:
    """One finding where less is owned than the limit asks for."""
    limit, coverage = context.coverage_limit, context.ownership.overall
    if limit is None or coverage.share is None or coverage.share >= limit - _ROUNDING:
        return
    missing = coverage.total - coverage.owned
    yield Finding(
        "OWN009",
        Severity.ERROR,
        _LIMIT if context.min_coverage is None else Address.of("services"),
        f"{coverage.owned:,} of {coverage.total:,} services and modules are owned "
        f"({percent(coverage.share)}), and the limit is {percent(limit)}",
        label=f"{missing:,} not owned",
        hint="give an owner to what OWN001 lists, those of tier 1 first",
        evidence={
            "owned": coverage.owned,
            "total": coverage.total,
            "limit": limit,
            "missing": round(1 - coverage.share, 6),
        },
        measured="missing",
    )
