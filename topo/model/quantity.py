"""How long, how often, what share: quantities as people write them.

Working time is for `touch` alone (a day is 8 hours, a week 5 days unless `calendar` says otherwise);
every other duration is elapsed time.
"""

import re
from typing import Annotated, NamedTuple

from topo.model.base import Reads, refuse

# Nine digits are more than anybody means, and few enough that no number becomes infinite. The JSON Schema
# uses these patterns too, so they keep to what every dialect of regular expressions knows.
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_CLOCK = r"([0-9]{1,2})(?::([0-5][0-9]))?"
_DURATION = rf"^({_NUMBER}) ?([mhdw])$"
_RATE = rf"^({_NUMBER}) ?/ ?(day|week|month|quarter|year)$"
_SHARE = rf"^([+-]?{_NUMBER}) ?(%?)$"
_HOURS = rf"^{_CLOCK}-{_CLOCK}$"

_ELAPSED_HOURS = {"m": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0}
# A month is a twelfth of 52 weeks; a day is a working day, so its weeks depend on the calendar.
_WEEKS_PER = {"week": 1.0, "month": 52 / 12, "quarter": 13.0, "year": 52.0}


class Duration(NamedTuple):
    """An amount and its unit (`m`, `h`, `d`, `w`), as written."""

    amount: float
    unit: str

    def elapsed_hours(self) -> float:
        """Hours on the wall: a day has 24, a week 168.

        >>> parse_duration("2d").elapsed_hours()
        48.0
        """
        return self.amount * _ELAPSED_HOURS[self.unit]

    def working_hours(self, *, day: float = 8.0, week: float = 5.0) -> float:
        """Hours of work: a day has `day` hours, a week `week` days.

        >>> parse_duration("2d").working_hours()
        16.0
        """
        return self.amount * {"m": 1 / 60, "h": 1.0, "d": day, "w": day * week}[self.unit]

    def __str__(self) -> str:
        return f"{_write_number(self.amount)}{self.unit}"


class Rate(NamedTuple):
    """How many in a period (`day`, `week`, `month`, `quarter`, `year`), as written."""

    amount: float
    period: str

    def per_week(self, *, week: float = 5.0) -> float:
        """How many in a week of `week` working days; a month is 52/12 weeks.

        >>> parse_rate("3/day").per_week(), parse_rate("26/quarter").per_week()
        (15.0, 2.0)
        """
        if self.period == "day":
            return self.amount * week
        return self.amount / _WEEKS_PER[self.period]

    def __str__(self) -> str:
        return f"{_write_number(self.amount)}/{self.period}"


class OfficeHours(NamedTuple):
    """The local hours at which a site works, from `start` to `end` (hours of the day)."""

    start: float
    end: float

    def __str__(self) -> str:
        return f"{_write_clock(self.start)}-{_write_clock(self.end)}"


def _write_number(number: float) -> str:
    return f"{number:.9f}".rstrip("0").rstrip(".")


def _write_clock(hour: float) -> str:
    whole, minutes = divmod(round(hour * 60), 60)
    return f"{whole}:{minutes:02d}" if minutes else f"{whole}"


def _match(pattern: str, value: object) -> re.Match[str] | None:
    return re.match(pattern, value.strip()) if isinstance(value, str) else None


def parse_duration(value: object) -> Duration:
    """`30m`, `4h`, `2d`, `1w` as a duration; raises a validation error otherwise."""
    if isinstance(value, Duration):
        return value
    match = _match(_DURATION, value)
    if match is None:
        raise refuse("no_duration", f"`{value}` is not a duration: write 30m, 4h, 2d or 1w")
    return Duration(float(match[1]), match[2])


def parse_working_day(value: object) -> Duration:
    """`8h` as the working time of a day, at most 24 hours; raises a validation error otherwise."""
    day = parse_duration(value)
    if day.unit not in ("h", "m") or not 0 < day.elapsed_hours() <= 24:
        raise refuse("no_duration", f"`{value}` is not the working time of a day: write 8h or 7.5h")
    return day


def parse_working_week(value: object) -> Duration:
    """`5d` as the working days of a week, at most seven; raises a validation error otherwise."""
    week = parse_duration(value)
    if week.unit != "d" or not 0 < week.amount <= 7:
        raise refuse("no_duration", f"`{value}` is not a number of working days in a week: write 5d")
    return week


