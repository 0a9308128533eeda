"""How many working hours do two places share?"""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.analysis.overlapping import (
    count_shared_hours,
    find_offset,
    find_overlaps_inside,
    find_places,
    measure_shared_hours,
)
from topo.model.organisation import Organisation
from topo.model.quantity import OfficeHours

Read = Callable[[str], Organisation]
WINTER, SUMMER, BETWEEN = date(2026, 12, 1), date(2026, 7, 1), date(2026, 3, 15)
DAY = OfficeHours(9, 17)


@pytest.mark.parametrize(
    ("apart", "hours"), [(0, 8), (4.5, 3.5), (-4.5, 3.5), (8, 0), (12, 0), (20, 4), (-20, 4), (24, 8)]
)
def test_hours_apart(apart: float, hours: float) -> None:
    """Who is 20 hours ahead is 4 hours behind, on the next day."""
    assert count_shared_hours(DAY, DAY, apart=apart) == hours


@given(st.integers(-52, 52), st.integers(0, 23), st.integers(1, 24), st.integers(0, 23), st.integers(1, 24))
def test_either_way(apart: int, a: int, b: int, c: int, d: int) -> None:
    """What one shares with another, the other shares with one, and never more than the shorter day."""
    one, other = OfficeHours(min(a, b - 1), b), OfficeHours(min(c, d - 1), d)
    shared = count_shared_hours(one, other, apart=apart / 4)
    assert shared == pytest.approx(count_shared_hours(other, one, apart=-apart / 4))
    assert 0 <= shared <= min(one.end - one.start, other.end - other.start)


@pytest.mark.parametrize("zone", ["Berlin", "", "../../etc/passwd", "/etc/passwd", "Europe", "a\0b"])
def test_no_such_zone(zone: str) -> None:
    """A name that is no zone, or leads elsewhere, is unknown and no crash."""
    assert find_offset(zone, WINTER) is None


ESTATE = """
    sites: {berlin: Europe/Berlin, pune: {zone: Asia/Kolkata, hours: 10-18}, attic: {}}
    teams:
      a: {sites: {berlin: 5}}
      b: {sites: {pune: 2, berlin: 1, America/New_York: 0}}
      c: {sites: {America/New_York: 3}}
      d: {sites: {attic: 1}}
      e: {}
"""


@pytest.mark.parametrize(
    ("day", "pair", "least"),
    [
        (WINTER, ("a", "b"), 4.5),
        (SUMMER, ("a", "b"), 5.5),
        (WINTER, ("a", "c"), 2.0),
        (BETWEEN, ("a", "c"), 3.0),
        (WINTER, ("b", "c"), 0.0),
        (WINTER, ("a", "d"), None),
    ],
)
def test_pairs_of_teams(read: Read, day: date, pair: tuple[str, str], least: float | None) -> None:
    """The worst of their places counts, on that day's clocks; an unknown zone is not assessed."""
    (shared,) = measure_shared_hours(find_places(read(ESTATE)), [pair], as_of=day)
    assert (shared.teams, shared.least) == (pair, least)


def test_without_sites(read: Read) -> None:
    """Who says nothing of sites is in no pair, and a place where nobody is does not count."""
    places = find_places(read(ESTATE))
    assert measure_shared_hours(places, [("a", "e")], as_of=WINTER) == ()
    assert [(place.site, str(place.address)) for place in places["b"]] == [
        ("berlin", "teams.b.sites.berlin"),
        ("pune", "teams.b.sites.pune"),
    ]


def test_inside_a_team(read: Read) -> None:
    """Each two places of one team; those with the same clocks and hours are one."""
    places = find_places(read("teams: {a: {sites: {Europe/Berlin: 1, Asia/Tokyo: 1, attic: 1}}}"))["a"]
    overlaps = find_overlaps_inside(places, as_of=WINTER)
    assert [(each.one.site, each.other.site, each.hours) for each in overlaps] == [
        ("Asia/Tokyo", "Europe/Berlin", 0.0),
        ("Asia/Tokyo", "attic", None),
        ("Europe/Berlin", "attic", None),
    ]
    same = find_places(
        read("{teams: {a: {sites: {x: 1, y: 1}}}, sites: {x: Europe/Berlin, y: Europe/Berlin}}")
    )
    assert find_overlaps_inside(same["a"], as_of=WINTER) == ()
