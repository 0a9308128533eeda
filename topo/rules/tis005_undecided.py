"""A decision that nobody takes, or that two do.

## What it finds
An entry of `decisions` without `by`; and a decision with two answers that differ, be it in `by` or because
several forums, or a forum and `decisions`, claim it.

## Why it matters
What nobody decides is decided by waiting. What two decide takes both, and each can say no.

## Example
```yaml
teams:
  checkout: {size: 7}
tissue:
  forums:
    change-meeting: {members: [checkout], decides: [deploy-to-production]}
decisions:
  deploy-to-production: {by: owner}
```

## Instead
```yaml
teams:
  checkout: {size: 7}
tissue:
  forums:
    change-meeting: {members: [checkout], decides: [release-calendar]}
decisions:
  deploy-to-production: {by: owner}
```

## Options
None. A forum's `decides` and `decisions` are one list: the same answer on both sides is one answer.

## Source
One accountable party for a decision: RACI, RAPID (Rogers & Blenko 2006); grade D.
"""

from collections.abc import Iterator

from topo.analysis.deciding import OWNER, Decider, Deciding
from topo.analysis.tissue import Lack
from topo.findings import Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import called, joined, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each decision with no answer, or more than one."""
    for orphan in context.measures.tissue.find_orphans(Lack.NOBODY_DECIDES, Lack.TWO_ANSWERS):
        assert orphan.deciding is not None
        yield _disputed(orphan.deciding) if orphan.deciding.is_disputed else _undecided(orphan.deciding)


def _undecided(deciding: Deciding) -> Finding:
    return Finding(
        "TIS005",
        Severity.WARNING,
        deciding.address,
        f"nobody decides {quoted(deciding.id)}",
        label="no `by`",
        hint="say `by:` with `owner`, or a team, forum or person",
    )


def _disputed(deciding: Deciding) -> Finding:
    who = [_name(decider) for decider in deciding.deciders]
    return Finding(
        "TIS005",
        Severity.WARNING,
        deciding.address,
        f"{quoted(deciding.id)} is decided by {joined(who)}",
        label=f"{len(who)} answers",
        hint="leave one of them, and let the others be asked",
        related=tuple(
            Related(f"decided by {name}", decider.address)
            for name, decider in zip(who, deciding.deciders, strict=True)
        ),
        evidence={"answers": len(who)},
    )


def _name(decider: Decider) -> str:
    return "the owner" if decider.kind == OWNER else called(decider.kind, decider.id)
