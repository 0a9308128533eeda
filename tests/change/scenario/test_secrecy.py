"""Is a scenario that might be a secret seen where everybody can read it?"""

import subprocess
from pathlib import Path

import pytest

from tests.change.scenario.conftest import Write
from topo.change.scenario.library import Library
from topo.change.scenario.secrecy import find_warnings

DISSOLVE = "scenario: a\nmoves:\n  - dissolve-team: {team: pay, people_to: {shop: all}}\n"
MERGE = "scenario: a\nmoves:\n  - {merge-teams: {teams: [a, b], into: a}, off: true}\n"
PEOPLE = "scenario: a\nmoves:\n  - remove-people: {team: a, size: 1}\n"
HARMLESS = "scenario: h\nmoves:\n  - move-service: {service: stock, to: payments}\n"


def track(path: Path) -> None:
    """Let git track a file."""
    for command in (["init", "-q"], ["add", str(path)]):
        subprocess.run(["git", *command], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("text", "deed"), [(DISSOLVE, "dissolves teams"), (MERGE, "merges teams"), (PEOPLE, "lets people go")]
)
def test_one_that_git_tracks(write: Write, text: str, deed: str) -> None:
    """It says what it does and where it is, also where the move is off."""
    track(write("a.yaml", text))
    [warning] = find_warnings(Library(Path()).load("a"))
    assert warning == f"scenarios/a.yaml {deed} and is tracked by git: it may be a secret"


def test_one_that_is_harmless(write: Write) -> None:
    """Services move every day."""
    track(write("a.yaml", HARMLESS))
    assert find_warnings(Library(Path()).load("h")) == ()


def test_one_that_git_does_not_track(write: Write) -> None:
    """Private it is, in a checkout and out of it."""
    write("a.yaml", DISSOLVE)
    assert find_warnings(Library(Path()).load("a")) == ()
    track(write("other.yaml", HARMLESS))
    assert find_warnings(Library(Path()).load("a")) == ()


def test_one_that_is_extended(write: Write) -> None:
    """The chain is as secret as its first link."""
    track(write("a.yaml", DISSOLVE))
    write("b.yaml", "scenario: b\nextends: a\n")
    assert len(find_warnings(Library(Path()).load("b"))) == 1
