"""Nesting beyond any model.

## What it finds
Mappings and lists that nest more than 64 levels deep.

## Why it matters
A model is a dozen levels deep at most. What goes deeper is a slip of the brackets, or an attack on the
reader. The rest of the file is not read.

## Example
```text
teams: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
```

## Instead
```yaml
teams: {}
```

## Options
None. The reading finds it, and keeps what it can read of the rest.

## Source
A limit of topo's own (E).
"""