def parse_rate(value: object) -> Rate:
    """`6/week` as a rate; raises a validation error otherwise."""
    if isinstance(value, Rate):
        return value
    match = _match(_RATE, value)
    if match is None:
        raise refuse("no_rate", f"`{value}` is not a rate: write 6/week (day, week, month, quarter or year)")
    return Rate(float(match[1]), match[2])


def _parse_share(value: object, *, least: float, most: float, bounds: str) -> float:
    match = _match(_SHARE, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        share = float(value)
    elif match is not None:
        share = float(f"{match[1]}e-2" if match[2] else match[1])
    else:
        raise refuse("no_share", f"`{value}` is not a share: write 35% or 0.35")
    if not least <= share <= most:
        raise refuse("no_share", f"`{value}` is not {bounds}: write 35% or 0.35")
    return share


def parse_share(value: object) -> float:
    """`35%` or `0.35` as a number from 0 to 1; raises a validation error otherwise."""
    return _parse_share(value, least=0, most=1, bounds="a share between 0 and 100 %")


def parse_change(value: object) -> float:
    """`-30%` or `+0.1` as a number, not below -1 (all of it gone); raises a validation error otherwise."""
    return _parse_share(value, least=-1, most=1e9, bounds="a change of -100 % or more")


def parse_increase(value: object) -> float:
    """`40%` or `1.5` as a number of 0 or more (1 is twice as much); raises a validation error otherwise."""
    return _parse_share(value, least=0, most=1e9, bounds="an increase of 0 % or more")


def parse_hours(value: object) -> OfficeHours:
    """`9-17` or `8:30-17` as office hours; raises a validation error otherwise."""
    if isinstance(value, OfficeHours):
        return value
    match = _match(_HOURS, value)
    if match is not None:
        start = int(match[1]) + int(match[2] or 0) / 60
        end = int(match[3]) + int(match[4] or 0) / 60
        if 0 <= start < end <= 24:
            return OfficeHours(start, end)
    raise refuse("no_hours", f"`{value}` is not a span of office hours: write 9-17 or 8:30-17")


def parse_number(value: object) -> float:
    """`8` or `1.5` as a number of 0 or more; raises a validation error otherwise."""
    match = _match(rf"^{_NUMBER}$", value)
    if match is not None:
        return float(match[0])
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1e9:
        return float(value)
    raise refuse("no_number", f"`{value}` is not a number of 0 or more")


def parse_load(value: object) -> float:
    """`48` as a task load index from 0 to 100; raises a validation error otherwise."""
    load = parse_number(value)
    if load > 100:
        raise refuse("no_load", f"`{value}` is not a task load index: it goes from 0 to 100")
    return load


def _share_schema(**bounds: float) -> dict[str, object]:
    return {"anyOf": [{"type": "number", **bounds}, {"type": "string", "pattern": _SHARE}]}


Elapsed = Annotated[Duration, Reads(parse_duration, {"type": "string", "pattern": _DURATION}, write=str)]
WorkingTime = Elapsed
"""The same text, counted in working hours; the name says so."""
WorkingDay = Annotated[
    Duration, Reads(parse_working_day, {"type": "string", "pattern": rf"^({_NUMBER}) ?[hm]$"}, write=str)
]
WorkingWeek = Annotated[
    Duration,
    Reads(parse_working_week, {"type": "string", "pattern": r"^[1-7](?:\.[0-9]{1,9})? ?d$"}, write=str),
]
PerPeriod = Annotated[Rate, Reads(parse_rate, {"type": "string", "pattern": _RATE}, write=str)]
Share = Annotated[float, Reads(parse_share, _share_schema(minimum=0, maximum=1))]
Change = Annotated[float, Reads(parse_change, _share_schema(minimum=-1))]
Increase = Annotated[float, Reads(parse_increase, _share_schema(minimum=0))]
Hours = Annotated[OfficeHours, Reads(parse_hours, {"type": "string", "pattern": _HOURS}, write=str)]
NonNegative = Annotated[float, Reads(parse_number, {"type": "number", "minimum": 0})]
TaskLoad = Annotated[float, Reads(parse_load, {"type": "number", "minimum": 0, "maximum": 100})]
