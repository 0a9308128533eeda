"""What refers to what: every reference in an organisation, and what it resolves to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from topo.findings import Address
from topo.model.base import Part, find_references
from topo.model.interaction import Interaction
from topo.model.organisation import COLLECTIONS, Organisation, address_of
from topo.model.service import Dependency
from topo.model.team import Member


class Target(NamedTuple):
    """What a reference names: a kind and an id."""

    kind: str
    id: str

    @property
    def address(self) -> Address:
        """Where it stands."""
        return address_of(self.kind, self.id)


class Mention(NamedTuple):
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
    return _find(organisation, _Ids())


def find_unknown(organisation: Organisation, roots: "Iterable[Root] | None" = None) -> Iterator[Mention]:
    """Those of `find_mentions` that name nothing, and are no word like `owner` that stands for something.

    Looked for in `roots`, or everywhere.
    """
    strange = _find(organisation, _Ids(organisation), roots)
    return (each for each in strange if resolve(organisation, each.text, each.kinds) is None)


Root = tuple[tuple[str, ...], Part]
"""A part of a model that stands by itself, and the steps to it."""


def find_roots_beside(organisation: Organisation) -> Iterator[Root]:
    """What refers to things and is none: interactions, and the settings of rules."""
    for interaction in organisation.interactions:
        yield ("interactions", f"[{interaction.identity}]"), interaction
    if organisation.check is not None:
        for code, setting in organisation.check.rules.items():
            yield ("check", "rules", code), setting


class _Ids(dict[tuple[str, ...], frozenset[str]]):
    """The ids, and the words that stand for something, of each set of kinds: references to them are left out.

    Without an organisation there are none.
    """

    def __init__(self, organisation: Organisation | None = None) -> None:
        super().__init__()
        self._organisation = organisation

    def __missing__(self, kinds: tuple[str, ...]) -> frozenset[str]:
        organisation, ids = self._organisation, frozenset[str]()
        if organisation is not None:
            things = (organisation.collection(kind) if kind in COLLECTIONS else (kind,) for kind in kinds)
            ids = ids.union(*things)
        self[kinds] = ids
        return ids


_Found = tuple[tuple[str, ...], str, tuple[str, ...]]
"""The steps that lead to a reference from the part that is looked at, what it says, and its kinds."""


def _find(organisation: Organisation, known: _Ids, roots: Iterable[Root] | None = None) -> Iterator[Mention]:
    for address, part in _roots(organisation) if roots is None else roots:
        for steps, text, kinds in _references(part, known):
            yield Mention(Address((*address, *steps)), text, kinds)


def _roots(organisation: Organisation) -> Iterator[tuple[tuple[str, ...], Part]]:
    for kind, path in COLLECTIONS.items():
        for id, entity in organisation.collection(kind).items():
            yield (*path, id), entity
    yield from find_roots_beside(organisation)


def _references(part: Part, known: _Ids) -> Sequence[_Found]:
    """The references in a part but for those to `known` ids. Steps are made for these alone: they are few."""
    references, parts = find_fields(type(part))
    found: list[_Found] = []
    for name, key, kinds in references:
        value = getattr(part, name)
        if isinstance(value, str):
            if value not in known[kinds]:
                found.append(((key,), value, kinds))
        elif value:
            ids = known[kinds]
            found += [((key, f"[{item}]"), item, kinds) for item in value if item not in ids]
    for name, key in parts:
        value = getattr(part, name)
        if value:
            found += [((key, *steps), text, kinds) for steps, text, kinds in _inside(value, known)]
    return found


def _inside(value: Any, known: _Ids) -> Sequence[_Found]:
    if isinstance(value, Part):
        return _references(value, known)
    found: list[_Found] = []
    if isinstance(value, Mapping):
        for key, inner in value.items():
            found += [((key, *steps), text, kinds) for steps, text, kinds in _references(inner, known)]
        return found
    for item in value:
        inside = _references(item, known)
        if inside:
            step = f"[{identity_of(item)}]"
            found += [((step, *steps), text, kinds) for steps, text, kinds in inside]
    return found


def identity_of(part: Part) -> str:
    """What an address calls a part that stands in a list; "" for one that it cannot name."""
    if isinstance(part, Dependency):
        return part.service
    if isinstance(part, Member):
        return part.person
    return part.identity if isinstance(part, Interaction) else ""


@cache
def find_fields(
    kind: type[Part],
) -> tuple[tuple[tuple[str, str, tuple[str, ...]], ...], tuple[tuple[str, str], ...]]:
    """The fields of a class that are references (name, key, kinds), and those that hold parts with some."""
    references, parts = [], []
    for name, field in kind.model_fields.items():
        marks = [mark for mark in field.metadata if hasattr(mark, "kinds")] or list(
            find_references(field.annotation)
        )
        if marks:
            references.append((name, field.alias or name, marks[0].kinds))
        else:
            inner = find_part(field.annotation)
            if inner is not None and any(find_fields(inner)):
                parts.append((name, field.alias or name))
    return tuple(references), tuple(parts)


def find_part(annotation: Any) -> type[Part] | None:
    """The class of the part, or of the parts in the list or mapping, that a field holds; None for others."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = find_part(argument)
        if found is not None:
            return found
    return None
