"""An id with characters that ids do not have.

## What it finds
A key of a section (or an item of `owns:`) that is no id: letters, digits, `.`, `_` and `-`, beginning with a
letter or a digit; and a policy that is not called POL and three digits.

## Why it matters
Ids stand in references, addresses, file names and commands. What people read stands in `name:`.

## Example
```yaml
teams:
  Team Checkout: {size: 7}
```

## Instead
```yaml
teams:
  checkout: {name: Team Checkout, size: 7}
```

## Options
None. The reading finds it, and keeps what it can read of the rest.

## Source
The language. Grade A.
"""
