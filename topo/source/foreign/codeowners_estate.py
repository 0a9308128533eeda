"""What model does a CODEOWNERS file make?

A folder that a line names is a service with that folder in its `paths:`; the rules are in
`docs/sources/codeowners.md`.
Nothing but a file that cannot be opened raises: what the host would ignore is a finding at its place.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from pathlib import Path

from topo.errors import UsageError
from topo.findings import Address, Finding, Position, Severity
from topo.source.foreign.codeowners import (
    Codeowners,
    Coverage,
    Flavour,
    Owner,
    detect_flavour,
    parse_codeowners,
)
from topo.source.foreign.codeowners_handles import Handles, make_id
from topo.source.foreign.codeowners_places import KnownPaths, find_path
from topo.source.foreign.codeowners_report import find_mistakes, find_skipped, render_notes
from topo.source.foreign.codeowners_services import Holding, find_holdings, find_rest
from topo.source.foreign.estate import Estate, Tree
from topo.source.foreign.file_tree import read_tree
from topo.source.positions import Document, Documents, Mapping, Sequence, pack_mark
from topo.source.reading import LARGEST_FILE
from topo.text import printable

LOCATIONS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where the hosts look for the file, in the order in which the first one found counts."""
_NO_NAMES = frozenset({"", ".", "..", ".github", ".gitlab", "docs", "CODEOWNERS"})


def find_codeowners(folder: Path) -> Path | None:
    """The CODEOWNERS file of the repository in `folder`; None: it has none."""
    return next((folder / place for place in LOCATIONS if (folder / place).is_file()), None)


def read_codeowners(
    path: Path,
    documents: Documents,
    *,
    flavour: Flavour | None,
    tree: str | None,
    folder: Path,
    root: Mapping,
) -> Estate:
    """The part of a model that the CODEOWNERS file at `path` makes.

    `flavour` is whose rules it follows (told by path and content where None), `tree` a checkout or a list of
    its files, from `folder`, the model's own. `root` is the model read so far: its teams are found by their
    contacts or ids, and a folder that one of its services has in `paths:` is that service. Raises UsageError
    where the file or the tree cannot be read.
    """
    document, findings = _open(path)
    number = documents.add(document)
    file = parse_codeowners(document.text, flavour=flavour or detect_flavour(path, document.text))
    files = None if tree is None else _read_tree(folder, tree)
    coverage = None if files is None else file.cover(files)
    holdings = find_holdings(file, None if files is None else KnownPaths(files))
    handles = Handles.of(_find_owners(file), root, file.flavour)
    building = _Building(root, documents, handles, number, _find_prefix(path, folder))
    ids = building.run(holdings.found)
    building.put_teams(file.flavour)
    speaking = {each.rule.line: ids[each.place.path] for each in holdings.found}
    rest = next((team for owner in find_rest(file) if (team := handles.find_team(owner))), None)
    notes = render_notes(file, holdings, document.shown, rest=rest, tree=tree or "", coverage=coverage)
    return Estate(
        building.estate,
        {id: _mark(number, owner) for id, owner in sorted(handles.implied.items())},
        (*findings, *find_mistakes(file, document, building.find_ownerless(speaking))),
        tuple(sorted(find_skipped(file, holdings, document), key=lambda each: (each.position, each.reason))),
        (*notes, *_note_clashes(handles)),
        None if coverage is None else _make_tree(tree or "", file, coverage, files or [], speaking),
    )


def _find_owners(file: Codeowners) -> Iterator[Owner]:
    """The owners that somebody can be."""
    malformed = {(each.line, each.column) for each in file.problems if each.kind == "malformed-owner"}
    for rule in file.rules:
        yield from (owner for owner in rule.owners if (owner.line, owner.column) not in malformed)


