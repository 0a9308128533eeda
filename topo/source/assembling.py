"""How do many files become one tree, shaped like a single model file, with each piece's place kept?"""

import re
from collections.abc import Iterable, Iterator

from topo.findings import Address, Finding, Position, Related, Severity
from topo.model.base import EXTENSIONS, ID_PATTERN
from topo.model.document import ROOT_ONLY, ModelFile
from topo.model.organisation import CLASSES, COLLECTIONS, MOST_THINGS, SHORT_FORMS
from topo.source.locating import find_known_keys
from topo.source.misfits import describe, show_example
from topo.source.positions import Documents, Mapping, Sequence
from topo.source.validating import Validator
from topo.text import printable

ID = re.compile(ID_PATTERN)
_KIND_OF = {path: kind for kind, path in COLLECTIONS.items()}
_SECTIONS = frozenset({*_KIND_OF, ("policies",)})
_LISTS = ("interactions", "sources")
_PARTS = ("organization", "calendar", "check")
_ROOT_KEYS = find_known_keys(ModelFile)
_TISSUE_KEYS = [path[1] for path in COLLECTIONS.values() if path[0] == "tissue"]


class Assembler:
    """The union of files: `root` grows as trees are added; what clashes becomes findings."""

    def __init__(self, documents: Documents, validator: Validator) -> None:
        self.documents = documents
        self.root = Mapping()
        self._validator = validator
        self._folded: dict[tuple[str, ...], dict[str, str]] = {}
        self._full: set[tuple[str, ...]] = set()

    def add(self, tree: Mapping, *, is_root_file: bool) -> None:
        """Add one document of a model file."""
        for key in tree:
            self._add_key(tree, key, is_root_file=is_root_file)

    def _add_key(self, tree: Mapping, key: str, *, is_root_file: bool) -> None:
        value, at = tree[key], tree.keys_at.get(key, tree.at)
        value_at = tree.values_at.get(key, tree.at)
        if (key,) in _SECTIONS:
            self._add_section((key,), tree, key, value, value_at)
        elif key == "tissue":
            self._add_tissue(tree, value, value_at)
        elif key.startswith("x-"):
            self._extensions().setdefault(key, value)
        elif key not in _ROOT_KEYS:
            self._validator.unknown_key(
                Address.of(key), at, key, _ROOT_KEYS, hint=_hint_for_indentation(tree, key)
            )
        elif key in ROOT_ONLY and not is_root_file:
            self._misplaced(key, at)
        elif value is None:
            return
        elif key in _LISTS:
            self._add_list(key, value, at, value_at)
        else:
            self._add_single(tree, key, value, at)

    def overlay(self, tree: Mapping) -> None:
        """Lay a private overlay over what is there, field by field; its values win."""
        for key, value in tree.items():
            if (key,) in _SECTIONS and isinstance(value, Mapping):
                self._overlay_section((key,), value)
            elif key == "tissue" and isinstance(value, Mapping):
                self._overlay_tissue(value)
            elif key.startswith("x-"):
                self._extensions()[key] = value
            elif key in _PARTS and key in self.root and key not in ROOT_ONLY:
                _lay(self.root, tree, key, wins=True)
            else:
                self._add_key(tree, key, is_root_file=False)

    def underlay(self, tree: Mapping) -> None:
        """Put a foreign source's part of a model under what is there: fields given here win.

        Dependencies add up: no source knows all of them. An empty `depends_on` given here says none.
        """
        for path in _paths_of(tree):
            theirs = _walk(tree, path)
            if not isinstance(theirs, Mapping):
                continue
            ours = self._section(path, theirs.at)
            for id, entity in theirs.items():
                if id not in ours:
                    if len(ours) >= MOST_THINGS:
                        self._too_many(path, theirs.keys_at.get(id, theirs.at))
                        break
                    self._remember(path, id)
                    ours.take(theirs, id)
                elif isinstance(entity, Mapping):
                    united = _unite_dependencies(ours[id], entity)
                    _lay(ours, theirs, id, wins=False)
                    if united is not None:
                        ours[id].update(depends_on=united)

    def _overlay_tissue(self, tissue: Mapping) -> None:
        for key, value in tissue.items():
            if ("tissue", key) in _SECTIONS and isinstance(value, Mapping):
                self._overlay_section(("tissue", key), value)
            else:
                self._add_tissue_key(tissue, key)

    def _overlay_section(self, path: tuple[str, ...], theirs: Mapping) -> None:
        ours = self._section(path, theirs.at)
        theirs = theirs.copy()
        for id, entity in list(theirs.items()):
            if id not in ours:
                self._add_entity(path, theirs, id)
            elif entity is not None:
                self._normalise(path, theirs, id)
                _lay(ours, theirs, id, wins=True)

    def _add_tissue(self, tree: Mapping, value: object, at: int) -> None:
        if value is None:
            return
        if not isinstance(value, Mapping):
            self._wrong_section(Address.of("tissue"), at, value)
            return
        for key in value:
            self._add_tissue_key(value, key)

    def _add_tissue_key(self, tissue: Mapping, key: str) -> None:
        if ("tissue", key) in _SECTIONS:
            at = tissue.values_at.get(key, tissue.at)
            self._add_section(("tissue", key), tissue, key, tissue[key], at)
        elif not key.startswith("x-"):
            at = tissue.keys_at.get(key, tissue.at)
            self._validator.unknown_key(Address.of("tissue", key), at, key, _TISSUE_KEYS)

    def _add_section(self, path: tuple[str, ...], tree: Mapping, key: str, value: object, at: int) -> None:
        if value is None:
            return
        if not isinstance(value, Mapping):
            self._wrong_section(Address(path), at, value)
            return
        section = self._section(path, at, key_at=tree.keys_at.get(key, tree.at))
        folded = self._folded.setdefault(path, {})
        room = MOST_THINGS - len(section)
        for id in value if len(value) <= room else self._cut(path, value, room):
            fold = id.casefold()
            if fold not in folded and ID.fullmatch(id):
                folded[fold] = id
                section.take(value, id)
                self._normalise(path, section, id)
            else:
                self._add_entity(path, value, id)

    def _add_entity(self, path: tuple[str, ...], theirs: Mapping, id: str) -> None:
        section = self._section(path, theirs.at)
        at = theirs.keys_at.get(id, theirs.at)
        if not ID.fullmatch(id):
            self._validator.bad_id(Address((*path, id)), id, at)
            return
        first = self._folded.setdefault(path, {}).get(id.casefold())
        if first is not None:
            self._duplicate(path, id, at, section.keys_at.get(first, section.at), first)
            return
        if len(section) >= MOST_THINGS:
            self._too_many(path, at)
            return
        self._remember(path, id)
        section.take(theirs, id)
        self._normalise(path, section, id)

    def _cut(self, path: tuple[str, ...], section: Mapping, room: int) -> list[str]:
        """As many ids of a section as there is room for."""
        ids = list(section)
        self._too_many(path, section.keys_at.get(ids[room], section.at))
        return ids[:room]

    def _too_many(self, path: tuple[str, ...], at: int) -> None:
        if path not in self._full:
            self._full.add(path)
            message = f"a model holds at most {MOST_THINGS:,} {path[-1]}: the rest is not read"
            self._validator.say(
                "SYN001",
                Address(path),
                at,
                message,
                hint="make a model of a part of it",
                label="from here on",
            )

    def _normalise(self, path: tuple[str, ...], section: Mapping, id: str) -> None:
        """An empty entity is an empty mapping; a short form is written out."""
        value = section[id]
        if isinstance(value, Mapping):
            return
        short = SHORT_FORMS.get(_KIND_OF.get(path, ""))
        at = section.values_at[id]
        whole = Mapping(at)
        if isinstance(value, str) and short is not None:
            for key, inner in short(value).items():
                whole.put(key, inner, key_at=at, value_at=at)
        elif value is not None:
            self._wrong_entity(path, section, id)
        dict.__setitem__(section, id, whole)

    def _wrong_entity(self, path: tuple[str, ...], section: Mapping, id: str) -> None:
        kind, value, at = _KIND_OF.get(path), section[id], section.values_at[id]
        message = f"`{printable(id, limit=60)}` takes a mapping, and this is {describe(value)}"
        hint = show_example(ModelFile, path)
        if kind is not None and id in find_known_keys(CLASSES[kind]):
            hint = f"`{id}:` belongs to a thing in `{path[-1]}`: indent it further than the id of that"
        self._validator.wrong_value(Address((*path, id)), at, message, hint=hint, value=value)

    def _add_list(self, key: str, value: object, at: int, value_at: int) -> None:
        if not isinstance(value, Sequence):
            message = f"`{key}` takes a list, and this is {describe(value)}"
            hint = show_example(ModelFile, (key,))
            self._validator.wrong_value(Address.of(key), value_at, message, hint=hint, value=value)
            return
        if key not in self.root:
            self.root.put(key, Sequence(value_at), key_at=at, value_at=value_at)
        for item, item_at in zip(value, value.items_at, strict=True):
            self.root[key].add(item, item_at)

    def _add_single(self, tree: Mapping, key: str, value: object, at: int) -> None:
        if key == "topo":
            if value != "1":
                said = describe(value)
                self._validator.wrong_value(
                    Address.of("topo"),
                    tree.values_at[key],
                    f"`topo` is the version of the language: 1, not {said}",
                )
            else:
                self.root.take(tree, key)
            return
        if key in self.root:
            self._duplicate((), key, at, self.root.keys_at[key], key)
            return
        self.root.take(tree, key)

    def _section(self, path: tuple[str, ...], at: int, *, key_at: int | None = None) -> Mapping:
        container = self.root
        for key in path:
            if key not in container:
                container.put(key, Mapping(at), key_at=at if key_at is None else key_at, value_at=at)
            container = container[key]
        return container

    def _remember(self, path: tuple[str, ...], id: str) -> None:
        self._folded.setdefault(path, {})[id.casefold()] = id

    def _extensions(self) -> dict[str, object]:
        found: dict[str, object] = dict.setdefault(self.root, EXTENSIONS, {})
        return found

    def _wrong_section(self, address: Address, at: int, value: object) -> None:
        called = address.steps[-1]
        message = f"`{called}` takes a mapping of ids, and this is {describe(value)}"
        self._validator.wrong_value(
            address, at, message, hint=show_example(ModelFile, address.steps), value=value
        )

    def _misplaced(self, key: str, at: int) -> None:
        self._validator.say(
            "SYN003",
            Address.of(key),
            at,
            f"`{key}` stands in topo.yaml alone",
            hint="move it there",
            width=len(key),
        )

    def _duplicate(self, path: tuple[str, ...], id: str, at: int, first_at: int, first: str) -> None:
        self._validator.add(
            find_duplicate(
                Address((*path, id)),
                self.documents.position(at, width=len(id)),
                self.documents.position(first_at, width=len(first)),
                first,
            )
        )


