"""What did a model say in a git revision? The working tree and the index stay as they are."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from topo.errors import ModelNotFound, UsageError
from topo.source.discovery import find_root
from topo.text import printable

# No program that the repository names is run.
_UNCHANGED = ("-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null")


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
        self._written: dict[bytes, Path] = {}
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
            folder.mkdir()
            self._write(commit, folder)
            root = folder / self.place
            if not root.is_file():
                raise ModelNotFound(
                    f"there is no `{printable(self.place.as_posix())}` in `{printable(revision)}`"
                )
            yield root

    def _write(self, commit: str, folder: Path) -> None:
        """Write every file of a commit, to the byte, below a folder that is empty."""
        listed = self._call(self.top, "ls-tree", "-r", "-z", "--full-tree", commit)
        entries = [_Entry.read(line) for line in listed.split(b"\0") if line]
        files = [each for each in entries if each.is_file and _is_inside(each.path)]
        for inner in {each.path.rpartition("/")[0] for each in files}:
            (folder / inner).mkdir(parents=True, exist_ok=True)
        files = [each for each in files if each.is_link or not self._share(each, folder)]
        asked = b"".join(each.object + b"\n" for each in files)
        answer = BytesIO(self._call(self.top, "cat-file", "--batch", given=asked))
        contents = [(each, _read_blob(answer, each.path)) for each in files]
        # Links come last: through none of them is a file written.
        for each, content in sorted(contents, key=lambda pair: pair[0].is_link):
            if each.is_link:
                (folder / each.path).symlink_to(os.fsdecode(content))
            else:
                (folder / each.path).write_bytes(content)
                self._written[each.object] = folder / each.path

    def _share(self, entry: "_Entry", folder: Path) -> bool:
        """Whether a file that another revision wrote serves this one too: making one anew is slow."""
        known = self._written.get(entry.object)
        if known is None:
            return False
        try:
            os.link(known, folder / entry.path)
        except OSError:  # it is gone, or the system has no such links
            return False
        return True

    def _run(self, folder: Path, *arguments: str) -> str:
        return self._call(folder, *arguments).decode(errors="surrogateescape").rstrip("\n")

    def _call(self, folder: Path, *arguments: str, given: bytes = b"") -> bytes:
        # Hooks set GIT_* variables that would lead git to another repository.
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        try:
            done = subprocess.run(
                ["git", "-C", str(folder), *_UNCHANGED, *arguments],
                capture_output=True,
                input=given,
                env=kept,
                check=False,
            )
        except OSError as error:
            raise UsageError(f"git cannot be run: {error.strerror}", hint="install git") from None
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise UsageError(
                f"git says: {said[0] if said else 'nothing'}", hint="a revision needs a git checkout"
            )
        return done.stdout


class _Entry(NamedTuple):
    """A line of `git ls-tree`."""

    mode: bytes
    object: bytes
    path: str

    @classmethod
    def read(cls, line: bytes) -> "_Entry":
        about, _, path = line.partition(b"\t")
        mode, _, object = about.split(b" ")
        return cls(mode, object, os.fsdecode(path))

    @property
    def is_file(self) -> bool:
        """Whether it has content of its own: what is no repository within this one."""
        return self.mode != b"160000"

    @property
    def is_link(self) -> bool:
        return self.mode == b"120000"


def _read_blob(answer: BytesIO, path: str) -> bytes:
    """The next content that `git cat-file --batch` tells."""
    _, _, said = answer.readline().partition(b" ")
    if not said.startswith(b"blob "):
        raise UsageError(f"git has no content of `{printable(path)}`", hint="fetch the history: git fetch")
    content = answer.read(int(said.split()[1]))
    answer.read(1)
    return content


def _is_inside(path: str) -> bool:
    """Whether a path leads nowhere else; git makes no other, a hostile repository may."""
    return not path.startswith("/") and not {"", ".", ".."} & set(path.split("/")) and "\\" not in path
