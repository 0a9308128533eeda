"""Does what topo writes reach the file whole, and never at the cost of what somebody else wrote?"""

import os
import stat
from pathlib import Path

import pytest

from topo.errors import WriteRefused
from topo.source.writing import write_new, write_text_atomically


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "topo.yaml"
    path.write_bytes(b"topo: 1\r\n")
    return path


# --- write_text_atomically -----------------------------------------------------------------------------


def test_text_arrives_byte_for_byte(model: Path):
    """UTF-8, with the line ends and the byte order mark that the text has, and nothing left beside it."""
    write_text_atomically(model, "\ufeffé: 😀\r\nb: 1\n", expect=b"topo: 1\r\n")
    assert model.read_bytes() == "\ufeffé: 😀\r\nb: 1\n".encode()
    assert left_in(model.parent) == ["topo.yaml"]


def test_file_that_changed_meanwhile(model: Path):
    """It is not overwritten."""
    with pytest.raises(WriteRefused, match=r"topo\.yaml has changed since it was read"):
        write_text_atomically(model, "topo: 2\n", expect=b"topo: 1\n")
    assert model.read_bytes() == b"topo: 1\r\n"
    assert left_in(model.parent) == ["topo.yaml"]


def test_file_that_disappeared_meanwhile(tmp_path: Path):
    """It is not made again."""
    with pytest.raises(WriteRefused, match="has disappeared"):
        write_text_atomically(tmp_path / "gone.yaml", "a: 1\n", expect=b"")
    assert left_in(tmp_path) == []


def test_nothing_expected(model: Path):
    """Whatever is there is replaced, and what is missing is made."""
    write_text_atomically(model, "a\n", expect=None)
    write_text_atomically(model.parent / "new.yaml", "b\n", expect=None)
    assert (model.read_text(), (model.parent / "new.yaml").read_text()) == ("a\n", "b\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("mode", [0o640, 0o755, 0o600])
def test_mode_stays(model: Path, mode: int):
    """Who may read a file is not changed by writing it."""
    model.chmod(mode)
    write_text_atomically(model, "a\n", expect=None)
    assert stat.S_IMODE(model.stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_mode_of_a_new_file(tmp_path: Path):
    """It is what the user's umask makes of every new file."""
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    write_text_atomically(tmp_path / "a.yaml", "a\n", expect=None)
    write_new(tmp_path / "b.yaml", "b\n")
    assert {(tmp_path / name).stat().st_mode for name in ("a.yaml", "b.yaml")} == {ordinary.stat().st_mode}


def test_link_is_followed(model: Path):
    """The link stays one; the file that it leads to is written, where it is."""
    folder = model.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to("../topo.yaml")
    write_text_atomically(link, "a\n", expect=b"topo: 1\r\n")
    assert link.is_symlink()
    assert model.read_text() == "a\n"
    assert left_in(folder) == ["link.yaml"]


def test_ring_of_links(tmp_path: Path):
    """It is refused with a reason."""
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(WriteRefused, match="a cannot be written: "):
        write_text_atomically(tmp_path / "a", "x", expect=None)


def test_folder_in_the_way(tmp_path: Path):
    """Only files are written."""
    (tmp_path / "topo.yaml").mkdir()
    with pytest.raises(WriteRefused, match="no regular file"):
        write_text_atomically(tmp_path / "topo.yaml", "x", expect=None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_pipe(tmp_path: Path):
    """Who waits at its other end gets the text; a model in its place is refused."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text_atomically(pipe, "a: é\n", expect=None)
        assert os.read(reader, 100) == "a: é\n".encode()
    finally:
        os.close(reader)
    with pytest.raises(WriteRefused, match="no regular file"):
        write_text_atomically(pipe, "x", expect=b"")
    assert left_in(tmp_path) == ["pipe"]


def test_read_only_file(model: Path, monkeypatch: pytest.MonkeyPatch):
    """It says no, though its folder would allow it."""
    model.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anything
    with pytest.raises(WriteRefused, match="read-only"):
        write_text_atomically(model, "x", expect=None)
    assert model.read_bytes() == b"topo: 1\r\n"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_write_that_fails(model: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException):
    """The old text stays, and nothing is left beside it."""

    def fail(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteRefused if isinstance(error, OSError) else KeyboardInterrupt):
        write_text_atomically(model, "x", expect=None)
    with pytest.raises(WriteRefused if isinstance(error, OSError) else KeyboardInterrupt):
        write_new(model.parent / "new.yaml", "x")
    assert model.read_bytes() == b"topo: 1\r\n"
    assert left_in(model.parent) == ["topo.yaml"]


def test_text_that_no_file_can_hold(model: Path):
    """Half a character is refused, with the file as it was."""
    with pytest.raises(WriteRefused, match="no Unicode"):
        write_text_atomically(model, "\ud800", expect=None)
    assert left_in(model.parent) == ["topo.yaml"]


# --- write_new -----------------------------------------------------------------------------------------


def test_new_file_with_its_folders(tmp_path: Path):
    """Missing folders are made."""
    write_new(tmp_path / "scenarios" / "split" / "a.yaml", "a: é\n")
    assert (tmp_path / "scenarios" / "split" / "a.yaml").read_bytes() == "a: é\n".encode()
    assert left_in(tmp_path / "scenarios" / "split") == ["a.yaml"]


def test_file_that_is_there(model: Path):
    """It is never overwritten."""
    with pytest.raises(WriteRefused, match="already there") as caught:
        write_new(model, "x")
    assert caught.value.exit_code == 2
    assert model.read_bytes() == b"topo: 1\r\n"


def test_dangling_link_counts_as_there(tmp_path: Path):
    """Writing through it would make a file somewhere else."""
    (tmp_path / "a.yaml").symlink_to("nowhere.yaml")
    with pytest.raises(WriteRefused, match="already there"):
        write_new(tmp_path / "a.yaml", "x")
    assert left_in(tmp_path) == ["a.yaml"]


def test_file_that_appears_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Another program's file, made between the look and the write, stays; on every kind of file system."""
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    (tmp_path / "a.yaml").write_text("theirs")
    with pytest.raises(WriteRefused, match="already there"):
        write_new(tmp_path / "a.yaml", "x")
    monkeypatch.setattr(os, "link", _no_links)
    with pytest.raises(WriteRefused, match="already there"):
        write_new(tmp_path / "a.yaml", "x")
    assert (tmp_path / "a.yaml").read_text() == "theirs"
    assert left_in(tmp_path) == ["a.yaml"]


def test_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The file is made all the same."""
    monkeypatch.setattr(os, "link", _no_links)
    write_new(tmp_path / "a.yaml", "x\n")
    assert (tmp_path / "a.yaml").read_text() == "x\n"
    assert left_in(tmp_path) == ["a.yaml"]


def _no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_name_that_is_too_long(tmp_path: Path):
    """The reason is the operating system's, the control characters of a name are written out."""
    with pytest.raises(WriteRefused, match=r"a\\x1bb+ cannot be written: File name too long"):
        write_new(tmp_path / ("a\x1b" + "b" * 300), "x")
