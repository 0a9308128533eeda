"""A core domain or a tier-1 service that one person knows.

## What it finds
Fewer than two people are said to know (`knows` in `people`) a core domain or a tier-1 service: whoever knows
a domain knows its subdomains and the services in it. Where nobody is said to know it, nothing is found, for
then nobody was asked. What lies in a domain that is found, with the same people, is listed with the domain.

## Why it matters
When that person is ill, leaves or is on a flight, nobody can carry it; and until then everybody waits for
them.

## Example
```yaml
people:
  bo: {knows: [payments]}
domains:
  payments: {classification: core, owner: checkout}
teams:
  checkout: {size: 7}
```

## Instead
```yaml
people:
  bo: {knows: [payments]}
  cy: {knows: [payments]}
domains:
  payments: {classification: core, owner: checkout}
teams:
  checkout: {size: 7}
```

## Options
`check.limits.bus_factor`: how few are enough. A baseline holds how many people are missing.

## Source
Counting what people say, grade D; that most projects hang by one or two people is Avelino et al. (2016),
grade C.
"""

import math
from collections.abc import Iterator

from topo.analysis.bus_factor import BusFactors
from topo.analysis.nesting import Nesting, find_containers
from topo.findings import Finding, Related, Severity
from topo.model.domain import Domain
from topo.model.organisation import Organisation, address_of
from topo.model.service import Service
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, called, figure, joined, named, quoted

_MISSION_CRITICAL = 1

Thing = tuple[str, str]
"""The kind and id of a domain or service."""


def check(context: Context) -> Iterator[Finding]:
    """A finding for each that too few know; what lies in one, with the same people, is listed there."""
    least = context.find_limit("bus_factor")
    factors, organisation = context.measures.bus_factors, context.organisation
    few = factors.find_held_by(math.ceil(least) - 1)
    held = {thing for thing in few if _find_weight(organisation, thing) is not None}
    if held:
        for things in _gather(context, factors, held):
            yield _finding(organisation, factors, things, least)


def _find_weight(organisation: Organisation, thing: Thing) -> str | None:
    """What makes it weigh; None where nothing does."""
    found = organisation.find(*thing)
    if isinstance(found, Domain):
        return "core" if found.classification == "core" else None
    assert isinstance(found, Service)
    return "tier 1" if found.tier == _MISSION_CRITICAL else None


def _gather(context: Context, factors: BusFactors, held: set[Thing]) -> list[list[Thing]]:
    """What is held, each with what is held in it by the same people, the outermost first."""
    gathered: dict[Thing, list[Thing]] = {}
    found_with: dict[str, Thing] = {}
    for thing, container in _find_containers(context, factors):
        outer = None if container is None else found_with.get(container)
        is_same = outer is not None and _knowers(factors, thing) == _knowers(
            factors, ("domain", container or "")
        )
        first = outer if is_same else thing if thing in held else None
        if first is None:
            continue
        if thing[0] == "domain":
            found_with[thing[1]] = first
        if thing in held:
            gathered.setdefault(first, []).append(thing)
    return list(gathered.values())


def _find_containers(context: Context, factors: BusFactors) -> Iterator[tuple[Thing, str | None]]:
    """Domains and services with the domain that each lies in, every domain before what lies in it."""
    organisation = context.organisation
    nesting = Nesting(find_containers(organisation, "domain"), organisation.domains)
    for id in reversed(nesting.innermost_first):
        yield ("domain", id), nesting.containers.get(id)
    domain_of = context.measures.owners.domain_of
    for id in factors.services:
        yield ("service", id), domain_of.get(id)


def _knowers(factors: BusFactors, thing: Thing) -> list[str]:
    kind, id = thing
    return list((factors.domains if kind == "domain" else factors.services).get(id, ()))


def _finding(organisation: Organisation, factors: BusFactors, things: list[Thing], least: float) -> Finding:
    (kind, id), *inside = things
    number = factors.find(kind, id)
    people = [part.label for part in number.parts]
    described = [f"{called(*thing)} ({_find_weight(organisation, thing)})" for thing in things]
    also = f" and, in it, {joined(described[1:], most=4)}" if inside else ""
    return Finding(
        "OWN011",
        Severity.WARNING,
        address_of(kind, id),
        f"only {named(people)} {'knows' if len(people) == 1 else 'know'} {described[0]}{also}; "
        f"at least {figure(least)} should",
        label="known to too few",
        hint="let somebody else learn it, by pairing or by taking turns, and add it to their `knows:`",
        related=(
            *(Related(f"{quoted(part.label)} knows it", part.address) for part in number.parts),
            *(Related(text, address_of(*each)) for text, each in zip(described[1:], inside, strict=True)),
        )[:MOST_NAMED],
        evidence={
            "people": len(people),
            "limit": least,
            "missing": round(least - len(people), 6),
            "inside": [str(address_of(*each)) for each in inside],
        },
        measured="missing",
    )
