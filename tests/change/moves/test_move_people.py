"""Do people change team in every form in which teams count them, and is nobody lost?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.analysis.heads import measure_heads
from topo.change.applied import Transfer
from topo.model.organisation import Organisation

PEOPLE = """
people:
  bo: {roles: [engineer, lead]}
  cy: {roles: [engineer]}
  di: {}
"""


def total(organisation: Organisation) -> float | None:
    """How many people there are."""
    return measure_heads(organisation).total.amount


def members(organisation: Organisation, team: str) -> dict[str, float | None]:
    """The people whom a team lists, with their allocation."""
    return {each.person: each.allocation for each in organisation.teams[team].members or ()}


# --- the same form --------------------------------------------------------------------------------------


def test_by_role(northwind: Organisation) -> None:
    """Both teams count roles."""
    now = apply(northwind, "move-people", from_="payments", to="checkout", roles={"engineer": 2})
    assert now.organisation.teams["payments"].roles == {"engineer": 3, "product-manager": 1}
    assert now.organisation.teams["checkout"].roles == {"engineer": 7, "product-manager": 1, "designer": 1}
    assert now.transfers == (Transfer(2.0, "engineer", None, "payments", "checkout"),)


def test_by_size(northwind: Organisation) -> None:
    """Both teams give a size alone."""
    now = apply(northwind, "move-people", from_="platform", to="security", size=2).organisation
    assert (now.teams["platform"].size, now.teams["security"].size) == (4, 4)


def test_by_name(read: Read) -> None:
    """Both teams list their members."""
    organisation = read(PEOPLE + "teams: {a: {members: [bo, cy]}, b: {members: [di]}}")
    now = apply(organisation, "move-people", from_="a", to="b", members=["cy"]).organisation
    assert (members(now, "a"), members(now, "b")) == ({"bo": None}, {"di": None, "cy": None})


def test_a_team_with_nobody_takes_over_the_form(northwind: Organisation) -> None:
    """A team that was just created counts roles from then on."""
    created = apply(northwind, "create-team", id="new").organisation
    now = apply(created, "move-people", from_="payments", to="new", roles={"engineer": 3}).organisation
    assert (now.teams["new"].roles, now.teams["new"].size) == ({"engineer": 3}, None)


def test_the_last_one_leaves_nobody(northwind: Organisation) -> None:
    """A team that everybody left says that it has nobody: it is not of unknown size."""
    everybody = {"engineer": 5, "product-manager": 1}
    now = apply(northwind, "move-people", from_="payments", to="checkout", roles=everybody).organisation
    assert now.teams["payments"].is_empty
    assert total(now) == total(northwind)


def test_every_way_of_counting_follows(read: Read) -> None:
    """A team that gives roles and size, or members and roles, gives both afterwards as well."""
    organisation = read(
        PEOPLE
        + """
teams:
  a: {roles: {engineer: 3}, size: 3}
  b: {roles: {engineer: 1}}
  c: {members: [bo, cy], roles: {engineer: 2}, size: 2}
  d: {members: [di], size: 1}
