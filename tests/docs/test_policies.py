"""Do the policies of docs/policies.md find what they say, and leave alone what is as they want it?"""

import re
from datetime import date
from pathlib import Path

import pytest

from topo import api
from topo.findings import Finding
from topo.rules.policy.conditions import OPERATORS
from topo.rules.policy.pattern import LONGEST_TEXT
from topo.rules.policy.pattern_reading import LONGEST_PATTERN

PAGE = Path(__file__).parents[2] / "docs" / "policies.md"
AS_OF = date(2026, 12, 1)

# Of each pair one thing is as the policies want it, and the other is not.
MODEL = """\
groups: {good: {lead: ana}, bad: {}}
people:
  ana: {knows: [good-domain, good-api]}
  bo: {knows: [good-domain, good-api]}
  cy: {knows: [good-domain, bad-domain]}
teams:
  good-team:
    type: stream-aligned
    group: good
    size: 5
    contacts: {slack: "#good-team"}
    stewards: {improvement: ana}
    x-cost-centre: CC-0815
  bad-team:
    type: enabling
    group: bad
    size: 12
    contacts: {slack: bad team}
    stewards: {improvement: ~}
    x-cost-centre: none
domains:
  good-domain: {classification: core, complexity: complex}
  bad-domain: {classification: core, complexity: complicated}
  bad-too: {complexity: complicated}
services:
  good-api:
    {owner: good-team, domain: good-domain, tier: 1, data: [pii], rollback: proven, slo: 99.9%,
     repo: github.com/acme/good, depends_on: [good-base]}
  good-base: {owner: good-team, domain: good-domain, tier: 2, repo: github.com/acme/base}
  bad-api:
    {owner: bad-team, domain: bad-domain, tier: 1, data: [pii], rollback: untested, slo: 98%,
     repo: github.com/acme/base, depends_on: [bad-base]}
  bad-base: {owner: bad-team, domain: bad-too, tier: 3, lifecycle: deprecated}
tissue:
  guardrails:
    good-scan: {owner: good-team, enforcement: automated, policy: scan.rego, applies_to: {data: pii}}
    bad-scan: {owner: good-team, enforcement: gate, policy: scan.md, applies_to: {data: pii}}
    other: {owner: good-team, enforcement: manual, applies_to: {data: cards}}
interactions:
  - {mode: collaboration, between: [bad-team, good-team], until: 2028-01-31}
  - {mode: facilitating, by: bad-team, for: [good-team]}
decisions:
  deploy-to-production: {by: good-team}
  buy: {by: bad-team}
streams:
  good-stream: {stages: {build: {team: good-team, touch: 5d}}}
  bad-stream: {stages: {build: {team: good-team, touch: 6d}, ship: {touch: 1h}}}
"""
FOUND = {
    "POL001": ["services.bad-api.measures.bus_factor", "services.bad-api.owner"],
    "POL002": ["services.bad-api.repo", "services.good-base.repo"],
    "POL003": ["services.bad-api.rollback", "services.bad-api.slo"],
    "POL004": ["services.bad-api.depends_on[bad-base].service"] * 2,
    "POL005": ["teams.bad-team.contacts.slack", "teams.bad-team.stewards"],
    "POL006": ["teams.bad-team.measures.domain_fit", "teams.bad-team.measures.heads"],
    "POL007": ["domains.bad-domain", "domains.bad-domain.measures.bus_factor"],
    "POL008": ["tissue.guardrails.bad-scan.enforcement", "tissue.guardrails.bad-scan.policy"],
    "POL009": ["interactions[collaboration bad-team good-team]"] * 2,
    "POL010": ["teams.bad-team.group", "teams.bad-team.x-cost-centre"],
    "POL011": ["decisions.deploy-to-production.by"],
    "POL012": ["streams.bad-stream.stages.build.touch", "streams.bad-stream.stages.ship"],
}


def find_blocks() -> list[str]:
    """The YAML of the page."""
    return re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def check(folder: Path, text: str) -> list[Finding]:
    """What the policies find in a model of this text, and what does not fit the schema."""
    (folder / "topo.yaml").write_text(text, encoding="utf-8")
    found = api.check(api.load(folder), as_of=AS_OF).result.findings
    return [finding for finding in found if finding.code[:3] in ("POL", "SYN", "REF")]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """What the set to begin with finds in the model above."""
    return check(tmp_path_factory.mktemp("model"), f"{MODEL}{find_blocks()[-1]}")


def test_the_set_fits_the_schema(found: list[Finding]) -> None:
    """No path and no value of it is refused."""
    assert {finding.code for finding in found} == set(FOUND)


@pytest.mark.parametrize("code", FOUND)
def test_a_policy_of_the_set(code: str, found: list[Finding]) -> None:
    """It finds what is not as it says, at its place, and nothing about what is."""
    ours = [finding for finding in found if finding.code == code]
    places = sorted(re.sub(r"(interactions\[[^]]*\]).*", r"\1", str(finding.address)) for finding in ours)
    assert places == FOUND[code]


def test_no_policy_of_the_set_is_left_out() -> None:
    """Each is held to something here."""
    assert re.findall(r"^  (POL\d{3}):", find_blocks()[-1], re.MULTILINE) == list(FOUND)


def test_the_first_example(tmp_path: Path) -> None:
    """It is the one of the page's first lines, and works."""
    codes = {(each.code, str(each.address)) for each in check(tmp_path, f"{MODEL}{find_blocks()[0]}")}
    assert codes == {
        ("POL001", "services.bad-api.measures.bus_factor"),
        ("POL001", "services.bad-api.owner"),
    }


def test_the_bounds_that_the_page_names() -> None:
    """How much a pattern may be, and what may be asked."""
    page = PAGE.read_text(encoding="utf-8")
    assert f"{LONGEST_PATTERN} characters long" in page
    assert f"up to {LONGEST_TEXT:,} characters" in page
    assert all(f"{{{each}:" in page or f", {each}:" in page for each in OPERATORS)
