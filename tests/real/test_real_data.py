"""What does a check say of estates that exist, on their first day?

The data: `backstage/NAME/` and `codeowners/NAME/`, read in place, and three org maps of `orgmaps/`, by the
recipes of the documentation. The counts were taken from the files by scripts that share no code with topo.
"""

from __future__ import annotations

import gzip
import json
import runpy
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from topo import api
from topo.findings import Severity
from topo.report.formats import FORMATS
from topo.rules.result import CheckResult

MOST_ROWS = 20


@dataclass(frozen=True)
class Expected:
    """What a check counts; `findings` by severity and code, without OWN010, which speaks of files."""

    teams: int
    services: int
    owned: int
    findings: Mapping[str, int] = field(default_factory=dict)


CATALOGS = {
    "b4mad-racing": Expected(2, 15, 15, {"error SYN002": 1, "warning REF001": 2, "info OWN012": 1}),
    "backstage-demo": Expected(1, 3, 3, {"info OWN012": 1}),
    "backstage-official-2021": Expected(5, 19, 14, {"error OWN002": 6, "error REF002": 5, "info OWN012": 1}),
    "elastic-agent": Expected(1, 13, 13, {"warning REF001": 13, "info OWN012": 1}),
    "elastic-logstash": Expected(1, 21, 21, {"warning REF001": 21, "info OWN012": 1}),
    "janus-plugins": Expected(9, 5, 5),
    "kafka-selfservice": Expected(3, 2, 2),
    "portefaix": Expected(2, 0, 0, {"warning REF001": 2}),
    "rhdh": Expected(7, 13, 13, {"warning REF001": 1, "info OWN012": 1}),
    "roadie-plugins": Expected(3, 28, 28, {"info OWN012": 1}),
    "weaveworks-sockshop": Expected(1, 11, 11, {"warning REF001": 6}),
}
CODEOWNERS = {
    "boundary": Expected(3, 0, 0, {"info OWN012": 1}),
    "datadog-integrations-extras": Expected(39, 355, 258, {"error OWN002": 97, "info OWN012": 1}),
    "dd-trace-py": Expected(18, 152, 152, {"info OWN012": 1}),
    "elastic-agent": Expected(10, 15, 13, {"error OWN001": 1, "error SYN001": 1, "info OWN012": 1}),
    "electron": Expected(5, 4, 4, {"info OWN012": 1}),
    "esphome": Expected(1, 479, 43, {"error OWN002": 436, "info OWN012": 1}),
    "gitlab-runner": Expected(9, 9, 9, {"info OWN012": 1}),
    "janus-plugins": Expected(7, 22, 21, {"error OWN002": 1, "info OWN012": 1}),
    "nrf-connect": Expected(0, 105, 0, {"error OWN002": 105}),
    "swanky": Expected(0, 16, 0, {"error OWN002": 16}),
    "terraform": Expected(6, 7, 7, {"info OWN012": 1}),
}
ORG_MAPS = {
    "kubernetes": Expected(35, 236, 236),
    "openstack": Expected(42, 520, 520),
    "moj": Expected(185, 365, 345, {"error OWN001": 20}),
}
MAP_FILES = {
    "kubernetes": "kubernetes-community/sigs.yaml",
    "openstack": "openstack-governance/reference/projects.yaml",
    "moj": "moj-namespaces/namespaces.concatenated.yaml",
}
# Files of folders that a line without owners names: they have a service, and nobody owns it.
OF_UNOWNED_SERVICES = {"elastic-agent": 12}
SOURCES = [*(f"backstage/{name}" for name in CATALOGS), *(f"codeowners/{name}" for name in CODEOWNERS)]
ESTATES = [*SOURCES, *(f"orgmaps/{name}" for name in ORG_MAPS)]
Look = Callable[[str], api.Checked]


def expected_of(estate: str) -> Expected:
    kind, name = estate.split("/")
    return {"backstage": CATALOGS, "codeowners": CODEOWNERS, "orgmaps": ORG_MAPS}[kind][name]


def write_model(estate: str, data: Path, project: Path) -> str:
    """The `topo.yaml` of an estate: one source, or what a recipe makes of an org map."""
    kind, name = estate.split("/")
    if kind == "orgmaps":
        recipe = runpy.run_path(str(project / "docs" / "recipes" / f"{name}.py"))
        with (data / "orgmaps" / MAP_FILES[name]).open(encoding="utf-8") as file:
            read = (
                recipe["find_namespaces"](yaml.safe_load_all(file)) if name == "moj" else yaml.safe_load(file)
            )
            return yaml.safe_dump(recipe["convert"](read), sort_keys=False, allow_unicode=True)
    folder = data / kind / name
    if kind == "backstage":
        return yaml.safe_dump({"sources": [{"backstage": str(folder)}]})
    [file] = folder.rglob("CODEOWNERS")
    return yaml.safe_dump({"sources": [{"codeowners": str(file), "tree": str(folder / "files.txt.gz")}]})


