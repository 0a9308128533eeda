"""How would a model file say a part of a model?

The result is plain data for `render_yaml`: what holds unless said is left out, short forms are used where
they say all, and reading it gives an equal part. For programs there is a long form, in which a thing is
written in one way alone: a dependency is a mapping and a list a list, whatever it holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, get_args

from topo.model.base import Entity, Part, Several
from topo.model.decision import Decision
from topo.model.organisation import Organisation
from topo.model.people import Site
from topo.model.quantity import Change, Duration, Increase, OfficeHours, Rate, Share
from topo.model.selector import Selector
from topo.model.service import Dependency
from topo.model.settings import Policy, RuleSetting, Source
from topo.model.team import Member, Stewards, Vacancy

_SHARES = tuple(get_args(each)[1] for each in (Share, Change, Increase))
SHORT_KEYS: Mapping[type[Part], str] = {
    Dependency: "service",
    Member: "person",
    RuleSetting: "severity",
    Site: "zone",
    Vacancy: "count",
}
"""The parts that may be written as one value, and the field that it is short for."""
_LAST = ("links", "tags", "waivers", "formerly")
_NEVER = ("extensions", "facts")
_FLAGGED = ("present", "unique")
_FLAGS: Mapping[object, bool] = {"true": True, "false": False}
# Where one item is as good as a list of one, and reads better.
_SINGLE = (Decision, Selector, Source)


def make_plain(organisation: Organisation, *, long: bool = False) -> dict[str, Any]:
    """The whole organisation as one file would say it; its `facts` are known by reading, not said."""
    return {"topo": 1, **make_plain_part(organisation.model_copy(update={"topo": None}), long=long)}


def make_plain_part(part: Part, *, long: bool = False) -> dict[str, Any]:
    """A part as a mapping, without what holds unless said; an entity without its id.

    >>> from topo.model.team import Team
    >>> make_plain_part(Team(id="pay", size=7, focus="65%", members=["bo"]))
    {'size': 7, 'members': ['bo'], 'focus': '65%'}
    >>> make_plain_part(Team(id="pay", members=["bo"]), long=True)
    {'members': [{'person': 'bo'}]}
    """
    plain: dict[str, Any] = {}
    for field in find_fields(type(part)):
        value = getattr(part, field.name)
        if value != field.default:
            plain[field.key] = _say_field(field, value, long)
    plain.update((key, say(value, long)) for key, value in part.extensions.items())
    if isinstance(part, Policy):
        plain.update((key, _say_conditions(plain[key])) for key in ("where", "require") if key in plain)
    return plain


@dataclass(frozen=True, slots=True)
class Field:
    """A field, the key under which a file says it, and what its value is unless said."""

    name: str
    key: str
    default: Any
    is_share: bool
    is_single: bool
    """Whether one item reads better than a list of one."""
    is_several: bool
    """Whether a file may say one item without the list."""


@cache
def find_fields(kind: type[Part]) -> tuple[Field, ...]:
    """The fields of a class in the order in which a file says them."""
    fields = [
        Field(
            name,
            field.alias or name,
            field.get_default(call_default_factory=True),
            any(each in _SHARES for each in markers),
            kind is Stewards or (kind in _SINGLE and Several in markers),
            kind is Stewards or Several in markers,
        )
        for name, field in kind.model_fields.items()
        if name not in _NEVER and not (name == "id" and issubclass(kind, Entity))
        for markers in [(*field.metadata, *_find_markers(field.annotation))]
    ]
    return tuple(sorted(fields, key=lambda each: each.name in _LAST))


def _find_markers(annotation: object) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for argument in getattr(annotation, "__args__", ()):
        yield from _find_markers(argument)


def _say_field(field: Field, value: Any, long: bool) -> Any:
    if field.is_single and isinstance(value, tuple) and not long:
        # No steward at all is nobody, which a file says as null; elsewhere none is the default.
        said = [say(inner, long) for inner in value]
        return said[0] if len(said) == 1 else said or None
    return say(value, long, is_share=field.is_share)


def say(value: Any, long: bool = False, *, is_share: bool = False) -> Any:
    """A value of a field as a file would say it."""
    if isinstance(value, Part):
        return make_plain_part(value, long=True) if long else _say_part(value)
    if isinstance(value, Duration | Rate | OfficeHours):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): say(inner, long) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [say(inner, long) for inner in value]
    if isinstance(value, float):
        return write_share(value) if is_share else _write_decimal(value)
    assert value is None or isinstance(value, str | bool | int | date)
    return value


def _say_part(part: Part) -> Any:
    """A part, as one value where that is short for it."""
    plain = make_plain_part(part)
    key = SHORT_KEYS.get(type(part))
    if key is None:
        return plain
    value = getattr(part, key)
    is_all = value is not None and not plain.keys() - {key}
    return say(value, long=False) if is_all else plain


def _say_conditions(conditions: Mapping[str, Any]) -> dict[str, Any]:
    """Conditions are kept as they were read, as text; `present` and `unique` are true or false in a file."""
    return {
        path: {key: _FLAGS.get(said, said) if key in _FLAGGED else said for key, said in condition.items()}
        if isinstance(condition, dict)
        else condition
        for path, condition in conditions.items()
    }


def write_share(share: float) -> Any:
    """A share as a percentage where that is exact, else as a number; what was read comes back the same.

    >>> write_share(0.35), write_share(-0.3)
    ('35%', '-30%')
    """
    percent = _write_digits(share * 100)
    return f"{percent}%" if float(percent) / 100 == share else _write_decimal(share)


def _write_decimal(number: float) -> Any:
    """A number that is written without an exponent, which no quantity takes."""
    if number.is_integer():
        return int(number)
    return number if "e" not in repr(number) else _write_digits(number)


def _write_digits(number: float) -> str:
    return f"{number:.9f}".rstrip("0").rstrip(".")
