"""What did a check find, as SARIF 2.1.0 for code scanning?

Findings that are waived or in the baseline are results too, with a suppression that says why. A result's
partial fingerprint is the one of the baseline. GitHub takes no result without a file, so that a finding
that stands in none is placed at the model's own file; its address is in its logical location.

Format: Static Analysis Results Interchange Format 2.1.0, OASIS Standard, 2020.
"""

import re

from topo import __version__
from topo.findings import Finding, Position, Related
from topo.report.json import describe_coverage
from topo.report.json_text import render_json_text
from topo.report.placing import find_file_position, is_absolute, render_uri
from topo.report.rules_seen import find_codes
from topo.report.summary import render_asleep
from topo.report.wording import keep_lines
from topo.rules.result import CheckResult, Places
from topo.text import printable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "topo/v1"
_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")

Json = dict[str, object]


def render_sarif(result: CheckResult, places: Places) -> str:
    """The result as a SARIF log with one run."""
    codes = find_codes(result)
    index = {code: number for number, code in enumerate(codes)}
    results = [_describe_result(finding, places, index) for finding in result.findings]
    for kind, group in (("inSource", result.waived), ("external", result.baselined)):
        for accepted in group:
            suppression = {"kind": kind, "justification": printable(accepted.why)}
            described = _describe_result(accepted.finding, places, index)
            results.append({**described, "suppressions": [suppression]})
    driver = {
        "name": "topo",
        "version": __version__,
        "rules": [_describe_rule(code, places) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "topo/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that topo was run in."}}},
        "invocations": [_describe_invocation(result)],
        "results": results,
        "properties": {"coverage": describe_coverage(result), "checked": dict(result.counts)},
    }
    return render_json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _describe_rule(code: str, places: Places) -> Json:
    rule = places.rule_of(code)
    finds = code if rule is None else rule.finds
    page = "" if rule is None else keep_lines(places.rule_page(code))
    page = page or f"topo rule {printable(code)}"
    default = "warning" if rule is None else rule.default
    return {
        "id": printable(code),
        **({} if rule is None or not rule.slug else {"name": rule.slug}),
        "shortDescription": {"text": printable(finds)},
        "fullDescription": {"text": printable(finds)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"enabled": default != "off", "level": _LEVELS.get(default, "warning")},
        "properties": {"tags": ["topo", printable(code[:3])]},
    }


def _describe_result(finding: Finding, places: Places, index: dict[str, int]) -> Json:
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    described: Json = {
        "ruleId": printable(finding.code),
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity.value],
        "message": {"text": _escape_message(keep_lines(text))},
        "locations": [_describe_location(finding, places)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {"evidence": finding.evidence},
    }
    if finding.related:
        related = enumerate(finding.related, start=1)
        described["relatedLocations"] = [
            _describe_related(number, other, places) for number, other in related
        ]
    return described


def _describe_location(finding: Finding, places: Places) -> Json:
    position = find_file_position(finding, places)
    return {
        "physicalLocation": _describe_position(position, places),
        "logicalLocations": [{"fullyQualifiedName": printable(str(finding.address))}],
    }


def _describe_related(number: int, related: Related, places: Places) -> Json:
    location: Json = {"id": number, "message": {"text": _escape_message(printable(related.message))}}
    position = places.related_position(related)
    if position is not None:
        location["physicalLocation"] = _describe_position(position, places)
    if related.address is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": printable(str(related.address))}]
    return location


def _describe_position(position: Position, places: Places) -> Json:
    file: Json = {"uri": render_uri(position.file)}
    if not is_absolute(position.file):
        file["uriBaseId"] = _ROOT
    return {"artifactLocation": file, "region": _describe_region(position, places)}


def _describe_region(position: Position, places: Places) -> Json:
    if not position.line:
        return {"startLine": 1}
    region: Json = {"startLine": position.line, "startColumn": max(position.column, 1)}
    if position.end_column is not None and position.end_column > position.column:
        region["endColumn"] = position.end_column
    return region


def _describe_invocation(result: CheckResult) -> Json:
    lines = [*map(printable, result.notes), *filter(None, [render_asleep(result)])]
    notes = [{"level": "note", "message": {"text": _escape_message(line)}} for line in lines]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _escape_message(text: str) -> str:
    """In a message `[text](target)` would be a link and `{0}` an argument (sections 3.11.5 and 3.11.6)."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text))
