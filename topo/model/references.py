"""What refers to what: every reference in an organisation, and what it resolves to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from topo.findings import Address
from topo.model.base import Part, find_references
from topo.model.interaction import Interaction
from topo.model.organisation import COLLECTIONS, Organisation, address_of
from topo.model.service import Dependency
from topo.model.team import Member


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference names: a kind and an id."""

    kind: str
    id: str

    @property
    def address(self) -> Address:
        """Where it stands."""
        return address_of(self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference as it stands: where, what it says, and which kinds it may be of."""

    address: Address
    text: str
    kinds: tuple[str, ...]


def resolve(organisation: Organisation, text: str, kinds: tuple[str, ...]) -> Target | None:
    """What `text` names among `kinds`, the first kind first; `team:payments` says which. None: nothing."""
    kind, colon, id = text.partition(":")
    if colon and kind in COLLECTIONS:
        return Target(kind, id) if kind in kinds and organisation.find(kind, id) is not None else None
    for candidate in kinds:
        if candidate in COLLECTIONS and text in organisation.collection(candidate):
            return Target(candidate, text)
    return None


def find_mentions(organisation: Organisation) -> Iterator[Mention]:
    """Every reference of every entity, interaction and rule setting, in the order of the model."""
    for kind in COLLECTIONS:
        for id, entity in organisation.collection(kind).items():
            yield from _mentions(entity, address_of(kind, id))
    for interaction in organisation.interactions:
        yield from _mentions(interaction, Address.of("interactions").item(interaction.identity))
    if organisation.check is not None:
        for code, setting in organisation.check.rules.items():
            yield from _mentions(setting, Address.of("check", "rules", code))


def _mentions(part: Part, address: Address) -> Iterator[Mention]:
    references, parts = _plan(type(part))
    for name, key, kinds in references:
        value = getattr(part, name)
        if value:
            yield from _said(value, address / key, kinds)
    for name, key in parts:
        value = getattr(part, name)
        if value:
            yield from _inside(value, address / key)


def _said(value: Any, address: Address, kinds: tuple[str, ...]) -> Iterator[Mention]:
    if isinstance(value, str):
        yield Mention(address, value, kinds)
    else:
        for item in value:
            yield Mention(address.item(item), item, kinds)


def _inside(value: Any, address: Address) -> Iterator[Mention]:
    if isinstance(value, Part):
        yield from _mentions(value, address)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _mentions(inner, address / key)
    else:
        for item in value:
            yield from _mentions(item, address.item(_identity(item)))


def _identity(part: Part) -> str:
    if isinstance(part, Dependency):
        return part.service
    if isinstance(part, Member):
        return part.person
    return part.identity if isinstance(part, Interaction) else ""


@cache
def _plan(
    kind: type[Part],
) -> tuple[tuple[tuple[str, str, tuple[str, ...]], ...], tuple[tuple[str, str], ...]]:
    """Which fields of a class are references, and which hold parts that have some."""
    references, parts = [], []
    for name, field in kind.model_fields.items():
        marks = [mark for mark in field.metadata if hasattr(mark, "kinds")] or list(
            find_references(field.annotation)
        )
        if marks:
            references.append((name, field.alias or name, marks[0].kinds))
        else:
            inner = _part_in(field.annotation)
            if inner is not None and any(_plan(inner)):
                parts.append((name, field.alias or name))
    return tuple(references), tuple(parts)


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _part_in(argument)
        if found is not None:
            return found
    return None
