"""Which files does a repository have?

The answer comes from a checkout or from a list of paths: a pipeline can check ownership without a clone.
"""

from __future__ import annotations

import gzip
import os
import stat
import subprocess
import zlib
from pathlib import Path

from topo.source.foreign.codeowners_rules import normalise_path

LIST_LIMIT = 64 * 1024 * 1024
"""Bytes of a file list, unpacked: above a million paths, it is a mistake or an attack."""

_GIT_SECONDS = 60


class UnreadableTree(OSError):
    """What is given is neither a folder nor a list of files that can be read."""


def read_tree(path: str | Path) -> list[str]:
    """The paths of all files below ``path``, with ``/``, from its top, sorted, each once.

    A folder: the files that git tracks where it is a checkout and git is there, else all but ``.git``.
    Symbolic links are files, as they are to git, and never followed. A ``.txt`` or ``.txt.gz``: one path a
    line.

    Raises:
        OSError: ``path`` cannot be read; ``UnreadableTree`` where it is not of these kinds.
    """
    path = Path(path)
    if path.is_dir():
        found = _ask_git(path)
        return sorted(set(_walk(path) if found is None else found))
    if not path.name.endswith((".txt", ".txt.gz")):
        path.stat()
        raise UnreadableTree(f"{path} is neither a folder nor a list of files (.txt, .txt.gz)")
    lines = _decode(_read_list(path)).removeprefix("\ufeff").split("\n")
    return sorted({normalise_path(line.rstrip("\r")) for line in lines} - {""})


def _ask_git(folder: Path) -> list[str] | None:
    """What git tracks below ``folder``; None: it is no checkout, or git cannot say.

    The surroundings may point git elsewhere (a hook does), and a repository's own configuration may name a
    program that git is to run (core.fsmonitor): neither is let through.
    """
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), "ls-files", "-z"]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        answer = subprocess.run(
            command, capture_output=True, check=True, env=surroundings, timeout=_GIT_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return None
    tracked = [name for name in _decode(answer.stdout).split("\0") if name]
    is_top = (folder / ".git").exists()
    return tracked if tracked or is_top else None


def _walk(top: Path) -> list[str]:
    found: list[str] = []
    for folder, folders, files in os.walk(top):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = sorted(set(folders) - {".git"} - set(links))
        names = [name for name in (*files, *links) if name != ".git"]
        found.extend(os.path.relpath(os.path.join(folder, name), top) for name in names)
    return [_decode(os.fsencode(path)).replace(os.sep, "/") for path in found]


def _read_list(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableTree(f"{path} is no regular file")
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(LIST_LIMIT + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableTree(f"{path} is no gzip file: {error}") from error
    if len(content) > LIST_LIMIT:
        raise UnreadableTree(f"{path} has more than {LIST_LIMIT >> 20} MB of paths")
    return content


def _decode(content: bytes) -> str:
    return content.decode("utf-8", "replace")
