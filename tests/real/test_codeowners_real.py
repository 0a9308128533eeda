"""Do real CODEOWNERS files give the owners that a matcher written by others gives?

The data: `codeowners/NAME/` with the file and `files.txt.gz`, and `codeowners/expected.coverage.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from topo.source.foreign.codeowners import Codeowners, detect_flavour, parse_codeowners
from topo.source.foreign.file_tree import read_tree

GITHUB = [
    "boundary",
    "datadog-integrations-extras",
    "dd-trace-py",
    "elastic-agent",
    "electron",
    "esphome",
    "janus-plugins",
    "nrf-connect",
    "terraform",
]
GITLAB = ["gitlab-runner", "swanky"]


def _read(folder: Path) -> Codeowners:
    places = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS")
    file = next(folder / place for place in places if (folder / place).exists())
    text = file.read_text(encoding="utf-8")
    return parse_codeowners(text, flavour=detect_flavour(file, text))


def _owners(file: Codeowners, path: str) -> list[str]:
    return [owner.text for owner in file.owners_of(path).owners]


def test_every_expected_answer_is_looked_at(real_data: Path) -> None:
    """The lists here and the data name the same repositories."""
    expected = json.loads((real_data / "codeowners/expected.coverage.json").read_text(encoding="utf-8"))
    assert sorted(name for name, answer in expected.items() if "skipped" not in answer) == GITHUB
    assert sorted(name for name, answer in expected.items() if "skipped" in answer) == GITLAB


@pytest.mark.parametrize("name", GITHUB)
def test_a_file_for_github(real_data: Path, name: str) -> None:
    """Files, owned and unowned ones, rules, idle rules and owners are those of the reference matcher.

    Its `top` counts an owner as often as the deciding line names it, so a line that names one twice counts
    twice; `files_by_owner` counts files.
    """
    expected = json.loads((real_data / "codeowners/expected.coverage.json").read_text(encoding="utf-8"))[name]
    file, tree = (
        _read(real_data / "codeowners" / name),
        read_tree(real_data / "codeowners" / name / "files.txt.gz"),
    )
    coverage = file.cover(tree)
    assert file.flavour == "github"
    assert {
        "files": coverage.files,
        "owned": coverage.owned,
        "unowned": coverage.unowned,
        "coverage": round(100 * (coverage.share or 0), 2),
        "rules": coverage.rules,
        "rules_never_deciding": len(coverage.rules_never_deciding),
        "owners_with_files": len(coverage.files_by_owner),
    } == {key: value for key, value in expected.items() if key != "top"}
    files, named = Counter[str](), Counter[str]()
    for path in tree:
        owners = [owner.text for rule in file.owners_of(path).rules for owner in rule.owners]
        named.update(owners)
        files.update(set(owners))
    assert {owner: named[owner] for owner, _ in expected["top"]} == dict(expected["top"])
    assert sorted(named.values(), reverse=True)[: len(expected["top"])] == [
        count for _, count in expected["top"]
    ]
    assert {owner.text: count for owner, count in coverage.files_by_owner} == dict(files)


def test_the_one_malformed_owner(real_data: Path) -> None:
    """Of all these files one line is wrong: a dot where a slash was meant."""
    problems = {name: _read(real_data / "codeowners" / name).problems for name in (*GITHUB, *GITLAB)}
    found = [
        (name, problem.line, problem.kind, problem.hint) for name in problems for problem in problems[name]
    ]
    assert found == [("elastic-agent", 43, "malformed-owner", "did you mean @elastic/opex?")]


def test_gitlab_runner(real_data: Path) -> None:
    """The unnamed section owns every file, and what the four others own comes on top.

    Three rules name a directory without its slash, which GitLab matches with a file of that name alone.
    """
    file = _read(real_data / "codeowners/gitlab-runner")
    coverage = file.cover(read_tree(real_data / "codeowners/gitlab-runner/files.txt.gz"))
    assert file.flavour == "gitlab"
    names = [None, "Hosted Runners", "Pipeline Security", "Documentation", "Localization"]
    assert [section.name for section in file.sections] == names
    assert [len(section.rules) for section in file.sections] == [4, 3, 6, 2, 5]
    assert (coverage.files, coverage.owned, coverage.unowned) == (1417, 1417, 0)
    runners = "@gitlab-org/production-engineering/runners-platform"
    assert _owners(file, "magefiles/hosted_runners.go") == ["@gitlab-com/runner-maintainers", runners]
    assert _owners(file, "docs/_index.md") == [
        "@gitlab-com/runner-maintainers",
        "@gitlab-com/runner-docs-maintainers",
    ]
    assert _owners(file, ".gitignore") == ["@gitlab-com/runner-group", "@gitlab-com/runner-maintainers"]
    idle = [rule.pattern for rule in coverage.rules_never_deciding]
    assert idle == [".markdownlint.yml", "/docs-locale/ja-jp", "/docs-locale/fr-fr", "/docs-locale/ko-kr"]


def test_swanky(real_data: Path) -> None:
    """Entries take their section's default owners; of a directory's two spellings, one matches."""
    file = _read(real_data / "codeowners/swanky")
    tree = read_tree(real_data / "codeowners/swanky/files.txt.gz")
    coverage = file.cover(tree)
    assert [(section.name, len(section.rules)) for section in file.sections] == [
        (None, 16),
        ("Finite Fields", 10),
        ("CI Infrastructure", 9),
    ]
    assert (coverage.files, coverage.owned, coverage.cleared) == (594, 271, 0)
    places = [rule.pattern.removeprefix("/") for rule in file.rules]
    folders = tuple(place for place in places if place.endswith("/"))
    assert coverage.owned == sum(path.startswith(folders) or path in places for path in tree)
    assert _owners(file, "crates/field/Cargo.toml") == ["@marc", "@cphifer"]
    assert _owners(file, "bristol-fashion/Cargo.toml") == ["@isweet"]
    assert _owners(file, ".gitlab-ci.yml") == ["@marc", "@cphifer"]
    below = [path for path in tree if path.startswith("crates/field/")]
    assert below
    assert all(_owners(file, path) == ["@marc", "@cphifer"] for path in below)
    idle = {rule.pattern for rule in coverage.rules_never_deciding}
    assert {"/crates/field", "/crates/party", "/etc"} <= idle
    assert "/crates/field/" not in idle
