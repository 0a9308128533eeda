"""A file that is not UTF-8.

## What it finds
Bytes that are no UTF-8. A byte order mark is fine.

## Why it matters
A file in another encoding can only be guessed at, and a wrong guess changes names. The file is not read.

## Example
```text
teams:
  zahlungen: {name: Zahlungen f\\xfcr H\\xe4ndler}    # saved as Latin-1
```

## Instead
```yaml
teams:
  zahlungen: {name: Zahlungen für Händler}
```

## Options
None. The reading finds it, and keeps what it can read of the rest.

## Source
YAML 1.2, section 5.2. Grade A.
"""
