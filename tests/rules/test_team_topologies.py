"""What do the rules of teams and load say of the sample that the documentation shows?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from topo.api import check, load
from topo.findings import Finding

AS_OF = date(2026, 12, 1)


@pytest.fixture
def found(project: Path, tmp_path: Path) -> dict[str, Finding]:
    """The findings about teams and load in northwind with the pack, by code."""
    text = (project / "samples/northwind/topo.yaml").read_text(encoding="utf-8")
    assert "extends: [ownership]" in text
    (tmp_path / "topo.yaml").write_text(text.replace("extends: [ownership]", "extends: [team-topologies]"))
    findings = check(load(tmp_path), as_of=AS_OF).result.findings
    return {each.code: each for each in findings if each.code[:3] in {"ORG", "COG", "OWN"}}


def test_northwind(found: dict[str, Finding]) -> None:
    """Payments carries too much, security is two people, half of the teams are stream-aligned."""
    assert {code: each.message for code, each in found.items()} == {
        "COG001": "team `payments` carries 5 points of 3 (payments 3, settlement 2): "
        "a complex domain beside another",
        "ORG001": "team `security` has 2 people; a team has 3 to 9",
        "ORG006": "2 of 4 teams are stream-aligned (50 %), and the limit is 60 %",
    }


def test_a_finding_leads_to_its_causes(found: dict[str, Finding]) -> None:
    """What each domain weighs, and through what the team carries it."""
    assert [(each.message, str(each.address)) for each in found["COG001"].related] == [
        ("domain `payments` is complex", "domains.payments.complexity"),
        ("carried through service `payment-gateway`", "services.payment-gateway.domain"),
        ("domain `settlement` is complicated", "domains.settlement.complexity"),
        ("carried through domain `settlement`, and 1 more", "domains.settlement.owner"),
    ]


def test_causes_may_come_and_go(found: dict[str, Finding]) -> None:
    """A finding that is measured is the same one whatever makes up its number."""
    for finding in found.values():
        assert replace(finding, related=()).fingerprint == finding.fingerprint
        assert finding.measured_value is not None
