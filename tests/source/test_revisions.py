"""What did a model say in a git revision?"""

import os
import subprocess
from pathlib import Path

import pytest

from topo.source.revisions import Range, Repository, read_range


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    said = ("-c", "user.email=a@b.example", "-c", "user.name=a", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *said, *arguments]
    return subprocess.run(command, check=True, capture_output=True, input=given).stdout.decode().strip()


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository with a model in a folder of it."""
    folder = tmp_path / "repository"
    (folder / "org").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "org" / "topo.yaml").write_bytes(b"teams: {a: {}}\n")
    return folder


def test_ranges() -> None:
    """As git reads them; a path is none."""
    assert read_range("a..b") == Range("a", "b")
    assert read_range("a..") == Range("a", "HEAD")
    assert read_range("..b") == Range("HEAD", "b")
    assert read_range("a...b") == Range("a", "b", from_fork=True)
    assert read_range("../model") is None
    assert read_range("./a..b") is None


def test_files_to_the_byte(place: Path) -> None:
    """Line ends stay as they were committed, whatever attributes say; links lead where they led."""
    (place / ".gitattributes").write_bytes(b"*.yaml text eol=crlf export-ignore\n*.txt ident export-subst\n")
    (place / "org" / "named $Format:%H$.txt").write_bytes(b"$Format:%H$ $Id$\n")
    (place / "org" / "empty").write_bytes(b"")
    (place / "org" / "weiß\nzwei").write_bytes(b"\x00\xff")
    (place / "org" / "link").symlink_to("topo.yaml")
    commit(place)
    (place / "org" / "topo.yaml").write_bytes(b"not this")
    with Repository(place / "org").checked_out("HEAD") as root:
        assert root.name == "topo.yaml"
        assert root.read_bytes() == b"teams: {a: {}}\n"
        assert (root.parent / "named $Format:%H$.txt").read_bytes() == b"$Format:%H$ $Id$\n"
        assert (root.parent / "empty").read_bytes() == b""
        assert (root.parent / "weiß\nzwei").read_bytes() == b"\x00\xff"
        assert os.readlink(root.parent / "link") == "topo.yaml"
    assert not root.exists()


def test_two_revisions_at_once(place: Path) -> None:
    """What they have in common is one file on the disk; what differs is not."""
    (place / "org" / "same.yaml").write_bytes(b"services: {s: {}}\n")
    commit(place)
    (place / "org" / "topo.yaml").write_bytes(b"teams: {b: {}}\n")
    commit(place)
    repository = Repository(place / "org")
    with repository.checked_out("HEAD~1") as one, repository.checked_out("HEAD") as other:
        assert one.read_bytes() == b"teams: {a: {}}\n"
        assert other.read_bytes() == b"teams: {b: {}}\n"
        same = [each.with_name("same.yaml") for each in (one, other)]
        assert same[0].read_bytes() == same[1].read_bytes() == b"services: {s: {}}\n"
    with repository.checked_out("HEAD") as again:
        assert again.with_name("same.yaml").read_bytes() == b"services: {s: {}}\n"


def test_a_repository_within_is_left_out(place: Path) -> None:
    """Its content stands in no object of this one."""
    commit(place)
    head = git(place, "rev-parse", "HEAD")
    git(place, "update-index", "--add", "--cacheinfo", f"160000,{head},org/inner")
    git(place, "commit", "-q", "-m", "two")
    with Repository(place / "org").checked_out("HEAD") as root:
        assert not (root.parent / "inner").exists()


def test_paths_that_lead_elsewhere(place: Path, tmp_path: Path) -> None:
    """No git makes such a tree; a hostile repository may hold one."""
    blob = git(place, "hash-object", "-w", "--stdin", given=b"teams: {a: {}}\n")
    inner = git(place, "mktree", "-z", given=f"100644 blob {blob}\ttopo.yaml\0".encode())
    lines = f"040000 tree {inner}\t..\0" + f"040000 tree {inner}\torg\0"
    outer = git(place, "mktree", "-z", given=lines.encode())
    made = git(place, "commit-tree", "-m", "hostile", outer)
    with Repository(place / "org").checked_out(made) as root:
        assert root.read_bytes() == b"teams: {a: {}}\n"
        assert not (root.parents[2] / "topo.yaml").exists()
