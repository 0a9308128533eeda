import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.report.conftest import World
from topo.report.gitlab import render_gitlab

SCHEMA = Path(__file__).parent / "schemas" / "gitlab-code-quality.json"


@pytest.mark.parametrize("name", ["nasty", "calm"])
def test_its_shape(name: str, request: pytest.FixtureRequest) -> None:
    """As GitLab's documentation describes it."""
    world: World = request.getfixturevalue(name)
    report = json.loads(render_gitlab(world.result, world.places))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(report)] == []
    assert len(report) == len(world.result.findings)


def test_fingerprints_are_unique_and_the_first_is_the_baselines(nasty: World) -> None:
    """GitLab shows one finding for each fingerprint."""
    report = json.loads(render_gitlab(nasty.result, nasty.places))
    found = [entry["fingerprint"] for entry in report]
    assert len(set(found)) == len(found)
    own = [finding.fingerprint for finding in nasty.result.findings]
    assert len(set(own)) < len(own), "the nasty organisation has two findings with one fingerprint"
    assert set(own) <= set(found)


def test_severities(nasty: World) -> None:
    """What cannot be read blocks, errors are critical."""
    report = json.loads(render_gitlab(nasty.result, nasty.places))
    severities = {entry["check_name"]: entry["severity"] for entry in report}
    assert severities["SYN009"] == "blocker" and severities["OWN001"] == "critical"
    assert severities["WAI001"] == "minor" and severities["OWN012"] == "info"


def test_a_finding_in_no_file_is_at_the_model(nasty: World) -> None:
    """GitLab drops a finding without a path."""
    report = json.loads(render_gitlab(nasty.result, nasty.places))
    implied = next(entry for entry in report if entry["check_name"] == "OWN012")
    assert implied["location"] == {"path": "topo.yaml", "lines": {"begin": 1}}
