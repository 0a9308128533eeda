"""Waivers and baseline entries that hide nothing.

## What it finds
A waiver whose finding is gone, one that another waiver makes needless, and an entry of the baseline that is
not found any more. All of them are one finding. Only rules that looked are asked: a waiver of a rule that is
off, asleep or narrowed by `only` is not stale.

## Why it matters
A waiver that outlives its finding silently accepts the next one in the same place.

## Example
```yaml
teams:
  checkout: {size: 7}
services:
  cart-api: {owner: checkout}  # topo: allow[OWN001] until 2027-03-31: the vendor hands over in Q1
```

## Instead
```yaml
teams:
  checkout: {size: 7}
services:
  cart-api: {owner: checkout}
```

## Options
`topo baseline prune` takes the entries out that hide nothing.

## Source
The habit of ruff (unused noqa) and import-linter (unmatched ignores); grade D.
"""

from collections.abc import Iterator

from topo.findings import Address, Finding, Position, Related, Severity
from topo.model.organisation import Acceptance
from topo.rules.baseline import Baseline, Entry
from topo.rules.context import Context
from topo.rules.naming import joined
from topo.rules.waiving import FAMILY, Tally, place_of
from topo.text import count, printable


def check_tally(
    tally: Tally, context: Context, baseline: Baseline | None, ran: set[str]
) -> Iterator[Finding]:
    """One finding for all waivers and entries that hide nothing of what `ran`."""
    if context.organisation.facts.perhaps_defined:
        return  # what a broken file holds back may still be found
    waivers = list(_stale_waivers(tally, context, ran))
    entries = _stale_entries(tally, baseline, ran)
    if not waivers and not entries:
        return
    related = (
        *(_related_waiver(waiver, code) for waiver, code in waivers),
        *(_related_entry(entry, baseline.file if baseline else "") for entry in entries),
    )
    address, position = _place(waivers, entries, baseline)
    yield Finding(
        "WAI001",
        Severity.WARNING,
        address,
        f"{_counted(len(waivers), len(entries))} nothing: {joined(_names(waivers, entries))}",
        label="hides nothing",
        hint=_hint(bool(waivers), bool(entries)),
        related=related,
        evidence={"waivers": len(waivers), "entries": len(entries)},
        position=position,
    )


def _stale_waivers(tally: Tally, context: Context, ran: set[str]) -> Iterator[tuple[Acceptance, str]]:
    unreadable = {address.steps for address in context.organisation.facts.unreadable}
    around = {outer for steps in unreadable for outer in _outer(steps)}
    for number, waiver in enumerate(tally.waivers):
        if not waiver.is_complete or any(
            address.steps in around or not unreadable.isdisjoint(_outer(address.steps))
            for address in waiver.addresses
        ):
            continue
        for code in waiver.codes:
            if code in ran and not code.startswith(FAMILY) and (number, code) not in tally.used:
                yield waiver, code


def _outer(steps: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The steps themselves and everything around them."""
    return (steps[:length] for length in range(len(steps) + 1))


def _stale_entries(tally: Tally, baseline: Baseline | None, ran: set[str]) -> list[Entry]:
    entries = baseline.entries.values() if baseline is not None else ()
    stale = (entry for entry in entries if entry.code in ran and entry.fingerprint not in tally.baselined)
    return sorted(stale, key=lambda entry: (entry.code, entry.address, entry.fingerprint))


def _related_waiver(waiver: Acceptance, code: str) -> Related:
    address, position = place_of(waiver)
    said = f"the waiver of {printable(code)}"
    return Related(said, position=position) if position is not None else Related(said, address)


def _related_entry(entry: Entry, file: str) -> Related:
    return Related(f"{printable(entry.code)} at {printable(entry.address)}", position=Position(file))


def _place(
    waivers: list[tuple[Acceptance, str]], entries: list[Entry], baseline: Baseline | None
) -> tuple[Address, Position | None]:
    if waivers:
        return place_of(waivers[0][0])
    file = baseline.file if baseline is not None else ""
    return Address.of(file), Position(file)


def _names(waivers: list[tuple[Acceptance, str]], entries: list[Entry]) -> list[str]:
    names = [f"{printable(code)} at {printable(str(_of(waiver)))}" for waiver, code in waivers]
    return names + [f"{printable(entry.code)} at {printable(entry.address)}" for entry in entries]


def _of(waiver: Acceptance) -> Address | str:
    return waiver.addresses[0] if waiver.addresses else f"{waiver.file}:{waiver.covers_line}"


def _counted(waivers: int, entries: int) -> str:
    parts = [count(waivers, "waiver")] if waivers else []
    parts += [count(entries, "baseline entry", "baseline entries")] if entries else []
    return f"{joined(parts)} {'hides' if waivers + entries == 1 else 'hide'}"


def _hint(has_waivers: bool, has_entries: bool) -> str:
    remedies = ["remove the waivers"] if has_waivers else []
    remedies += ["`topo baseline prune` takes out the entries"] if has_entries else []
    return "; ".join(remedies)
