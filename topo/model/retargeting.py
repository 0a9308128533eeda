"""What do the references in a part say once what they name has another id, or is gone?"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from topo.model.base import Entity, FrozenDict, Part
from topo.model.references import find_fields, find_part, identity_of
from topo.model.selector import Selector

_OWNER_FIELDS = ("owner", "provider")
_OWNERS = ("team", "group", "person")
"""What an owner may name: that a group or a person answers for nothing is for rules to say."""
AnyPart = TypeVar("AnyPart", bound=Part)
Say = Callable[[str, tuple[str, ...], bool], tuple[str, ...]]
"""What stands in the place of a reference: nothing, one, or several.

Asked with its text, its kinds and whether it stands in a selector, which alone can say several. The text
itself says that nothing changes.
"""


class Retargeting:
    """Rewrites the references in parts that say one of `words` and may be of one of `kinds`.

    A reference that nothing stands for is left out of its list, or its field is empty; where the field is
    needed, the whole part is left out. Nothing is named twice by that. With `selectors_alone` everything
    but selectors stays as it is.
    """

    def __init__(
        self, words: frozenset[str], kinds: frozenset[str], say: Say, *, selectors_alone: bool = False
    ) -> None:
        self.words = words
        self.kinds = kinds
        self.say = say
        self.selectors_alone = selectors_alone

    def find(self, kind: type[AnyPart], parts: Iterable[AnyPart]) -> list[AnyPart]:
        """The parts of a class that hold such references: nearly all hold none, and are looked at quickly."""
        looking = self._looking(kind)
        return [] if looking is None else [part for part in parts if looking.sees(part)]

    def _looking(self, kind: type[Part]) -> "_Looking | None":
        references, parts = self._plan(kind)
        inner = []
        for name in parts:
            inside = find_part(kind.model_fields[name].annotation)
            looking = None if inside is None else self._looking(inside)
            if looking is not None:
                inner.append((name, looking))
        if not references and not inner:
            return None
        texts = tuple(field.name for field in references if field.is_text)
        lists = tuple(field.name for field in references if not field.is_text)
        return _Looking(self.words, texts, lists, tuple(inner))

    def _plan(self, kind: type[Part]) -> "tuple[tuple[_Field, ...], tuple[str, ...]]":
        references, parts = _plan(kind, self.kinds)
        return (
            tuple(each for each in references if each.is_selector) if self.selectors_alone else references
        ), parts

    def part(self, part: AnyPart) -> AnyPart | None:
        """The part itself where nothing changes, another one, or None where a needed reference is gone."""
        references, parts = self._plan(type(part))
        changed: dict[str, Any] = {}
        for field in references:
            value = getattr(part, field.name)
            if not value:
                continue
            if isinstance(value, str):
                if value in self.words:
                    changed[field.name] = self._text(value, field)
            elif not self.words.isdisjoint(value):
                changed[field.name] = self._texts(value, field)
        for name in parts:
            value = getattr(part, name)
            inside = self._inside(value) if value else value
            if inside is not value:
                changed[name] = inside
        changed = {name: new for name, new in changed.items() if new != getattr(part, name)}
        if any(changed.get(field.name, "") is None for field in references if field.is_needed):
            return None
        return part.model_copy(update=changed) if changed else part

    def _text(self, text: str, field: "_Field") -> str | None:
        said = self.say(text, field.kinds, field.is_selector)
        return said[0] if said else None

    def _texts(self, texts: tuple[str, ...], field: "_Field") -> tuple[str, ...]:
        """The texts of a list; what stands for two that were said is not said twice."""
        said: list[str] = []
        stands_for = {text: text for text in texts}
        for text in texts:
            new = self.say(text, field.kinds, field.is_selector) if text in self.words else (text,)
            said.extend(each for each in new if stands_for.setdefault(each, text) == text)
        return tuple(said)

    def _inside(self, value: Any) -> Any:
        if isinstance(value, Part):
            return self.part(value)
        if isinstance(value, Mapping):
            found = {key: self.part(inner) for key, inner in value.items()}
            if all(found[key] is value[key] for key in value):
                return value
            return FrozenDict({key: inner for key, inner in found.items() if inner is not None})
        return self._items(value)

    def _items(self, items: tuple[Part, ...]) -> tuple[Part, ...]:
        """The parts in a list; one that comes to say what another says is left out."""
        new = [self.part(item) for item in items]
        if all(one is other for one, other in zip(new, items, strict=True)):
            return items
        stands_for = {identity_of(item): identity_of(item) for item in items}
        return tuple(
            other
            for item, other in zip(items, new, strict=True)
            if other is not None
            and stands_for.setdefault(identity_of(other), identity_of(item)) == identity_of(item)
        )


class _Looking(NamedTuple):
    """Sees whether a part, or one in it, says one of some words in fields that are references.

    It looks into the part's own dictionary, as it is asked for every part of a model.
    """

    words: frozenset[str]
    texts: tuple[str, ...]
    lists: tuple[str, ...]
    inner: tuple[tuple[str, "_Looking"], ...]

    def sees(self, part: Part) -> bool:
        """Whether it does."""
        values = part.__dict__
        for name in self.texts:
            if values[name] in self.words:
                return True
        for name in self.lists:
            if values[name] and not self.words.isdisjoint(values[name]):
                return True
        return any(values[name] and looking._sees_in(values[name]) for name, looking in self.inner)

    def _sees_in(self, value: Any) -> bool:
        """Whether it does in a part, or in one of several."""
        if isinstance(value, Part):
            return self.sees(value)
        parts = value.values() if isinstance(value, Mapping) else value
        if len(self.texts) == 1 and not self.lists and not self.inner:
            name = self.texts[0]
            return not self.words.isdisjoint([part.__dict__[name] for part in parts])
        return any(map(self.sees, parts))


class _Field(NamedTuple):
    """A field that refers to something: its name and kinds, and whether a part is nothing without it."""

    name: str
    kinds: tuple[str, ...]
    is_needed: bool
    is_selector: bool
    is_text: bool


@cache
def _plan(kind: type[Part], kinds: frozenset[str]) -> tuple[tuple[_Field, ...], tuple[str, ...]]:
    """The fields of a class that may refer to things of these kinds, and those that hold such parts."""
    references, parts = find_fields(kind)
    fields = tuple(
        _Field(
            name,
            wanted,
            kind.model_fields[name].is_required(),
            issubclass(kind, Selector),
            not _has_list(kind.model_fields[name].annotation),
        )
        for name, _, said in references
        for wanted in (_OWNERS if issubclass(kind, Entity) and name in _OWNER_FIELDS else said,)
        if not kinds.isdisjoint(wanted)
    )
    inner = ((name, find_part(kind.model_fields[name].annotation)) for name, _ in parts)
    return fields, tuple(name for name, part in inner if part is not None and any(_plan(part, kinds)))


def _has_list(annotation: object) -> bool:
    """Whether a field may hold several references, and not one alone."""
    arguments = getattr(annotation, "__args__", ())
    return getattr(annotation, "__origin__", None) is tuple or any(map(_has_list, arguments))
