"""Which files belong to a model?"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from topo.errors import ModelNotFound

ROOT = "topo.yaml"
OVERLAY = "topo.private.yaml"
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
        if base.is_file():
            yield base
        return
    matcher = _compile("/".join(rest))
    wants_dots = any(part.startswith(".") for part in rest)
    depth = None if any("**" in part for part in rest) else len(rest) - 1
    for path, relative in _walk(base, folder if is_model else None, wants_dots=wants_dots, depth=depth):
        # A folder that cannot be looked into is handed on, so that the reading says so.
        if relative is None or matcher.match(relative):
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
        except FileNotFoundError:
            continue
        except OSError:
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


def _is_wild(part: str) -> bool:
    return any(sign in part for sign in "*?[")


@lru_cache(maxsize=64)
def _compile(pattern: str) -> re.Pattern[str]:
    out, at = "", 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out, at = out + "(?:[^/]+/)*", at + 3
        elif pattern.startswith("**", at):
            out, at = out + ".*", at + 2
        elif pattern[at] == "*":
            out, at = out + "[^/]*", at + 1
        elif pattern[at] == "?":
            out, at = out + "[^/]", at + 1
        elif pattern[at] == "[" and "]" in pattern[at + 1 :]:
            end = pattern.index("]", at + 1)
            inner = pattern[at + 1 : end].replace("\\", "\\\\")
            out, at = out + f"[{'^' + inner[1:] if inner[:1] in ('!', '^') else inner}]", end + 1
        else:
            out, at = out + re.escape(pattern[at]), at + 1
    return re.compile(out + r"\Z")
