"""A key that stands twice in one mapping.

## What it finds
The second of two equal keys in one mapping of one file, and the second way of writing one path in a policy.
The first one counts. An id that two files define is REF002.

## Why it matters
Most readers of YAML silently take the last one. Half of what was written is then gone, and nobody is told.

## Example
```yaml
teams:
  checkout: {size: 7}
  checkout: {type: stream-aligned}
```

## Instead
```yaml
teams:
  checkout: {size: 7, type: stream-aligned}
```

## Options
None. The reading finds it, and keeps what it can read of the rest.

## Source
YAML 1.2, section 3.2.1.3: the keys of a mapping are unique. Grade A.
"""
