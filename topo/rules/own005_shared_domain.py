"""A domain whose services sit with several teams.

## What it finds
A domain without `owner:` whose services, with those in its subdomains, are owned by more than one team. A
domain with subdomains and no service directly in it is never shared: its subdomains are what teams own.

## Why it matters
A bounded context is a language and a set of rules that one team can change on its own. With several teams
in it each change of the rules is a meeting.

## Example
```yaml
teams:
  checkout: {size: 7, owns: [cart-api]}
  payments: {size: 6, owns: [refunds]}
domains:
  cart: {}
services:
  cart-api: {domain: cart}
  refunds: {domain: cart}
```

## Instead
```yaml
teams:
  checkout: {size: 7, owns: [cart-api]}
  payments: {size: 6, owns: [refunds]}
domains:
  cart: {}
  refunding: {}
services:
  cart-api: {domain: cart}
  refunds: {domain: refunding}
```

## Options
`owner:` on the domain says which team answers for it, whoever owns the services.

## Source
One team per bounded context: Evans (2003), Skelton & Pais (2019); grade D.
"""

from collections.abc import Iterator

from topo.analysis.ownership import Gap, Owning
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, called, joined, named, quoted
from topo.text import count


def check(context: Context) -> Iterator[Finding]:
    """A finding for each domain that several teams share."""
    shared = {each.id: each for each in context.ownership.gaps if each.gap is Gap.SHARED}
    if not shared:
        return
    parts: dict[str, dict[str, list[str]]] = {id: {team: [] for team in shared[id].teams} for id in shared}
    within: dict[str, tuple[str, ...]] = {}
    for owning in context.ownership.code:
        if owning.owner is not None and owning.domain is not None:
            if owning.domain not in within:
                above = _find_domains(owning.domain, context)
                within[owning.domain] = tuple(id for id in above if id in shared)
            for id in within[owning.domain]:
                parts[id][owning.owner].append(owning.id)
    for id, domain in shared.items():
        yield _finding(domain, parts[id])


def _find_domains(domain: str | None, context: Context) -> Iterator[str]:
    """A domain, and those above it."""
    while domain is not None:
        yield domain
        above = context.ownership.find("domain", domain)
        domain = None if above is None else above.domain


def _finding(domain: Owning, parts: dict[str, list[str]]) -> Finding:
    order = sorted(parts, key=lambda team: (-len(parts[team]), team))
    shares = [f"{quoted(team)} ({count(len(parts[team]), 'service')})" for team in order]
    return Finding(
        "OWN005",
        Severity.WARNING,
        domain.address,
        f"{called('domain', domain.id)} is shared by {count(len(order), 'team')}: {joined(shares)}",
        label=f"{len(order)} teams own parts of it",
        hint="split it into a subdomain for each team, move the services to one of them, "
        "or add `owner:` with the team that answers for all of it",
        related=tuple(_related(team, parts[team]) for team in order[:MOST_NAMED]),
        evidence={"teams": len(order), "services": {team: len(parts[team]) for team in order}},
        measured="teams",
    )


def _related(team: str, services: list[str]) -> Related:
    return Related(f"{quoted(team)} owns {named(sorted(services))}", address_of("service", min(services)))
