"""Is each chore said once? What the README promises is what `.ci/run` does, and the hook is well formed."""

import re
from pathlib import Path

from pre_commit.clientlib import load_manifest

SETUP = "python3 -m venv .venv && "


def find_setup_lines(text: str) -> list[str]:
    """The one-command set-ups that `text` has as lines of their own."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith(SETUP)]


def test_the_two_setup_commands(project: Path) -> None:
    """`.ci/run` runs the very lines that the README tells people to type."""
    run = find_setup_lines((project / ".ci" / "run").read_text(encoding="utf-8"))
    readme = find_setup_lines((project / "README.md").read_text(encoding="utf-8"))
    assert len(run) == 2
    assert set(run) <= set(readme)


def test_contributors_are_told_the_same_command(project: Path) -> None:
    """CONTRIBUTING sets up with the command that `.ci/run` sets up with."""
    run = find_setup_lines((project / ".ci" / "run").read_text(encoding="utf-8"))
    contributing = find_setup_lines((project / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert contributing
    assert set(contributing) <= set(run)


def test_the_hook_for_other_repositories(project: Path) -> None:
    """pre-commit itself accepts the hook, and it wakes up for YAML alone."""
    [hook] = load_manifest(str(project / ".pre-commit-hooks.yaml"))
    assert (hook["id"], hook["entry"], hook["language"]) == ("topo-check", "topo check", "python")
    assert hook["pass_filenames"] is False
    assert re.search(hook["files"], "topo.yaml")
    assert re.search(hook["files"], "teams/checkout.yml")
    assert not re.search(hook["files"], "src/yaml_reader.py")
