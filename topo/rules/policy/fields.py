"""Which fields has a part of the model, and what stands in each?"""

from collections.abc import Mapping
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from topo.model.base import EXTENSIONS, Part, Reads, Reference, Short
from topo.model.stream import Stage
from topo.rules.policy.values import Type, find_type

_WORKING_TIME = {(Stage, "touch")}
"""Durations that count in working hours."""


class Shape(Enum):
    """How many values stand in a field."""

    ONE = "one"
    LIST = "list"
    MAPPING = "mapping"


@dataclass(frozen=True, eq=False)
class Field:
    """A field: `name` in Python, `key` in YAML.

    What stands in it is a `type` of value or a `part`; `short` is the field of the part that its short form
    gives. `kinds` are what a reference may name. `has_empty`: an empty list says something (`data: []`), and
    nothing said is another thing.
    """

    name: str
    key: str
    shape: Shape
    part: type[Part] | None = None
    type: Type | None = None
    kinds: tuple[str, ...] = ()
    short: str | None = None
    has_empty: bool = False
    counts: bool = False
    """Whether it is a mapping of counts: of a key that a filled one lacks there are none."""


@cache
def find_fields(part: type[Part]) -> Mapping[str, Field]:
    """The fields of a class of the model by their keys in YAML, and `id`; computed once for each class."""
    found = (
        _make_field(part, name, info) for name, info in part.model_fields.items() if info.alias != EXTENSIONS
    )
    return MappingProxyType({field.key: field for field in found})


def _make_field(part: type[Part], name: str, info: FieldInfo) -> Field:
    reading = _Annotation(info)
    leaf, marks = reading.leaf, reading.marks
    kinds = next((mark.kinds for mark in marks if isinstance(mark, Reference)), ())
    key, is_mapping = info.alias or name, reading.shape is Shape.MAPPING
    if isinstance(leaf, type) and issubclass(leaf, Part):
        short = next((mark.key for mark in marks if isinstance(mark, Short)), None)
        return Field(name, key, reading.shape, leaf, short=short, has_empty=reading.has_empty)
    value = find_type(leaf, marks, kinds, is_work=(part, name) in _WORKING_TIME)
    return Field(
        name,
        key,
        reading.shape,
        type=value,
        kinds=kinds,
        has_empty=reading.has_empty,
        counts=is_mapping and leaf is int,
    )


class _Annotation:
    """An annotation taken apart: its innermost part, the marks around it, and the shape."""

    def __init__(self, info: FieldInfo) -> None:
        self.shape = Shape.ONE
        self.marks: list[Any] = list(info.metadata)
        self.is_optional = False
        self.leaf = self._take_apart(info.annotation)
        # An explicit null reads as an empty tuple for stewards alone: nobody is not a list of nothing.
        reads = any(isinstance(mark, Reads) for mark in info.metadata)
        self.has_empty = self.shape is Shape.LIST and self.is_optional and not reads

    def _take_apart(self, annotation: Any) -> Any:
        arguments = get_args(annotation)
        if hasattr(annotation, "__metadata__"):
            self.marks += annotation.__metadata__
            return self._take_apart(arguments[0])
        if NoneType in arguments:
            self.is_optional = True
            return self._take_apart(next(each for each in arguments if each is not NoneType))
        if get_origin(annotation) is tuple:
            self.shape = Shape.LIST
            return self._take_apart(arguments[0])
        if get_origin(annotation) is AnyMapping:
            self.shape = Shape.MAPPING
            return self._take_apart(arguments[1])
        return annotation
