"""What did a check find, as GitLab's code quality report?

GitLab takes each finding by its fingerprint and knows one of each alone: the fingerprint is the
baseline's, and further findings with the same one get one of their own. Waived and baselined findings
are left out. GitLab takes no finding without a file: one that stands in none is placed at the model's
own file.

Format: "Code Quality report format" of GitLab's documentation.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from topo.findings import Finding, Severity
from topo.report.json_text import render_json_text
from topo.report.placing import find_file_position
from topo.rules.result import CheckResult, Places
from topo.text import printable

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_gitlab(result: CheckResult, places: Places) -> str:
    """The findings as a JSON list."""
    pairs = zip(result.findings, _find_fingerprints(result.findings), strict=True)
    return render_json_text([_describe(finding, fingerprint, places) for finding, fingerprint in pairs])


def _describe(finding: Finding, fingerprint: str, places: Places) -> dict[str, object]:
    position = find_file_position(finding, places)
    return {
        "description": f"{printable(finding.code)}: {printable(finding.message)}",
        "check_name": printable(finding.code),
        "fingerprint": fingerprint,
        "severity": _find_severity(finding),
        "location": {"path": printable(position.file), "lines": {"begin": max(position.line, 1)}},
    }


def _find_severity(finding: Finding) -> str:
    """What keeps a file from being read blocks everything else."""
    if finding.severity is Severity.ERROR and finding.code.startswith("SYN"):
        return "blocker"
    return _SEVERITIES[finding.severity]


def _find_fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for finding in findings:
        fingerprint = finding.fingerprint
        seen[fingerprint] = number = seen.get(fingerprint, 0) + 1
        again = sha256(f"{fingerprint} {number}".encode()).hexdigest()[: len(fingerprint)]
        yield fingerprint if number == 1 else again
