"""How is a file read that a model names, whatever it turns out to be?"""

import os
import socket
from pathlib import Path

import pytest

from topo.source.opening import UnreadableFile, read_regular_file


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    """Up to the limit, and not a byte more."""
    (tmp_path / "a").write_bytes(b"12345")
    assert read_regular_file(tmp_path / "a", most=5) == b"12345"
    with pytest.raises(UnreadableFile, match="larger than"):
        read_regular_file(tmp_path / "a", most=4)


def test_an_empty_file_is_nothing(tmp_path: Path) -> None:
    """No error."""
    (tmp_path / "a").touch()
    assert read_regular_file(tmp_path / "a") == b""


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody writes into it."""
    os.mkfifo(tmp_path / "a")
    with pytest.raises(UnreadableFile, match="no regular file"):
        read_regular_file(tmp_path / "a")


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_not_read(path: str) -> None:
    """It may have no end."""
    with pytest.raises(UnreadableFile):
        read_regular_file(Path(path))


def test_a_socket_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot even be opened."""
    monkeypatch.chdir(tmp_path)  # the path of a socket has to be short
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind("a")
        with pytest.raises(UnreadableFile, match="cannot be read"):
            read_regular_file(Path("a"))


@pytest.mark.parametrize("name", ["folder", "missing", "loop", "x" * 300, "a\0b"])
def test_what_is_no_file_is_said(tmp_path: Path, name: str) -> None:
    """With what to do."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UnreadableFile) as refused:
        read_regular_file(tmp_path / name)
    assert refused.value.hint


def test_nothing_stays_open(tmp_path: Path) -> None:
    """Neither what was read nor what was refused."""
    (tmp_path / "a").write_bytes(b"x")
    before = sorted(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else []
    read_regular_file(tmp_path / "a")
    for refused in (tmp_path, tmp_path / "missing", Path("/dev/null")):
        with pytest.raises(UnreadableFile):
            read_regular_file(refused)
    after = sorted(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else []
    assert len(after) == len(before)
