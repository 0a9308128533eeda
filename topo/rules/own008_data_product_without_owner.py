"""A data product that no team answers for.

## What it finds
An entry of `tissue.data` without `owner:`, and that no team's `owns:` names.

## Why it matters
Data that several teams use changes under all of them. Without an owner there is nobody to ask before, and
nobody to call after.

## Example
```yaml
tissue:
  data:
    customer-360: {contract: contracts/customer.yaml}
```

## Instead
```yaml
teams:
  platform: {size: 6}
tissue:
  data:
    customer-360: {owner: platform, contract: contracts/customer.yaml}
```

## Options
None.

## Source
Counting; grade A. Data as a product with an owner is Dehghani (2019); grade D.
"""

from collections.abc import Iterator

from topo.analysis.ownership import Gap
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called


def check(context: Context) -> Iterator[Finding]:
    """A finding for each data product without an owner."""
    for owning in context.ownership.things:
        if owning.kind == "data" and owning.gap is Gap.NOBODY:
            yield Finding(
                "OWN008",
                Severity.ERROR,
                owning.address,
                f"{called(owning.kind, owning.id)} has no owner",
                label="nobody answers for it",
                hint="add `owner:` with the id of a team",
            )
