"""A product that is funded by the project.

## What it finds
A product with `funding: project`.

## Why it matters
A project ends, and with it the people who know what it built. A product that goes on needs a team that does.

## Example
```yaml
products:
  shop: {funding: project}
```

## Instead
```yaml
products:
  shop: {funding: product}
```

## Options
None.

## Source
Fund products, not projects: Kersten (2018), Skelton & Pais (2019); grade D.
"""

from collections.abc import Iterator

from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called


def check(context: Context) -> Iterator[Finding]:
    """A finding for each product that is funded by the project."""
    for product in context.measures.product_map.products:
        if product.funding == "project":
            yield Finding(
                "ACC003",
                Severity.INFO,
                product.address / "funding",
                f"{called('product', product.product)} is funded by the project",
                label="ends with the project",
                hint="fund the teams that work for it, for as long as it lives",
            )
