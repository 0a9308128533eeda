"""A waiver whose last day has passed.

## What it finds
A waiver, or an entry that was added to the baseline with a date, whose `until` has passed while what it
accepted is still found. The finding counts again. One that would hide nothing is stale (WAI001).

## Why it matters
A date in a waiver is a promise. This is the day on which somebody asks.

## Example
```yaml
services:
  cart-api: {}  # topo: allow[OWN001] until 2024-03-31: the vendor hands over in Q1
```

## Instead
```yaml
teams:
  checkout: {size: 7}
services:
  cart-api: {owner: checkout}
```

## Options
`--as-of DATE` asks for another day than today. `until` includes its day.

## Source
The language. Grade A.
"""

from collections.abc import Iterator

from topo.findings import Address, Finding, Position, Related, Severity
from topo.model.organisation import Acceptance
from topo.rules.baseline import Baseline, Entry
from topo.rules.context import Context
from topo.rules.naming import joined
from topo.rules.waiving import Tally, place_of
from topo.text import printable

_LONGEST_REASON = 120


def check_tally(
    tally: Tally, context: Context, baseline: Baseline | None, ran: set[str]
) -> Iterator[Finding]:
    """A finding for each waiver and entry that has expired and would still hide something."""
    for number, waiver in enumerate(tally.waivers):
        used = [code for code in waiver.codes if (number, code) in tally.used]
        if used and not waiver.is_active(context.as_of):
            yield _expired_waiver(waiver, used)
    if baseline is not None:
        for fingerprint in sorted(tally.baselined):
            entry = baseline.entries[fingerprint]
            if entry.until is not None and entry.until < context.as_of:
                yield _expired_entry(entry, baseline.file)


def _expired_waiver(waiver: Acceptance, codes: list[str]) -> Finding:
    address, position = place_of(waiver)
    return Finding(
        "WAI002",
        Severity.ERROR,
        address,
        f"the waiver of {joined(map(printable, codes))} ended on {waiver.until}: {_cut(waiver.reason)}",
        label=f"until {waiver.until}",
        hint="do what it was waiting for, or give it a new date and reason",
        position=position,
    )


def _expired_entry(entry: Entry, file: str) -> Finding:
    at = printable(entry.address)
    return Finding(
        "WAI002",
        Severity.ERROR,
        Address.of(file, entry.code, entry.address),
        f"the baseline accepted {printable(entry.code)} at {at} until {entry.until}: {_cut(entry.reason)}",
        hint="do what it was waiting for, or accept it again with a new date and reason",
        related=(Related("the baseline", position=Position(file)),),
        position=Position(file),
    )


def _cut(reason: str | None) -> str:
    return printable(reason or "no reason given", limit=_LONGEST_REASON)
