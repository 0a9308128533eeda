"""How does text reach a file without anything being lost on the way?

A file is written beside its target and moved over it in one step: whoever reads at any moment sees the
old text or the new one, and a call that is interrupted leaves neither half a file nor a stray one.
"""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from topo.errors import WriteRefused
from topo.source.rendering import render_yaml
from topo.text import printable

__all__ = ["render_yaml", "write_new", "write_text_atomically"]


def write_text_atomically(path: Path, text: str | bytes, *, expect: bytes | None) -> None:
    """Make `text` (as UTF-8, its line ends as they are; or bytes) the content of `path`.

    `expect` is what the file held when it was read: if it holds anything else now, nothing is written.
    With None whatever is there is replaced, and a missing file is made; a pipe or a device is written into.
    Mode bits stay; a symbolic link stays one, and its target is written. Raises WriteRefused with the reason
    where it cannot be done.
    """
    with refusing(path):
        content = _encode(text)
        replaced = find_replaced(path)
        if replaced is not None and expect is None and _is_stream(replaced):
            path.write_bytes(content)
            return
        if replaced is not None and not stat.S_ISREG(replaced.st_mode):
            raise WriteRefused(f"{printable(str(path))} is no regular file, and is not overwritten")
        target = find_target(path)
        with written_beside(target, content) as temporary:
            if replaced is not None:
                give_owner_and_mode(temporary, replaced)
            if expect is not None:
                check_unchanged(target, expect, path)
            os.replace(temporary, target)
        settle_folder(target.parent)


def write_new(path: Path, text: str | bytes) -> None:
    """Make a file that is not there yet, with the folders that it needs; never overwrites.

    Anything at `path` counts as there, a dangling symbolic link too. Raises WriteRefused.
    """
    with refusing(path):
        if os.path.lexists(path):
            raise _already_there(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = _encode(text)
        try:
            with written_beside(path, content) as temporary:
                _put_in_free_place(temporary, path, content)
        except FileExistsError:
            raise _already_there(path) from None
        settle_folder(path.parent)


def _encode(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8")


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn what the operating system says into a refusal that names the file."""
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise WriteRefused(f"{printable(str(path))} cannot be written: {why}") from error
    except UnicodeEncodeError as error:
        raise WriteRefused(f"{printable(str(path))} cannot be written: its text is no Unicode") from error


def _already_there(path: Path) -> WriteRefused:
    return WriteRefused(
        f"{printable(str(path))} is already there, and is not overwritten",
        hint="name another file, or move this one away",
    )


def find_target(path: Path) -> Path:
    """The file itself, where `path` may be a link to it."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def find_replaced(path: Path) -> os.stat_result | None:
    """What is known of the file to be replaced, or None where there is none yet."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    # Replacing asks for permission on the folder alone: a file that is read-only says no itself.
    if not os.access(path, os.W_OK):
        raise WriteRefused(f"{printable(str(path))} is read-only", hint="make it writable first")
    return found


def _is_stream(found: os.stat_result) -> bool:
    """Whether this is no file but a way to somebody: `/dev/stdout`, a named pipe."""
    return stat.S_ISCHR(found.st_mode) or stat.S_ISFIFO(found.st_mode)


def give_owner_and_mode(temporary: Path, replaced: os.stat_result) -> None:
    """Let a new file belong to whom, and be read by whom, the one that it replaces did."""
    with suppress(OSError, AttributeError):  # only root may give a file away; elsewhere there are no owners
        os.chown(temporary, replaced.st_uid, replaced.st_gid)
    temporary.chmod(stat.S_IMODE(replaced.st_mode))


def check_unchanged(target: Path, expect: bytes, shown: Path) -> None:
    """Raise WriteRefused where a file holds anything else than `expect`."""
    try:
        now: bytes | None = target.read_bytes()
    except FileNotFoundError:
        now = None
    if now != expect:
        happened = "has disappeared" if now is None else "has changed"
        raise WriteRefused(
            f"{printable(str(shown))} {happened} since it was read, and is not overwritten",
            hint="run the command again",
        )


@contextmanager
def written_beside(target: Path, content: bytes) -> Iterator[Path]:
    """A file in the target's folder that holds `content` on the disk; gone afterwards, unless moved."""
    temporary = write_beside(target, content)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def write_beside(target: Path, content: bytes) -> Path:
    """Make a file in the target's folder that holds `content` on the disk."""
    temporary = target.parent / f".{target.name[:32]}.{secrets.token_hex(6)}.tmp"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put_in_free_place(temporary: Path, path: Path, content: bytes) -> None:
    """Give the written file its name; raises FileExistsError where the name is taken by now."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # a file system without hard links
        _write_into_free_place(path, content)


def _write_into_free_place(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise


def settle_folder(folder: Path) -> None:
    """Ask for the new name to be on the disk too, where a folder can be asked."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
