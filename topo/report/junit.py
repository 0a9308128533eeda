"""What did a check find, as a JUnit test report?

A test suite is a rule, a test case a thing that the rule found something about; a rule without findings
is one case that passed. What is at or above the fail level is a failure, so that the report is red when
the check fails; what is milder passes, with its words as output. Waived and baselined findings are
skipped cases. A case is named by its address, so that a test history follows the thing, and by its
file where it has none.

Format: junit-10.xsd of the Jenkins xUnit plugin, which Jenkins, GitLab and Azure DevOps read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from topo.findings import Finding, Severity
from topo.report.placing import find_file_position, render_place
from topo.report.rules_seen import find_codes, render_rule_name
from topo.report.wording import find_lines
from topo.rules.result import CheckResult, Places
from topo.text import printable

_NO_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Case:
    """A test case: `inside` is the XML of its outcome, "" for one that simply passed."""

    name: str
    outcome: str
    inside: str = ""


def render_junit(result: CheckResult, places: Places, *, fail_level: Severity = Severity.ERROR) -> str:
    """The result as JUnit XML; `fail_level` is the least severity that is a failure."""
    suites = {code: _find_cases(code, result, places, fail_level) for code in find_codes(result)}
    every = [case for cases in suites.values() for case in cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="topo check"{_render_counts(every)}>')
    for code, cases in suites.items():
        lines += _render_suite(code, cases, places)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _find_cases(code: str, result: CheckResult, places: Places, fail_level: Severity) -> list[_Case]:
    cases = [_make_case(finding, places, fail_level) for finding in result.findings if finding.code == code]
    for accepted in (*result.waived, *result.baselined):
        if accepted.finding.code == code:
            inside = f"<skipped message={_attribute(accepted.why)}/>"
            cases.append(_Case(_name(accepted.finding, places), "skipped", inside))
    return list(_name_apart(cases or [_Case("nothing found", "passed")]))


def _make_case(finding: Finding, places: Places, fail_level: Severity) -> _Case:
    message, *rest = find_lines(finding, places)
    name, text = (
        _name(finding, places),
        _text("\n".join([message, f"at {render_place(finding, places)}", *rest])),
    )
    if finding.severity.rank < fail_level.rank:
        return _Case(name, "passed", f"<system-out>{finding.severity}: {text}</system-out>")
    attributes = f"type={_attribute(finding.severity.value)} message={_attribute(finding.message)}"
    return _Case(name, "failed", f"<failure {attributes}>{text}</failure>")


def _name(finding: Finding, places: Places) -> str:
    return str(finding.address) or find_file_position(finding, places).file


def _name_apart(cases: list[_Case]) -> Iterator[_Case]:
    """Readers take cases of one name in one suite for one case: further ones are numbered."""
    seen: dict[str, int] = {}
    for case in cases:
        seen[case.name] = number = seen.get(case.name, 0) + 1
        yield case if number == 1 else _Case(f"{case.name} ({number})", case.outcome, case.inside)


def _render_suite(code: str, cases: list[_Case], places: Places) -> Iterator[str]:
    skipped = sum(case.outcome == "skipped" for case in cases)
    name = _attribute(render_rule_name(code, places))
    yield f'  <testsuite name={name}{_render_counts(cases)} skipped="{skipped}">'
    for case in cases:
        start = f"    <testcase classname={_attribute(f'topo.{code}')} name={_attribute(case.name)}"
        yield f"{start}>{case.inside}</testcase>" if case.inside else f"{start}/>"
    yield "  </testsuite>"


def _render_counts(cases: list[_Case]) -> str:
    failures = sum(case.outcome == "failed" for case in cases)
    return f' tests="{len(cases)}" failures="{failures}" errors="0"'


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", printable(text)))


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))
