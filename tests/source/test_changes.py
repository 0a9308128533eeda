"""What did a branch touch?"""

import subprocess
from pathlib import Path

import pytest

from topo.errors import UsageError
from topo.source.changes import find_changes


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one commit of a ten-line file."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.yaml").write_text("".join(f"line{n}: {n}\n" for n in range(1, 11)))
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    return tmp_path


def test_nothing_changed(repository: Path) -> None:
    """A clean checkout touches nothing."""
    assert not find_changes(repository, "HEAD").lines


def test_lines_added_changed_and_removed(repository: Path) -> None:
    """Committed and uncommitted changes both count; a removal touches what stands around it."""
    lines = (repository / "a.yaml").read_text().splitlines(keepends=True)
    lines[2] = "line3: x\n"
    del lines[7]
    (repository / "a.yaml").write_text("".join(lines))
    changes = find_changes(repository, "HEAD")
    assert changes.touch("a.yaml", 3, 3)
    assert not changes.touch("a.yaml", 4, 6)
    assert changes.touch("a.yaml", 7, 7)
    assert not changes.touch("b.yaml", 1, 100)


def test_a_file_that_git_does_not_track_is_all_new(repository: Path) -> None:
    """Names with spaces and umlauts too."""
    (repository / "neü a.yaml").write_text("x: 1\n")
    assert find_changes(repository, "HEAD").touch("neü a.yaml", 1, 1)


def test_the_base_is_where_the_branch_left(repository: Path) -> None:
    """What main did since is not the branch's."""
    git(repository, "checkout", "-qb", "branch")
    (repository / "b.yaml").write_text("b: 1\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "two")
    git(repository, "checkout", "-q", "main")
    (repository / "a.yaml").write_text("other: 1\n")
    git(repository, "commit", "-qam", "three")
    git(repository, "checkout", "-q", "branch")
    assert set(find_changes(repository, "main").lines) == {"b.yaml"}


def test_a_revision_that_git_does_not_know(repository: Path) -> None:
    """The remedy for shallow clones is named."""
    with pytest.raises(UsageError) as error:
        find_changes(repository, "nowhere")
    assert "fetch-depth" in (error.value.hint or "")


def test_an_option_is_no_revision(repository: Path) -> None:
    """Nothing that looks like an option reaches git as one."""
    with pytest.raises(UsageError):
        find_changes(repository, "--output=/tmp/x")


def test_outside_of_a_checkout(tmp_path: Path) -> None:
    """Said in one line."""
    with pytest.raises(UsageError):
        find_changes(tmp_path, "HEAD")
