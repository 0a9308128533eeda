"""Code or a release that several teams share.

## What it finds
A dependency `via: shared-code` or `via: release` between services of two teams, whatever it says of `slows`;
and a deployable whose parts, itself among them, belong to several teams.

## Why it matters
Teams that share code or a release are one team when it matters: what one of them changes the other has to
build, test and release. No agreement on an interface holds while the two can reach around it.

## Example
```yaml
teams:
  payments: {size: 6, owns: [ledger]}
  platform: {size: 6, owns: [core]}
services:
  core: {kind: monolith}
  ledger: {part_of: core}
```

## Instead
```yaml
teams:
  payments: {size: 6, owns: [ledger]}
  platform: {size: 6, owns: [core]}
services:
  core: {kind: monolith}
  ledger: {depends_on: [core]}
```

## Options
None. A baseline watches how many teams share a deployable.

## Source
Independent release as what makes a team fast: Skelton & Pais (2019), Forsgren, Humble & Kim (2018); grade C.
"""

from collections.abc import Iterator
from functools import partial

from topo.analysis.congruence import TIGHT
from topo.analysis.joining import CauseKind
from topo.analysis.owners import Owners
from topo.analysis.pairing import Row
from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import joined, quoted
from topo.text import count

_WAYS = {"shared-code": "shares code with", "release": "is released together with"}


def check(context: Context) -> Iterator[Finding]:
    """A finding for each deployable that teams share, and for each such dependency between two."""
    owners, graph = context.measures.owners, context.measures.service_graph
    for whole in graph.deployables:
        shares: dict[str, list[str]] = {}
        for part in (graph.ids[number] for number in whole.parts):
            if part in owners.teams:
                shares.setdefault(owners.teams[part], []).append(part)
        if len(shares) > 1:
            yield _shared_deployable(whole.id, shares)
    for team, row in context.measures.joining.requiring.items():
        yield from context.recall(("DEP005", team), (row,), partial(_find, owners, team, row))


def _find(owners: Owners, team: str, row: Row) -> Iterator[Finding]:
    """What services of one team share with those of others."""
    for (address, service, target), ways in _find_dependencies(owners, team, row).items():
        yield _shared_dependency(owners, address, service, target, ways)


def _shared_deployable(whole: str, shares: dict[str, list[str]]) -> Finding:
    order = sorted(shares, key=lambda team: (-len(shares[team]), team))
    told = joined(f"{quoted(team)} ({count(len(shares[team]), 'part')})" for team in order)
    parts = [(part, team) for team in order for part in shares[team]]
    return Finding(
        "DEP005",
        Severity.WARNING,
        address_of("service", whole),
        f"{quoted(whole)} is released by {len(order):,} teams together: {told}",
        label=f"one release of {len(order):,} teams",
        hint="give its parts releases of their own, one slice at a time, or let one team own all of it",
        related=tuple(_related_part(part, team, whole) for part, team in parts),
        evidence={"teams": len(order), "parts": {team: len(shares[team]) for team in order}},
        measured="teams",
    )


def _related_part(part: str, team: str, whole: str) -> Related:
    field = "owner" if part == whole else "part_of"
    return Related(f"{quoted(part)} belongs to {quoted(team)}", address_of("service", part) / field)


def _find_dependencies(owners: Owners, team: str, row: Row) -> dict[tuple[Address, str, str], set[str]]:
    """Where a service of a team is coupled tightly with one of another, and in which ways."""
    found: dict[tuple[Address, str, str], set[str]] = {}
    for links in row.values():
        for kind, id, said, via in links:
            if via in TIGHT and kind is CauseKind.DEPENDENCY and owners.teams[id] == team:
                address = (address_of("service", id) / "depends_on").item(said)
                target = owners.find_service(said)
                assert target is not None
                found.setdefault((address, id, target), set()).add(via)
    return found


def _shared_dependency(
    owners: Owners, address: Address, service: str, target: str, ways: set[str]
) -> Finding:
    said = joined(_WAYS[way] for way in sorted(ways))
    return Finding(
        "DEP005",
        Severity.WARNING,
        address,
        f"{quoted(service)} of {quoted(owners.teams[service])} {said} "
        f"{quoted(target)} of {quoted(owners.teams[target])}",
        label=joined(sorted(ways)),
        hint="put an interface between the two that lets each release alone, or give both to one team",
        related=(
            Related(
                f"{quoted(target)} belongs to {quoted(owners.teams[target])}", address_of("service", target)
            ),
        ),
        evidence={"ways": sorted(ways)},
    )
