"""What did a check find, one finding a line: `file:line:column: error[CODE] message`?"""

from topo.findings import Finding
from topo.report.paint import Paint
from topo.report.placing import render_place
from topo.report.summary import render_ownership, render_verdict
from topo.rules.result import CheckResult, Places
from topo.text import printable


def render_concise(result: CheckResult, places: Places, *, color: bool = False) -> str:
    """All findings in the order of the result, then the ownership and the verdict."""
    paint = Paint(color)
    lines = [_render_finding(finding, places, paint) for finding in result.findings]
    ending = [line for line in (render_ownership(result), render_verdict(result)) if line]
    return "\n".join([*lines, *ending]) + "\n"


def _render_finding(finding: Finding, places: Places, paint: Paint) -> str:
    place = paint("bold", f"{render_place(finding, places)}:")
    kind = paint(finding.severity.value, f"{finding.severity}[{printable(finding.code)}]")
    return f"{place} {kind} {printable(finding.message)}"
