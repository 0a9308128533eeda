"""Who looks after each team's ways of working?"""

from collections.abc import Callable

from topo.analysis.stewardship import STEWARDED, Care, measure_stewardship
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]

MODEL = """
people: {ana: {}, bo: {}}
teams:
  a:
    stewards:
      {collaboration: ana, impediments: [ana, bo], improvement: ~, team-health: [],
       learning: [bo, "person:bo"]}
  b: {size: 3}
  c: {stewards: {learning: ~}}
"""


def test_the_five() -> None:
    """In the words of a file."""
    assert [key for _, key in STEWARDED] == [
        "collaboration",
        "impediments",
        "improvement",
        "team-health",
        "learning",
    ]


def test_each_care(read: Read) -> None:
    """One, several, nobody in either way of saying so, and one person named twice."""
    stewarded = measure_stewardship(read(MODEL)).find("a")
    assert stewarded is not None
    assert [area.care for area in stewarded.areas] == [
        Care.SOMEONE,
        Care.SHARED,
        Care.NOBODY,
        Care.NOBODY,
        Care.SOMEONE,
    ]
    assert [area.people for area in stewarded.areas] == [("ana",), ("ana", "bo"), (), (), ("bo",)]


def test_nothing_is_said(read: Read) -> None:
    """Not assessed: neither a pass nor a penalty."""
    stewarded = measure_stewardship(read(MODEL)).find("b")
    assert stewarded is not None
    assert {area.care for area in stewarded.areas} == {Care.NOT_ASSESSED}
    assert [str(area.address) for area in stewarded.areas] == ["teams.b"] * 5


def test_counting(read: Read) -> None:
    """Over all teams, each with its address; what is not assessed is named beside it."""
    stewardship = measure_stewardship(read(MODEL))
    nobody = stewardship.count(Care.NOBODY)
    assert nobody.amount == 3
    assert str(nobody.parts[0].address) == "teams.a.stewards.improvement"
    assert nobody.missing == (
        "b: collaboration, impediments, improvement, team-health, learning",
        "c: collaboration, impediments, improvement, team-health",
    )
    assert stewardship.count(Care.NOT_ASSESSED).amount == 9


def test_where_nobody_says_anything(read: Read) -> None:
    """No number."""
    assert measure_stewardship(read("teams: {b: {size: 3}}")).count(Care.NOBODY).amount is None
