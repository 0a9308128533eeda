"""What was already found when the line was drawn?

A baseline records findings by fingerprint, for measured rules with their value. A finding in it does not
count as long as its value is no worse; what is better never fails.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from topo.errors import UsageError
from topo.findings import Address, Finding, Related
from topo.model.organisation import Organisation

VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One finding of the past. `reason` and `until` are there for entries that were added on purpose."""

    code: str
    address: str
    fingerprint: str
    value: float | None = None
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that were there when the line was drawn, by fingerprint; `file` is where they stand."""

    entries: Mapping[str, Entry]
    file: str = ""

    def find(self, finding: Finding, former: Mapping[Address, tuple[Address, ...]]) -> Entry | None:
        """The entry of a finding, also under the ids that its thing had before."""
        entry = self.entries.get(finding.fingerprint)
        if entry is not None:
            return entry
        for address in find_former(finding.address, former):
            entry = self.entries.get(replace(finding, address=address).fingerprint)
            if entry is not None:
                return entry
        return None


def make_baseline(findings: Iterable[Finding], *, kept: Mapping[str, Entry] | None = None) -> Baseline:
    """The baseline of these findings; entries of `kept` keep their reason and date."""
    entries: dict[str, Entry] = {}
    for finding in findings:
        known = (kept or {}).get(finding.fingerprint)
        entry = Entry(finding.code, str(finding.address), finding.fingerprint, finding.measured_value)
        if known is not None:
            entry = replace(entry, reason=known.reason, until=known.until)
        entries[finding.fingerprint] = entry
    return Baseline(entries)


def to_document(baseline: Baseline) -> dict[str, Any]:
    """The baseline as JSON takes it, sorted."""
    return {
        "topo-baseline": VERSION,
        "findings": [_to_json(entry) for entry in sorted(baseline.entries.values(), key=_order)],
    }


def from_document(document: Any, *, file: str) -> Baseline:
    """The baseline that a JSON document says; raises `UsageError` where it is none."""
    try:
        if document["topo-baseline"] != VERSION:
            raise UsageError(f"`{file}` is a baseline of another version: {document['topo-baseline']}")
        entries = [_from_json(each) for each in document["findings"]]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"`{file}` is not a baseline: {error}", hint="write it again with `topo baseline write`") from None
    return Baseline({entry.fingerprint: entry for entry in entries}, file)


def is_worse(finding: Finding, entry: Entry) -> bool:
    """Whether a measured finding got worse than its entry."""
    value = finding.measured_value
    return value is not None and entry.value is not None and value > entry.value + 1e-9


def worsened(finding: Finding, entry: Entry, file: str) -> Finding:
    """The finding with a word on what it was."""
    note = Related(f"it was {entry.value:g} in {file}, and is {finding.measured_value:g}")
    return replace(finding, related=(*finding.related, note))


def find_former_addresses(organisation: Organisation) -> dict[Address, tuple[Address, ...]]:
    """The addresses that things had before they were renamed (`formerly:`)."""
    return {
        address: tuple(Address((*address.steps[:-1], id)) for id in entity.formerly)
        for address, entity in organisation.entities()
        if entity.formerly
    }


def find_former(address: Address, former: Mapping[Address, tuple[Address, ...]]) -> Iterable[Address]:
    """The addresses that `address` had before, whichever thing it stands in was renamed."""
    for length in range(2, len(address.steps) + 1):
        for before in former.get(Address(address.steps[:length]), ()):
            yield Address((*before.steps, *address.steps[length:]))




def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.code, entry.address, entry.fingerprint


def _to_json(entry: Entry) -> dict[str, Any]:
    document: dict[str, Any] = {"code": entry.code, "address": entry.address, "fingerprint": entry.fingerprint}
    if entry.value is not None:
        document["value"] = entry.value
    if entry.reason is not None:
        document["reason"] = entry.reason
    if entry.until is not None:
        document["until"] = entry.until.isoformat()
    return document


def _from_json(document: Mapping[str, Any]) -> Entry:
    until = document.get("until")
    return Entry(
        str(document["code"]),
        str(document["address"]),
        str(document["fingerprint"]),
        document.get("value"),
        document.get("reason"),
        None if until is None else date.fromisoformat(until),
    )
