"""How does a folder become an organisation, with everything that is wrong with its files?"""

import os
from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from topo.errors import NothingReadable, TopoError
from topo.findings import Address, Finding, Position
from topo.model.organisation import Organisation
from topo.model.settings import Source
from topo.source.assembling import Assembler
from topo.source.building import Builder
from topo.source.discovery import (
    DEFAULT_PATTERNS,
    JOURNAL,
    OVERLAY,
    ROOT,
    expand_glob,
    find_files,
    find_missing,
    find_root,
)
from topo.source.known import Known
from topo.source.misfits import call, describe
from topo.source.owning import settle_ownership
from topo.source.positions import (
    Document,
    Documents,
    Mapping,
    Positions,
    Sequence,
    identity_of,
    pack_mark,
    show_path,
)
from topo.source.reading import paused_collector, read_yaml
from topo.source.text_file import read_text, report_problems
from topo.source.validating import Validator
from topo.text import printable

if TYPE_CHECKING:
    from topo.source.foreign.estate import Tree


class LoadedModel(NamedTuple):
    """An organisation as read: the value, where everything stood, and what is wrong with the files.

    `root` is the `topo.yaml` (or the single file) it began with, `skipped` what foreign files hold that
    topo could not use, `notes` lines about the reading. `is_public`: the private overlay was left out.
    """

    organisation: Organisation
    positions: Positions
    findings: tuple[Finding, ...]
    root: Path
    files: tuple[Path, ...] = ()
    skipped: tuple[tuple[Position, str], ...] = ()
    notes: tuple[str, ...] = ()
    is_public: bool = False

    @property
    def folder(self) -> Path:
        """The folder that the model's relative paths start from."""
        return self.root.parent

    @property
    def has_syntax_errors(self) -> bool:
        """Whether the model's own YAML has SYN errors."""
        return bool(self.syntax_errors)

    @property
    def syntax_errors(self) -> tuple[Finding, ...]:
        """The SYN findings of the model's own YAML, without those of foreign files."""
        foreign = {document.shown for document in self.positions.documents if document.is_foreign}
        return tuple(
            finding
            for finding in self.findings
            if finding.code.startswith("SYN")
            and (finding.position is None or finding.position.file not in foreign)
        )


