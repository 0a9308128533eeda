"""Does each recipe make the model that its page promises, of a small org map?"""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from topo import api

RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
SIGS = """
sigs:
  - dir: sig-api
    name: API
    mission_statement: >
      Covers the API server.

    leadership:
      chairs: [{github: Ana, name: Ana A.}]
      tech_leads: [{github: Ana, name: Ana A.}, {github: bo, name: Bo B.}]
      emeritus_leads: [{github: cy, name: Cy C.}]
    contact: {slack: sig-api, mailing_list: "https://groups.example/api"}
    subprojects:
      - name: Release Engineering
        owners: ["https://raw.githubusercontent.com/acme/api/main/OWNERS", "https://github.com/acme/api/blob/main/x/OWNERS"]
      - name: website
        owners: ["https://raw.githubusercontent.com/acme/api/main/OWNERS", "https://raw.githubusercontent.com/acme/web/main/OWNERS"]
      - name: attic
  - dir: sig-docs
    name: Docs
    mission_statement: Docs.
    leadership: {chairs: [{github: bo, name: Bo B.}]}
    contact: {}
    subprojects: [{name: website, owners: ["https://raw.githubusercontent.com/acme/docs/main/OWNERS"]}]
workinggroups: []
committees:
  - {dir: committee-steering, name: Steering, mission_statement: Steers., leadership: {chairs: []}}
"""
PROJECTS = """
Quality Assurance:
  ptl: {name: René R., irc: Uggla, email: r@example.org}
  irc-channel: qa
  service: Tests
  mission: >
    To test.
  url: https://qa.example
  deliverables:
    tempest: {repos: [acme/tempest]}
    old: {repos: [acme/old, acme/older], release-management: deprecated}
oslo:
  irc-channel: oslo
  mission: To share.
  url: https://oslo.example
  deliverables: {}
rally:
  ptl: {name: APPOINTMENT NEEDED, irc: ~}
  irc-channel: rally
  mission: To rally.
  url: https://rally.example
  deliverables: {rally: {repos: [acme/rally], deprecated: "2026.2"}}
zun:
  ptl: {name: Hongbin Lu, irc: ~}
  irc-channel: zun
  mission: To zun.
  url: https://zun.example
  deliverables: {}
"""
P = "cloud-platform.justice.gov.uk"
NAMESPACES = f"""
kind: Namespace
metadata:
  name: move-dev
  labels: {{"{P}/environment-name": Development}}
  annotations:
    {P}/team-name: Move a Prisoner
    {P}/application: Moves
    {P}/business-unit: HQ
    {P}/slack-channel: moves
    {P}/source-code: https://github.com/acme/moves.git
---
---
apiVersion: v1
kind: List
items:
  - kind: Namespace
    metadata:
      name: move-prod
      annotations:
        {P}/team-name: "move-a-prisoner, movers"
        {P}/business-unit: Prisons
        {P}/slack-channel: "#moves"
        {P}/source-code: "https://github.com/acme/a.git,https://github.com/acme/b"
  - kind: Namespace
    metadata: {{name: nobodys, annotations: {{{P}/team-name: " "}}}}
  - kind: ConfigMap
    metadata: {{name: noise}}
"""
OUT = {"conftest", "notebook"}  # from a model to other tools: test_recipes_out.py
MAPS = {"kubernetes": SIGS, "openstack": PROJECTS, "moj": NAMESPACES}
Run = Callable[[str], dict[str, Any]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Writes what a recipe makes of its small org map to `topo.yaml`, and returns it."""

    def convert(name: str) -> dict[str, Any]:
        recipe = runpy.run_path(str(RECIPES / f"{name}.py"))
        documents = list(yaml.safe_load_all(MAPS[name]))
        read = recipe["find_namespaces"](documents) if name == "moj" else documents[0]
        model: dict[str, Any] = recipe["convert"](read)
        text = yaml.safe_dump(model, sort_keys=False, allow_unicode=True)
        (tmp_path / "topo.yaml").write_text(text, encoding="utf-8")
        return model

    return convert


def find_unowned(folder: Path) -> list[str]:
    """The services that a check of the model finds without an owner, and no other finding."""
    findings = api.check(api.load(folder)).result.findings
    assert {each.code for each in findings} <= {"OWN001"}
    return [each.address.steps[1] for each in findings]


def test_every_recipe_has_a_script_a_page_and_a_map_here() -> None:
    """None is left out of the tests."""
    assert {path.stem for path in RECIPES.glob("*.py")} == set(MAPS)
    assert {path.stem for path in RECIPES.glob("*.md")} == {*MAPS, "README", *OUT}


def test_special_interest_groups_and_their_subprojects(run: Run, tmp_path: Path) -> None:
    """Two of one name are told apart, one without OWNERS is unowned, an emeritus lead is nobody's member."""
    model = run("kubernetes")
    assert model["groups"] == {"special-interest-groups": {}, "committees": {}}
    assert model["people"] == {
        "ana": {"name": "Ana A.", "roles": ["chair", "tech-lead"]},
        "bo": {"name": "Bo B.", "roles": ["chair", "tech-lead"]},
    }
    assert model["teams"]["sig-api"] == {
        "name": "API",
        "group": "special-interest-groups",
        "objective": "Covers the API server.",
        "contacts": {"slack": "#sig-api", "mailing-list": "https://groups.example/api"},
        "members": ["ana", "bo"],
    }
    assert list(model["services"]) == ["release-engineering", "sig-api.website", "attic", "sig-docs.website"]
    assert model["services"]["release-engineering"] == {
        "name": "Release Engineering",
        "owner": "sig-api",
        "repo": "github.com/acme/api",
    }
    assert [link["title"] for link in model["services"]["sig-api.website"]["links"]] == [
        "acme/api",
        "acme/web",
    ]
    assert find_unowned(tmp_path) == ["attic"]


def test_a_team_without_a_lead(run: Run) -> None:
    """A committee whose leaders the file leaves out says nothing of who is in it: it is not empty."""
    assert "members" not in run("kubernetes")["teams"]["committee-steering"]


def test_projects_and_their_deliverables(run: Run, tmp_path: Path) -> None:
    """Who leads, which repositories there are, and what is deprecated by either word."""
    model = run("openstack")
    assert model["people"] == {
        "uggla": {"name": "René R.", "roles": ["project-team-lead"]},
        "hongbin-lu": {"name": "Hongbin Lu", "roles": ["project-team-lead"]},
    }
    assert model["teams"]["quality-assurance"] == {
        "name": "Quality Assurance",
        "description": "Tests",
        "objective": "To test.",
        "contacts": {"irc": "#qa"},
        "links": [{"title": "Home page", "url": "https://qa.example"}],
        "manager": "uggla",
    }
    assert "manager" not in model["teams"]["oslo"] and "manager" not in model["teams"]["rally"]
    assert model["services"]["tempest"] == {"owner": "quality-assurance", "repo": "opendev.org/acme/tempest"}
    assert [model["services"][id]["lifecycle"] for id in ("old", "rally")] == ["deprecated"] * 2
    assert find_unowned(tmp_path) == []


def test_annotated_namespaces(run: Run, tmp_path: Path) -> None:
    """One team in two spellings, a list of teams, two business units, and a namespace without any."""
    model = run("moj")
    assert model["teams"] == {
        "move-a-prisoner": {"name": "Move a Prisoner", "contacts": {"slack": "#moves"}},
        "movers": {"group": "prisons", "contacts": {"slack": "#moves"}},
    }
    assert model["services"] == {
        "move-dev": {
            "description": "Moves",
            "owner": "move-a-prisoner",
            "repo": "github.com/acme/moves",
            "tags": ["development"],
        },
        "move-prod": {
            "owner": "move-a-prisoner",
            "consulted": ["movers"],
            "links": [
                {"title": "github.com/acme/a", "url": "https://github.com/acme/a"},
                {"title": "github.com/acme/b", "url": "https://github.com/acme/b"},
            ],
        },
        "nobodys": {},
    }
    assert find_unowned(tmp_path) == ["nobodys"]


@pytest.mark.parametrize("name", MAPS)
def test_a_recipe_runs_as_its_page_says(name: str, run: Run, tmp_path: Path) -> None:
    """`python docs/recipes/NAME.py FILE > topo.yaml`, in UTF-8 whatever the locale."""
    (tmp_path / "map.yaml").write_text(MAPS[name], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(RECIPES / f"{name}.py"), "map.yaml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert yaml.safe_load(done.stdout.decode("utf-8")) == run(name)
    page = (RECIPES / f"{name}.md").read_text(encoding="utf-8")
    assert f"python docs/recipes/{name}.py " in page
