from functools import cache
from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml, Skipped
from lxml import etree

from tests.report.conftest import World
from topo.findings import Address, Finding, Severity
from topo.report.junit import render_junit
from topo.rules.result import CheckResult

SCHEMA = Path(__file__).parent / "schemas" / "junit-10.xsd"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def read(world: World, **options: Severity) -> JUnitXml:
    text = render_junit(world.result, world.places, **options).encode()
    schema().assertValid(etree.fromstring(text))
    return JUnitXml.fromstring(text)


def outcomes(report: JUnitXml, kind: type) -> int:
    return sum(isinstance(outcome, kind) for suite in report for case in suite for outcome in case.result)


@pytest.mark.parametrize("name", ["nasty", "calm"])
def test_it_validates_and_its_counts_are_right(name: str, request: pytest.FixtureRequest) -> None:
    """Against the schema that Jenkins uses, and as an independent reader counts."""
    report = read(request.getfixturevalue(name))
    stated = (report.tests, report.failures, report.errors)
    assert stated == (sum(len(list(suite)) for suite in report), outcomes(report, Failure), 0)


def test_the_report_is_red_when_the_check_fails(nasty: World) -> None:
    """Errors are failures; warnings only where the user says that they fail the check."""
    assert outcomes(read(nasty), Failure) == 12
    assert outcomes(read(nasty, fail_level=Severity.WARNING), Failure) == 16
    assert outcomes(read(nasty, fail_level=Severity.INFO), Failure) == len(nasty.result.findings)


def test_what_does_not_count_is_skipped(nasty: World) -> None:
    """With the reason."""
    skipped = [outcome for suite in read(nasty) for case in suite for outcome in case.result]
    messages = [outcome.message for outcome in skipped if isinstance(outcome, Skipped)]
    assert messages == ["allowed until 2027-03-31: vendor | \\x1b <hands> over", "in topo-baseline.json"]


def test_a_rule_without_findings_is_a_case_that_passed(calm: World) -> None:
    """One suite for each rule that ran, so that a report of a clean model is not empty."""
    report = read(calm)
    assert [suite.name for suite in report] == ["OWN001 unowned-service", "SYN001 invalid-yaml"]
    assert [case.name for suite in report for case in suite] == ["nothing found", "nothing found"]


def test_cases_have_names_of_their_own(nasty: World) -> None:
    """Readers take two cases of one name for one."""
    for suite in read(nasty):
        names = [case.name for case in suite]
        assert len(set(names)) == len(names) and all(names)


def test_characters_that_xml_cannot_hold(nasty: World) -> None:
    """Every code point of the lowest plane is either shown or written out."""
    everything = "".join(map(chr, range(0x10000)))
    finding = Finding(
        "OWN001", Severity.ERROR, Address.of("services", everything), everything, hint=everything
    )
    report = read(World(CheckResult((finding,))))
    assert report.failures == 1
