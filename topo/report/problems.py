"""How is it shown what keeps a file from being read: each problem with its line, one after another?"""

from collections.abc import Sequence

from topo.findings import Finding
from topo.report.grouping import group_by_rule
from topo.report.paint import Paint
from topo.report.snippet import Page
from topo.report.text import LEAST_WIDTH, render_group
from topo.rules.result import Places
from topo.text import count

MOST = 100
"""Problems that are shown; of the rest only the number is told."""


def render_problems(
    findings: Sequence[Finding], places: Places, *, color: bool = False, width: int = 100
) -> str:
    """The findings as they come, each with its source line and what to do; then how many there are."""
    page = Page(places, Paint(color), max(width, LEAST_WIDTH))
    groups = [group for finding in findings[:MOST] for group in group_by_rule((finding,))]
    blocks = ["\n".join(render_group(group, page)) for group in groups]
    shown = f", the first {MOST} shown" if len(findings) > MOST else ""
    return "\n\n".join([*blocks, f"{count(len(findings), 'problem')}{shown}"]) + "\n"
