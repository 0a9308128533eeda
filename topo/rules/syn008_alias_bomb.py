"""Aliases that stand for too much, or for themselves.

## What it finds
Aliases (`*name`) of one file that stand for more than 200,000 values, and an alias inside what it names.

## Why it matters
Nine lines of aliases can stand for a billion values. Anchors and merge keys in ordinary use are far below
the limit.

## Example
```yaml
services: &all
  cart-api: {tags: *all}
```

## Instead
```yaml
services:
  cart-api: {tags: &all [shop]}
  stock: {tags: *all}
```

## Options
None. The reading finds it, and keeps what it can read of the rest.

## Source
The limit is topo's own (E); the attack is known as "billion laughs".
"""
