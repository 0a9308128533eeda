"""Where in a raw tree is what an error of validation speaks of, and what may stand there?"""

from collections.abc import Mapping as AnyMapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from topo.findings import Address
from topo.model.base import EXTENSIONS, Entity
from topo.source.positions import Mapping, Sequence, identity_of


class Place:
    """The container, the key in it (None where the error is about the container itself), and the address."""

    __slots__ = ("address", "container", "key", "trail")

    def __init__(self, container: Mapping | Sequence, key: Any, address: Address, trail: list[Any]) -> None:
        self.container = container
        self.key = key
        self.address = address
        self.trail = trail
        """The containers around it with the key in each, the outermost first."""

    @classmethod
    def find(cls, raw: Mapping, loc: tuple[Any, ...], address: Address) -> "Place":
        """Follow `loc` as far as the tree goes: a short form has less than what it is short for."""
        container: Any = raw
        key: Any = None
        trail: list[Any] = []
        for step in loc:
            step = step if isinstance(step, int) else str(step)
            if key is not None:
                inside = container[key]
                if not isinstance(inside, Mapping | Sequence) or step == "[key]":
                    break
                trail.append((container, key))
                container = inside
            if not _has(container, step):
                return cls(container, None, address, trail)
            address = address / step if isinstance(step, str) else address.item(identity_of(container[step]))
            key = step
        return cls(container, key, address, trail)

    @property
    def value(self) -> Any:
        """What stands there."""
        return self.container if self.key is None else self.container[self.key]

    @property
    def key_at(self) -> int:
        """The mark of the key."""
        if isinstance(self.container, Mapping):
            return self.container.keys_at.get(self.key, self.container.at)
        return self.value_at

    @property
    def value_at(self) -> int:
        """The mark of the value."""
        if self.key is None:
            return self.container.at
        if isinstance(self.container, Mapping):
            return self.container.values_at.get(self.key, self.container.at)
        return self.container.items_at[int(self.key)]

    @property
    def around(self) -> tuple[Mapping | Sequence, Any] | None:
        """The container and key under which the container itself stands; None where it is the whole."""
        return self.trail[-1] if self.trail else None


def _has(container: Mapping | Sequence, key: Any) -> bool:
    if isinstance(container, Mapping):
        return key in container
    return isinstance(key, int) and 0 <= key < len(container)


def find_known_keys(kind: type[BaseModel] | None) -> list[str]:
    """The keys that a class takes in YAML."""
    if kind is None:
        return []
    names = [field.alias or name for name, field in kind.model_fields.items()]
    hidden = ("id", EXTENSIONS, "facts") if issubclass(kind, Entity) else (EXTENSIONS, "facts")
    return [name for name in names if name not in hidden]


def find_class(kind: type[BaseModel], loc: tuple[Any, ...]) -> type[BaseModel] | None:
    """The class of the part that stands at `loc` inside a `kind`; None where none does."""
    annotation: Any = kind
    for step in loc:
        annotation = _step_into(_strip(annotation), step)
    found = _strip(annotation)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def find_example(kind: type[BaseModel], loc: tuple[Any, ...]) -> tuple[str, Any] | None:
    """The key at `loc` inside a `kind` with a value that it takes; None where the way leads to no field."""
    for length in range(len(loc), 0, -1):
        holder = find_class(kind, loc[: length - 1])
        for name, field in holder.model_fields.items() if holder is not None else ():
            if (field.alias or name) == loc[length - 1] and field.examples:
                return str(loc[length - 1]), field.examples[0]
    return None


def _step_into(annotation: Any, step: Any) -> Any:
    """What stands at a key of a part, under a key of a mapping, or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if (field.alias or name) == step:
                return field.annotation
        return None
    arguments = get_args(annotation)
    if not arguments:
        return None
    return arguments[1] if get_origin(annotation) is AnyMapping else arguments[0]


def _strip(annotation: Any) -> Any:
    """An annotation without its marks, and without the None that it may be instead."""
    while arguments := get_args(annotation):
        if hasattr(annotation, "__metadata__"):
            annotation = arguments[0]
        elif type(None) in arguments:
            annotation = next(each for each in arguments if each is not type(None))
        else:
            break
    return annotation
