"""How long, how often, what share: quantities as people write them.

Working time is for `touch` alone (a day is 8 hours, a week 5 days unless `calendar` says otherwise);
every other duration is elapsed time.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(m|h|d|w)\Z")
_RATE = re.compile(r"(\d+(?:\.\d+)?)\s*/\s*(day|week|month|quarter|year)\Z")
_SHARE = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(%?)\Z")
_HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?\Z")
_ELAPSED_HOURS = {"m": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0}
# Per working day, at 5 working days a week and 52 weeks in 12 months.
_WEEKS_PER = {"week": 1.0, "month": 52 / 12, "quarter": 13.0, "year": 52.0}


def _format(number: float) -> str:
    return f"{number:.10g}"


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount and its unit (`m`, `h`, `d`, `w`), as written."""

    amount: float
    unit: str

    def elapsed_hours(self) -> float:
        """Hours on the wall: a day has 24, a week 168."""
        return self.amount * _ELAPSED_HOURS[self.unit]

    def working_hours(self, *, day: float = 8.0, week: float = 5.0) -> float:
        """Hours of work: a day has `day` hours, a week `week` days."""
        return self.amount * {"m": 1 / 60, "h": 1.0, "d": day, "w": day * week}[self.unit]

    def __str__(self) -> str:
        return f"{_format(self.amount)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many in a period (`day`, `week`, `month`, `quarter`, `year`), as written."""

    amount: float
    period: str

    def per_week(self, *, week: float = 5.0) -> float:
        """How many a week of `week` working days; a month is 52/12 weeks."""
        if self.period == "day":
            return self.amount * week
        return self.amount / _WEEKS_PER[self.period]

    def __str__(self) -> str:
        return f"{_format(self.amount)}/{self.period}"


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The local hours at which a site works, from `start` to `end` (hours of the day)."""

    start: float
    end: float

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end)}"


def _clock(hour: float) -> str:
    return f"{int(hour)}" if hour == int(hour) else f"{int(hour)}:{round(hour % 1 * 60):02d}"


def _refuse(kind: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "{reason}", {"reason": message})


def parse_duration(value: object) -> Duration:
    """`30m`, `4h`, `2d`, `1w` as a duration; raises a validation error otherwise."""
    if isinstance(value, Duration):
        return value
    match = _DURATION.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise _refuse("no_duration", f"`{value}` is not a duration: write 30m, 4h, 2d or 1w")
    return Duration(float(match[1]), match[2])


def parse_rate(value: object) -> Rate:
    """`6/week` as a rate; raises a validation error otherwise."""
    if isinstance(value, Rate):
        return value
    match = _RATE.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise _refuse("no_rate", f"`{value}` is not a rate: write 6/week (day, week, month, quarter, year)")
    return Rate(float(match[1]), match[2])


def parse_signed_share(value: object) -> float:
    """`-30%` or `0.1` as a number (1 is all); raises a validation error otherwise."""
    if isinstance(value, int | float):
        return float(value)
    match = _SHARE.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise _refuse("no_share", f"`{value}` is not a share: write 35% or 0.35")
    return float(match[1]) / 100 if match[2] else float(match[1])


def parse_share(value: object) -> float:
    """`35%` or `0.35` as a number from 0 to 1; raises a validation error otherwise."""
    share = parse_signed_share(value)
    if not 0 <= share <= 1:
        raise _refuse("no_share", f"`{value}` is not a share between 0 and 100 %: write 35% or 0.35")
    return share


def parse_hours(value: object) -> OfficeHours:
    """`9-17` or `8:30-17` as office hours; raises a validation error otherwise."""
    if isinstance(value, OfficeHours):
        return value
    match = _HOURS.match(value.strip()) if isinstance(value, str) else None
    if match is not None:
        start = int(match[1]) + int(match[2] or 0) / 60
        end = int(match[3]) + int(match[4] or 0) / 60
        if 0 <= start < end <= 24:
            return OfficeHours(start, end)
    raise _refuse("no_hours", f"`{value}` is not a span of office hours: write 9-17 or 8:30-17")


_DURATION_SCHEMA = {"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*[mhdw]\s*$"}
_SHARE_SCHEMA = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*%?\s*$"},
    ]
}
_SIGNED_SCHEMA = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\s*[+-]?\d+(\.\d+)?\s*%?\s*$"}]
}
_RATE_SCHEMA = {
    "type": "string",
    "pattern": r"^\s*\d+(\.\d+)?\s*/\s*(day|week|month|quarter|year)\s*$",
}

_text = PlainSerializer(str, return_type=str)
Elapsed = Annotated[Duration, BeforeValidator(parse_duration), _text, WithJsonSchema(_DURATION_SCHEMA)]
WorkingTime = Annotated[Duration, BeforeValidator(parse_duration), _text, WithJsonSchema(_DURATION_SCHEMA)]
PerPeriod = Annotated[Rate, BeforeValidator(parse_rate), _text, WithJsonSchema(_RATE_SCHEMA)]
Share = Annotated[float, BeforeValidator(parse_share), WithJsonSchema(_SHARE_SCHEMA)]
SignedShare = Annotated[float, BeforeValidator(parse_signed_share), WithJsonSchema(_SIGNED_SCHEMA)]
Hours = Annotated[
    OfficeHours,
    BeforeValidator(parse_hours),
    _text,
    WithJsonSchema({"type": "string", "pattern": r"^\s*\d{1,2}(:\d\d)?-\d{1,2}(:\d\d)?\s*$"}),
]
NonNegative = Annotated[float, Field(ge=0)]
