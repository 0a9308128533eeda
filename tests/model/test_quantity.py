"""Are durations, rates, shares and hours read as people write them, and written so that they read back?"""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from topo.model.quantity import (
    Duration,
    OfficeHours,
    Rate,
    parse_change,
    parse_duration,
    parse_hours,
    parse_increase,
    parse_load,
    parse_number,
    parse_rate,
    parse_share,
    parse_working_day,
    parse_working_week,
)

AMOUNTS = st.decimals(min_value=0, max_value=999_999_999, places=9, allow_nan=False).map(float)

DURATIONS = [  # text, elapsed hours, working hours
    ("30m", 0.5, 0.5),
    ("4h", 4, 4),
    ("2d", 48, 16),
    ("1w", 168, 40),
    ("1.5 d", 36, 12),
    ("0h", 0, 0),
]
RATES = [
    ("6/week", 6),
    ("3/day", 15),
    ("1/month", 12 / 52),
    ("13/quarter", 1),
    ("26/year", 0.5),
    ("2 / week", 2),
]
SHARES = [
    ("35%", 0.35),
    ("0.35", 0.35),
    ("100 %", 1),
    ("0", 0),
    ("99.95%", 0.9995),
    ("+10%", 0.1),
    (0.5, 0.5),
]
HOURS = [("9-17", 9, 17), ("8:30-17", 8.5, 17), ("0-24", 0, 24), ("10:20-18:05", 10 + 1 / 3, 18 + 1 / 12)]

REFUSED: dict[Callable[[object], object], list[object]] = {
    parse_duration: ["3", "3 days", "d", "-1d", "1d 2h", "1e3h", "", None, 3, ["1d"], "9" * 10 + "h", "١d"],
    parse_rate: ["6", "6/sprint", "/week", "-1/week", "6/week/team", None, 6],
    parse_share: ["101%", "1.01", "-1%", "35 percent", "half", "%", None, True, math.nan, math.inf, "nan"],
    parse_change: ["-101%", "less", None],
    parse_increase: ["-1%", "more", None],
    parse_hours: ["17-9", "9-9", "9-25", "9:60-17", "9 to 17", "9", None, 9],
    parse_number: ["-1", "1e3", "nan", "inf", "", None, True, -1, math.nan],
    parse_load: ["101", "-1", "high"],
    parse_working_day: ["25h", "0h", "1d", "8"],
    parse_working_week: ["8d", "0d", "1w", "5"],
}


@pytest.mark.parametrize(("text", "elapsed", "working"), DURATIONS)
def test_a_duration(text: str, elapsed: float, working: float) -> None:
    """Elapsed time has days of 24 hours, working time days of 8 and weeks of 5 days."""
    assert parse_duration(text).elapsed_hours() == elapsed
    assert parse_duration(text).working_hours() == working


def test_working_time_by_another_calendar() -> None:
    """A week of four days of seven hours."""
    assert parse_duration("1w").working_hours(day=7, week=4) == 28
    assert parse_duration("2d").working_hours(day=7, week=4) == 14


@pytest.mark.parametrize(("text", "a_week"), RATES)
def test_a_rate(text: str, a_week: float) -> None:
    """A day is a working day, a month a twelfth of 52 weeks."""
    assert parse_rate(text).per_week() == pytest.approx(a_week, rel=1e-15)


def test_a_daily_rate_in_a_short_week() -> None:
    """Four working days a week."""
    assert parse_rate("3/day").per_week(week=4) == 12


@pytest.mark.parametrize(("text", "share"), SHARES)
def test_a_share(text: object, share: float) -> None:
    """Percent or a fraction, to the last digit: 99.95% is what 0.9995 is."""
    assert parse_share(text) == share
    assert parse_change(text) == share
    assert parse_increase(text) == share


def test_changes_and_increases_beyond_a_share() -> None:
    """A change may take all away or add any amount; an increase may be more than double."""
    assert parse_change("-30%") == -0.3
    assert parse_change("-100%") == -1
    assert parse_change("+250%") == 2.5
    assert parse_increase("150%") == 1.5


@pytest.mark.parametrize(("text", "start", "end"), HOURS)
def test_office_hours(text: str, start: float, end: float) -> None:
    """Hours of the day, with minutes as their fractions; written as they were read."""
    assert parse_hours(text) == OfficeHours(start, end)
    assert str(parse_hours(text)) == text


@pytest.mark.parametrize(
    ("parse", "value"),
    [(parse, value) for parse, values in REFUSED.items() for value in values],
    ids=lambda each: each.__name__ if callable(each) else repr(each),
)
def test_what_is_no_quantity(parse: Callable[[object], object], value: object) -> None:
    """The message repeats what was said and shows what to write."""
    with pytest.raises(PydanticCustomError) as caught:
        parse(value)
    assert f"`{value}`" in str(caught.value)


def test_a_value_that_is_parsed_already() -> None:
    """Code that makes a model passes values, not text."""
    assert parse_duration(Duration(2, "d")) == Duration(2, "d")
    assert parse_rate(Rate(2, "week")) == Rate(2, "week")
    assert parse_hours(OfficeHours(9, 17)) == OfficeHours(9, 17)
    assert parse_working_day("7.5h") == Duration(7.5, "h")
    assert parse_working_week("4d") == Duration(4, "d")
    assert parse_number(8) == 8.0
    assert parse_load("48") == 48.0


@given(AMOUNTS, st.sampled_from(["m", "h", "d", "w"]))
def test_a_duration_is_written_as_it_reads(amount: float, unit: str) -> None:
    """Nothing is lost on the way to text and back."""
    duration = Duration(amount, unit)
    assert parse_duration(str(duration)) == duration


@given(AMOUNTS, st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_a_rate_is_written_as_it_reads(amount: float, period: str) -> None:
    """Nothing is lost on the way to text and back."""
    rate = Rate(amount, period)
    assert parse_rate(str(rate)) == rate


@given(st.integers(0, 24 * 60 - 1), st.integers(1, 24 * 60))
def test_office_hours_are_written_as_they_read(start: int, end: int) -> None:
    """Each minute of the day."""
    if start < end:
        hours = OfficeHours(start // 60 + start % 60 / 60, end // 60 + end % 60 / 60)
        assert parse_hours(str(hours)) == hours


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.lists(st.text())))
def test_anything_else_is_refused_in_the_same_way(value: object) -> None:
    """Whatever stands there: a value or a validation error, never another exception."""
    for parse in REFUSED:
        try:
            parse(value)
        except PydanticCustomError:
            continue
