"""How does a baseline come into being, grow on purpose and shrink?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from topo.findings import Finding
from topo.rules.baseline import Baseline, Entry, is_worse, make_baseline
from topo.rules.result import CheckResult


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


def record(findings: Iterable[Finding], known: Baseline | None, permit: Permit | None = None) -> Recorded:
    """The baseline of today's findings.

    Where none is known yet it takes them all. A known one only shrinks and improves, unless `permit`
    lets the findings of one rule in.
    """
    findings = [finding for finding in findings if not finding.code.startswith("WAI")]
    if known is None:
        fresh = make_baseline(findings)
        entries = {key: _permitted(entry, permit) for key, entry in fresh.entries.items()}
        return Recorded(Baseline(entries), len(entries), 0)
    kept: dict[str, Entry] = {}
    refused: list[Finding] = []
    added = 0
    for finding in findings:
        entry = known.entries.get(finding.fingerprint)
        new = make_baseline([finding]).entries[finding.fingerprint]
        if entry is not None and not is_worse(finding, entry):
            kept[entry.fingerprint] = replace(entry, value=new.value)
        elif permit is not None and permit.code == finding.code:
            kept[new.fingerprint] = _permitted(new, permit)
            added += 1
        else:
            refused.append(finding)
            if entry is not None:
                kept[entry.fingerprint] = entry
    return Recorded(Baseline(kept, known.file), added, len(set(known.entries) - set(kept)), tuple(refused))


def prune(findings: Iterable[Finding], known: Baseline) -> Recorded:
    """The known baseline without what is found no more; values that improved are taken over."""
    recorded = record(findings, known)
    return Recorded(recorded.baseline, 0, recorded.removed)


def _permitted(entry: Entry, permit: Permit | None) -> Entry:
    if permit is None or permit.code != entry.code:
        return entry
    return replace(entry, reason=permit.reason, until=permit.until)
