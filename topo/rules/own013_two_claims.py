"""Claims of ownership that disagree.

## What it finds
A thing whose `owner:` (of a capability: `provider:`) is one team while another lists it under `owns:`, and a
thing that several teams list. `owner:` on the thing beats `owns:` on a team; of several `owns:` none counts,
and the thing is unowned.

## Why it matters
Two teams that both believe they own a thing disagree about it at the worst moment; that each believes it is
the other's is just as likely.

## Example
```yaml
teams:
  checkout: {size: 7, owns: [cart-api]}
  payments: {size: 6, owns: [cart-api]}
```

## Instead
```yaml
teams:
  checkout: {size: 7, owns: [cart-api]}
  payments: {size: 6}
services:
  cart-api: {consulted: [payments]}
```

## Options
None.

## Source
One accountable team per thing: a decision of topo's own language; grade D.
"""

from collections.abc import Iterator

from topo.analysis.ownership import owner_field
from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import COLLECTIONS, Claim
from topo.rules.context import Context
from topo.rules.naming import called, named, quoted

_KIND_OF = {path: kind for kind, path in COLLECTIONS.items()}


def check(context: Context) -> Iterator[Finding]:
    """A finding for each thing that is claimed more than once."""
    for claims in context.organisation.facts.conflicts:
        first, *others = claims
        if first.said_at in context.organisation.facts.unreadable:
            continue
        if first.said_at.steps[: len(first.thing.steps)] == first.thing.steps:
            yield _beside_owner(first, sorted(others, key=lambda claim: claim.team))
        else:
            yield _among_teams(sorted(claims, key=lambda claim: claim.team))


def _beside_owner(first: Claim, others: list[Claim]) -> Finding:
    teams = named(claim.team for claim in others)
    return Finding(
        "OWN013",
        Severity.ERROR,
        first.said_at,
        f"{_called(first.thing)} is owned by {quoted(first.team)}, and {teams} "
        f"{'says' if len(others) == 1 else 'say'} to own it too; `{first.said_at.steps[-1]}:` counts",
        label="this counts",
        hint="take it out of `owns:`; who helps stands in `consulted:`",
        related=tuple(_related(claim) for claim in others),
    )


def _among_teams(claims: list[Claim]) -> Finding:
    thing = claims[0].thing
    field = owner_field(_KIND_OF[thing.steps[:-1]])
    return Finding(
        "OWN013",
        Severity.ERROR,
        thing,
        f"{_called(thing)} is claimed by {named(claim.team for claim in claims)}: none of them counts",
        label="nobody's, until one claim is left",
        hint=f"leave it to one team; `{field}:` on it says which",
        related=tuple(_related(claim) for claim in claims),
    )


def _related(claim: Claim) -> Related:
    return Related(f"{quoted(claim.team)} says so", claim.said_at)


def _called(thing: Address) -> str:
    return called(_KIND_OF[thing.steps[:-1]], thing.steps[-1])
