"""A waiver without a reason or a last day.

## What it finds
A comment that was meant as a waiver, or an entry of `waivers:`, that lacks its reason, its date or its code,
or speaks of findings about waivers, which cannot be waived. It waives nothing.

## Why it matters
Whoever wrote it believes that something is accepted, and a waiver without an end is never looked at again.

## Example
```yaml
services:
  cart-api: {}  # topo: allow[OWN001]
```

## Instead
```yaml
services:
  cart-api: {}  # topo: allow[OWN001] until 2027-03-31: the vendor hands over in Q1
```

## Options
None.

## Source
The language. Grade A.
"""

from collections.abc import Iterator

from topo.findings import Finding, Severity
from topo.model.organisation import Acceptance
from topo.rules.baseline import Baseline
from topo.rules.context import Context
from topo.rules.naming import joined
from topo.rules.waiving import FAMILY, Tally, place_of
from topo.text import printable

_FORM = "# topo: allow[OWN001] until 2027-03-31: the reason"


def check_tally(
    tally: Tally, context: Context, baseline: Baseline | None, ran: set[str]
) -> Iterator[Finding]:
    """A finding for each waiver that waives nothing."""
    for waiver in tally.waivers:
        problem = _problem(waiver, context)
        if problem is not None:
            yield _finding(waiver, problem)


def _problem(waiver: Acceptance, context: Context) -> str | None:
    if waiver.problem is not None:
        return waiver.problem
    if any(code.startswith(FAMILY) for code in waiver.codes):
        return "findings about waivers cannot be waived"
    missing = []
    if not waiver.reason:
        missing.append("it has no reason")
    is_read = waiver.said_at is None or waiver.said_at / "until" not in context.organisation.facts.unreadable
    if waiver.until is None and is_read:
        missing.append("it has no date")
    return " and ".join(missing) or None


def _finding(waiver: Acceptance, problem: str) -> Finding:
    address, position = place_of(waiver)
    codes = joined(map(printable, waiver.codes))
    return Finding(
        "WAI003",
        Severity.WARNING,
        address,
        f"the waiver{f' of {codes}' if codes else ''} waives nothing: {printable(problem)}",
        label="waives nothing",
        hint=f"write `{_FORM}`" if waiver.said_at is None else "give it `until:` with a date and `why:`",
        position=position,
    )
