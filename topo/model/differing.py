"""What differs between two organisations, as values?

Things are told apart by kind and id, the items of a list by what they name. A thing whose id is gone and
stands in `formerly` of one that is new was renamed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from topo.findings import Address
from topo.model.base import EXTENSIONS, Entity, Part
from topo.model.interaction import Interaction
from topo.model.organisation import COLLECTIONS, Organisation
from topo.model.stream import Stream

_NAMING = ("service", "person", "rule", "metric", "url")
_SECTIONS = frozenset(path[0] for path in COLLECTIONS.values())


class Renaming(NamedTuple):
    """A thing under its old and its new address."""

    before: Address
    after: Address


class Change(NamedTuple):
    """What is said at an address before and after; None where nothing is.

    The address is that of the organisation after. An item of a list that came has no `before`, one that
    went no `after`. Where the items of a list or the stages of a stream stand in another order, the address
    is that of the whole, and both values hold all of it (of stages their ids).
    """

    address: Address
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What is new, what is gone, what is called otherwise, and what is said otherwise; each sorted.

    What a new or gone thing says is not listed as changed.
    """

    added: tuple[Address, ...] = ()
    removed: tuple[Address, ...] = ()
    renamed: tuple[Renaming, ...] = ()
    changed: tuple[Change, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.added or self.removed or self.renamed or self.changed)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Every address that differs, sorted, each once."""
        found = {*self.added, *self.removed, *(each.address for each in self.changed)}
        return tuple(sorted(found | {each.after for each in self.renamed}))


def find_difference(before: Organisation, after: Organisation) -> Difference:
    """The difference of two organisations; the order of things, files and interactions is none.

    What reading alone knows (`facts`) is not compared.
    """
    comparing = _Comparing()
    for path in COLLECTIONS.values():
        comparing.entities(Address(path), _walk(before, path), _walk(after, path))
    for name, field in type(before).model_fields.items():
        if name not in _SECTIONS and name not in ("facts", "extensions"):
            comparing.value(
                Address.of(field.alias or name),
                _in_any_order(getattr(before, name)),
                _in_any_order(getattr(after, name)),
            )
    comparing.mapping(Address(()), before.extensions, after.extensions)
    return comparing.difference()


def find_renames(before: Mapping[str, Entity], after: Mapping[str, Entity]) -> dict[str, str]:
    """The new id of each thing that was renamed, by its old one.

    Of several gone ids that one new thing had, it is the thing that says most of the same.
    """
    renames: dict[str, str] = {}
    if before.keys() <= after.keys():
        return renames
    for id, entity in after.items():
        if id in before:
            continue
        gone = [old for old in entity.formerly if old in before and old not in after and old not in renames]
        if gone:
            nearest = max(gone, key=lambda old: (_count_equal(before[old], entity), -gone.index(old)))
            renames[nearest] = id
    return renames


def identity_of(item: object) -> str:
    """What an address calls an item of a list: what it names, never its number."""
    if isinstance(item, Interaction):
        return item.identity
    if not isinstance(item, Part):
        return str(item)
    values = [getattr(item, name, None) for name in _NAMING]
    named = next((value for value in values if isinstance(value, str)), None)
    return named if named is not None else " ".join(_find_texts(item))


def pair_items(before: Iterable[Any], after: Iterable[Any]) -> list[tuple[Any, Any]]:
    """The items of two lists that name the same, in the order of the second; None stands for a missing one.

    What is gone comes last. Of several that name the same, equal ones are a pair first.
    """
    waiting: dict[str, list[Any]] = {}
    for item in before:
        waiting.setdefault(identity_of(item), []).append(item)
    pairs: list[tuple[Any, Any]] = []
    for item in after:
        same = waiting.get(identity_of(item), [])
        partner = next((each for each in same if each == item), same[0] if same else None)
        if partner is not None:
            same.remove(partner)
        pairs.append((partner, item))
    return pairs + [(item, None) for items in waiting.values() for item in items]


class _Comparing:
    """The difference as far as it is known."""

    def __init__(self) -> None:
        self._added: list[Address] = []
        self._removed: list[Address] = []
        self._renamed: list[Renaming] = []
        self._changed: list[Change] = []

    def difference(self) -> Difference:
        return Difference(
            tuple(sorted(self._added)),
            tuple(sorted(self._removed)),
            tuple(sorted(self._renamed)),
            tuple(sorted(self._changed, key=lambda each: each.address)),
        )

    def entities(self, address: Address, before: Mapping[str, Entity], after: Mapping[str, Entity]) -> None:
        if before is after:
            return
        renames = find_renames(before, after)
        self._renamed += [Renaming(address / old, address / new) for old, new in renames.items()]
        self._removed += [address / id for id in before if id not in after and id not in renames]
        old_ids = {new: old for old, new in renames.items()}
        for id, entity in after.items():
            old = before.get(old_ids.get(id, id))
            if old is None:
                self._added.append(address / id)
            elif old is not entity and (isinstance(entity, Stream) or old != entity):
                # Equal streams may have their stages in another order.
                self.part(address / id, old, entity)

    def part(self, address: Address, before: Part, after: Part) -> None:
        for name, field in type(after).model_fields.items():
            if name == "stages":
                self._stages(address / name, getattr(before, name), getattr(after, name))
            elif name not in ("id", "extensions") and not _is_same(
                getattr(before, name), getattr(after, name)
            ):
                self.value(address / (field.alias or name), getattr(before, name), getattr(after, name))
        self.mapping(address, before.extensions, after.extensions)

    def value(self, address: Address, before: Any, after: Any) -> None:
        if _is_same(before, after):
            return
        if isinstance(before, Part) and type(before) is type(after):
            self.part(address, before, after)
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            self.mapping(address, before, after)
        elif type(before) is tuple and type(after) is tuple and _is_named(before + after):
            self._items(address, before, after)
        elif before != after:
            self._changed.append(Change(address, before, after))

    def mapping(self, address: Address, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        for key in {**before, **after}:
            self.value(address / str(key), before.get(key), after.get(key))

    def _stages(self, address: Address, before: Mapping[str, Entity], after: Mapping[str, Entity]) -> None:
        self.entities(address, before, after)
        renames = find_renames(before, after)
        if not _is_in_order([renames.get(id, id) for id in before], list(after)):
            self._changed.append(Change(address, tuple(before), tuple(after)))

    def _items(self, address: Address, before: tuple[Any, ...], after: tuple[Any, ...]) -> None:
        for old, new in pair_items(before, after):
            where = address.item(identity_of(old if new is None else new))
            if old is None or new is None:
                self._changed.append(Change(where, old, new))
            else:
                self.value(where, old, new)
        if not _is_in_order([identity_of(each) for each in before], [identity_of(each) for each in after]):
            self._changed.append(Change(address, before, after))


def _walk(organisation: Organisation, path: tuple[str, ...]) -> Mapping[str, Any]:
    value: Any = organisation
    for key in path:
        value = getattr(value, key)
    found: Mapping[str, Any] = value
    return found


def _is_same(before: Any, after: Any) -> bool:
    return before is after or (before == after and type(before) is type(after))


def _in_any_order(value: Any) -> Any:
    """Interactions sorted: in which order files are read says nothing."""
    if type(value) is tuple and value and isinstance(value[0], Interaction):
        key: Callable[[Interaction], tuple[str, ...]] = lambda each: (each.identity, repr(each))  # noqa: E731
        return tuple(sorted(value, key=key))
    return value


def _is_named(items: tuple[Any, ...]) -> bool:
    return all(isinstance(item, Part | str | int) for item in items)


def _is_in_order(before: list[str], after: list[str]) -> bool:
    """Whether what is in both stands in the same order."""
    kept = set(before) & set(after)
    first, second = (dict.fromkeys(each for each in items if each in kept) for items in (before, after))
    return list(first) == list(second)


def _count_equal(before: Entity, after: Entity) -> int:
    return sum(getattr(before, name) == getattr(after, name, None) for name in type(before).model_fields)


def _find_texts(part: Part) -> Iterator[str]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name != EXTENSIONS and isinstance(value, str):
            yield value
        elif type(value) is tuple and len(value) == 1 and isinstance(value[0], str):
            yield value[0]
