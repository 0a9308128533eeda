"""What did a branch touch?"""

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from topo.errors import UsageError
from topo.source.positions import show_path

_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_WHOLE = 1 << 30


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines that changed, by file as shown: pairs of first and last line."""

    lines: dict[str, tuple[tuple[int, int], ...]]

    def touch(self, file: str, first: int, last: int) -> bool:
        """Whether any changed line of `file` lies from `first` to `last`."""
        return any(start <= last and first <= end for start, end in self.lines.get(file, ()))


def find_changes(folder: Path, revision: str) -> Changes:
    """What differs between the working tree below `folder`'s repository and where it left `revision`.

    That is the merge base of `revision` and HEAD; files that git does not track yet count as changed.
    Raises `UsageError` outside a git checkout and for a revision that git does not know.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    known = _git(
        folder,
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        f"{revision}^{{commit}}",
        what=revision,
    ).strip()
    base = _git(folder, "merge-base", known, "HEAD", fallback=known).strip()
    diff = _git(folder, "diff", "--no-color", "--no-ext-diff", "--no-renames", "-U0", base, "--")
    lines = _read_diff(diff, top)
    for name in _git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        if name:
            lines[show_path(top / name)] = ((0, _WHOLE),)
    return Changes(lines)


def is_tracked(path: Path) -> bool:
    """Whether git tracks a file; False outside a checkout and without git."""
    try:
        return bool(_git(path.parent, "ls-files", "--", path.name, fallback="").strip())
    except UsageError:
        return False


def find_uncommitted(paths: Iterable[Path]) -> list[Path]:
    """Those of these files whose content git could not give back: changed since the last commit, or new.

    Files that git ignores, that stand in no checkout, or that nobody can ask git about are none of them.
    """
    folders: dict[Path, list[Path]] = {}
    for path in paths:
        real = Path(os.path.realpath(path))
        folders.setdefault(real.parent, []).append(path)
    return sorted(path for folder, each in folders.items() for path in _find_uncommitted_in(folder, each))


def _find_uncommitted_in(folder: Path, paths: list[Path]) -> list[Path]:
    names = {os.path.basename(os.path.realpath(path)): path for path in paths}
    asking = ("--literal-pathspecs", "status", "--porcelain", "--no-renames", "--untracked-files=all", "-z")
    try:
        told = _git(folder, *asking, "--", *names, fallback="")
    except UsageError:  # there is no git
        return []
    dirty = {line[3:].rpartition("/")[2] for line in told.split("\0")}
    return [path for name, path in names.items() if name in dirty]


def _read_diff(diff: str, top: Path) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    current: list[tuple[int, int]] = []
    for line in diff.splitlines():
        if line.startswith("+++ "):
            name = line[4:].split("\t")[0]
            name = name.removeprefix('"').removesuffix('"').removeprefix("b/")
            current = found.setdefault(show_path(top / name), [])
        elif match := _HUNK.match(line):
            first, length = int(match[1]), int(match[2] if match[2] is not None else 1)
            # A pure removal has no line of its own: it touches what stands around it.
            current.append((first, first + length - 1) if length else (first, first + 1))
    return {file: tuple(pairs) for file, pairs in found.items()}


def _git(folder: Path, *arguments: str, what: str | None = None, fallback: str | None = None) -> str:
    # Hooks set GIT_* variables that would lead git to another repository.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "-c", "core.quotePath=false", "-c", "core.fsmonitor=", *arguments],
            capture_output=True,
            text=True,
            errors="surrogateescape",
            env=environment,
            check=False,
        )
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}", hint="install git") from None
    if done.returncode == 0:
        return done.stdout
    if fallback is not None:
        return fallback
    if what is not None:
        raise UsageError(
            f"git does not know the revision `{what}`", hint="in CI, fetch the history: fetch-depth: 0"
        )
    said = done.stderr.strip().splitlines()
    raise UsageError(
        f"git says: {said[0] if said else 'nothing'}", hint="`--changed-since` needs a git checkout"
    )
