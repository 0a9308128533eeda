"""A guardrail, capability or forum that serves nobody.

## What it finds
A guardrail whose `applies_to`, or a capability whose `serves`, fits no team, service or domain; and a forum
that decides nothing: no `decides`, and no decision is `by` it.

## Why it matters
Tissue costs work: somebody keeps it up, and people meet in it. What nobody lives by may go; or it was meant
for somebody and does not reach them.

## Example
```yaml
teams:
  checkout: {size: 7, type: stream-aligned}
  platform: {size: 6, type: platform}
tissue:
  capabilities:
    paved-road: {provider: platform, mode: x-as-a-service, serves: {team_type: enabling}}
```

## Instead
```yaml
teams:
  checkout: {size: 7, type: stream-aligned}
  platform: {size: 6, type: platform}
tissue:
  capabilities:
    paved-road: {provider: platform, mode: x-as-a-service, serves: {team_type: stream-aligned}}
```

## Options
None. Where a selector names something that does not exist, REF001 says so and this rule is silent.

## Source
Counting; grade A. That it should go is a rule of thumb; grade D.
"""

from collections.abc import Iterator

from topo.analysis.tissue import Lack, Orphan
from topo.findings import Address, Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called

_SELECTORS = {"guardrail": "applies_to", "capability": "serves"}
_SAID = {
    "guardrail": ("binds nobody", "no team, service or domain fits"),
    "capability": ("serves nobody", "no team, service or domain fits"),
    "forum": ("decides nothing", "no decision is taken here"),
}
_HINTS = {
    "guardrail": "widen `applies_to` to whom it is meant for, or retire it",
    "capability": "widen `serves` to whom it is meant for, or retire it",
    "forum": "say what it `decides`, or give the time back",
}


def check(context: Context) -> Iterator[Finding]:
    """A finding for each guardrail and capability that reaches nobody, and each forum without a decision."""
    for orphan in context.measures.tissue.find_orphans(Lack.SERVES_NOBODY, Lack.DECIDES_NOTHING):
        fact, label = _SAID[orphan.kind]
        yield Finding(
            "TIS004",
            Severity.INFO,
            _place(orphan),
            f"{called(orphan.kind, orphan.id)} {fact}",
            label=label,
            hint=_HINTS[orphan.kind],
        )


def _place(orphan: Orphan) -> Address:
    selector = _SELECTORS.get(orphan.kind)
    return orphan.address if selector is None else orphan.address / selector