def _open(path: Path) -> tuple[Document, tuple[Finding, ...]]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            message = f"`{printable(str(path))}` is larger than {LARGEST_FILE >> 20} MB"
            raise UsageError(message, hint="is it a CODEOWNERS file?")
        content = path.read_bytes()
    except OSError as error:
        message = f"`{printable(str(path))}` cannot be read: {error.strerror or type(error).__name__}"
        raise UsageError(message, hint="check its permissions") from None
    try:
        return Document(path, content.decode("utf-8-sig"), is_foreign=True, is_yaml=False), ()
    except UnicodeDecodeError as error:
        document = Document(path, content.decode("utf-8-sig", "replace"), is_foreign=True, is_yaml=False)
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"the file is not UTF-8: byte 0x{content[error.start]:02x}"
        position = Position(document.shown, line, column, column + 1)
        address = Address.of(document.shown)
        return document, (
            Finding("SYN009", Severity.ERROR, address, message, hint="save it as UTF-8", position=position),
        )


def _read_tree(folder: Path, tree: str) -> list[str]:
    try:
        return read_tree(folder / tree)
    except OSError as error:
        why = printable(error.strerror or str(error) or type(error).__name__)
        hint = "`tree:` is a folder, or a list of files (.txt, .txt.gz), from the folder of topo.yaml"
        raise UsageError(f"the tree `{printable(tree)}` cannot be read: {why}", hint=hint) from None


def _find_prefix(path: Path, folder: Path) -> str:
    """What tells services of this repository from another's: the name of its folder, as the model says it."""
    try:
        steps = Path(os.path.relpath(path, folder)).parts
    except ValueError:  # on another drive
        return ""
    names = [step for step in steps if step not in _NO_NAMES]
    return make_id(names[-1]) if names else ""


class _Building:
    """Makes the tree of the model: services, and the people who own some."""

    def __init__(
        self, root: Mapping, documents: Documents, handles: Handles, number: int, prefix: str
    ) -> None:
        self.estate = Mapping(pack_mark(number, 0, 0))
        self._services = _section(root, "services")
        self._known_people = {id.casefold() for id in _section(root, "people")}
        self._claimed = set(_find_claimed(root))
        self._spoken = dict(_find_spoken(self._services, documents))
        self._handles = handles
        self._number = number
        self._prefix = prefix

    def run(self, found: list[Holding]) -> dict[str, str]:
        """Build; returns the id of the service that each folder is."""
        ids = self._choose_ids([each.place.path for each in found])
        for holding in found:
            self._build(ids[holding.place.path], holding)
        return ids

    def put_teams(self, flavour: Flavour) -> None:
        """Put the teams that the file alone names, each with the handle that it has there."""
        for id, owner in sorted(self._handles.implied.items()):
            at = _mark(self._number, owner)
            team, contacts = Mapping(at), Mapping(at)
            contacts.put(flavour, owner.text, key_at=at, value_at=at)
            team.put("contacts", contacts, key_at=at, value_at=at)
            self._put("teams", id, team, at)

    def find_ownerless(self, speaking: AnyMapping[int, str]) -> dict[int, str]:
        """Those of these lines whose service got no owner here."""
        built = _section(self.estate, "services")
        return {line: id for line, id in speaking.items() if id in built and not _has_owner(built[id])}

    def _build(self, id: str, holding: Holding) -> None:
        at = pack_mark(self._number, holding.rule.line - 1, holding.rule.column - 1)
        known = self._services.get(id)
        service = Mapping(at)
        if holding.place.path not in self._spoken:
            paths = Sequence(at)
            paths.add(holding.place.glob, at)
            service.put("paths", paths, key_at=at, value_at=at)
        built = _section(self.estate, "services").get(id)
        if id not in self._claimed and not any(_has_owner(each) for each in (known, built)):
            self._put_owners(service, holding)
        if service or (known is None and built is None):
            self._put("services", id, service, at)

    def _put_owners(self, service: Mapping, holding: Holding) -> None:
        teams: dict[str, Owner] = {}
        for owner in holding.owners:
            team = self._handles.find_team(owner)
            if team is not None:
                teams.setdefault(team, owner)
        if not teams:
            self._put_person(service, holding)
            return
        (first, owner), *others = teams.items()
        at = _mark(self._number, owner)
        service.put("owner", first, key_at=at, value_at=at)
        if others:
            consulted = Sequence(_mark(self._number, others[0][1]))
            for team, other in others:
                consulted.add(team, _mark(self._number, other))
            service.put("consulted", consulted, key_at=consulted.at, value_at=consulted.at)

    def _put_person(self, service: Mapping, holding: Holding) -> None:
        owner = next((owner for owner in holding.owners if self._handles.find_person(owner)), None)
        if owner is None:
            return
        id, at = self._handles.find_person(owner) or "", _mark(self._number, owner)
        service.put("owner", f"person:{id}", key_at=at, value_at=at)
        if id.casefold() not in self._known_people:
            self._known_people.add(id.casefold())
            person = Mapping(at)
            if owner.kind == "email":
                person.put("name", owner.text, key_at=at, value_at=at)
            self._put("people", id, person, at)

    def _put(self, section: str, id: str, entity: Mapping, at: int) -> None:
        if section not in self.estate:
            self.estate.put(section, Mapping(at), key_at=at, value_at=at)
        self.estate[section].put(id, entity, key_at=at, value_at=at)

    def _choose_ids(self, paths: list[str]) -> dict[str, str]:
        """An id for each folder: of a service that has it already, else the path with `-` between its parts.

        Folders that would be called alike, or like a service that is about something else, say more.
        """
        ids = {path: self._spoken[path] for path in paths if path in self._spoken}
        taken = {id.casefold() for id in self._services if not self._is_open(id)}
        alike: dict[str, list[str]] = defaultdict(list)
        for path in sorted(set(paths) - set(ids)):
            alike[make_id(path.replace("/", "-")).casefold()].append(path)
        for group in alike.values():
            for path in group:
                short, long = make_id(path.replace("/", "-")), make_id(path.replace("/", "."))
                names = (short,) if len(group) == 1 else (long,)
                id = next(each for each in self._candidates(*names) if each.casefold() not in taken)
                taken.add(id.casefold())
                ids[path] = id
        return ids

    def _candidates(self, name: str) -> Iterator[str]:
        yield name
        if self._prefix:
            yield f"{self._prefix}.{name}"
        number = 2
        while True:
            yield f"{name}-{number}"
            number += 1

    def _is_open(self, id: str) -> bool:
        """Whether a service of the model may be the folder that is called so: it names no folder itself."""
        service = self._services[id]
        return not isinstance(service, Mapping) or not service.get("paths")


