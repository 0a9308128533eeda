"""`owns:` of an id that is nearly a service's.

## What it finds
A service that only a team's `owns:` names, where the id differs from that of a defined service by little: a
letter, a hyphen, upper case.

## Why it matters
An unknown id under `owns:` is a new service, so that a model can start with nothing but teams. A slip of
the keyboard is then a service too: one that nobody has, while the one that was meant stays unowned.

## Example
```yaml
teams:
  checkout: {size: 7, owns: [cart-ap]}
services:
  cart-api: {tier: 1}
```

## Instead
```yaml
teams:
  checkout: {size: 7, owns: [cart-api]}
services:
  cart-api: {tier: 1}
```

## Options
Two services whose names are alike by design: define both under `services:` (`cart-ap: {}` is enough).

## Source
Likeness of words (Ratcliff & Metzener 1988, above 0.7); where it begins is topo's own (E).
"""

from collections.abc import Iterator

from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import named, quoted
from topo.rules.nearness import Nearness


def check(context: Context) -> Iterator[Finding]:
    """A finding for each service that only `owns:` names and that is nearly another."""
    services = context.organisation.services
    implied = context.organisation.facts.implied_services & services.keys()
    if not implied:
        return
    nearness = Nearness(services.keys() - implied)
    for id in sorted(implied):
        nearest = nearness.find(id)
        if nearest:
            yield _finding(id, services[id].owner, nearest)


def _finding(id: str, owner: str | None, nearest: list[str]) -> Finding:
    near = named(nearest, last="or")
    whose = "`owns:` names" if owner is None else f"`owns:` of {quoted(owner)} names"
    return Finding(
        "OWN014",
        Severity.INFO,
        address_of("service", id),
        f"{whose} {quoted(id)}, which no section defines and which is nearly {near}",
        label="a new service?",
        hint=f"did you mean {near}? If it is one of its own, define it under `services:`",
        related=(Related("this one?", address_of("service", nearest[0])),),
    )
