"""Beside which of the things that are there does a new one go?

The things of its kind that belong to the same as it (the same group, owner, parent) are its nearest
siblings: in the file that holds most of them, behind the last one there. Where it has none, all of its kind
are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from topo.findings import Address
from topo.model.base import Entity
from topo.model.document import ModelFile
from topo.model.organisation import COLLECTIONS, Organisation
from topo.source.positions import unpack_mark
from topo.source.splicing.pages import Layer, Pages, walk
from topo.source.splicing.refusal import CannotSplice
from topo.source.splicing.renames import Renames
from topo.source.splicing.tree import Collection, Entry, Node, Scalar
from topo.source.splicing.wishes import Wishes

_BELONGING: Mapping[str, tuple[str, ...]] = {
    "team": ("group",),
    "service": ("owner", "domain"),
    "domain": ("parent", "owner"),
    "group": ("parent",),
    "product": ("group",),
    "capability": ("provider",),
    "guardrail": ("owner",),
    "data": ("owner",),
}
"""The fields that say what a thing belongs to, the nearest first."""
_ORDER = [field.alias or name for name, field in ModelFile.model_fields.items()]


class Placing:
    """Puts new things where their siblings live."""

    def __init__(self, pages: Pages, before: Organisation, after: Organisation, renames: Renames) -> None:
        self._pages = pages
        self._before = before
        self._after = after
        self._renames = renames

    def put(self, kind: str, thing: Entity, said: Any, address: Address) -> None:
        """Write a new thing. Raises CannotSplice."""
        path = COLLECTIONS[kind]
        sibling = self._find_sibling(kind, thing)
        if sibling is None:
            put_under(self._pages.open_root(), (*path, thing.id), said, address, is_thing=True)
        else:
            section = sibling.entry.collection
            sibling.wishes.add(section, thing.id, said, after=sibling.entry, address=address, is_thing=True)

    def _find_sibling(self, kind: str, thing: Entity) -> Layer | None:
        """The thing that a new one follows; None where there is none in the model's own files."""
        section = walk(self._pages.root, COLLECTIONS[kind])
        marks = {} if section is None else section.keys_at
        own = {id: mark for id, mark in marks.items() if self._is_own(kind, id, mark)}
        for field in _BELONGING.get(kind, ()):
            belongs_to = getattr(thing, field)
            if belongs_to is not None:
                near = [id for id in own if self._belongs(kind, id, field) == belongs_to]
                found = self._find_last(own[id] for id in near)
                if found is not None:
                    return found
        return self._find_last(own.values())

    def _is_own(self, kind: str, id: str, mark: int) -> bool:
        if kind == "service" and id in self._before.facts.implied_services:
            return False
        file = unpack_mark(mark)[0]
        return not self._pages.is_foreign(mark) and file != self._pages.overlay

    def _belongs(self, kind: str, id: str, field: str) -> str | None:
        """What a thing, called as before, belongs to after; before, where it is gone."""
        kept = self._after.find(kind, self._renames.of(kind, id)) or self._before.find(kind, id)
        found: str | None = getattr(kept, field, None)
        return found

    def _find_last(self, marks: Iterable[int]) -> Layer | None:
        """The last of these in the file that holds most of them; of several files the first."""
        marks = sorted(marks)
        if not marks:
            return None
        files = Counter(unpack_mark(mark)[0] for mark in marks)
        fullest = max(files, key=lambda file: (files[file], -file))
        return self._pages.find_key(max(mark for mark in marks if unpack_mark(mark)[0] == fullest))


def put_under(
    wishes: Wishes, keys: tuple[str, ...], value: Any, address: Address, *, is_thing: bool = False
) -> None:
    """Put a value at these keys of a page, with the mappings around it that are not there yet."""
    node = _find_document(wishes, keys[0])
    if node is None:
        wishes.append(keys[0], _nest(keys[1:], value), address)
        return
    for number, key in enumerate(keys):
        rest = _nest(keys[number + 1 :], value)
        entry = node.find(key) if isinstance(node, Collection) else None
        if entry is None:
            _put_in(
                wishes, node, key, rest, keys[:number], address, is_thing=is_thing and number == len(keys) - 1
            )
            return
        node = entry.value
    raise CannotSplice("something stands there already", node.start)


def _put_in(
    wishes: Wishes,
    node: Node,
    key: str,
    value: Any,
    outer: tuple[str, ...],
    address: Address,
    *,
    is_thing: bool,
) -> None:
    if isinstance(node, Collection) and node.is_mapping:
        after = _find_predecessor(node, key, outer)
        wishes.add(node, key, value, after=after, address=address, is_thing=is_thing)
    elif isinstance(node, Scalar) and node.is_null and node.holder is not None:
        wishes.fill(node.holder, key, value, address=address)
    else:
        raise CannotSplice("it is no mapping", node.start)


def _find_document(wishes: Wishes, key: str) -> Node | None:
    """The document that has a key, else the first that says anything and is not to be ignored."""
    mappings = [
        each for each in wishes.page.tree.documents if isinstance(each, Collection) and each.is_mapping
    ]
    read = [each for each in mappings if not _is_ignored(each)]
    having = [each for each in read if each.find(key) is not None]
    return next(iter(having or read), None)


def _is_ignored(document: Collection) -> bool:
    entry = document.find("x-ignore")
    return entry is not None and isinstance(entry.value, Scalar) and entry.value.text.lower() == "true"


def _find_predecessor(node: Collection, key: str, outer: tuple[str, ...]) -> Entry | None:
    """The entry that a new key follows: sections keep their order, anything else goes to the end."""
    if not outer and key in _ORDER:
        before = [entry for each in _ORDER[: _ORDER.index(key)] if (entry := node.find(each)) is not None]
        return before[-1] if before else None
    return node.entries[-1] if node.entries else None


def _nest(keys: tuple[str, ...], value: Any) -> Any:
    for key in reversed(keys):
        value = {key: value}
    return value


def put_item(wishes: Wishes, key: str, value: Any, address: Address) -> None:
    """Put an item into a section that is a list, and is not there yet or empty."""
    document = _find_document(wishes, key)
    entry = document.find(key) if isinstance(document, Collection) else None
    if entry is None:
        put_under(wishes, (key,), [value], address)
    else:
        wishes.fill(entry, None, value, address=address)