"""
    )
    now = apply(organisation, "move-people", from_="a", to="b", roles={"engineer": 1}).organisation
    assert (now.teams["a"].size, now.teams["a"].roles) == (2, {"engineer": 2})
    now = apply(organisation, "move-people", from_="c", to="d", members=["cy"]).organisation
    assert (now.teams["c"].roles, now.teams["c"].size) == ({"engineer": 1}, 1)
    assert (members(now, "d"), now.teams["d"].size) == ({"di": None, "cy": None}, 2)


# --- a coarser form -------------------------------------------------------------------------------------


def test_a_member_becomes_one_of_a_role(read: Read) -> None:
    """In a team that counts roles a person counts as the first role that they have."""
    organisation = read(PEOPLE + "teams: {a: {members: [bo, cy]}, b: {roles: {designer: 1}}}")
    now = apply(organisation, "move-people", from_="a", to="b", members=["bo"]).organisation
    assert now.teams["b"].roles == {"designer": 1, "engineer": 1}
    assert members(now, "a") == {"cy": None}


def test_roles_become_a_size(northwind: Organisation) -> None:
    """In a team that gives only a size an engineer is one of several."""
    now = apply(northwind, "move-people", from_="payments", to="platform", roles={"engineer": 2}).organisation
    assert now.teams["platform"].size == 8
    assert total(now) == total(northwind)


# --- a part of somebody's time --------------------------------------------------------------------------


def test_a_part_of_the_time(read: Read) -> None:
    """What moves is said on both sides; all of it together is what it was."""
    organisation = read(PEOPLE + "teams: {a: {members: [bo]}, b: {members: [di]}}")
    some = [{"person": "bo", "allocation": "40%"}]
    now = apply(organisation, "move-people", from_="a", to="b", members=some)
    assert members(now.organisation, "a") == {"bo": 0.6}
    assert members(now.organisation, "b") == {"di": None, "bo": 0.4}
    assert now.transfers == (Transfer(0.4, "engineer", "bo", "a", "b"),)


def test_the_rest_of_the_time_joins_what_is_there(read: Read) -> None:
    """Who was in both has the sum; who was in these two alone needs no share said."""
    organisation = read(
        PEOPLE
        + """
teams:
  a: {members: [{person: bo, allocation: 60%}, cy]}
  b: {members: [{person: bo, allocation: 40%}, cy]}