def load_model(
    start: Path,
    *,
    public: bool = False,
    texts: AnyMapping[Path, str] | None = None,
    like: LoadedModel | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> LoadedModel:
    """Read the model that `start` means (a `topo.yaml`, a folder, a single file).

    Everything wrong in any file is a finding of the result. Raises `ModelNotFound` where there is no
    model and `NothingReadable` where its first file cannot be opened. `public` leaves the private overlay
    out. What a call that was killed had begun to write is finished first (`WriteRefused` where it cannot be).
    `texts` is what these of the model's own files are taken to hold, whatever they do. What they have in
    common with those of a model that is `like` it is not read again, and is the same objects. `progress`
    hears how many of the files are read.
    """
    root = find_root(start)
    if texts is None and os.path.lexists(root.parent / JOURNAL):
        from topo.source.journal import complete_writing  # only after a call that was killed

        complete_writing(root.parent / JOURNAL)
    with paused_collector():
        return _Loading(root, texts or {}, like).run(public=public, progress=progress or _tell_nobody)


_FILES = Address.of("files")


def _tell_nobody(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


class _Loading:
    def __init__(self, root: Path, texts: AnyMapping[Path, str], like: LoadedModel | None) -> None:
        self.root = root
        self.texts = texts
        self.known = Known(like)
        self.folder = root.parent
        self.documents = Documents(self.known.next_number)
        self.validator = Validator(self.documents)
        self.assembler = Assembler(self.documents, self.validator)
        self.files: list[Path] = []
        self.notes: list[str] = []
        self.skipped: list[tuple[Position, str]] = []
        self.broken: list[str] = []
        self.implied_teams: set[str] = set()
        self.trees: list[Tree] = []
        self.aliases: dict[Address, Address] = {}

    def run(self, *, public: bool, progress: Callable[[int, int], None]) -> LoadedModel:
        trees = self._read_root()
        patterns = self._patterns(trees)
        self._add(trees, is_root_file=True)
        if self.root.name == ROOT:
            paths = find_files(self.folder, patterns)
            for number, path in enumerate(paths, start=1):
                if path != self.root:
                    self._add(self._read(path), is_root_file=False)
                progress(number, len(paths))
            if not public and (self.folder / OVERLAY).is_file():
                self._overlay(self.folder / OVERLAY)
        sources = self._sources()
        ownings = settle_ownership(self.assembler.root)
        builder = Builder(self.documents, self.validator, self.assembler.root, self.known)
        organisation = builder.build(
            sources,
            ownings,
            implied_teams=frozenset(self.implied_teams),
            broken=self.broken,
            trees=self.trees,
        )
        for code, number in self.validator.find_left_out():
            self.notes.append(f"{number:,} more findings of {code} are not listed")
        positions = Positions(self.documents, self.assembler.root, self.aliases)
        return LoadedModel(
            organisation,
            positions,
            tuple(self.validator.findings),
            self.root,
            tuple(self.files),
            tuple(self.skipped),
            tuple(self.notes),
            public,
        )

    def _read_root(self) -> list[Mapping]:
        trees = self._read(self.root)
        if not trees and self.validator.findings and self.root.name != ROOT:
            first = self.validator.findings[0]
            raise NothingReadable(f"{first.message}", hint=first.hint)
        return trees

    def _overlay(self, path: Path) -> None:
        from topo.source.changes import is_tracked  # only where there is an overlay

        if is_tracked(path):
            self.notes.append(
                f"{show_path(path)} is tracked by git: it is private, take it out of the repository"
            )
        for tree in self._read(path):
            self.assembler.overlay(tree)

    def _patterns(self, trees: list[Mapping]) -> tuple[str, ...]:
        number = next((number for number, tree in enumerate(trees) if tree.get("files") is not None), None)
        if number is None or self.root.name != ROOT:
            return DEFAULT_PATTERNS
        tree = trees[number] = trees[number].copy()
        patterns = self._find_patterns(tree["files"], tree.values_at["files"])
        dict.__setitem__(tree, "files", patterns)
        missing = find_missing(self.folder, patterns)
        for pattern, at in zip(patterns, patterns.items_at, strict=True):
            if pattern in missing:
                message = f"there is no file `{printable(pattern, limit=100)}`"
                hint = "paths start in the folder of topo.yaml"
                if os.path.isdir(self.folder / pattern):
                    hint = f"it is a folder: write `{pattern.rstrip('/')}/**/*.yaml`"
                self.validator.wrong_value(_FILES.item(pattern), at, message, hint=hint, value=pattern)
        return tuple(patterns) or DEFAULT_PATTERNS

    def _find_patterns(self, said: Any, at: int) -> Sequence:
        """The patterns of `files:` with their marks."""
        patterns = Sequence(at)
        if not isinstance(said, str | Sequence):
            self.validator.wrong_value(_FILES, at, f"`files` takes a list, and this is {describe(said)}")
            return patterns
        pairs = [(said, at)] if isinstance(said, str) else zip(said, said.items_at, strict=True)
        for item, item_at in pairs:
            if isinstance(item, str):
                patterns.add(item, item_at)
            elif item is not None:
                message = f"{call(_FILES.item(''))} takes text, and this is {describe(item)}"
                self.validator.wrong_value(_FILES.item(identity_of(item)), item_at, message)
        return patterns

    def _read(self, path: Path) -> list[Mapping]:
        """The model documents of a file; what keeps them from being read becomes findings."""
        text = self.texts[path] if path in self.texts else read_text(path, self.validator)
        if text is None:
            return []
        self.files.append(path)
        document = Document(path, text)
        known = self.known.find_reading(text, self.documents)
        number = self.documents.add(document, known and known[0])
        reading = document.reading = known[1] if known else read_yaml(text, file=number)
        if any(isinstance(tree, Mapping) and ("scenario" in tree) for tree in reading.documents):
            return []
        report_problems(reading, self.documents, number, self.validator)
        if not reading.is_complete:
            self.broken.append(text)
        return [tree for tree in reading.documents if self._is_model(document, number, tree)]

    def _is_model(self, document: Document, number: int, tree: Any) -> bool:
        if tree is None:
            return False
        if not isinstance(tree, Mapping):
            at = tree.at if isinstance(tree, Sequence) else pack_mark(number, 0, 0)
            message = f"a model file is a mapping of sections (`teams:` …), and this is {describe(tree)}"
            self.validator.wrong_value(Address.of(document.shown), at, message)
            return False
        return str(tree.get("x-ignore")).lower() != "true"

    def _add(self, trees: Iterable[Mapping], *, is_root_file: bool) -> None:
        for tree in trees:
            self.assembler.add(tree, is_root_file=is_root_file)

    def _sources(self) -> tuple[Source, ...]:
        root = self.assembler.root
        raw = root.get("sources")
        sources: list[Source] = []
        for item, at in zip(raw, raw.items_at, strict=True) if isinstance(raw, Sequence) else ():
            address = Address.of("sources").item(identity_of(item))
            source = self.validator.part(Source, item, address, at)
            if source is not None and source.problem is None:
                sources.append(source)
                self._read_source(source, address, at)
            elif source is not None:
                hint = "make it two items" if source.backstage and source.codeowners else None
                self.validator.wrong_value(address, at, source.problem or "", hint=hint)
        return tuple(sources)

    def _read_source(self, source: Source, address: Address, at: int) -> None:
        from topo.source.foreign.reading import read_source  # foreign readers load only where one is used

        try:
            estate = read_source(source, self.folder, self.documents, expand_glob, self.assembler.root)
        except TopoError as error:
            self.validator.wrong_value(address, at, error.message, hint=error.hint)
            return
        except (OSError, ValueError) as error:
            # A path that no system takes: too long, or with a NUL in it.
            self.validator.wrong_value(address, at, f"the source cannot be read: {error}")
            return
        known = set(self.assembler.root.get("teams", ()))
        self.assembler.underlay(estate.root)
        self.implied_teams -= estate.root.get("teams", {}).keys() - estate.implied_teams.keys()
        if estate.tree is not None:
            self.trees.append(estate.tree)
            self.aliases[Address.of("tree", estate.tree.name)] = address / "tree"
        for team in estate.implied_teams.keys() - known:
            self.implied_teams.add(team)
        self.assembler.underlay(_make_teams(estate.implied_teams))
        for finding in estate.findings:
            self.validator.add(finding)
        self.validator.unreadable.update(
            each.address for each in estate.findings if each.code.startswith("SYN")
        )
        self.skipped.extend((each.position, each.reason) for each in estate.skipped)
        self.notes.extend(estate.notes)


def _make_teams(marks: AnyMapping[str, int]) -> Mapping:
    """A part of a model in which these teams are named, and no more is said of them."""
    part = Mapping()
    for team, mark in marks.items():
        if "teams" not in part:
            part.put("teams", Mapping(mark), key_at=mark, value_at=mark)
        part["teams"].put(team, Mapping(mark), key_at=mark, value_at=mark)
    return part
