"""Text that is not YAML, or a file that cannot be read.

## What it finds
A syntax error, a tag (`!!python/object`), a key that is no plain word, a control character; a file without
read permission or larger than 32 MB. The traps that people fall into get a hint of their own: a tab, a handle
that begins with `@`, a glob that begins with `*`, a template's `{{ }}`, a quote that is never closed.

## Why it matters
The rest of that file is not read. What stood in front of the error is analysed, and so are all other files;
an id that seems to stand in the part that was not read is not reported as missing.

## Example
```yaml
teams:
  checkout: {contacts: {github: @northwind/checkout}}
```

## Instead
```yaml
teams:
  checkout: {contacts: {github: "@northwind/checkout"}}
```

## Options
None. The reading finds it, and keeps what it can read of the rest.

## Source
YAML 1.1, as libyaml reads it. Grade A.
"""
