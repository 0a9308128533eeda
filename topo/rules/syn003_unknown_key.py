"""A key that the language does not have, or not there.

## What it finds
A misspelt key, a key in the wrong place, and a section of `topo.yaml` alone (`files`, `sources`, `profiles`,
`calendar`, `check`) in another file; in a policy a path that leads nowhere, and what cannot be asked of the
value there. The nearest keys are offered.

## Why it matters
A key that is ignored looks as if it worked.

## Example
```yaml
teams:
  checkout: {size: 7, onws: [cart-api]}
```

## Instead
```yaml
teams:
  checkout: {size: 7, owns: [cart-api], x-cost-centre: 4711}
```

## Options
Keys that begin with `x-` are yours, anywhere.

## Source
The language. Grade A.
"""
