"""A team that says two numbers of people.

## What it finds
`members`, `roles` and `size` of a team do not agree. Somebody who is there for a part of their time may be
counted either way: as a whole person, or by their share.

## Why it matters
Every measure that needs people (load, channels, flow) counts one of them, and the reader thinks of another.

## Example
```yaml
teams:
  checkout: {size: 9, roles: {engineer: 5, designer: 1}}
```

## Instead
```yaml
teams:
  checkout: {roles: {engineer: 5, designer: 1}}
```

## Options
None. Members count before roles, roles before `size`. A baseline holds the largest difference.

## Source
Counting; grade A.
"""

from collections.abc import Iterator

from topo.analysis.heads import Given, Heads, find_disagreements
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called, figure, joined, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team whose numbers do not agree."""
    for heads in find_disagreements(context.measures.headcount):
        yield _finding(heads)


def _finding(heads: Heads) -> Finding:
    amounts = [given.amount for given in heads.given]
    return Finding(
        "ORG009",
        Severity.WARNING,
        address_of("team", heads.team),
        f"{called('team', heads.team)} says how many it has: {joined(map(_describe, heads.given))}; "
        f"{quoted(heads.given[0].source)} counts",
        label="how many are there?",
        hint="correct the one that is wrong, or leave the others out; open positions stand in `vacancies:`",
        related=tuple(Related(_describe(given), given.address) for given in heads.given),
        evidence={
            **{given.source: given.amount for given in heads.given},
            "difference": round(max(amounts) - min(amounts), 6),
        },
        measured="difference",
    )


def _describe(given: Given) -> str:
    is_shared = given.people != given.amount
    persons = f" ({figure(given.people)} with a share of their time)" if is_shared else ""
    return f"{figure(given.amount)}{persons} by {quoted(given.source)}"
