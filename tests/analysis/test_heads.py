"""How many people are there, and what if a team says it twice?"""

from collections.abc import Callable

import pytest

from topo.analysis.heads import find_disagreements, measure_heads
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]


@pytest.mark.parametrize(
    ("said", "heads"),
    [
        ("{members: [bo, cy]}", 2.0),
        ("{members: [bo, {person: cy, allocation: 50%}]}", 1.5),
        ("{members: [bo, person:bo]}", 1.0),
        ("{members: [bo], roles: {engineer: 5}, size: 7}", 1.0),
        ("{members: []}", 0.0),
        ("{roles: {engineer: 5, designer: 1}, size: 9}", 6.0),
        ("{size: 7}", 7.0),
        ("{size: 0}", 0.0),
        ("{}", None),
    ],
)
def test_what_counts_first(read: Read, said: str, heads: float | None) -> None:
    """Members beat roles, roles beat the size, and what says nothing is unknown, not empty."""
    headcount = measure_heads(read(f"teams: {{a: {said}}}"))
    assert headcount.find("a") == heads
    assert (headcount.teams["a"].heads.missing == ()) is (heads is not None)


def test_a_person_in_several_teams(read: Read) -> None:
    """Whose allocation nobody says counts 1/n in each team; N is the sum of the teams."""
    headcount = measure_heads(
        read(
            """
            teams:
              a: {members: [bo, cy]}
              b: {members: [bo, {person: dee, allocation: 20%}]}
              c: {members: [{person: bo, allocation: 10%}]}
            """
        )
    )
    assert [headcount.find(team) for team in "abc"] == [pytest.approx(4 / 3), pytest.approx(1 / 3 + 0.2), 0.1]
    part = headcount.teams["a"].heads.parts[0]
    assert (str(part.address), part.note) == ("teams.a.members[bo]", "in 3 teams")
    assert headcount.total.amount == pytest.approx(4 / 3 + 1 / 3 + 0.3)


def test_unknown_teams_are_said_of_the_total(read: Read) -> None:
    """N is what is known, and says what it leaves out; nothing known is no N."""
    total = measure_heads(read("teams: {a: {size: 3}, b: {}}")).total
    assert (total.amount, total.missing) == (3.0, ("b: heads unknown",))
    assert measure_heads(read("teams: {b: {}}")).total.amount is None
    assert measure_heads(Organisation()).total.missing == ("no teams",)


def test_vacancies(read: Read) -> None:
    """Open positions are no capacity; they show in "when filled", and are known without the heads too."""
    headcount = measure_heads(
        read(
            """
            teams:
              a: {size: 3, vacancies: {engineer: {count: 2, by: 2027-02-01}}}
              b: {vacancies: {qa: 1}}
            """
        )
    )
    a, b = headcount.teams["a"], headcount.teams["b"]
    assert (a.heads.amount, a.when_filled.amount, a.vacancies) == (3.0, 5.0, 2.0)
    assert (str(a.when_filled.parts[1].address), a.when_filled.parts[1].note) == (
        "teams.a.vacancies.engineer",
        "by 2027-02-01",
    )
    assert (b.when_filled.amount, b.vacancies) == (None, 1.0)


@pytest.mark.parametrize(
    ("said", "disagrees"),
    [
        ("{roles: {engineer: 5}, size: 5}", False),
        ("{roles: {engineer: 5}, size: 6}", True),
        ("{members: [bo, cy], size: 2}", False),
        ("{members: [bo, cy], size: 3}", True),
        ("{members: [bo, {person: cy, allocation: 20%}], size: 1}", False),
        ("{members: [bo, {person: cy, allocation: 20%}], size: 2}", False),
        ("{members: [bo, {person: cy, allocation: 20%}], size: 3}", True),
        ("{members: [bo], roles: {engineer: 2}, size: 1}", True),
        ("{size: 5}", False),
    ],
)
def test_disagreement(read: Read, said: str, disagrees: bool) -> None:
    """Two numbers that cannot both be right; a part of somebody may be counted as one or as a part."""
    found = find_disagreements(measure_heads(read(f"teams: {{a: {said}}}")))
    assert bool(found) is disagrees
