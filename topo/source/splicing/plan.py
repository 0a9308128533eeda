"""What is to be written where, and what cannot be written so?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from topo.findings import Address, Position
from topo.source.patching import render_patch
from topo.source.scanning import BYTE_ORDER_MARK


class Splice(NamedTuple):
    """`replacement` for what stands from `start` to `end`; `address` is what it changes.

    Offsets count characters, a byte order mark left out.
    """

    start: int
    end: int
    replacement: str
    address: Address


class Edit(NamedTuple):
    """A place at which something changes, as it stands before."""

    address: Address
    position: Position


@dataclass(frozen=True, slots=True)
class FileEdits:
    """The splices of one file, in order; they never overlap. `content` are the bytes that were read."""

    path: Path
    shown: str
    content: bytes
    splices: tuple[Splice, ...]
    is_private: bool = False
    """Whether this is the private overlay."""

    @property
    def before(self) -> str:
        """The text as it was read, without a byte order mark."""
        return self.content.decode("utf-8-sig")

    @property
    def after(self) -> str:
        """The text with the splices in it, without a byte order mark."""
        return apply_splices(self.before, self.splices)

    @property
    def replacement(self) -> bytes:
        """The bytes that the file is to hold."""
        mark = BYTE_ORDER_MARK if self.content.startswith(BYTE_ORDER_MARK.encode()) else ""
        return f"{mark}{self.after}".encode()


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A change that no splice can make: why, and what a person would write, as YAML or in words.

    `position` is where it stands now, None where that is nowhere.
    """

    address: Address
    position: Position | None
    reason: str
    patch: str


@dataclass(frozen=True, slots=True)
class EditPlan:
    """How a model's files become those of another organisation.

    `root` is the file that the model begins with. Only a plan with nothing `unwritten` can be carried out:
    half a change is another change.
    """

    root: Path
    files: tuple[FileEdits, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the files can say all of it."""
        return not self.unwritten

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every place that changes, in the order of files and lines; each address once for a line."""
        return tuple(dict.fromkeys(edit for file in self.files for edit in _find_edits(file)))

    def diff(self, *, public: bool = False) -> str:
        """The difference of the files as a patch that `patch -p1` and `git apply` take.

        `public` leaves the private overlay out.
        """
        files = (file for file in self.files if not (public and file.is_private))
        return "".join(
            render_patch(file.content.decode(), file.replacement.decode(), file.shown) for file in files
        )


def apply_splices(text: str, splices: tuple[Splice, ...]) -> str:
    """The text with the splices in it."""
    pieces, at = [], 0
    for splice in splices:
        pieces += [text[at : splice.start], splice.replacement]
        at = splice.end
    return "".join([*pieces, text[at:]])


def _find_edits(file: FileEdits) -> Iterator[Edit]:
    from topo.source.splicing.page import Page

    page = Page(file.before)
    for splice in file.splices:
        line, column = page.find_place(splice.start)
        yield Edit(splice.address, Position(file.shown, line + 1, column + 1))
