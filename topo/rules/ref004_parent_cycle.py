"""Groups, domains or deployables that contain each other.

## What it finds
A ring of `parent` among groups or among domains, and of `part_of` among services. Each ring is one finding,
at its first member by id.

## Why it matters
A tree has a top. In a ring nothing is above anything else, so what should follow the tree (the ownership of
a domain, the group of a team, the owners of a shared deployable) cannot be told. The members of a ring of
domains count as having no parent.

## Example
```yaml
domains:
  billing: {parent: payments}
  payments: {parent: billing}
```

## Instead
```yaml
domains:
  billing: {parent: payments}
  payments: {}
```

## Options
None. Rings of `depends_on` are a matter of measures, not of the language.

## Source
The language. Grade A.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from topo.analysis.nesting import CONTAINERS, find_rings
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import joined, plural, quoted

_SAID = {"parent": "contain each other", "part_of": "are parts of each other"}
_MOST_RELATED = 20


def check(context: Context) -> Iterator[Finding]:
    """A finding for each ring."""
    for kind, containers in context.measures.containers.items():
        yield from context.recall(("REF004", kind), (containers,), partial(_find, kind, containers))


def _find(kind: str, containers: Mapping[str, str]) -> Iterator[Finding]:
    for ring in find_rings(containers):
        if len(ring) > 1:
            yield _finding(kind, CONTAINERS[kind], ring)


def _finding(kind: str, field: str, ring: tuple[str, ...]) -> Finding:
    names = joined(map(quoted, ring))
    related = [
        Related(f"{quoted(id)} says so too", address_of(kind, id) / field) for id in ring[1:_MOST_RELATED]
    ]
    return Finding(
        "REF004",
        Severity.ERROR,
        address_of(kind, ring[0]) / field,
        f"{plural(kind)} {names} {_SAID[field]}",
        label=f"closes a ring of {len(ring):,}",
        hint=f"remove the `{field}:` of the one that is on top",
        related=tuple(related),
        evidence={"members": len(ring)},
    )
