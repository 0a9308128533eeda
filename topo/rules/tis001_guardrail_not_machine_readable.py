"""A guardrail that no machine can check.

## What it finds
An entry of `tissue.guardrails` with `enforcement: prose`, or without `policy`.

## Why it matters
A rule that only people can read is kept by people reading: it is known to those who were there, checked
late, and asked about in meetings. What a machine reads, each change can be checked against before anybody
waits for it.

## Example
```yaml
teams:
  security: {size: 4}
tissue:
  guardrails:
    card-data: {owner: security, enforcement: prose}
```

## Instead
```yaml
teams:
  security: {size: 4}
tissue:
  guardrails:
    card-data: {owner: security, enforcement: automated, policy: policies/card-data.rego}
```

## Options
None.

## Source
Policy as code; experts' advice, no validated scale. Grade D.
"""

from collections.abc import Iterator

from topo.findings import Address, Finding, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called


def check(context: Context) -> Iterator[Finding]:
    """A finding for each guardrail in prose or without a policy."""
    unreadable = context.organisation.facts.unreadable
    for id, guardrail in sorted(context.organisation.tissue.guardrails.items()):
        address, named = address_of("guardrail", id), called("guardrail", id)
        if guardrail.enforcement == "prose":
            yield _finding(address / "enforcement", f"{named} is prose", "nobody but people can read it")
        elif not guardrail.policy and unreadable.isdisjoint({address, address / "policy"}):
            yield _finding(address, f"{named} names no policy that a machine could check", "no `policy`")


def _finding(address: Address, message: str, label: str) -> Finding:
    return Finding(
        "TIS001",
        Severity.WARNING,
        address,
        message,
        label=label,
        hint="write it as a policy that runs with each change, and name the file as `policy`",
    )
