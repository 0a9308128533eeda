"""Which files belong to a model?"""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from topo.errors import ModelNotFound

ROOT = "topo.yaml"
OVERLAY = "topo.private.yaml"
JOURNAL = ".topo-apply.json"
"""What is there while several files of a model are being written as one."""
DEFAULT_PATTERNS = ("topo.yaml", "topo/**/*.yaml")
_NO_MODEL_FOLDERS = frozenset({"node_modules", "__pycache__"})


def find_root(start: Path) -> Path:
    """The `topo.yaml` that `start` means: the file itself, the folder's, or the nearest one upwards.

    Raises `ModelNotFound` where there is none.
    """
    if start.is_file():
        return start
    if not start.exists():
        raise ModelNotFound(
            f"there is no file or folder `{start}`", hint="name a folder with a topo.yaml in it"
        )
    for folder in (start, *start.resolve().parents) if start == Path() else (start,):
        if (folder / ROOT).is_file():
            return folder / ROOT
    raise ModelNotFound(
        f"there is no {ROOT} in `{start.resolve()}`" + (" or above it" if start == Path() else ""),
        hint="`topo init` writes a starter model; or name the folder: `topo check FOLDER`",
    )


def find_files(folder: Path, patterns: Iterable[str]) -> list[Path]:
    """The model files below `folder` that match any pattern, sorted; another model's are left out.

    Dot folders, the private overlay and folders with a `topo.yaml` of their own are never searched by a
    wildcard. A pattern may lead out of the folder (`../shared/*.yaml`).
    """
    found: set[Path] = set()
    for pattern in patterns:
        found.update(_expand(folder, pattern))
    found.discard(folder / OVERLAY)
    return sorted(found)


def find_missing(folder: Path, patterns: Iterable[str]) -> list[str]:
    """The patterns without a wildcard that name no file: somebody meant one that is not there."""
    return [
        pattern
        for pattern in patterns
        if not any(map(_is_wild, pattern.split("/"))) and not any(_expand(folder, pattern))
    ]


def expand_glob(folder: Path, pattern: str) -> list[Path]:
    """The files that a pattern of `sources:` means, sorted: dot folders only where it names them."""
    return sorted(_expand(folder, pattern, is_model=False))


def _expand(folder: Path, pattern: str, *, is_model: bool = True) -> Iterator[Path]:
    parts = [part for part in pattern.replace("\\", "/").split("/") if part not in ("", ".")]
    base = Path("/") if pattern.startswith("/") else folder
    fixed = 0
    while fixed < len(parts) and not _is_wild(parts[fixed]):
        base = base / parts[fixed] if parts[fixed] != ".." else Path(os.path.normpath(base / ".."))
        fixed += 1
    rest = parts[fixed:]
    if not rest:
        if _is_there(base):
            yield base
        return
    glob = Glob(tuple(rest))
    wants_dots = any(part.startswith(".") for part in rest)
    depth = None if "**" in rest else len(rest) - 1
    for path, relative in _walk(base, folder if is_model else None, wants_dots=wants_dots, depth=depth):
        # A folder that cannot be looked into is handed on, so that the reading says so.
        if relative is None or glob.is_match(relative):
            yield path


def _walk(
    base: Path, model: Path | None, *, wants_dots: bool, depth: int | None
) -> Iterator[tuple[Path, str | None]]:
    """Every file below `base` with its relative path; each real folder once, so that links never loop.

    `depth` folders deep at most. A folder that cannot be looked into comes with None.
    """
    seen: set[tuple[int, int]] = set()
    pending = [(base, "")]
    while pending:
        folder, prefix = pending.pop()
        try:
            about = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            continue  # ValueError: no path holds a NUL
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                yield folder, None
            continue
        if (about.st_dev, about.st_ino) in seen:
            continue
        seen.add((about.st_dev, about.st_ino))
        names = {entry.name for entry in entries}
        if model is not None and ROOT in names and folder != model and not model.is_relative_to(folder):
            continue
        for entry in entries:
            if entry.name.startswith(".") and not wants_dots:
                continue
            relative = f"{prefix}{entry.name}"
            if _is_folder(entry):
                if entry.name not in _NO_MODEL_FOLDERS and (depth is None or relative.count("/") < depth):
                    pending.append((folder / entry.name, f"{relative}/"))
            else:
                yield folder / entry.name, relative


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that loops: reading it says so


def _is_there(path: Path) -> bool:
    """Whether there is something that is no folder; what cannot be opened is told by the reading."""
    try:
        return not stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG


def _is_wild(part: str) -> bool:
    return any(sign in part for sign in "*?[")


class Glob:
    """A pattern of relative paths: `*`, `?` and `[…]` within a name, `**` for any folders.

    Takes time by the length of the pattern and the path alone, whatever stands in them.

    >>> Glob(("**", "*.yaml")).is_match("teams/deep/a.yaml"), Glob(("*.yaml",)).is_match("teams/a.yaml")
    (True, False)
    """

    def __init__(self, parts: tuple[str, ...]) -> None:
        self._names = [None if part == "**" else _compile(part) for part in parts]

    def is_match(self, path: str) -> bool:
        """Whether the pattern speaks of the file at a relative path."""
        states = self._skip({0})
        for name in path.split("/"):
            states = self._skip({after for state in states for after in self._step(state, name)})
            if not states:
                return False
        return len(self._names) in states or (self._names[-1:] == [None] and len(self._names) - 1 in states)

    def _step(self, state: int, name: str) -> Iterator[int]:
        if state < len(self._names):
            pattern = self._names[state]
            if pattern is None:
                yield state
            elif pattern(name):
                yield state + 1

    def _skip(self, states: set[int]) -> set[int]:
        """With the states behind a `**`, which may stand for no folder; the last one stands for a name."""
        pending = list(states)
        while pending:
            state = pending.pop()
            if state < len(self._names) - 1 and self._names[state] is None and state + 1 not in states:
                states.add(state + 1)
                pending.append(state + 1)
        return states


@lru_cache(maxsize=1024)
def _compile(name: str) -> Callable[[str], object]:
    from fnmatch import translate

    return re.compile(translate(name)).match
