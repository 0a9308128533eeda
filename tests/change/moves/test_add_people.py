"""Do people who are hired join in the form of the team, and fill its vacancies?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.change.applied import Transfer
from topo.change.catalogue import read_move
from topo.model.organisation import Organisation


def test_a_hire(northwind: Organisation) -> None:
    """They come from nowhere in the organisation; the date is the move's own."""
    now = apply(northwind, "add-people", team="payments", roles={"engineer": 2}, by="2027-02-01")
    assert now.organisation.teams["payments"].roles == {"engineer": 7, "product-manager": 1}
    assert now.transfers == (Transfer(2.0, "engineer", None, None, "payments"),)
    move = read_move({"add-people": {"team": "payments", "size": 1, "by": "2027-02-01"}})
    assert move.describe() == "Hire 1 person into `payments` by 2027-02-01"


def test_a_vacancy_is_filled(northwind: Organisation) -> None:
    """Who is hired into an open role fills it; another role does not."""
    now = apply(northwind, "add-people", team="checkout", roles={"engineer": 2}).organisation
    assert now.teams["checkout"].vacancies == {}
    now = apply(northwind, "add-people", team="checkout", roles={"designer": 1}).organisation
    assert now.teams["checkout"].vacancies == northwind.teams["checkout"].vacancies


def test_some_of_several_vacancies(read: Read) -> None:
    """What is left open stays open, until the same day."""
    organisation = read(
        "teams: {a: {roles: {engineer: 1}, vacancies: {engineer: {count: 3, by: 2027-02-01}}}}"
    )
    now = apply(organisation, "add-people", team="a", roles={"engineer": 2}).organisation
    vacancy = now.teams["a"].vacancies["engineer"]
    assert (vacancy.count, str(vacancy.by)) == (1, "2027-02-01")


def test_a_member_who_is_elsewhere_too(read: Read) -> None:
    """Without allocations time is split evenly, as everywhere: half of it comes from the other team."""
    organisation = read("people: {bo: {}}\nteams: {a: {members: [bo]}, b: {members: []}}")
    now = apply(organisation, "add-people", team="b", members=["bo"])
    assert [each.person for each in now.organisation.teams["b"].members or ()] == ["bo"]
    assert now.transfers == (Transfer(0.5, None, "bo", "a", "b"),)


UNKNOWN = "does not say how many people it has (give it `members:`, `roles:` or `size:` in the model)"
NAMELESS = "lists its members, and people without names cannot join it"


def test_a_part_of_somebody_who_is_elsewhere(read: Read) -> None:
    """The other team has what is left of their time; half and half needs no word."""
    organisation = read("people: {bo: {}}\nteams: {a: {members: [bo]}, b: {members: []}}")
    some = [{"person": "bo", "allocation": "30%"}]
    now = apply(organisation, "add-people", team="b", members=some)
    assert [each.allocation for each in now.organisation.teams["a"].members or ()] == [0.7]
    assert [each.count for each in now.transfers if each.source == "a"] == [pytest.approx(0.3)]
    half = [{"person": "bo", "allocation": "50%"}]
    now = apply(organisation, "add-people", team="b", members=half)
    assert [each.allocation for each in now.organisation.teams["a"].members or ()] == [None]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"team": "a", "size": 1}, f"size: team `a` {NAMELESS}"),
        ({"team": "a", "members": ["bo"]}, "members[bo]: `bo` is a member of `a` already"),
        ({"team": "a", "members": ["boo"]}, "members[boo]: `boo` names no person (did you mean `bo`?)"),
        ({"team": "b", "size": 1}, "size: team `b` counts roles, and of those who join none are known"),
        ({"team": "c", "size": 1}, f"size: team `c` {UNKNOWN}"),
        ({"team": "d", "size": 1}, "team: `d` names no team (there are `a`, `b` and `c`)"),
    ],
)
def test_what_does_not_fit(read: Read, fields: dict[str, object], said: str) -> None:
    """One mistake each, at its field."""
    organisation = read("people: {bo: {}}\nteams: {a: {members: [bo]}, b: {roles: {engineer: 1}}, c: {}}")
    found = refusals(organisation, "add-people", **fields)
    assert len(found) == 1 and found[0].startswith(said)