"""
    )
    now = apply(organisation, "move-people", from_="a", to="b", members=["bo", "cy"]).organisation
    assert (members(now, "a"), members(now, "b")) == ({}, {"bo": 1.0, "cy": None})


def test_other_teams_keep_their_share(read: Read) -> None:
    """Of a person who is in three teams by thirds, the third keeps a third."""
    organisation = read(PEOPLE + "teams: {a: {members: [bo]}, b: {members: [bo]}, c: {members: [bo]}}")
    now = apply(organisation, "move-people", from_="a", to="b", members=["bo"]).organisation
    assert members(now, "b")["bo"] == pytest.approx(2 / 3)
    assert members(now, "c")["bo"] == pytest.approx(1 / 3)
    assert total(now) == pytest.approx(1)


# --- what goes with people ------------------------------------------------------------------------------


def test_externals_stay_as_long_as_there_is_room(read: Read) -> None:
    """Of three engineers, one external: the third to leave is the external."""
    organisation = read("""
        teams:
          a: {roles: {engineer: 3}, external: {engineer: 1}}
          b: {roles: {engineer: 1}}
    """)
    now = apply(organisation, "move-people", from_="a", to="b", roles={"engineer": 2}).organisation
    assert (now.teams["a"].external, now.teams["b"].external) == ({"engineer": 1}, {})
    now = apply(organisation, "move-people", from_="a", to="b", roles={"engineer": 3}).organisation
    assert (now.teams["a"].external, now.teams["b"].external) == ({}, {"engineer": 1})


def test_sites_in_proportion(northwind: Organisation) -> None:
    """Five in Berlin, two in Pune: of three who leave two are from Berlin. Who says no sites goes on so."""
    now = apply(northwind, "move-people", from_="checkout", to="payments", roles={"engineer": 3}).organisation
    assert now.teams["checkout"].sites == {"berlin": 3, "pune": 1}
    assert now.teams["payments"].sites == {}
    created = apply(northwind, "create-team", id="new").organisation
    now = apply(created, "move-people", from_="checkout", to="new", roles={"engineer": 3}).organisation
    assert now.teams["new"].sites == {"berlin": 2, "pune": 1}


def test_vacancies_stay(northwind: Organisation) -> None:
    """An open position is nobody who could move."""
    now = apply(northwind, "move-people", from_="checkout", to="payments", roles={"engineer": 5}).organisation
    assert now.teams["checkout"].vacancies == northwind.teams["checkout"].vacancies
    now = apply(northwind, "move-people", from_="payments", to="checkout", roles={"engineer": 1}).organisation
    assert now.teams["checkout"].vacancies == northwind.teams["checkout"].vacancies


# --- what does not fit ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"from": "payments", "to": "payments", "size": 1}, "to: they are in `payments` already"),
        (
            {"from": "payments", "to": "checkout"},
            "roles: it is not said who (say `roles:`, `size:` or `members:`)",
        ),
        (
            {"from": "payments", "to": "checkout", "roles": {"enginer": 1}},
            "roles.enginer: team `payments` has no `enginer` (did you mean `engineer`?)",
        ),
        (
            {"from": "payments", "to": "checkout", "roles": {"designer": 1}},
            "roles.designer: team `payments` has no `designer` "
            "(it has `engineer` (5), `product-manager` (1))",
        ),
        (
            {"from": "payments", "to": "checkout", "roles": {"engineer": 6}},
            "roles.engineer: team `payments` has 5 × `engineer`, not 6",
        ),
        (
            {"from": "payments", "to": "checkout", "size": 2},
            "size: team `payments` counts roles: say which "
            "(`roles:` takes some of `engineer` (5), `product-manager` (1))",
        ),
        (
            {"from": "platform", "to": "security", "roles": {"engineer": 1}},
            "roles: team `platform` gives only a size (say `size:`, at most 6)",
        ),
        ({"from": "platform", "to": "security", "size": 7}, "size: team `platform` has 6 people, not 7"),
        (
            {"from": "platform", "to": "payments", "size": 1},
            "to: team `payments` counts roles, and of those who join none are known "
            "(give `platform` `roles:` in the model)",
        ),
        (
            {"from": "payments", "to": "checkout", "members": ["bo"]},
            "members: team `payments` counts roles: say which "
            "(`roles:` takes some of `engineer` (5), `product-manager` (1))",
        ),
    ],
)
def test_what_does_not_fit(northwind: Organisation, fields: dict[str, object], said: str) -> None:
    """One mistake each, at its field."""
    assert refusals(northwind, "move-people", **fields) == [said]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"from": "a", "to": "b", "roles": {"engineer": 1}},
            "roles: team `a` lists its members: say who (`members:` takes some of `bo` and `cy`)",
        ),
        (
            {"from": "a", "to": "b", "members": ["bob"]},
            "members[bob]: `bob` is no member of `a` (did you mean `bo`?)",
        ),
        (
            {"from": "a", "to": "b", "members": [{"person": "cy", "allocation": "80%"}]},
            "members[cy]: `cy` is in `a` with 50% of the time, of which 80% cannot leave",
        ),
        (
            {"from": "a", "to": "c", "members": ["cy"]},
            "to: team `c` counts heads, and `cy` would join with 50% of the time "
            "(list the members of `c` in the model)",
        ),
        (
            {"from": "b", "to": "c", "members": ["di"]},
            "to: team `c` counts roles, and `di` has none (say `roles:` of `di` under `people:`)",
        ),
        (
            {"from": "c", "to": "b", "roles": {"engineer": 1}},
            "to: team `b` lists its members, and people without names cannot join it "
            "(list the members of both in the model, or count the heads of both)",
        ),
        (
            {"from": "d", "to": "b", "size": 1},
            "size: team `d` does not say how many people it has "
            "(give it `members:`, `roles:` or `size:` in the model)",
        ),
        (
            {"from": "c", "to": "d", "roles": {"engineer": 1}},
            "to: team `d` does not say how many people it has "
            "(give it `members:`, `roles:` or `size:` in the model)",
        ),
        ({"from": "e", "to": "c", "size": 1}, "size: team `e` has nobody"),
        (
            {"from": "a", "to": "f", "members": ["bo"]},
            "to: `bo` would be in `f` with 150% of the time "
            "(move a part of it: `{person: …, allocation: …}`)",
        ),
    ],
)
def test_what_does_not_fit_where_members_are_listed(read: Read, fields: dict[str, object], said: str) -> None:
    """People are counted in a coarser way, never in a finer one."""
    organisation = read(
        PEOPLE
        + """
teams:
  a: {members: [{person: bo, allocation: 100%}, {person: cy, allocation: 50%}]}
  b: {members: [di]}
  c: {roles: {engineer: 2}}
  d: {}
  e: {size: 0}
  f: {members: [{person: bo, allocation: 50%}]}
"""
    )
    assert refusals(organisation, "move-people", **fields) == [said]
