"""A team with nothing to own.

## What it finds
A stream-aligned, platform or complicated-subsystem team that owns no service, module, domain, capability,
guardrail or data product; what is retired is nothing. A team that says it has nobody, and one whose claims
disagree with others', is another rule's (OWN003, OWN013).

## Why it matters
Teams of these types are there for something that they keep: it is what they answer for and what they get
better at. A team without it works on what others own, and waits for them.

## Example
```yaml
teams:
  checkout: {size: 7, type: stream-aligned, owns: [cart-api]}
  payments: {size: 6, type: stream-aligned}
services:
  cart-api: {}
```

## Instead
```yaml
teams:
  checkout: {size: 7, type: stream-aligned, owns: [cart-api]}
  payments: {size: 6, type: enabling}
services:
  cart-api: {}
```

## Options
None. The rule sleeps where no team has a type or the model has no services.

## Source
Stable teams that own what they build: Skelton & Pais (2019), Forsgren, Humble & Kim (2018); grade D.
"""

from collections.abc import Iterator

from topo.analysis.ownership import OWNABLE, owner_field
from topo.findings import Finding, Severity
from topo.model.organisation import address_of
from topo.model.references import resolve
from topo.model.service import Service
from topo.model.team import Team
from topo.rules.context import Context
from topo.rules.naming import called, named

_OWNERS = ("stream-aligned", "platform", "complicated-subsystem")


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team of these types that owns nothing."""
    owning, retired = _find_owning(context)
    for id, team in sorted(context.organisation.teams.items()):
        if team.type in _OWNERS and id not in owning and _is_assessed(team, context):
            yield _finding(team, sorted(retired.get(id, ())))


def _find_owning(context: Context) -> tuple[set[str], dict[str, list[str]]]:
    """The teams that own something, or claim to; and the retired services of each team."""
    organisation = context.organisation
    owning = {claim.team for claims in organisation.facts.conflicts for claim in claims}
    owning |= context.measures.owners.services_of.keys()
    retired: dict[str, list[str]] = {}
    names: set[str] = set()
    for kind in OWNABLE:
        things = organisation.collection(kind) if kind != "service" else context.measures.owners.left_out
        for id, thing in things.items():
            said = getattr(thing, owner_field(kind))
            if said is None:
                continue
            if isinstance(thing, Service) and thing.is_retired:
                target = resolve(organisation, said, ("team",))
                if target is not None:
                    retired.setdefault(target.id, []).append(id)
            else:
                names.add(said)
    targets = (resolve(organisation, said, ("team",)) for said in names)
    return owning.union(target.id for target in targets if target is not None), retired


def _is_assessed(team: Team, context: Context) -> bool:
    address = address_of("team", team.id)
    is_silent = context.organisation.facts.unreadable.isdisjoint({address, address / "owns"})
    return is_silent and not team.is_empty


def _finding(team: Team, retired: list[str]) -> Finding:
    message = f"{called('team', team.id)} is a {team.type} team and owns nothing"
    if retired:
        message += f": {named(retired)} {'is' if len(retired) == 1 else 'are'} retired"
    return Finding(
        "ORG004",
        Severity.WARNING,
        address_of("team", team.id),
        message,
        label="what is it for?",
        hint="add what it keeps to `owns:`, or say the type that it is",
        evidence={"retired": len(retired)},
    )
