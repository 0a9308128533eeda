"""Are teams one afterwards, with all that they had, and does everybody speak of the one?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_into_one_of_them(northwind: Organisation) -> None:
    """It keeps its place and what it says; everybody who spoke of the other speaks of it."""
    now = apply(northwind, "merge-teams", teams=["payments", "checkout"], into="checkout").organisation
    team, was = now.teams["checkout"], northwind.teams["checkout"]
    assert list(now.teams) == ["checkout", "platform", "security"]
    assert (team.signals, team.objective, team.contacts) == (was.signals, was.objective, was.contacts)
    assert team.roles == {"engineer": 10, "product-manager": 2, "designer": 1}
    assert team.formerly == ("payments",)
    assert {id for id, each in now.services.items() if each.owner == "checkout"} == {
        "cart-api",
        "payment-gateway",
        "ledger",
        "stock",
    }
    assert now.domains["settlement"].owner == "checkout"
    assert now.tissue.forums["architecture"].members == ("checkout", "platform")


def test_interactions_between_them_vanish(northwind: Organisation) -> None:
    """And of those with others that come to say the same one is left."""
    now = apply(northwind, "merge-teams", teams=["payments", "checkout"], into="checkout").organisation
    assert [each.identity for each in now.interactions] == [
        "x-as-a-service platform checkout security",
        "x-as-a-service security checkout",
        "facilitating security checkout",
    ]


def test_the_same_interaction_is_said_once(read: Read) -> None:
    """Two that differ in nothing but the merged teams are one; another time is another interaction."""
    organisation = read("""
        teams: {a: {}, b: {}, c: {}}
        interactions:
          - {mode: collaboration, between: [a, c]}
          - {mode: collaboration, between: [b, c]}
          - {mode: collaboration, between: [b, c], until: 2027-01-01}
    """)
    now = apply(organisation, "merge-teams", teams=["a", "b"], into="a").organisation
    assert [(each.between, each.until is None) for each in now.interactions] == [
        (("a", "c"), True),
        (("a", "c"), False),
    ]


def test_into_a_new_id(northwind: Organisation) -> None:
    """In the place of the first; it says what all of them say, and remembers both."""
    now = apply(northwind, "merge-teams", teams=["payments", "checkout"], into="shop", type="platform")
    team = now.organisation.teams["shop"]
    assert list(now.organisation.teams) == ["shop", "platform", "security"]
    assert (team.type, team.group, team.signals, team.manager) == ("platform", "commerce", None, None)
    assert team.outcomes == northwind.teams["checkout"].outcomes
    assert team.formerly == ("payments", "checkout")
    assert sum(each.count for each in now.transfers) == 13
    assert {each.target for each in now.transfers} == {"shop"}


def test_who_goes_on_changes_no_team(northwind: Organisation) -> None:
    """Only the people of the other team have another team afterwards."""
    now = apply(northwind, "merge-teams", teams=["payments", "checkout"], into="checkout")
    assert {(each.source, each.target) for each in now.transfers} == {("payments", "checkout")}


def test_the_owner_is_not_asked_for_advice(northwind: Organisation) -> None:
    """Who was asked owns it now."""
    now = apply(northwind, "merge-teams", teams=["checkout", "payments"], into="checkout").organisation
    assert now.services["cart-api"].consulted == ()


def test_open_positions_add_up(read: Read) -> None:
    """Until the later day; where one does not say when, nobody knows of both."""
    organisation = read("""
        teams:
          a: {size: 1, vacancies: {engineer: {count: 1, by: 2027-02-01}, lead: {count: 1, by: 2027-01-01}}}
          b: {size: 2, vacancies: {engineer: {count: 2, by: 2027-03-01}, lead: 1}}
    """)
    vacancies = (
        apply(organisation, "merge-teams", teams=["a", "b"], into="a").organisation.teams["a"].vacancies
    )
    assert {role: (each.count, str(each.by)) for role, each in vacancies.items()} == {
        "engineer": (3, "2027-03-01"),
        "lead": (2, "None"),
    }


@pytest.mark.parametrize(
    ("one", "other", "heads", "form"),
    [
        ("{roles: {engineer: 2}}", "{roles: {engineer: 1, lead: 1}}", 4, "roles"),
        ("{size: 2}", "{size: 3}", 5, "size"),
        ("{roles: {engineer: 2}}", "{size: 3}", 5, "size"),
        ("{members: [bo]}", "{members: [cy, di]}", 3, "members"),
        ("{members: [bo, cy]}", "{roles: {engineer: 2}}", 4, "roles"),
        ("{members: [di]}", "{roles: {engineer: 2}}", 3, "size"),
        ("{members: [bo]}", "{size: 3}", 4, "size"),
        ("{size: 0}", "{roles: {engineer: 2}}", 2, "roles"),
        ("{size: 0}", "{size: 0}", 0, "size"),
        ("{members: [bo]}", "{members: [bo]}", 1, "members"),
        ("{}", "{size: 3}", None, "nothing"),
    ],
)
def test_people_in_every_form(read: Read, one: str, other: str, heads: float | None, form: str) -> None:
    """Counted in the finest form in which all can be; nobody is lost, and what was unknown stays so."""
    organisation = read(
        "people: {bo: {roles: [engineer]}, cy: {roles: [lead]}, di: {}}\n"
        f"teams: {{a: {one}, b: {other}}}"
    )
    team = apply(organisation, "merge-teams", teams=["a", "b"], into="m").organisation.teams["m"]
    assert team.heads == heads
    said = {"members": team.members is not None, "roles": bool(team.roles), "size": team.size is not None}
    assert [key for key, is_said in said.items() if is_said] == ([] if form == "nothing" else [form])


def test_somebody_who_is_in_a_third_team_too(read: Read) -> None:
    """Two thirds of the time are said, and the third team keeps its third."""
    organisation = read(
        "people: {bo: {}}\nteams: {a: {members: [bo]}, b: {members: [bo]}, c: {members: [bo]}}"
    )
    now = apply(organisation, "merge-teams", teams=["a", "b"], into="a").organisation
    assert [each.allocation for each in now.teams["a"].members or ()] == [pytest.approx(2 / 3)]
    assert [each.allocation for each in now.teams["c"].members or ()] == [pytest.approx(1 / 3)]


def test_claims_of_both_are_the_claim_of_one(read: Read) -> None:
    """A service that both claimed is owned by what they are together."""
    organisation = read("teams: {a: {owns: [cart]}, b: {owns: [cart]}}")
    assert organisation.services["cart"].owner is None
    now = apply(organisation, "merge-teams", teams=["a", "b"], into="m").organisation
    assert now.services["cart"].owner == "m"
    assert now.facts.conflicts == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"teams": ["a"], "into": "a"}, "teams: it takes two teams to merge"),
        ({"teams": ["a", "team:a"], "into": "a"}, "teams: it takes two teams to merge"),
        ({"teams": ["a", "x"], "into": "a"}, "teams[x]: `x` names no team (there are `a`, `b` and `c`)"),
        (
            {"teams": ["a", "b"], "into": "c"},
            "into: there is a team `c` already (name it among `teams:` as well, or choose another id)",
        ),
        ({"teams": ["a", "b"], "into": "m", "group": "x"}, "group: `x` names no group"),
        (
            {"teams": ["a", "c"], "into": "a"},
            "teams: not all of them list their members, and `bo` would be there for a part of the time "
            "(list the members of all in the model)",
        ),
    ],
)
def test_what_does_not_fit(read: Read, fields: dict[str, object], said: str) -> None:
    """One mistake each, at its field."""
    organisation = read(
        "people: {bo: {}}\nteams: {a: {members: [{person: bo, allocation: 50%}]}, b: {size: 0}, c: {size: 2}}"
    )
    assert refusals(organisation, "merge-teams", **fields) == [said]
