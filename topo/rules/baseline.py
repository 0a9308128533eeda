"""What was already found when the line was drawn?

A baseline records findings by fingerprint, for measured rules with their value. A finding in it does not
count as long as its value is no worse; what is better never fails.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product
from typing import Any, NamedTuple

from topo.errors import UsageError
from topo.findings import Address, Finding, Related
from topo.model.organisation import Organisation

VERSION = 1
Renames = Mapping[Address, tuple[str, ...]]
"""The ids that a thing had before, by its address."""
_MOST_VARIANTS = 64


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One finding of the past. `reason` and `until` are there for entries that were added on purpose."""

    code: str
    address: str
    fingerprint: str
    value: float | None = None
    reason: str | None = None
    until: date | None = None


class Baseline(NamedTuple):
    """The findings that were there when the line was drawn, by fingerprint; `file` is where they stand."""

    entries: Mapping[str, Entry]
    file: str = ""

    def find(self, finding: Finding, renames: Renames | None = None) -> Entry | None:
        """The entry of a finding, also under its other addresses and the ids that things had before."""
        for address in finding.subjects:
            same = finding if address is finding.address else replace(finding, address=address)
            entry = self.entries.get(same.fingerprint)
            if entry is not None:
                return entry
            for before in find_former_findings(same, renames) if renames else ():
                entry = self.entries.get(before.fingerprint)
                if entry is not None:
                    return entry
        return None


def make_entry(finding: Finding) -> Entry:
    """The entry that records a finding as it is."""
    return Entry(finding.code, str(finding.address), finding.fingerprint, finding.measured_value)


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
    except KeyError as error:
        raise _no_baseline(file, f"{error} is missing") from None
    except (AttributeError, TypeError, ValueError) as error:
        raise _no_baseline(file, str(error)) from None
    return Baseline({entry.fingerprint: entry for entry in entries}, file)


def _no_baseline(file: str, why: str) -> UsageError:
    return UsageError(f"`{file}` is not a baseline: {why}", hint="write it again with `topo baseline write`")


def is_worse(finding: Finding, entry: Entry) -> bool:
    """Whether a measured finding got worse than its entry."""
    value = finding.measured_value
    return value is not None and entry.value is not None and value > entry.value + 1e-9


def worsened(finding: Finding, entry: Entry, file: str) -> Finding:
    """The finding with a word on what it was."""
    note = Related(f"it was {entry.value:g} in {file}, and is {finding.measured_value:g}")
    return replace(finding, related=(*finding.related, note))


def find_renames(organisation: Organisation) -> Renames:
    """The ids that things had before (`formerly:`), by the address that each has now."""
    return dict(organisation.renames())


def find_former_findings(finding: Finding, renames: Renames) -> Iterator[Finding]:
    """The finding as it may have been before its things were renamed, the likeliest first."""
    formerly = {address.steps[-1]: ids for address, ids in renames.items()}
    addresses = (finding.address, *(each.address for each in finding.related if each.address is not None))
    variants = [_former_addresses(address, renames, formerly) for address in addresses]
    for first, *others in islice(product(*variants), 1, _MOST_VARIANTS):
        renamed = iter(others)
        related = (
            each if each.address is None else each._replace(address=next(renamed)) for each in finding.related
        )
        yield replace(finding, address=first, related=tuple(related))


def _former_addresses(
    address: Address, renames: Renames, formerly: Mapping[str, tuple[str, ...]]
) -> list[Address]:
    """The address, and those that it may have had; an item of a list may name what was renamed."""
    choices: list[list[str]] = []
    for at, step in enumerate(address.steps):
        if step.startswith("["):
            words = [(word, *formerly.get(word, ())) for word in step[1:-1].split(" ")]
            choices.append([f"[{' '.join(each)}]" for each in islice(product(*words), _MOST_VARIANTS)])
        else:
            choices.append([step, *renames.get(Address(address.steps[: at + 1]), ())])
    return [Address(steps) for steps in islice(product(*choices), _MOST_VARIANTS)]


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.code, entry.address, entry.fingerprint


def _to_json(entry: Entry) -> dict[str, Any]:
    document: dict[str, Any] = {
        "code": entry.code,
        "address": entry.address,
        "fingerprint": entry.fingerprint,
    }
    if entry.value is not None:
        document["value"] = entry.value
    if entry.reason is not None:
        document["reason"] = entry.reason
    if entry.until is not None:
        document["until"] = entry.until.isoformat()
    return document


def _from_json(document: Mapping[str, Any]) -> Entry:
    value, reason, until = (document.get(key) for key in ("value", "reason", "until"))
    if value is not None and not math.isfinite(float(value)):
        raise ValueError(f"{value} is no value")
    return Entry(
        str(document["code"]),
        str(document["address"]),
        str(document["fingerprint"]),
        None if value is None else float(value),
        None if reason is None else str(reason),
        None if until is None else date.fromisoformat(until),
    )
