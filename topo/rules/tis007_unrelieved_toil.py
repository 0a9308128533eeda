"""A team with areas that no capability relieves.

## What it finds
A stream-aligned team for which no capability relieves one or more of build, deploy, infrastructure,
observability, security and data. An area that is had by ticket or by working together is relieved by half,
and is no finding here.

## Why it matters
These areas are the same work for every team. Each that a team does on its own takes time from its stream,
and has to be learnt, kept safe and kept up by every team again.

## Example
```yaml
teams:
  checkout: {size: 7, type: stream-aligned}
  platform: {size: 6, type: platform}
tissue:
  capabilities:
    paved-road: {provider: platform, mode: x-as-a-service, relieves: [build, deploy]}
```

## Instead
```yaml
teams:
  checkout: {size: 7, type: stream-aligned}
  platform: {size: 6, type: platform}
tissue:
  capabilities:
    paved-road:
      provider: platform
      mode: x-as-a-service
      relieves: [build, deploy, infrastructure, observability, security, data]
```

## Options
None. The rule sleeps where the model has no capabilities.

## Source
Platforms that reduce what a stream-aligned team has to know: Skelton & Pais (2019); grade D.
"""

from collections.abc import Iterator

from topo.analysis.tissue import AREAS, Cell, Extent, Relief
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called, joined, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each stream-aligned team with areas that nothing relieves."""
    for cell in context.measures.tissue.cells:
        if cell.is_stream_aligned and cell.find_relief(Extent.NONE):
            yield _finding(cell)


def _finding(cell: Cell) -> Finding:
    areas, halves = cell.find_relief(Extent.NONE), cell.find_relief(Extent.HALF)
    half = f"; half relieved: {_list(halves)}" if halves else ""
    are = "is" if len(areas) == 1 else "are"
    return Finding(
        "TIS007",
        Severity.INFO,
        cell.address,
        f"{len(areas)} of {len(AREAS)} areas of {called('team', cell.team)} {are} not relieved: "
        f"{_list(areas)}{half}",
        label="does this on its own",
        hint="let a capability relieve them by self-service; the area that most teams lack comes first",
        related=tuple(map(_related, halves)),
        evidence={"areas": len(areas), "half": len(halves)},
        measured="areas",
    )


def _list(reliefs: tuple[Relief, ...]) -> str:
    return joined(relief.area for relief in reliefs)


def _related(relief: Relief) -> Related:
    assert relief.capability is not None
    said = f"{relief.area} by {relief.mode}, from {quoted(relief.capability)}"
    return Related(said, address_of("capability", relief.capability))
