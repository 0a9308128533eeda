"""Do real CODEOWNERS files make models that their readers would know, and a first check that is bearable?

The data: `codeowners/NAME/` with the file and `files.txt.gz`, and `codeowners/expected.coverage.json`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.real.test_codeowners_real import GITHUB, GITLAB
from topo.api import Checked, check
from topo.source.foreign.codeowners_estate import find_codeowners
from topo.source.freezing import freeze
from topo.source.loading import LoadedModel, load_model

AS_OF = date(2026, 12, 1)

# Name: services, implied teams, people, and what a first check finds, with the tree.
EXPECTED = {
    "boundary": (0, 3, 0, {"OWN012": 1}),
    "datadog-integrations-extras": (355, 39, 85, {"OWN002": 97, "OWN010": 5, "OWN012": 1}),
    "dd-trace-py": (152, 18, 0, {"OWN012": 1}),
    "elastic-agent": (15, 10, 0, {"OWN001": 1, "OWN012": 1, "SYN001": 1}),
    "electron": (4, 5, 0, {"OWN010": 38, "OWN012": 1}),
    "esphome": (479, 1, 185, {"OWN002": 436, "OWN010": 311, "OWN012": 1}),
    "gitlab-runner": (9, 9, 0, {"OWN012": 1}),
    "janus-plugins": (22, 7, 1, {"OWN002": 1, "OWN012": 1}),
    "nrf-connect": (105, 0, 33, {"OWN002": 105, "OWN010": 7}),
    "swanky": (16, 0, 3, {"OWN002": 16, "OWN010": 13}),
    "terraform": (7, 6, 0, {"OWN012": 1}),
}


@cache
def _load(real_data: Path, name: str, folder: Path, *, has_tree: bool) -> LoadedModel:
    repository = real_data / "codeowners" / name
    tree = f", tree: {repository / 'files.txt.gz'}" if has_tree else ""
    (folder / "topo.yaml").write_text(f"sources: [{{codeowners: {find_codeowners(repository)}{tree}}}]\n")
    return load_model(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


def _check(model: LoadedModel) -> Checked:
    return check(model, as_of=AS_OF)


def _lines(real_data: Path, name: str) -> list[list[str]]:
    """The words of every line that says something, as `split` gives them: no parser of ours."""
    file = find_codeowners(real_data / "codeowners" / name)
    assert file is not None
    lines = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return [words for words in lines if words and not words[0].startswith("#")]


def _folders(real_data: Path, name: str) -> set[str]:
    files = (
        gzip.decompress((real_data / "codeowners" / name / "files.txt.gz").read_bytes()).decode().split("\n")
    )
    return {path[: match.start()] for path in files for match in re.finditer("/", path)}


def _stem(pattern: str) -> str:
    """The folder that a pattern without wildcards (but at its end) names, from the root."""
    return re.sub(r"/(\*\*?)?$", "", pattern).removeprefix("/")


@pytest.mark.parametrize("name", GITHUB + GITLAB)
def test_what_a_first_check_finds(real_data: Path, folder: Path, name: str) -> None:
    """Red is what nobody, or a person, owns, and what cannot be read; the implied teams are one line."""
    model = _load(real_data, name, folder, has_tree=True)
    organisation = model.organisation
    result = _check(model).result
    counts = (len(organisation.services), len(organisation.facts.implied_teams), len(organisation.people))
    assert (*counts, dict(Counter(each.code for each in result.findings))) == EXPECTED[name]
    assert {each.code for each in result.findings if each.severity == "error"} <= {
        "SYN001",
        "OWN001",
        "OWN002",
        "OWN010",
    }
    assert len(model.notes) <= 5


@pytest.mark.parametrize("name", GITHUB)
def test_the_coverage_of_a_tree(real_data: Path, folder: Path, name: str) -> None:
    """It is what the reference matcher says: services made of lines cover nothing that the lines do not."""
    expected = json.loads((real_data / "codeowners/expected.coverage.json").read_text(encoding="utf-8"))[name]
    (paths,) = _load(real_data, name, folder, has_tree=True).organisation.facts.paths
    assert (paths.files, paths.covered) == (expected["files"], expected["owned"])


@pytest.mark.parametrize("name", GITHUB + GITLAB)
def test_every_folder_that_a_line_names(real_data: Path, folder: Path, name: str) -> None:
    """Counted with `split` and the list of files: each such folder is a service, and no other.

    On GitLab a folder is only what has a slash, or more, at its end.
    """
    folders = _folders(real_data, name)
    named = set()
    for words in _lines(real_data, name):
        stem = _stem(words[0])
        is_open = name in GITLAB and not words[0].endswith(("/", "*"))
        if not re.search(r"[*?\[]", stem) and stem in folders and not is_open:
            named.add(stem)
    paths = {
        path
        for each in _load(real_data, name, folder, has_tree=True).organisation.services.values()
        for path in each.paths
    }
    assert {_stem(path.removeprefix("**/")) for path in paths} == named


@pytest.mark.parametrize("name", GITHUB)
def test_who_owns_a_folder(real_data: Path, folder: Path, name: str) -> None:
    """The last line that takes the folder, or one above it; its first team, else its first person."""
    lines = [(_stem(words[0]), words[1:]) for words in _lines(real_data, name) if not words[0].endswith("/*")]
    services = _load(real_data, name, folder, has_tree=True).organisation.services.values()
    for service in (each for each in services if each.paths[0].endswith("/**")):
        place = _stem(service.paths[0].removeprefix("**/"))
        owners = next(owners for stem, owners in reversed(lines) if _takes(stem, place))
        handles = [owner for owner in owners if "/" in owner]
        if "elastic.opex" in "".join(owners):
            assert service.owner is None
        elif handles:
            short, long = handles[0].rpartition("/")[2], handles[0][1:].replace("/", ".")
            assert service.owner in (short, long), place
        elif owners:
            short, _, host = owners[0].lstrip("@").partition("@")
            assert service.owner in (f"person:{short}", f"person:{short}.{host}"), place
        else:
            assert service.owner is None, place


def _takes(stem: str, place: str) -> bool:
    """Whether a line about `stem` takes all of the folder `place`."""
    expression = re.escape(stem).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.match(f"{expression}/", f"{place}/") is not None


@pytest.mark.parametrize("name", GITHUB + GITLAB)
@pytest.mark.parametrize("has_tree", [True, False])
def test_frozen_and_read_again(
    real_data: Path, folder: Path, tmp_path: Path, name: str, has_tree: bool
) -> None:
    """The YAML that `topo import` writes is the same organisation."""
    model = _load(real_data, name, folder, has_tree=has_tree)
    (tmp_path / "topo.yaml").write_text('files: ["**/*.yaml"]\n')
    for file, text in freeze(model).items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    again = load_model(tmp_path)
    assert not again.findings
    for section in ("teams", "services", "people"):
        assert getattr(again.organisation, section) == getattr(model.organisation, section)


def test_the_malformed_owner(real_data: Path, folder: Path) -> None:
    """One finding, where it stands: the service is unowned in the count, and not called so a second time."""
    model = _load(real_data, "elastic-agent", folder, has_tree=True)
    checked = _check(model)
    (mistake,) = [each for each in checked.result.findings if each.code == "SYN001"]
    assert str(mistake.address).startswith("services.deploy-helm-elastic-agent")
    place = checked.places.position_of(mistake)
    assert place is not None
    assert (place.line, place.column, place.end_column) == (43, 61, 74)
    (line,) = [each for each in checked.result.coverage if each.kind == "service"]
    assert (line.owned, line.total) == (13, 15)


def test_a_folder_left_to_nobody(real_data: Path, folder: Path) -> None:
    """Its twelve files are uncovered; the service says it, and no path does so again."""
    (paths,) = _load(real_data, "elastic-agent", folder, has_tree=True).organisation.facts.paths
    assert (paths.files - paths.covered, dict(paths.gaps)) == (12, {})


def test_what_gitlab_adds_up(real_data: Path, folder: Path) -> None:
    """The team of the section owns; who must approve everything is consulted everywhere."""
    services = _load(real_data, "gitlab-runner", folder, has_tree=True).organisation.services
    assert {id: service.owner for id, service in services.items()} == {
        "magefiles-hosted_runners": "runners-platform",
        **{
            f"helpers-{name}": "backend" for name in ("vault", "gcp_secret_manager", "azure_key_vault", "aws")
        },
        **{f"helpers-{name}": "backend" for name in ("gitlab_secrets_manager", "secrets")},
        "docs": "runner-docs-maintainers",
        "docs-locale": "tech-docs",
    }
    assert {service.consulted for service in services.values()} == {("runner-maintainers",)}


def test_lines_that_overrule_each_other(real_data: Path, folder: Path) -> None:
    """Boundary names three folders twice, first without owners: the later lines hold."""
    model = _load(real_data, "boundary", folder, has_tree=False)
    assert {id: service.owner for id, service in model.organisation.services.items()} == {
        "website": "web-presence",
        "website-data": "boundary-education-approvers",
        "website-public": "boundary-education-approvers",
        "website-content": "boundary-education-approvers",
    }
    assert [position.line for position, _ in model.skipped] == [8, 9, 10]
