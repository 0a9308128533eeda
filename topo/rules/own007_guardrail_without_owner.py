"""A guardrail that no team answers for.

## What it finds
An entry of `tissue.guardrails` without `owner:`, and that no team's `owns:` names.

## Why it matters
A limit that nobody owns is one that nobody may lift, mend or automate. It stays when its reason is gone.

## Example
```yaml
tissue:
  guardrails:
    change-board: {enforcement: gate}
```

## Instead
```yaml
teams:
  security: {type: enabling, size: 3}
tissue:
  guardrails:
    change-board: {owner: security, enforcement: gate}
```

## Options
None.

## Source
Counting; grade A.
"""

from collections.abc import Iterator

from topo.analysis.ownership import Gap
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called


def check(context: Context) -> Iterator[Finding]:
    """A finding for each guardrail without an owner."""
    for owning in context.ownership.things:
        if owning.kind == "guardrail" and owning.gap is Gap.NOBODY:
            yield Finding(
                "OWN007",
                Severity.ERROR,
                owning.address,
                f"{called(owning.kind, owning.id)} has no owner",
                label="nobody can change it",
                hint="add `owner:` with the id of a team",
            )
