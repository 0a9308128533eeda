"""A thing that is its own parent, part or dependency.

## What it finds
A service that depends on itself or is part of itself, and a group or domain that is its own parent.

## Why it matters
Nothing waits on itself, and nothing contains itself: such an edge is a slip, and it would bend every
measure that follows edges.

## Example
```yaml
services:
  cart-api: {owner: checkout, depends_on: [cart-api]}
teams:
  checkout: {size: 7}
```

## Instead
```yaml
services:
  cart-api: {owner: checkout, depends_on: [stock]}
  stock: {owner: checkout}
teams:
  checkout: {size: 7}
```

## Options
None. A longer ring of parents or parts is REF004.

## Source
The language. Grade A.
"""

from collections.abc import Iterator
from functools import partial

from topo.analysis.nesting import CONTAINERS
from topo.findings import Address, Finding, Severity
from topo.model.base import Entity
from topo.model.organisation import address_of
from topo.model.service import Service
from topo.rules.context import Context
from topo.rules.naming import called

_SAID = {"parent": "is its own parent", "part_of": "is a part of itself"}


def check(context: Context) -> Iterator[Finding]:
    """A finding for each reference of a thing to itself."""
    for kind in CONTAINERS:
        things = context.organisation.collection(kind)
        yield from context.scan(f"REF003 {kind}", things, partial(_find, kind))


def _find(kind: str, thing: Entity) -> Iterator[Finding]:
    id, field = thing.id, CONTAINERS[kind]
    own = (id, f"{kind}:{id}")
    if getattr(thing, field) in own:
        yield _finding(address_of(kind, id) / field, f"{called(kind, id)} {_SAID[field]}")
    for dependency in thing.depends_on if isinstance(thing, Service) else ():
        if dependency.service in own:
            address = (address_of("service", id) / "depends_on").item(dependency.service)
            yield _finding(address, f"{called('service', id)} depends on itself")


def _finding(address: Address, message: str) -> Finding:
    hint = "remove it, or name the one that is meant"
    return Finding("REF003", Severity.ERROR, address, message, label="itself", hint=hint)