def _has_owner(service: object) -> bool:
    return isinstance(service, Mapping) and service.get("owner") is not None


def _make_tree(
    name: str,
    file: Codeowners,
    coverage: Coverage,
    files: Iterable[str],
    speaking: AnyMapping[int, str],
) -> Tree:
    unowned = {*coverage.cleared_paths, *coverage.unmatched_paths}
    cleared: dict[str, str] = {}
    for path in coverage.cleared_paths:
        for rule in file.owners_of(path).rules:
            if rule.line in speaking:
                cleared.setdefault(path, speaking[rule.line])
    return Tree(name, tuple(files), frozenset(files) - unowned, cleared)


def _find_spoken(services: Mapping, documents: Documents) -> Iterator[tuple[str, str]]:
    """Each folder that the model's own files give a service, with its id; another source's are another's."""
    for id, service in services.items():
        paths = service.get("paths") if isinstance(service, Mapping) else None
        if paths and not documents.of(service.values_at.get("paths", service.at)).is_foreign:
            for glob in [paths] if isinstance(paths, str) else paths:
                path = find_path(glob) if isinstance(glob, str) else None
                if path is not None:
                    yield path, id


def _find_claimed(root: Mapping) -> Iterator[str]:
    """The services that a team's `owns:` names: what it says wins over the file."""
    for team in _section(root, "teams").values():
        owns = team.get("owns") if isinstance(team, Mapping) else None
        for item in [owns] if isinstance(owns, str) else owns or ():
            if isinstance(item, str):
                yield item.removeprefix("service:")


def _note_clashes(handles: Handles) -> Iterator[str]:
    if handles.clashes:
        names = ", ".join(f"`{name}`" for name in sorted(handles.clashes))
        yield f"several handles end in {names}: `contacts.github` of a team says which one it is"


def _mark(number: int, owner: Owner) -> int:
    return pack_mark(number, owner.line - 1, owner.column - 1)


def _section(root: Mapping, key: str) -> Mapping:
    value = root.get(key)
    return value if isinstance(value, Mapping) else Mapping()
