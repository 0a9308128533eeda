"""What do all parts of a model have in common, and how does text become the value of a field?

Markers of one kind stand for several of pydantic's: the time until a model class can validate is paid by
every command, and it grows with the markers.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError, core_schema

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
EXTENSIONS = "x-"
"""The key under which the reading gathers a mapping's own `x-…` keys."""
MOST_HEADS = 1_000_000
"""No organisation has more people: a larger number is a slip of the keyboard."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class FrozenDict(dict[Any, Any]):
    """A dict that nobody changes; equal to a dict with the same items, and picklable.

    Its hash is made of its keys, so that values may be anything.
    """

    __slots__ = ()

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("a model's mapping is frozen; make a new organisation instead")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self))

    def __reduce__(self) -> tuple[type, tuple[dict[Any, Any]]]:
        return (FrozenDict, (dict(self),))


EMPTY = FrozenDict()


def freeze(value: object) -> Any:
    """`value` with every mapping and list in it frozen, and without the marks that reading left on them.

    >>> freeze({"a": [1, {"b": 2}]})
    {'a': (1, {'b': 2})}
    """
    if isinstance(value, dict):
        return FrozenDict({key: freeze(inner) for key, inner in value.items()})
    return tuple(map(freeze, value)) if isinstance(value, list | tuple) else value


# --- markers: what stands in `Annotated` ----------------------------------------------------------------


class Reference:
    """Marks a text field as the id of something of one of these kinds."""

    __slots__ = ("kinds",)

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds


class Reads:
    """Marks how a value is read: `parse` turns text into it, or raises a validation error.

    `schema` is what the JSON Schema says of the text; `write` turns the value into text again.
    """

    __slots__ = ("_schema", "_write", "parse")

    def __init__(
        self,
        parse: Callable[[Any], object],
        schema: Mapping[str, Any],
        *,
        write: Callable[[Any], object] | None = None,
    ) -> None:
        self.parse = parse
        self._schema = schema
        self._write = write

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        write = self._write and core_schema.plain_serializer_function_ser_schema(self._write)
        return core_schema.no_info_plain_validator_function(self.parse, serialization=write)

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> dict[str, Any]:
        return dict(self._schema)


class Short:
    """Marks a part that may be written as one text, which is short for a mapping with `key` alone.

    `schema` is what the JSON Schema says of that text.
    """

    __slots__ = ("_schema", "key")

    def __init__(self, key: str, schema: Mapping[str, Any]) -> None:
        self.key = key
        self._schema = schema

    def _long(self, value: object) -> object:
        return value if isinstance(value, dict | Part) else {self.key: value}

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._long, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [dict(self._schema), handler(schema)]}


class _Several:
    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        several: dict[str, Any] = handler(schema)
        return {"anyOf": [several["items"], several]}


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


class _Frozen:
    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        values = source.__args__[1]
        inner = core_schema.dict_schema(core_schema.str_schema(), handler.generate_schema(values))
        return core_schema.no_info_after_validator_function(freeze if values is Any else FrozenDict, inner)


Several = _Several()
"""Marks a tuple of which a file may give one item without the list."""
Frozen = _Frozen()
"""Marks a mapping by text that is read into a `FrozenDict`."""


# --- the plain types of fields --------------------------------------------------------------------------

# A text field takes what other YAML readers turn into a number or a boolean.
TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}
HEADS_SCHEMA = {"type": "integer", "minimum": 0, "maximum": MOST_HEADS}

Text = str
Texts = tuple[str, ...]
OneOrMore = Annotated[tuple[str, ...], Several]


def refuse(kind: str, reason: str) -> PydanticCustomError:
    """A validation error of the language's own: `reason` is the whole message."""
    return PydanticCustomError(kind, "{reason}", {"reason": reason})


def _as_date(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DATE.match(value):
        raise refuse("no_date", f"`{value}` is not a date: write it like 2027-03-31")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise refuse("no_date", f"`{value}` is not a date: {error}") from None


Date = Annotated[date, Reads(_as_date, {"type": "string", "format": "date"}, write=str)]
Heads = Annotated[int, Field(ge=0, le=MOST_HEADS)]
Counts = Annotated[Mapping[str, Heads], Frozen]
Texted = Annotated[Mapping[str, Text], Frozen]


# --- the classes that all others are made of ------------------------------------------------------------


class Part(BaseModel):
    """A frozen piece of a model; unknown keys are errors, `x-…` keys are the user's and survive."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        populate_by_name=False,
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
    )

    extensions: Annotated[Mapping[str, Any], Frozen] = Field(default=EMPTY, alias="x-")


class Link(Part):
    """A page about an entity."""

    title: Text | None = Field(default=None, description="What the link is called.", examples=["Runbook"])
    url: Text = Field(description="Where it leads.", examples=["https://wiki.example/runbook"])


class Waiver(Part):
    """Why a rule's finding about this entity is accepted, and until when."""

    rule: Text = Field(description="The code of the rule that is waived.", examples=["OWN001"])
    until: Date | None = Field(
        default=None, description="The last day on which it holds.", examples=["2027-03-31"]
    )
    why: Text | None = Field(
        default=None, description="The reason; without one it waives nothing.", examples=["vendor hands over"]
    )


class Entity(Part):
    """Something with an id of its own: the key under which it stands in its section."""

    id: Text = Field(description="The key under which it stands.", examples=["checkout"])
    name: Text | None = Field(default=None, description="What people read.", examples=["Checkout"])
    description: Text | None = Field(
        default=None, description="What it is, in a sentence.", examples=["Takes shoppers from cart to order"]
    )
    links: tuple[Link, ...] = Field(
        default=(),
        description="Pages about it.",
        examples=[[{"title": "Runbook", "url": "https://wiki.example"}]],
    )
    tags: Texts = Field(default=(), description="Free labels, for selectors.", examples=[["payments", "pci"]])
    waivers: tuple[Waiver, ...] = Field(
        default=(),
        description="Findings about it that are accepted, with reason and last day.",
        examples=[[{"rule": "OWN001", "until": "2027-03-31", "why": "vendor hands over in Q1"}]],
    )
    formerly: Texts = Field(
        default=(),
        description="Ids that it had before: keeps baselines, waivers and diffs through a rename.",
        examples=[["cart"]],
    )

    @property
    def label(self) -> str:
        """Its name, else its id."""
        return self.name or self.id


def find_references(annotation: object) -> Iterator[Reference]:
    """The reference marks anywhere inside a type annotation."""
    for part in getattr(annotation, "__metadata__", ()):
        if isinstance(part, Reference):
            yield part
    for argument in getattr(annotation, "__args__", ()):
        yield from find_references(argument)
