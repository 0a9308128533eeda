"""A value that its key does not take.

## What it finds
A word that is none of those allowed, text for a number, a mapping for a list, a date that is no day of the
calendar, a duration, rate or share that cannot be read; a pack or a rule in `check` that does not exist; in a
policy a value that its path does not lead to, and a pattern that is none.

## Why it matters
The value is left out, and so is every measure that needs it. It is not taken for missing: a service whose
owner cannot be read is not called unowned.

## Example
```yaml
teams:
  checkout: {type: stream-alined}
```

## Instead
```yaml
teams:
  checkout: {type: stream-aligned}
```

## Options
None. The reading finds it, and keeps what it can read of the rest.

## Source
The language. Grade A.
"""
