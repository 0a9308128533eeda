"""A key that is needed and missing.

## What it finds
Something that means nothing without a key it lacks: a dependency in long form without `service`, a member
without `person`, an interaction without `mode`, a link without `url`.

## Why it matters
There are few of them. Whatever can be left out is optional, and says less.

## Example
```yaml
services:
  cart-api:
    depends_on: [{via: async}]
  stock: {}
```

## Instead
```yaml
services:
  cart-api:
    depends_on: [{service: stock, via: async}]
  stock: {}
```

## Options
None. The reading finds it, and keeps what it can read of the rest.

## Source
The language. Grade A.
"""
