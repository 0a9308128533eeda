"""What may a value of the model be compared with, and how do two values compare?"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic_core import PydanticCustomError

from topo.analysis.catalogue.measure import Measure
from topo.model.base import Reads
from topo.model.quantity import Duration, Rate, parse_change, parse_increase, parse_share
from topo.model.settings import Calendar
from topo.rules.naming import joined, quoted
from topo.text import did_you_mean

_SHARES = (parse_share, parse_change, parse_increase)
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?\Z")
_YES, _NO = ("true", "yes", "on"), ("false", "no", "off")


class Unfit(ValueError):
    """A text that is no value of a type; the message says so, the hint what may have been meant."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, eq=False)
class Type:
    """A type of value.

    `noun` says what it takes, `read` turns text into it or raises `Unfit`, and `read_limit` does that for
    `min` and `max`. `rank` puts its values in order (None for one that has no place in it); a type without
    it has no order. `kinds` are what a reference may name. `is_text`: patterns may match it.
    """

    noun: str
    read: Callable[[str], Any]
    show: Callable[[Any], str]
    rank: Callable[[Any, Calendar], float | None] | None = None
    kinds: tuple[str, ...] = ()
    is_text: bool = False
    limit: Callable[[str], Any] | None = None

    @property
    def read_limit(self) -> Callable[[str], Any]:
        """How the text of `min` and `max` is read."""
        return self.limit or self.read


def read_yes_no(text: str) -> bool:
    """`true` or `false`, also as YAML 1.1 writes them."""
    folded = text.casefold()
    if folded not in (*_YES, *_NO):
        raise Unfit(f"{quoted(text)} is neither true nor false")
    return folded in _YES


def _read_number(text: str) -> float:
    if not _NUMBER.match(text.strip()):
        raise Unfit(f"{quoted(text)} is not a number")
    return float(text)


def _show_number(value: float) -> str:
    return f"{value:,.9g}" if abs(value) < 1e9 else f"{value:g}"


def _show_share(value: float) -> str:
    return f"{100 * value:.6g} %"


def _rank_number(value: Any, _: Calendar) -> float:
    return float(value)


def _rank_free(value: Any, _: Calendar) -> float | None:
    return float(value) if _NUMBER.match(str(value).strip()) else None


TEXT = Type("text", str, quoted, is_text=True)
FREE = Type("text or a number", str, quoted, _rank_free, is_text=True, limit=_read_number)
"""What stands under the user's own keys."""
YES_NO = Type("true or false", read_yes_no, lambda value: "true" if value else "false")
NUMBER = Type("a number", _read_number, _show_number, _rank_number)


def _read_by(parse: Callable[[Any], Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return parse(text)
        except PydanticCustomError as error:
            raise Unfit(error.message()) from None

    return read


SHARE = Type("a share", _read_by(parse_share), _show_share, _rank_number)


def one_of(words: tuple[str, ...]) -> Type:
    """The type that has these words alone."""

    def read(text: str) -> str:
        if text not in words:
            raise Unfit(f"{quoted(text)} is none of them", did_you_mean(text, words))
        return text

    return Type(joined(map(quoted, words), last="or", most=len(words)), read, quoted, is_text=True)


def reference_to(kinds: tuple[str, ...]) -> Type:
    """The type of an id of these kinds."""
    return Type("an id", str, quoted, kinds=kinds, is_text=True)


def whole_number(least: int | None, most: int | None) -> Type:
    """The type of a whole number between two bounds."""

    def read(text: str) -> int:
        if not re.match(r"[+-]?[0-9]{1,15}\Z", text.strip()):
            raise Unfit(f"{quoted(text)} is not a whole number")
        number = int(text)
        if (least is not None and number < least) or (most is not None and number > most):
            raise Unfit(f"{quoted(text)} is none of them")
        return number

    noun = "a whole number"
    if least is not None:
        noun += f" of {least:,} or more" if most is None else f" from {least:,} to {most:,}"
    return Type(noun, read, _show_number, _rank_number)


@cache
def value_of(measure: Measure) -> Type:
    """The type of what a measure says: always the same one."""
    if measure.verdicts:
        return one_of(measure.verdicts)
    return SHARE if measure.is_share else NUMBER


def find_type(leaf: Any, marks: Iterable[Any], kinds: tuple[str, ...], *, is_work: bool) -> Type:
    """The type of the values of a field, from its annotation's innermost part and the marks around it.

    `is_work`: a duration counts in working hours.
    """
    if get_origin(leaf) is Literal:
        return one_of(get_args(leaf))
    if leaf is bool:
        return YES_NO
    if leaf is int:
        return whole_number(_find_bound(marks, "ge"), _find_bound(marks, "le"))
    if leaf is str:
        return reference_to(kinds) if kinds else TEXT
    parse = next((mark.parse for mark in marks if isinstance(mark, Reads)), None)
    return FREE if parse is None else _quantity(leaf, parse, is_work=is_work)


def _find_bound(marks: Iterable[Any], name: str) -> int | None:
    for mark in marks:
        for each in (mark, *getattr(mark, "metadata", ())):
            if hasattr(each, name):
                return int(getattr(each, name))
    return None


def _quantity(leaf: Any, parse: Callable[[Any], Any], *, is_work: bool) -> Type:
    read = _read_by(parse)
    if leaf is Duration:
        return Type("a duration", read, str, _rank_working if is_work else _rank_elapsed)
    if leaf is Rate:
        return Type("a rate", read, str, _rank_rate)
    if leaf is date:
        return Type("a date", read, str, lambda day, _: float(day.toordinal()))
    if leaf is float:
        if parse in _SHARES:
            return Type("a share", read, _show_share, _rank_number)
        return Type("a number", read, _show_number, _rank_number)
    return Type("office hours", read, str)


def _rank_working(value: Duration, calendar: Calendar) -> float:
    return value.working_hours(day=calendar.hours_a_day, week=calendar.days_a_week)


def _rank_elapsed(value: Duration, _: Calendar) -> float:
    return value.elapsed_hours()


def _rank_rate(value: Rate, calendar: Calendar) -> float:
    return value.per_week(week=calendar.days_a_week)
