"""Which findings belong together when people read them, and which of them come first?"""

from collections.abc import Iterable
from typing import NamedTuple

from topo.findings import Finding, Severity


class Group(NamedTuple):
    """All findings of one rule, the heaviest first."""

    code: str
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The worst of its findings' severities."""
        return self.findings[0].severity


def group_by_rule(findings: Iterable[Finding]) -> list[Group]:
    """One group for each rule that found something: the worst first, then by code.

    Within a group a finding is heavier with a worse severity, then with a higher measured value; what
    weighs the same keeps its order.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    groups = [Group(code, tuple(sorted(found, key=_lightness))) for code, found in by_code.items()]
    return sorted(groups, key=lambda group: (-group.severity.rank, group.code))


def _lightness(finding: Finding) -> tuple[int, float]:
    value = finding.measured_value
    return -finding.severity.rank, 0.0 if value is None else -value
