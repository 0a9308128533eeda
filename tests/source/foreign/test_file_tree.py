"""Which files does a repository have?"""

from __future__ import annotations

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

from topo.source.foreign import file_tree
from topo.source.foreign.file_tree import UnreadableTree, read_tree

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files at several depths."""
    for name in ("b.py", "a/é.md", "a/.hidden", ".github/CODEOWNERS"):
        file = tmp_path / "tree" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    return tmp_path / "tree"


EVERYTHING = [".github/CODEOWNERS", "a/.hidden", "a/é.md", "b.py"]


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def test_a_plain_folder(folder: Path) -> None:
    """All its files, hidden ones too, sorted and from its top."""
    assert read_tree(folder) == EVERYTHING
    assert read_tree(str(folder)) == EVERYTHING


def test_links_in_a_folder(folder: Path) -> None:
    """A link is a file of its own and is not followed, so a loop does no harm."""
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "gone").symlink_to(folder / "nowhere")
    assert read_tree(folder) == sorted([*EVERYTHING, "a/loop", "gone"])


@needs_git
def test_a_checkout(folder: Path) -> None:
    """What git tracks, and nothing else: neither its own files nor what was built."""
    _git(folder, "init", "-q")
    _git(folder, "add", "a", "b.py")
    assert read_tree(folder) == ["a/.hidden", "a/é.md", "b.py"]
    assert read_tree(folder / "a") == [".hidden", "é.md"]


@needs_git
def test_a_checkout_in_a_hook_of_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook's surroundings name its own repository; they do not reach this one."""
    _git(folder, "init", "-q")
    _git(folder, "add", "b.py")
    monkeypatch.setenv("GIT_DIR", str(folder / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(folder / "other"))
    assert read_tree(folder) == ["b.py"]


@needs_git
def test_a_checkout_that_names_a_program_to_run(folder: Path) -> None:
    """Reading a repository's files never runs what the repository says."""
    _git(folder, "init", "-q")
    _git(folder, "add", "b.py")
    script = folder / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {folder}/ran\n")
    script.chmod(0o755)
    _git(folder, "config", "core.fsmonitor", str(script))
    assert read_tree(folder) == ["b.py"]
    assert not (folder / "ran").exists()


@needs_git
def test_a_folder_that_a_checkout_ignores(folder: Path) -> None:
    """Git tracks nothing in it, so its files are found by walking."""
    _git(folder, "init", "-q")
    _git(folder, "add", "b.py")
    assert read_tree(folder / ".github") == ["CODEOWNERS"]


def test_a_checkout_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files but those of git itself."""
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("x")
    monkeypatch.setenv("PATH", "")
    assert read_tree(folder) == EVERYTHING


@pytest.mark.parametrize("name", ["files.txt", "files.txt.gz"])
def test_a_list_of_files(tmp_path: Path, name: str) -> None:
    """One path a line, packed or not, in any order, with what may stand in front of a path."""
    content = "\ufeffb.py\r\n./a/x y.md\n\n/a/é\nb.py\n".encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    assert read_tree(tmp_path / name) == ["a/x y.md", "a/é", "b.py"]


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    """It is one path, which can be printed."""
    (tmp_path / "files.txt").write_bytes(b"a\xff\n")
    assert read_tree(tmp_path / "files.txt") == ["a\ufffd"]


def test_a_list_that_is_missing(tmp_path: Path) -> None:
    """The error is the one of the file system."""
    for name in ("files.txt", "nowhere"):
        with pytest.raises(FileNotFoundError):
            read_tree(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("files.yaml", b"a: 1", "neither a folder nor a list"),
        ("files.txt.gz", b"plain", "no gzip file"),
        ("files.txt.gz", gzip.compress(b"a\n")[:-6], "no gzip file"),
        ("files.txt", b"a\n" * 20, "MB of paths"),
        ("files.txt.gz", gzip.compress(b"a\n" * 20), "MB of paths"),
    ],
    ids=["another kind", "not packed", "cut off", "too long", "unpacks too long"],
)
def test_what_is_no_list(
    tmp_path: Path, name: str, content: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another kind of file, a broken one and one that unpacks without end are refused."""
    monkeypatch.setattr(file_tree, "LIST_LIMIT", 30)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableTree, match=message):
        read_tree(tmp_path / name)
