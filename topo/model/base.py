"""What do all parts of a model have in common?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
EXTENSIONS = "x-"
"""The key under which the reading gathers a mapping's own `x-…` keys."""


class FrozenDict(dict[Any, Any]):
    """A dict that nobody changes; equal to a dict with the same items, and picklable."""

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


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a text field as the id of something of one of these kinds."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_date(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else _no_date(value)
    except ValueError as error:
        raise PydanticCustomError("no_date", "{reason}", {"reason": _why_no_date(str(value), error)}) from None


def _no_date(value: object) -> NoReturn:
    raise PydanticCustomError("no_date", "{reason}", {"reason": f"`{value}` is not a date like 2027-03-31"})


def _why_no_date(value: str, error: ValueError) -> str:
    said = str(error)
    why = said if "day" in said or "month" in said or "year" in said else "write it like 2027-03-31"
    return f"`{value}` is not a date: {why}"


# A text field takes what other YAML readers turn into a number, a boolean or a date.
TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}

Text = Annotated[str, WithJsonSchema(TEXT_SCHEMA)]
Texts = tuple[Text, ...]
OneOrMore = Annotated[
    tuple[Text, ...],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]}),
]
Date = Annotated[date, BeforeValidator(_as_date), WithJsonSchema({"type": "string", "format": "date"})]
Heads = Annotated[int, Field(ge=0)]


def frozen_mapping(value: Mapping[Any, Any]) -> FrozenDict:
    """The same mapping, frozen."""
    return FrozenDict(value)


Frozen = AfterValidator(frozen_mapping)
Counts = Annotated[Mapping[str, Heads], Frozen]
Texted = Annotated[Mapping[str, Text], Frozen]


def _schema_extra(schema: dict[str, Any]) -> None:
    schema.get("properties", {}).pop("id", None)
    schema.get("properties", {}).pop(EXTENSIONS, None)
    if "id" in schema.get("required", []):
        schema["required"] = [key for key in schema["required"] if key != "id"]
        if not schema["required"]:
            del schema["required"]
    schema["patternProperties"] = {"^x-": {}}
    schema.pop("title", None)


class Part(BaseModel):
    """A frozen piece of a model; unknown keys are errors, `x-…` keys are the user's and survive."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        populate_by_name=False,
        json_schema_extra=_schema_extra,
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
        default=(), description="Pages about it.", examples=[[{"title": "Runbook", "url": "https://wiki.example"}]]
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
