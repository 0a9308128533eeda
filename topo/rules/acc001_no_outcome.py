"""A team without a business outcome.

## What it finds
A stream-aligned team that states no outcome, or only such that count output (ACC002). The rule wakes when
any team states outcomes, and speaks of stream-aligned teams only.

## Why it matters
A team that is not told which result it is for is told what to do. Then somebody else has to know what is
worth doing, and the team can only be measured by how much it did.

## Example
```yaml
teams:
  checkout: {size: 7, type: stream-aligned, outcomes: [{metric: checkout conversion, target: "> 68 %"}]}
  payments: {size: 6, type: stream-aligned}
```

## Instead
```yaml
teams:
  checkout: {size: 7, type: stream-aligned, outcomes: [{metric: checkout conversion, target: "> 68 %"}]}
  payments: {size: 6, type: stream-aligned, outcomes: [{metric: payments that succeed, target: "> 97 %"}]}
```

## Options
None.

## Source
Outcomes over output: Seiden (2019), Cagan (2018); grade D.
"""

from collections.abc import Iterator

from topo.analysis.accountability import Answering
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import called
from topo.text import count


def check(context: Context) -> Iterator[Finding]:
    """A finding for each stream-aligned team without a business outcome."""
    unreadable = context.organisation.facts.unreadable
    for team in context.measures.accountability.teams:
        is_silent = unreadable.isdisjoint({team.address, team.address / "outcomes"})
        if team.type == "stream-aligned" and not team.has_result and is_silent:
            yield _finding(team)


def _finding(team: Answering) -> Finding:
    message = f"{called('team', team.team)} has no business outcome"
    if team.outcomes:
        message += f": it states {count(len(team.outcomes), 'outcome')}, and what is counted is output"
    return Finding(
        "ACC001",
        Severity.WARNING,
        team.address,
        message,
        label="what is it for?",
        hint="add `outcomes:` with what gets better for customers or the business, and how far",
        evidence={"outcomes": len(team.outcomes)},
    )