def find_duplicate(address: Address, position: Position, first: Position, first_id: str) -> Finding:
    """The finding that something is defined twice; the first definition counts."""
    id = address.steps[-1]
    called = f"`{printable(id, limit=60)}`"
    said = f"{called} is defined twice"
    if id != first_id:
        said = f"{called} and `{printable(first_id, limit=60)}` differ in upper and lower case alone"
    return Finding(
        "REF002",
        Severity.ERROR,
        address,
        f"{said}; the first one counts",
        label="the second definition",
        hint="merge the two, or give one another id",
        related=(Related("the first definition", position=first),),
        position=position,
    )


def _hint_for_indentation(tree: Mapping, key: str) -> str | None:
    """What is left of a section whose things stand beside it, and not below it."""
    above = None
    for each in tree:
        if each == key:
            break
        if each in _ROOT_KEYS:
            above = each
    if above is None or tree[above] is not None or not isinstance(tree[key], Mapping | None):
        return None
    return f"`{above}:` above is empty: indent what belongs to it"


def _paths_of(tree: Mapping) -> Iterator[tuple[str, ...]]:
    for path in COLLECTIONS.values():
        if path[0] in tree:
            yield path


def _walk(tree: Mapping, path: Iterable[str]) -> object:
    value: object = tree
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _lay(ours: Mapping, theirs: Mapping, key: str, *, wins: bool) -> None:
    """Merge the fields of `theirs[key]` into `ours[key]`, mappings deeply; `wins`: theirs replace ours."""
    mine, other = ours[key], theirs[key]
    if isinstance(mine, Mapping) and isinstance(other, Mapping):
        merged = mine.copy()
        for inner in other:
            if inner not in merged:
                merged.take(other, inner)
            else:
                _lay(merged, other, inner, wins=wins)
        ours.put(
            key, merged, key_at=ours.keys_at.get(key, ours.at), value_at=ours.values_at.get(key, ours.at)
        )
    elif wins and other is not None:
        ours.put(
            key,
            other,
            key_at=theirs.keys_at.get(key, theirs.at),
            value_at=theirs.values_at.get(key, theirs.at),
        )
    elif mine is None and not wins:
        ours.take(theirs, key)


def _unite_dependencies(mine: object, other: Mapping) -> Sequence | None:
    """The dependencies of both where both say some, each with its mark: of one in both, mine."""
    given = mine.get("depends_on") if isinstance(mine, Mapping) else None
    more = other.get("depends_on")
    if not (isinstance(given, Sequence) and given and isinstance(more, Sequence)):
        return None
    united = Sequence(given.at)
    known: set[str] = set()
    for items in (given, more):
        for item, at in zip(items, items.items_at, strict=True):
            target = item.get("service") if isinstance(item, Mapping) else item
            if items is given or target not in known:
                united.add(item, at)
            if isinstance(target, str):
                known.add(target)
    return united
