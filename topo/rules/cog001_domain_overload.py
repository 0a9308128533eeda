"""A team that carries more domains than fit.

## What it finds
The domains that a team carries are more than its capacity of 3 points: a simple one is 1, a complicated one
2, a complex one 3. These are three heuristics, and the message says which of them fired: more simple domains
than there is room for, two complicated domains, or a complex domain beside another. A team carries each
domain in which it owns any part, and each that names it as `owner:`; how much of it makes no difference.

## Why it matters
A team that has to know too much knows all of it badly: changes take longer, and each person becomes the only
one who knows something.

## Example
```yaml
teams:
  payments: {size: 6}
domains:
  payments: {complexity: complex, owner: payments}
  settlement: {complexity: complicated, owner: payments}
```

## Instead
```yaml
teams:
  payments: {size: 6}
  ledger: {size: 5}
domains:
  payments: {complexity: complex, owner: payments}
  settlement: {complexity: complicated, owner: ledger}
```

## Options
The points and the capacity are the profile `cognitive-load`: `profiles: {cognitive-load: {capacity: 4}}`. A
baseline holds the points.

## Source
The heuristics are those of Skelton & Pais (2019, chapter 3), grade D; the points are topo's own encoding of
them, grade E.
"""

from collections.abc import Iterator

from topo.analysis.cognitive_load import DomainLoad, Fit
from topo.analysis.parts import Part
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, bare, called, figure, joined, listed, noun, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team whose domains do not fit."""
    for load in context.measures.cognitive_load.teams.values():
        if load.fit is Fit.OVER:
            yield _finding(load)


def _finding(load: DomainLoad) -> Finding:
    points = load.points.amount or 0.0
    heaviest_first = sorted(load.points.parts, key=lambda part: (-part.amount, part.label))
    domains = listed(f"{bare(part.label)} {figure(part.amount)}" for part in heaviest_first)
    least = "at least " if load.points.missing else ""
    why = f": {joined(load.heuristics)}" if load.heuristics else ""
    return Finding(
        "COG001",
        Severity.WARNING,
        address_of("team", load.team),
        f"{called('team', load.team)} carries {least}{figure(points)} points of {figure(load.capacity)} "
        f"({domains}){why}",
        label="more than fits",
        hint="give a domain away with all of its services, or split one into subdomains for two teams",
        related=tuple(
            related for part in heaviest_first[:MOST_NAMED] for related in _find_causes(part, load)
        ),
        evidence={
            "points": points,
            "capacity": load.capacity,
            "domains": {part.label: part.amount for part in heaviest_first},
            "heuristics": [heuristic.name.lower().replace("_", "-") for heuristic in load.heuristics],
            "not_assessed": len(load.points.missing),
        },
        measured="points",
    )


def _find_causes(part: Part, load: DomainLoad) -> Iterator[Related]:
    """Why a domain weighs what it does, and through what the team carries it."""
    yield Related(f"{called('domain', part.label)} is {part.note}", part.address)
    through = (load.through or {}).get(part.label, ())
    for address in through[:1]:
        kind = "domain" if address.steps[0] == "domains" else "service"
        more = f", and {len(through) - 1:,} more" if len(through) > 1 else ""
        yield Related(f"carried through {noun(kind)} {quoted(address.steps[1])}{more}", address)
