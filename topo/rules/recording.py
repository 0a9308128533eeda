"""How does a baseline come into being, grow on purpose and shrink?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from topo.findings import Finding
from topo.rules.baseline import Baseline, Entry, Renames, is_worse, make_entry
from topo.rules.result import CheckResult
from topo.rules.waiving import FAMILY


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to grow a baseline by the findings of one rule: why, and until when."""

    code: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Recorded:
    """The baseline to write, and what changed: counts of entries, and the findings that were refused."""

    baseline: Baseline
    added: int
    removed: int
    refused: tuple[Finding, ...] = ()


def find_all(result: CheckResult) -> list[Finding]:
    """Every finding that is not waived, whether the baseline knows it or not."""
    return [*result.findings, *(each.finding for each in result.baselined)]


def record(
    findings: Iterable[Finding],
    known: Baseline | None,
    permit: Permit | None = None,
    *,
    renames: Renames | None = None,
) -> Recorded:
    """The baseline of today's findings.

    Where none is known yet it takes them all. A known one only shrinks and improves, unless `permit`
    lets the findings of one rule in; what was renamed is taken over under the address that it has now.
    """
    findings = [finding for finding in findings if not finding.code.startswith(FAMILY)]
    if known is None:
        entries = [_permitted(make_entry(finding), permit) for finding in findings]
        return Recorded(Baseline({entry.fingerprint: entry for entry in entries}), len(entries), 0)
    kept: dict[str, Entry] = {}
    refused: list[Finding] = []
    found: set[str] = set()
    for finding in findings:
        entry = known.find(finding, renames)
        new = _make_known(finding, entry, permit)
        if new is None or is_worse(finding, new):
            refused.append(finding)
        if new is not None:
            kept[new.fingerprint] = new
        if entry is not None:
            found.add(entry.fingerprint)
    added = sum(1 for fingerprint in kept if fingerprint not in known.entries)
    return Recorded(Baseline(kept, known.file), added, len(known.entries.keys() - found), tuple(refused))


def _make_known(finding: Finding, entry: Entry | None, permit: Permit | None) -> Entry | None:
    """The entry of a finding that is known, or is let in; None for one that is new and is not."""
    new = make_entry(finding)
    is_let_in = permit is not None and permit.code == finding.code
    if is_let_in and (entry is None or entry.until is not None or is_worse(finding, entry)):
        return _permitted(new, permit)
    if entry is None:
        return None
    value = entry.value if is_worse(finding, entry) else new.value
    return replace(new, value=value, reason=entry.reason, until=entry.until)


def prune(findings: Iterable[Finding], known: Baseline, *, renames: Renames | None = None) -> Recorded:
    """The known baseline without what is found no more; values that improved are taken over."""
    recorded = record(findings, known, renames=renames)
    return Recorded(recorded.baseline, 0, recorded.removed)


def _permitted(entry: Entry, permit: Permit | None) -> Entry:
    if permit is None or permit.code != entry.code:
        return entry
    return replace(entry, reason=permit.reason, until=permit.until)
