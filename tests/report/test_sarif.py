import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.report.conftest import World
from topo.report.sarif import FINGERPRINT, render_sarif

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
URI = re.compile(r"(file:///)?(?:[A-Za-z0-9._~/:-]|%[0-9A-F]{2})+\Z")


@cache
def validator() -> Draft7Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def run_of(world: World) -> Any:
    log = json.loads(render_sarif(world.result, world.places))
    assert [error.message for error in validator().iter_errors(log)] == []
    return log["runs"][0]


@pytest.mark.parametrize("name", ["nasty", "calm"])
def test_it_validates(name: str, request: pytest.FixtureRequest) -> None:
    """Against the schema of the standard."""
    assert run_of(request.getfixturevalue(name))["columnKind"] == "unicodeCodePoints"


def test_the_validator_sees_a_fault(nasty: World) -> None:
    """The schema does refuse what is wrong: the empty list above is not blindness."""
    log = json.loads(render_sarif(nasty.result, nasty.places))
    log["runs"][0]["results"][0]["level"] = "info"
    assert list(validator().iter_errors(log))


def test_every_result_is_at_a_file(nasty: World) -> None:
    """GitHub refuses the whole upload for one result without a file."""
    for result in run_of(nasty)["results"]:
        [location] = result["locations"]
        assert URI.match(location["physicalLocation"]["artifactLocation"]["uri"])
        assert location["physicalLocation"]["region"]["startLine"] >= 1


def test_paths_are_relative_and_encoded(nasty: World) -> None:
    """Relative ones to the source root, absolute ones as they are."""
    text = json.dumps(run_of(nasty))
    assert '{"uri": "team%20files/a%20b%231.yaml", "uriBaseId": "%SRCROOT%"}' in text
    assert '{"uri": "file:///elsewhere/catalog.yaml"}' in text


def test_fingerprints_are_those_of_the_baseline(nasty: World) -> None:
    """The same finding is the same alert, whatever happened to the lines above it."""
    findings = [
        *nasty.result.findings,
        *(entry.finding for entry in (*nasty.result.waived, *nasty.result.baselined)),
    ]
    found = [result["partialFingerprints"] for result in run_of(nasty)["results"]]
    assert found == [{FINGERPRINT: finding.fingerprint} for finding in findings]


def test_what_does_not_count_is_suppressed_with_its_reason(nasty: World) -> None:
    """A waiver stands in the model, the baseline beside it."""
    suppressed = [result["suppressions"] for result in run_of(nasty)["results"] if "suppressions" in result]
    assert [entry["kind"] for [entry] in suppressed] == ["inSource", "external"]
    assert suppressed[1][0]["justification"] == "in topo-baseline.json"


def test_each_result_points_at_its_rule(nasty: World) -> None:
    """Rules that found nothing are listed too, each with its page."""
    run = run_of(nasty)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert {rule["id"] for rule in rules} > {result["ruleId"] for result in run["results"]}
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)


def test_brackets_and_braces_of_a_name_are_no_markup(nasty: World) -> None:
    """A message can neither hold a link nor ask for an argument."""
    messages = json.dumps([result["message"] for result in run_of(nasty)["results"]])
    assert r"see \\[docs](https://example.com)" in messages
    related = json.dumps([result.get("relatedLocations") for result in run_of(nasty)["results"]])
    assert "near {{1}}" in related
