"""How is a file read that a model names, whatever it turns out to be?

A pipe would be waited for and a device read without end: only regular files are opened, and never more of
them than a limit.
"""

import os
import stat
from pathlib import Path

LARGEST_FILE = 32 * 1024 * 1024
"""The largest file that is read, in bytes."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class UnreadableFile(Exception):
    """A file that cannot be read; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_regular_file(path: Path, *, most: int = LARGEST_FILE) -> bytes:
    """The bytes of a regular file of at most `most` bytes; raises UnreadableFile for any other."""
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"the file cannot be read: {_why(error)}", _remedy(error)) from None
    try:
        return _read(handle, most)
    except OSError as error:
        raise UnreadableFile(f"the file cannot be read: {_why(error)}", "check the disk") from None
    finally:
        os.close(handle)


def _read(handle: int, most: int) -> bytes:
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode):
        what = "a folder" if stat.S_ISDIR(about.st_mode) else "no regular file"
        raise UnreadableFile(f"this is {what}", "leave it out, or name a file")
    with open(handle, "rb", closefd=False) as file:
        # Some systems say 0 of files that are made as they are read.
        content = file.read(min(about.st_size or most, most) + 1)
    if len(content) > most:
        raise UnreadableFile(
            f"the file is larger than {most // 1024 // 1024} MB", "split it, or leave it out"
        )
    return content


def _why(error: Exception) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)


def _remedy(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "check its permissions"
    return "check that it is there, and what it links to"
