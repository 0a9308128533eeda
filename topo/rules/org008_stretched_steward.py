"""A steward of too many teams.

## What it finds
A person who looks after ways of working (`stewards`: collaboration, impediments, improvement, team health,
learning) of more than five teams. A team counts once, whatever is looked after in it.

## Why it matters
Looking after a team means being there when something is stuck. Spread over many teams it becomes a name in a
list.

## Example
```yaml
teams:
  a: {stewards: {improvement: ana}}
  b: {stewards: {improvement: ana}}
  c: {stewards: {improvement: ana}}
  d: {stewards: {improvement: ana}}
  e: {stewards: {improvement: ana}}
  f: {stewards: {improvement: ana}}
```

## Instead
```yaml
teams:
  a: {stewards: {improvement: ana}}
  b: {stewards: {improvement: ana}}
  c: {stewards: {improvement: ana}}
  d: {stewards: {improvement: bo}}
  e: {stewards: {improvement: bo}}
  f: {stewards: {improvement: bo}}
```

## Options
`check.limits.teams_of_steward`. A baseline holds the number of teams.

## Source
topo's own encoding; grade E.
"""

from collections.abc import Iterator

from topo.analysis.span import Stewardship
from topo.findings import Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, called, figure, named, quoted
from topo.text import count


def check(context: Context) -> Iterator[Finding]:
    """A finding for each steward of more teams than the limit."""
    most = context.find_limit("teams_of_steward")
    for stewardship in context.measures.spans.stewards.values():
        if len(stewardship.aspects) > most:
            yield _finding(stewardship, context, most)


def _finding(stewardship: Stewardship, context: Context, most: float) -> Finding:
    said = [part for part in stewardship.teams.parts if part.address is not None]
    first = said[0].address
    assert first is not None
    return Finding(
        "ORG008",
        Severity.INFO,
        context.find_person(stewardship.steward, said_at=first.item(stewardship.steward)),
        f"{called('person', stewardship.steward)} is a steward of {count(len(said), 'team')}: "
        f"{named(part.label for part in said)}; the limit is {figure(most)}",
        label="looks after all of these",
        hint="let people of the teams take over what they can look after themselves",
        related=tuple(
            Related(f"looks after {part.note} in {quoted(part.label)}", part.address)
            for part in said[:MOST_NAMED]
        ),
        evidence={"teams": len(said), "limit": most},
        measured="teams",
    )
