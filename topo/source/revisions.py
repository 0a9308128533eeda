"""What did a model say in a git revision? The working tree and the index stay as they are."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from topo.errors import ModelNotFound, UsageError
from topo.source.discovery import find_root
from topo.text import printable

_UNCHANGED = (
    *("-c", "core.autocrlf=false"),
    *("-c", "core.fsmonitor="),
    *("-c", "core.hooksPath=/dev/null"),
    # Large files are left as the pointers that they are: nothing is fetched.
    *("-c", "filter.lfs.smudge="),
    *("-c", "filter.lfs.process="),
    *("-c", "filter.lfs.required=false"),
)


class Range(NamedTuple):
    """Two revisions; `from_fork`: the first is where the second left it."""

    before: str
    after: str
    from_fork: bool = False


def read_range(said: str) -> Range | None:
    """What `A..B`, `A..` and `A...B` name; None for anything else.

    >>> read_range("main..HEAD"), read_range("main...").from_fork, read_range("main")
    (Range(before='main', after='HEAD', from_fork=False), True, None)
    """
    for dots in ("...", ".."):
        before, found, after = said.partition(dots)
        if found and not before.startswith(("/", ".")) and not after.startswith("/"):
            return Range(before or "HEAD", after or "HEAD", dots == "...")
    return None


class Repository:
    """The git repository that a model stands in, and where in it."""

    def __init__(self, start: Path) -> None:
        self.root = find_root(start)
        folder = self.root.parent
        self.top = Path(self._run(folder, "rev-parse", "--show-toplevel"))
        self.place = Path(os.path.realpath(self.root)).relative_to(os.path.realpath(self.top))

    def find_fork(self, one: str, other: str) -> str:
        """The commit at which two revisions parted. Raises `UsageError` where they never met."""
        return self._run(self.top, "merge-base", self.find(one), self.find(other))

    def find(self, revision: str) -> str:
        """The commit of a revision. Raises `UsageError` where git knows none."""
        asking = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            return self._run(self.top, *asking)
        except UsageError:
            raise UsageError(
                f"git does not know the revision `{printable(revision)}`",
                hint="in CI, fetch the history: fetch-depth: 0",
            ) from None

    @contextmanager
    def checked_out(self, revision: str) -> Iterator[Path]:
        """The model's root file as a revision has it, with all else of the repository, for a while.

        Raises `ModelNotFound` where the revision has no such file.
        """
        commit = self.find(revision)
        with TemporaryDirectory(prefix="topo-") as temporary:
            folder = Path(os.path.realpath(temporary)) / "tree"
            index = {"GIT_INDEX_FILE": str(folder.with_name("index"))}
            self._run(self.top, "read-tree", commit, more=index)
            self._run(self.top, "checkout-index", "-a", "-f", f"--prefix={folder}/", more=index)
            root = folder / self.place
            if not root.is_file():
                raise ModelNotFound(
                    f"there is no `{printable(self.place.as_posix())}` in `{printable(revision)}`"
                )
            yield root

    def _run(self, folder: Path, *arguments: str, more: dict[str, str] | None = None) -> str:
        # Hooks set GIT_* variables that would lead git to another repository.
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        try:
            done = subprocess.run(
                ["git", "-C", str(folder), *_UNCHANGED, *arguments],
                capture_output=True,
                text=True,
                errors="surrogateescape",
                env={**kept, **(more or {})},
                check=False,
            )
        except OSError as error:
            raise UsageError(f"git cannot be run: {error.strerror}", hint="install git") from None
        if done.returncode:
            said = done.stderr.strip().splitlines()
            raise UsageError(
                f"git says: {said[0] if said else 'nothing'}", hint="a revision needs a git checkout"
            )
        return done.stdout.rstrip("\n")
