"""Do the commands of scenarios do what a person at a terminal expects?"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MODEL = "teams:\n  shop: {size: 3, owns: [cart]}\n  pay: {size: 3}\n"
GIVE = "scenario: give\nwhy: pay pays\nmoves:\n  - move-service: {service: cart, to: pay}\n"
GONE = "scenario: gone\nmoves:\n  - move-service: {service: cart, to: nobody}\n"
Write = Callable[[str, str], Path]


@pytest.fixture
def model(write: Write) -> None:
    write("topo.yaml", MODEL)


@pytest.mark.usefixtures("model")
def test_from_a_new_one_to_the_list(topo: Any, tmp_path: Path) -> None:
    """What was written is found, shown and listed; nothing but data goes to stdout."""
    made = topo("scenario", "new", "split")
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr.splitlines() == [
        "wrote scenarios/split.yaml",
        "wrote scenarios/scenario.schema.json",
        "next: edit it, then topo scenario show split",
    ]
    assert (
        json.loads((tmp_path / "scenarios" / "scenario.schema.json").read_text())["title"] == "topo scenario"
    )
    assert topo("scenario", "show", "split").stdout.startswith("split\n  file     scenarios/split.yaml\n")
    assert topo("scenario", "list").stdout == "split\n  no moves\n"
    assert topo("check").returncode == 0
    again = topo("scenario", "new", "split")
    assert again.returncode == 2
    assert "there is a scenario `split` already" in again.stderr


def test_a_model_elsewhere(topo: Any, write: Write) -> None:
    """The scenario stands in its folder, and the next command says so."""
    write("org/topo.yaml", MODEL)
    made = topo("scenario", "new", "split", "org")
    assert "next: edit it, then topo scenario show split org" in made.stderr
    assert topo("scenario", "show", "split", "org").returncode == 0


@pytest.mark.usefixtures("model")
def test_no_scenario_yet(topo: Any) -> None:
    """The list is empty, and stderr says how one begins."""
    listed = topo("scenario", "list")
    assert (listed.returncode, listed.stdout) == (0, "")
    assert "topo scenario new NAME" in listed.stderr


@pytest.mark.usefixtures("model")
def test_one_that_fits_no_longer(topo: Any, write: Write) -> None:
    """It is shown all the same; with --check that is exit code 1."""
    write("scenarios/give.yaml", GIVE)
    assert topo("scenario", "show", "give", "--check").returncode == 0
    assert topo("scenario", "list", "--check").returncode == 0
    write("scenarios/gone.yaml", GONE)
    shown = topo("scenario", "show", "gone")
    assert shown.returncode == 0
    assert "does not fit: scenarios/gone.yaml:3:39: `nobody` names no team" in shown.stdout
    assert topo("scenario", "show", "gone", "--check").returncode == 1
    assert topo("scenario", "list", "--check").returncode == 1


@pytest.mark.usefixtures("model")
def test_one_that_cannot_be_read(topo: Any, write: Write) -> None:
    """All that is wrong goes to stderr, with the lines; the list tells of it in one."""
    write("scenarios/give.yaml", GIVE.replace("moves:", "mvoes:").replace("why:", "whi:"))
    shown = topo("scenario", "show", "give")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "scenarios/give.yaml:2:1" in shown.stderr
    assert "did you mean `moves`?" in shown.stderr
    assert "2 problems" in shown.stderr
    listed = topo("scenario", "list", "--check")
    assert listed.returncode == 1
    assert "cannot be read: scenarios/give.yaml:2:1: unknown key `whi`" in listed.stdout


@pytest.mark.usefixtures("model")
def test_none_of_that_name(topo: Any, write: Write) -> None:
    """The nearest one is offered."""
    write("scenarios/give.yaml", GIVE)
    shown = topo("scenario", "show", "giv")
    assert shown.returncode == 2
    assert "did you mean `give`?" in shown.stderr


def test_over_a_model_with_errors_of_syntax(topo: Any, write: Write) -> None:
    """Nothing is tried on half a model."""
    write("topo.yaml", MODEL + "servces: {}\n")
    write("scenarios/give.yaml", GIVE)
    for command in (["list"], ["show", "give"]):
        done = topo("scenario", *command)
        assert (done.returncode, done.stdout) == (2, "")
        assert "servces" in done.stderr


@pytest.mark.usefixtures("model")
def test_a_secret_that_git_tracks(topo: Any, write: Write, tmp_path: Path) -> None:
    """A warning on stderr, and nothing else changes."""
    secret = "scenario: merger\nmoves:\n  - merge-teams: {teams: [shop, pay], into: shop}\n"
    path = write("scenarios/merger.yaml", secret)
    for command in (["show", "merger"], ["list"]):
        assert topo("scenario", *command).stderr == ""
    for arguments in (["init", "-q"], ["add", str(path)]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
    for command in (["show", "merger"], ["list"]):
        done = topo("scenario", *command)
        assert done.returncode == 0
        assert "warning: scenarios/merger.yaml merges teams and is tracked by git" in done.stderr


def test_the_schema_of_scenarios(topo: Any) -> None:
    """By its kind; the model's is the default."""
    assert json.loads(topo("schema", "scenario").stdout)["title"] == "topo scenario"
    assert json.loads(topo("schema", "model").stdout) == json.loads(topo("schema").stdout)
