"""Does `topo diff` read revisions without touching anything, and exit as a pull request's check should?"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FIRST = """teams:
  shop: {size: 3, owns: [cart]}
  pay: {size: 3, owns: [ledger]}
services: {cart: {}, ledger: {}}
"""
SECOND = FIRST.replace("  pay:", "  payments:").replace("[ledger]}", "[ledger], formerly: [pay]}")
THIRD = SECOND.replace("ledger: {}}", "ledger: {}, orphan: {}}")
Write = Callable[[str, str], Path]
Diff = Callable[..., "subprocess.CompletedProcess[str]"]


def git(folder: Path, *arguments: str) -> str:
    said = ("-c", "user.email=a@b.example", "-c", "user.name=a", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(folder), *said, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def repository(write: Write, tmp_path: Path) -> Path:
    """Three commits: the first model, one that renames, and one on a branch that adds what nobody owns."""
    git(tmp_path, "init", "-q", "-b", "main")
    for text, message in ((FIRST, "one"), (SECOND, "two")):
        write("org/topo.yaml", text)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", message)
    git(tmp_path, "checkout", "-q", "-b", "more")
    write("org/topo.yaml", THIRD)
    git(tmp_path, "commit", "-q", "-a", "-m", "three")
    return tmp_path


@pytest.fixture
def diff(topo: Any) -> Diff:
    return lambda *arguments, **more: topo("diff", *arguments, "-m", "org", "--as-of", "2026-12-01", **more)


def test_two_revisions(repository: Path, diff: Diff, write: Write) -> None:
    """The range is git's: the files and the index stay as they are, whatever they hold."""
    write("org/topo.yaml", "teams: {}\n")
    git(repository, "add", "-A")
    write("org/topo.yaml", "teams: {other: {}}\n")
    before = git(repository, "status", "--porcelain"), (repository / ".git" / "index").read_bytes()
    done = diff("main~1..main")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "main~1 → main on 2026-12-01"
    assert "renamed  team `pay` is now `payments`" in done.stdout
    assert before == (
        git(repository, "status", "--porcelain"),
        (repository / ".git" / "index").read_bytes(),
    )
    assert (repository / "org" / "topo.yaml").read_text() == "teams: {other: {}}\n"


@pytest.mark.usefixtures("repository")
def test_a_pull_request(diff: Diff) -> None:
    """What a branch did since it left another, without what happened there."""
    done = diff("main...", "--format", "json", "--fail-on", "new-findings")
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert [each["text"] for each in document["events"]] == ["service `orphan`"]
    assert [each["code"] for each in document["findings"]["new"]][:1] == ["OWN001"]
    assert (document["before"], document["after"]) == ("main where HEAD left it", "HEAD")
    assert diff("main...", "--fail-on", "worse").returncode == 1
    assert diff("more..main", "--fail-on", "worse").returncode == 0
    assert diff("main...").returncode == 0


def test_the_files_as_they_are(repository: Path, diff: Diff, write: Write) -> None:
    """One revision alone is compared with them; a path may stand beside a revision, too."""
    assert "Nothing differs" in diff("HEAD").stdout
    write("org/topo.yaml", SECOND)
    told = "gone  service `orphan`"
    assert told in diff("HEAD").stdout
    assert told in diff("HEAD", "org").stdout
    assert "new  service `orphan`" in diff("org", "HEAD").stdout
    assert repository.is_dir()


@pytest.mark.usefixtures("repository")
def test_no_private_overlay_beside_a_revision(diff: Diff, write: Write) -> None:
    """It is in no revision, and would look like a change."""
    write("org/topo.private.yaml", "teams:\n  shop: {size: 9}\n")
    assert "Nothing differs" in diff("HEAD").stdout


def test_two_folders(topo: Any, write: Write) -> None:
    """Without git, too; the gone finding is no failure."""
    write("old/topo.yaml", THIRD)
    write("new/topo.yaml", SECOND)
    done = topo("diff", "old", "new", "--fail-on", "worse", "--format", "markdown")
    assert done.returncode == 0
    assert done.stdout.startswith("## topo diff: old → new on ")
    assert topo("diff", "new", "old", "--fail-on", "worse").returncode == 1


def test_what_git_does_not_know(repository: Path, topo: Any, diff: Diff, write: Write) -> None:
    """Exit code 2, and what it was."""
    unknown = diff("nowhere..HEAD")
    assert unknown.returncode == 2
    assert "git does not know the revision `nowhere`" in unknown.stderr
    write("new/topo.yaml", FIRST)
    missing = topo("diff", "HEAD..", "-m", "new")
    assert missing.returncode == 2
    assert "there is no `new/topo.yaml` in `HEAD`" in missing.stderr
    option = diff("--", "--output=x")
    assert option.returncode == 2
    assert not (repository / "x").exists()


def test_a_revision_that_cannot_be_read(repository: Path, diff: Diff, write: Write) -> None:
    """It is said which of the two it is."""
    write("org/topo.yaml", "teams: [\n")
    git(repository, "commit", "-q", "-a", "-m", "broken")
    done = diff("main..")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("HEAD:org/topo.yaml:1:8: error[SYN001]")


def test_outside_git(topo: Any, write: Write) -> None:
    """A revision needs a checkout."""
    write("topo.yaml", FIRST)
    done = topo("diff", "HEAD", env={"GIT_CEILING_DIRECTORIES": "/"})
    assert done.returncode == 2
    assert "git" in done.stderr
