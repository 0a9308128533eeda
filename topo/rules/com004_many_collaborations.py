"""A team that collaborates with several others at once.

## What it finds
A team that collaborates with more than one other team on the same day: by interactions, of which one among
three teams is two others for each, and by capabilities that are had by collaboration.

## Why it matters
Collaboration takes the attention of both teams, for as long as it lasts. Two at a time leave none for the
team's own stream, and the two get in each other's way.

## Example
```yaml
teams:
  checkout: {size: 7}
  payments: {size: 6}
  stock: {size: 5}
interactions:
  - {mode: collaboration, between: [checkout, payments], until: 2027-01-15}
  - {mode: collaboration, between: [checkout, stock], until: 2027-01-15}
```

## Instead
```yaml
teams:
  checkout: {size: 7}
  payments: {size: 6}
  stock: {size: 5}
interactions:
  - {mode: collaboration, between: [checkout, payments], until: 2026-12-15}
  - {mode: collaboration, between: [checkout, stock], since: 2026-12-16, until: 2027-01-15}
```

## Options
`check.limits.collaborations`, the most teams that are fine; unless said it is the entry `collaborations` of
the profile `cognitive-load` (1), by which friction counts too.

## Source
Skelton & Pais (2019), chapter 7: grade D.
"""

from collections.abc import Iterator

from topo.analysis.declaring import Declaration
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called, named, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team that collaborates with more teams than the limit."""
    said = context.limits.collaborations
    limit = float(context.weights["cognitive-load"]["collaborations"] if said is None else said)
    for team, others in sorted(_find_collaborations(context).items()):
        if len(others) > limit:
            yield _finding(team, others, limit)


def _find_collaborations(context: Context) -> dict[str, dict[str, Declaration]]:
    """By team: the teams with which it collaborates now, and what says so."""
    found: dict[str, dict[str, Declaration]] = {}
    for pair, declared in context.measures.declarations.items():
        busiest = declared[0]
        if busiest.mode == "collaboration" and not busiest.expired:
            for team, other in (pair, pair[::-1]):
                found.setdefault(team, {})[other] = busiest
    return found


def _finding(team: str, others: dict[str, Declaration], limit: float) -> Finding:
    places = ((f"with {quoted(other)}{_until(others[other])}", others[other]) for other in sorted(others))
    return Finding(
        "COM004",
        Severity.WARNING,
        address_of("team", team),
        f"{called('team', team)} collaborates with {len(others):,} teams at once, "
        f"and the limit is {limit:g}: {named(sorted(others))}",
        label=f"{len(others):,} collaborations",
        hint="end one before the next begins, or turn one that works into a service",
        related=tuple(Related(said, declaration.address) for said, declaration in places),
        evidence={"teams": len(others), "limit": limit},
        measured="teams",
    )


def _until(declaration: Declaration) -> str:
    return "" if declaration.until is None else f" until {declaration.until}"
