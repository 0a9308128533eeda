"""What did a check find, as annotations in GitHub Actions?

Workflow commands, one a line, then the summary as it reads in the log. GitHub shows the first ten
annotations of each level in a step, and all lines in the log: the worst come first.

Format: "Workflow commands for GitHub Actions"; escapes as in the toolkit's `command.ts`.
"""

from topo.findings import Finding, Severity
from topo.report.rules_seen import render_rule_name
from topo.report.summary import find_summary_lines
from topo.report.wording import find_lines
from topo.rules.result import CheckResult, Places
from topo.text import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_github(result: CheckResult, places: Places) -> str:
    """A workflow command for each finding, then the summary."""
    worst_first = sorted(result.findings, key=lambda finding: -finding.severity.rank)
    commands = [_render_command(finding, places) for finding in worst_first]
    # The runner obeys `##[command]` anywhere in a line of the log, and `::command` at its start.
    summary = [line.replace("##[", "## [") for line in find_summary_lines(result)]
    return "\n".join([*commands, *summary]) + "\n"


def _render_command(finding: Finding, places: Places) -> str:
    properties = {**_find_place(finding, places), "title": render_rule_name(finding.code, places)}
    message = "\n".join(find_lines(finding, places))
    written = ",".join(f"{key}={value.translate(_IN_PROPERTY)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{message.translate(_IN_DATA)}"


def _find_place(finding: Finding, places: Places) -> dict[str, str]:
    position = places.position_of(finding)
    if position is None:
        return {}
    if not position.line:
        return {"file": printable(position.file)}
    line, column = str(position.line), str(position.column)
    place = {"file": printable(position.file), "line": line, "endLine": line, "col": column}
    return place if position.end_column is None else {**place, "endColumn": str(position.end_column)}
