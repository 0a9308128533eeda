"""Which findings are gone, new, worse and better after a change?

A finding is known by its fingerprint, also after a rename; a measured one is worse when its value is higher.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from topo.findings import Finding, Severity
from topo.model.organisation import Organisation
from topo.rules.baseline import Baseline, find_renames, is_worse, make_entry


@dataclass(frozen=True, slots=True)
class Shift:
    """A finding that is there before and after, with another value."""

    before: Finding
    after: Finding

    @property
    def delta(self) -> float:
        """By how much its value is higher, which is worse."""
        return (self.after.measured_value or 0.0) - (self.before.measured_value or 0.0)


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """What became of the findings; `kept` is how many are there as they were."""

    gone: tuple[Finding, ...] = ()
    new: tuple[Finding, ...] = ()
    worse: tuple[Shift, ...] = ()
    better: tuple[Shift, ...] = ()
    kept: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether they are the same."""
        return not (self.gone or self.new or self.worse or self.better)


def compare_findings(
    before: Iterable[Finding], after: Iterable[Finding], organisation: Organisation
) -> FindingChanges:
    """What became of findings; `organisation` is the one after, which knows what its things were called."""
    before, after = tuple(before), tuple(after)
    kept, before, after = _leave_out_same(before, after)
    were = {each.fingerprint: each for each in before}
    known = Baseline({fingerprint: make_entry(each) for fingerprint, each in were.items()})
    renames = find_renames(organisation)
    met: set[str] = set()
    new: list[Finding] = []
    shifts: list[Shift] = []
    for finding in after:
        entry = known.find(finding, renames)
        if entry is None:
            new.append(finding)
            continue
        met.add(entry.fingerprint)
        one, other = entry.value, finding.measured_value
        if one is None or other is None or abs(one - other) <= 1e-9:
            kept += 1
        else:
            shifts.append(Shift(were[entry.fingerprint], finding))
    return FindingChanges(
        tuple(each for fingerprint, each in were.items() if fingerprint not in met),
        tuple(new),
        tuple(each for each in shifts if is_worse(each.after, make_entry(each.before))),
        tuple(each for each in shifts if not is_worse(each.after, make_entry(each.before))),
        kept,
    )


def _leave_out_same(
    before: tuple[Finding, ...], after: tuple[Finding, ...]
) -> tuple[int, tuple[Finding, ...], tuple[Finding, ...]]:
    """How many findings are the very same objects, and the others: what nothing touched is found once."""
    same = {id(each) for each in before}.intersection(map(id, after))
    before, after = (tuple(each for each in findings if id(each) not in same) for findings in (before, after))
    return len(same), before, after


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many there are of each severity, the worst first."""
    listed = [each.severity for each in findings]
    return {severity: listed.count(severity) for severity in Severity}
