"""Does a team come into being with its people and things?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.change.applied import Transfer
from topo.model.organisation import Facts, Organisation


def test_it_starts_with_nobody(northwind: Organisation) -> None:
    """Behind the others; nobody is not the same as an unknown number."""
    now = apply(
        northwind, "create-team", id="ledgers", type="stream-aligned", group="commerce", manager="ana"
    )
    team = now.organisation.teams["ledgers"]
    assert list(now.organisation.teams) == [*northwind.teams, "ledgers"]
    assert (team.type, team.group, team.manager) == ("stream-aligned", "commerce", "ana")
    assert team.heads == 0 and team.is_empty
    assert now.transfers == ()


def test_with_people_and_things(northwind: Organisation) -> None:
    """People are new in the organisation; what it owns goes over, the domain alone."""
    now = apply(
        northwind, "create-team", id="ledgers", roles={"engineer": 3}, owns=["ledger", "domain:settlement"]
    )
    assert now.organisation.teams["ledgers"].roles == {"engineer": 3}
    assert now.organisation.teams["ledgers"].size is None
    assert now.organisation.services["ledger"].owner == "ledgers"
    assert now.organisation.domains["settlement"].owner == "ledgers"
    assert now.transfers == (Transfer(3.0, "engineer", None, None, "ledgers"),)


def test_with_members(northwind: Organisation) -> None:
    """By id, with a part of somebody's time."""
    now = apply(northwind, "create-team", id="new", members=["bo", {"person": "cy", "allocation": "50%"}])
    assert now.organisation.teams["new"].heads == 1.5
    assert [(each.person, each.role, each.count) for each in now.transfers] == [
        ("bo", "engineer", 1.0),
        ("cy", "engineer", 0.5),
    ]


def test_capabilities_and_guardrails_too(northwind: Organisation) -> None:
    """`owns:` takes whatever can be owned."""
    now = apply(
        northwind, "create-team", id="new", owns=["paved-road", "pii-scan", "customer-360"]
    ).organisation
    assert now.tissue.capabilities["paved-road"].provider == "new"
    assert now.tissue.guardrails["pii-scan"].owner == "new"
    assert now.tissue.data["customer-360"].owner == "new"


def test_an_implied_team_is_defined(read: Read) -> None:
    """What a source only named is implied no more; how many it has is still not known."""
    organisation = read("teams: {a: {}, b: {}}\nservices: {cart: {owner: b}}")
    organisation = organisation.model_copy(update={"facts": Facts(implied_teams=frozenset({"a", "b"}))})
    now = apply(organisation, "create-team", id="b", type="platform").organisation
    assert now.facts.implied_teams == {"a"}
    assert list(now.teams) == ["a", "b"]
    assert (now.teams["b"].type, now.teams["b"].heads) == ("platform", None)
    assert now.services["cart"].owner == "b"
    counted = apply(organisation, "create-team", id="b", size=4).organisation
    assert counted.teams["b"].heads == 4


def test_a_person_of_that_name_is_still_meant(read: Read) -> None:
    """Where a team gets the id of a person, who was asked for advice says that it is the person."""
    organisation = read("people: {ana: {}}\nservices: {cart: {consulted: [ana]}}")
    now = apply(organisation, "create-team", id="ana").organisation
    assert now.services["cart"].consulted == ("person:ana",)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"id": "checkout"}, "id: there is a team `checkout` already (choose another id)"),
        (
            {"id": "Checkout"},
            "id: there is a team `checkout` already, which `Checkout` differs from by case alone "
            "(choose another id)",
        ),
        ({"id": "x", "group": "comerce"}, "group: `comerce` names no group (did you mean `commerce`?)"),
        ({"id": "x", "manager": "annna"}, "manager: `annna` names no person (did you mean `ana`?)"),
        (
            {"id": "x", "owns": ["stok"]},
            "owns[stok]: `stok` names no service, domain, capability, guardrail or data product "
            "(did you mean `stock`?)",
        ),
        (
            {"id": "x", "roles": {"engineer": 1}, "size": 2},
            "size: `roles` and `size` say the same thing in several ways (keep one of them)",
        ),
        ({"id": "x", "size": 0}, "size: nobody is not a number of people to move (name at least one)"),
        (
            {"id": "x", "members": ["zoe"]},
            "members[zoe]: `zoe` names no person (there are `ana`, `bo` and `cy`)",
        ),
    ],
)
def test_what_does_not_fit(northwind: Organisation, fields: dict[str, object], said: str) -> None:
    """One mistake each."""
    assert refusals(northwind, "create-team", **fields) == [said]


def test_an_id_that_may_be_two_things(read: Read) -> None:
    """Where no service has the id and two other things have, the kind has to be said."""
    organisation = read("domains: {pay: {}}\ntissue: {data: {pay: {}}}")
    assert refusals(organisation, "create-team", id="x", owns=["pay"]) == [
        "owns[pay]: `pay` may be domain `pay` or data product `pay` (write `domain:pay` for the domain)"
    ]
