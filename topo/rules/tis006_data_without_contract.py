"""A data product without a contract.

## What it finds
An entry of `tissue.data` without `contract`.

## Why it matters
Those who use the data build on its shape and its meaning. Without a contract both change when the owner
changes them, and each user finds out on their own.

## Example
```yaml
teams:
  platform: {size: 6}
tissue:
  data:
    customer-360: {owner: platform}
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
Data as a product: Dehghani (2019); grade D.
"""

from collections.abc import Iterator

from topo.analysis.tissue import Lack
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called


def check(context: Context) -> Iterator[Finding]:
    """A finding for each data product without a contract."""
    for orphan in context.measures.tissue.find_orphans(Lack.NO_CONTRACT):
        yield Finding(
            "TIS006",
            Severity.WARNING,
            orphan.address,
            f"{called(orphan.kind, orphan.id)} has no contract",
            label="what may its users rely on?",
            hint="add `contract:` with the file that says its shape, meaning and freshness",
        )
