"""A domain that no product holds.

## What it finds
A domain that no product names, and none of the domains that it is a part of either. The rule sleeps where
no product names a domain.

## Why it matters
What is on no product's map has no budget of its own and nobody who says what it is worth. It is kept alive
at the side, until it breaks.

## Example
```yaml
products:
  shop: {domains: [cart]}
domains:
  cart: {}
  returns: {}
```

## Instead
```yaml
products:
  shop: {domains: [cart, returns]}
domains:
  cart: {}
  returns: {}
```

## Options
None.

## Source
Counting; grade A. That every domain needs a product is a rule of thumb; grade D.
"""

from collections.abc import Iterator

from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called


def check(context: Context) -> Iterator[Finding]:
    """A finding for each domain that is on no product's map."""
    for part in context.measures.product_map.off_the_map.parts:
        assert part.address is not None
        yield Finding(
            "ACC004",
            Severity.INFO,
            part.address,
            f"no product holds {called('domain', part.label)}",
            label="off the map",
            hint="add it to the `domains:` of a product",
        )