@pytest.fixture(scope="module")
def look(real_data: Path, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Loads and checks an estate, once for all tests."""
    known: dict[str, api.Checked] = {}

    def check(estate: str) -> api.Checked:
        if estate not in known:
            folder = tmp_path_factory.mktemp(estate.replace("/", "-"))
            (folder / "topo.yaml").write_text(write_model(estate, real_data, project), encoding="utf-8")
            known[estate] = api.check(api.load(folder))
        return known[estate]

    return check


def owned_of(result: CheckResult) -> tuple[int, int]:
    """How many services and modules have an owner, and how many there are."""
    lines = [line for line in result.coverage if line.kind in ("service", "module")]
    return sum(line.owned for line in lines), sum(line.total for line in lines)


@pytest.mark.parametrize("kind", ["backstage", "codeowners"])
def test_every_estate_is_looked_at(real_data: Path, kind: str) -> None:
    """The lists here and the data name the same estates."""
    names = {path.name for path in (real_data / kind).iterdir() if path.is_dir()}
    assert names == {estate.split("/")[1] for estate in SOURCES if estate.startswith(kind)}


@pytest.mark.parametrize("estate", ESTATES)
def test_what_a_check_counts(look: Look, estate: str) -> None:
    """Teams, services, how many of them are owned, and the findings of each rule."""
    result, expected = look(estate).result, expected_of(estate)
    counts = dict(result.counts)
    found = Counter(f"{each.severity} {each.code}" for each in result.findings if each.code != "OWN010")
    assert (counts.get("teams", 0), counts.get("services", 0)) == (expected.teams, expected.services)
    assert owned_of(result) == (expected.owned, expected.services)
    assert dict(found) == expected.findings


@pytest.mark.parametrize("name", CODEOWNERS)
def test_the_files_that_nobody_owns(look: Look, real_data: Path, name: str) -> None:
    """As many as a matcher written by others finds; each in a finding, or in a service without an owner."""
    counted = json.loads((real_data / "codeowners/expected.coverage.json").read_text(encoding="utf-8"))[name]
    result = look(f"codeowners/{name}").result
    gaps = [each for each in result.findings if each.code == "OWN010"]
    [line] = [line for line in result.coverage if line.kind == "path"]
    with gzip.open(real_data / "codeowners" / name / "files.txt.gz", "rt", encoding="utf-8") as file:
        assert line.total == sum(1 for _ in file)
    reported = sum(int(str(each.evidence["files"])) for each in gaps)
    assert reported == line.total - line.owned - OF_UNOWNED_SERVICES.get(name, 0)
    if "skipped" not in counted:
        assert (line.owned, line.total) == (counted["owned"], counted["files"])


@pytest.mark.parametrize("estate", ESTATES)
def test_day_one(look: Look, estate: str) -> None:
    """Red is unowned or unreadable; the share is said, implied teams take one line, three commands follow."""
    checked, expected = look(estate), expected_of(estate)
    lines = api.render_check(checked, "text").splitlines()
    errors = {each.code[:3] for each in checked.result.findings if each.severity is Severity.ERROR}
    assert errors <= {"OWN", "SYN", "REF"}
    [said] = [line for line in lines if line.startswith("ownership ")]
    if expected.services:
        assert said.startswith(f"ownership {expected.owned:,} of {expected.services:,} (")
    else:
        assert said == "ownership not assessed: no services"
    assert sum(" named by a source and defined nowhere" in line for line in lines) <= 1
    is_all = all(line.owned == line.total for line in checked.result.coverage)
    commands = lines[lines.index("next:") + 1 :] if "next:" in lines else []
    assert len(commands) == (0 if is_all else 3)
    assert all(line.startswith("  topo ") for line in commands)


@pytest.mark.parametrize("estate", ESTATES)
def test_no_rule_takes_more_than_a_screen(look: Look, estate: str) -> None:
    """Whatever it found, and however wide the screen is."""
    checked = look(estate)
    for code in {each.code for each in checked.result.findings}:
        found = tuple(each for each in checked.result.findings if each.code == code)
        alone = api.Checked(checked.model, CheckResult(found), checked.places)
        for width in (60, 80, 100, 200):
            *lines, gap, _ = api.render_check(alone, "text", width=width).splitlines()
            assert gap == ""
            assert sum(max(1, -(-len(line) // width)) for line in lines) <= MOST_ROWS


@pytest.mark.parametrize("estate", ESTATES)
@pytest.mark.parametrize("format", FORMATS)
def test_every_format(look: Look, estate: str, format: str) -> None:
    """Each can say it, with nothing in it that a terminal would act on."""
    checked = look(estate)
    text = api.render_check(checked, format)
    assert text.endswith("\n")
    assert all(character in "\n\t" or character.isprintable() for character in text if ord(character) < 256)
    if format in ("json", "sarif", "gitlab"):
        json.loads(text)


@pytest.mark.parametrize("estate", SOURCES)
def test_an_estate_that_is_frozen(look: Look, estate: str, tmp_path: Path) -> None:
    """The second command of day one: as YAML it has the services and owners that it had in place."""
    checked = look(estate)
    for name, text in api.freeze_sources(checked.model).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "topo.yaml").write_text('topo: 1\nfiles: ["*.yaml"]\n', encoding="utf-8")
    frozen = api.check(api.load(tmp_path))
    assert owned_of(frozen.result) == owned_of(checked.result)
    assert find_unowned(frozen.result) == find_unowned(checked.result)
    assert not frozen.model.syntax_errors


def find_unowned(result: CheckResult) -> set[str]:
    """The services that a finding is about which keeps them from having an owner."""
    return {
        each.address.steps[1]
        for each in result.findings
        if each.address.steps[:1] == ("services",)
        and (each.code in ("OWN001", "OWN002", "OWN003") or each.address.steps[2:] == ("owner",))
    }
