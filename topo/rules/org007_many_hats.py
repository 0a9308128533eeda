"""A person in too many roles.

## What it finds
A person with more than two `roles`.

## Why it matters
Each hat has its own meetings, its own duties and its own people who wait. Who wears three does the loudest
one well, and it is hard to say which of them stood still.

## Example
```yaml
people:
  bo: {roles: [engineer, tech-lead, release-manager]}
teams:
  checkout: {size: 7}
```

## Instead
```yaml
people:
  bo: {roles: [engineer, tech-lead]}
  cy: {roles: [release-manager]}
teams:
  checkout: {size: 7}
```

## Options
`check.limits.roles_of_person`; unless said it is the entry `roles` of the profile `cognitive-load`, with
which friction counts members of many roles. A baseline holds the number of roles.

## Source
topo's own encoding; grade E.
"""

from collections.abc import Iterator

from topo.findings import Finding, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called, figure, joined, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each person in more roles than the limit."""
    said = context.limits.roles_of_person
    most = float(context.weights["cognitive-load"]["roles"] if said is None else said)
    for id, person in sorted(context.organisation.people.items()):
        roles = list(dict.fromkeys(person.roles))
        if len(roles) > most:
            yield _finding(id, roles, most)


def _finding(person: str, roles: list[str], most: float) -> Finding:
    return Finding(
        "ORG007",
        Severity.INFO,
        address_of("person", person) / "roles",
        f"{called('person', person)} has {len(roles)} roles: {joined(map(quoted, roles))}; "
        f"the limit is {figure(most)}",
        label=f"{len(roles)} hats",
        hint="let somebody else take one of them",
        evidence={"roles": len(roles), "limit": most},
        measured="roles",
    )
