"""An id that is defined twice.

## What it finds
An id that two places define in one kind, in one file or two, also where the two differ by nothing but case.
Both places are shown. The first definition counts.

## Why it matters
Two truths about one thing: which one holds would depend on the order of the files.

## Example
```text
# topo.yaml
files: ["*.yaml"]
teams:
  checkout: {size: 7}

# shop.yaml
teams:
  checkout: {type: stream-aligned}
```

## Instead
```yaml
teams:
  checkout: {size: 7, type: stream-aligned}
```

## Options
None. The private overlay and a foreign source add to what is there: that is no second definition. An id
that two foreign files define is one.

## Source
The language. Grade A.
"""
