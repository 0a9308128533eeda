"""A domain that no team answers for.

## What it finds
A domain without `owner:` that nobody owns through its services either: it has none, or some of them are
unowned and the rest does not sit with several teams (that is OWN005). A domain with subdomains and no
service directly in it follows them: it is unowned while one of them is.

## Why it matters
Services come and go with projects; the part of the business that they serve stays. Where no team answers
for that, nobody decides which service should exist.

## Example
```yaml
domains:
  payments: {}
```

## Instead
```yaml
domains:
  payments: {owner: payments}
teams:
  payments: {size: 6}
```

## Options
None.

## Source
Counting; grade A. That each bounded context has one team is Evans (2003); grade D.
"""

from collections.abc import Iterator

from topo.analysis.ownership import Gap, Owning
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called, named, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each domain that nobody owns."""
    for owning in context.ownership.gaps:
        if owning.kind == "domain" and owning.gap is Gap.NOBODY:
            yield Finding(
                "OWN004",
                Severity.ERROR,
                owning.address,
                f"{called('domain', owning.id)} has no owner: {_reason(owning)}",
                label="no team answers for it",
                hint=_hint(owning),
                evidence={"missing": len(owning.missing)},
            )


def _reason(owning: Owning) -> str:
    if not owning.missing:
        return "no service is in it"
    names = named(address.steps[-1] for address in owning.missing)
    kind = "service" if owning.missing[0].steps[0] == "services" else "subdomain"
    verb = "is" if len(owning.missing) == 1 else "are"
    return f"its {kind}{'' if len(owning.missing) == 1 else 's'} {names} {verb} not owned"


def _hint(owning: Owning) -> str:
    if len(owning.teams) == 1:
        return f"let {quoted(owning.teams[0])}, which owns the rest of it, own them too, or add `owner:`"
    return "add `owner:` with the id of the team that answers for it"
