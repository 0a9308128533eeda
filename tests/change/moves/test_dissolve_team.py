"""Is nothing and nobody of a dissolved team left over?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.change.applied import Transfer
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """A team that owns, decides, builds, advises and is bound; two others that could take over."""
    return read("""
        people: {bo: {roles: [engineer]}}
        teams:
          old: {roles: {engineer: 3, lead: 1}, vacancies: {engineer: 1}}
          a: {roles: {engineer: 1}}
          b: {size: 2}
        domains:
          billing: {owner: old}
          invoices: {parent: billing, owner: old}
        services:
          bill: {domain: billing, owner: old}
          invoice: {domain: invoices, owner: old}
          gone: {owner: old, lifecycle: retired}
          shop: {owner: a, consulted: [old, b], on_call: old}
        tissue:
          guardrails: {scan: {owner: old, applies_to: {team: [old]}}}
          capabilities: {road: {provider: old}}
          data: {sales: {owner: old}}
          forums: {arch: {members: [old, a]}}
        interactions:
          - {mode: collaboration, between: [old, a]}
          - {mode: collaboration, between: [old, a, b]}
          - {mode: x-as-a-service, provider: old, consumers: [a, b]}
          - {mode: x-as-a-service, provider: a, consumers: [old, b]}
        decisions:
          prices: {by: old}
          colours: {by: [old, a]}
        streams:
          s: {stages: {build: {team: old, role: engineer}}}
    """)


def test_one_team_takes_everything(estate: Organisation) -> None:
    """It stands in everywhere but in interactions: these vanish."""
    now = apply(estate, "dissolve-team", team="old", people_to={"a": "all"}, services_to="a")
    after = now.organisation
    assert list(after.teams) == ["a", "b"]
    assert after.teams["a"].roles == {"engineer": 4, "lead": 1}
    assert after.teams["a"].vacancies == {}
    assert {each.owner for each in after.services.values()} == {"a"}
    assert {each.owner for each in after.domains.values()} == {"a"}
    assert after.tissue.capabilities["road"].provider == "a"
    assert after.tissue.data["sales"].owner == "a"
    scan = after.tissue.guardrails["scan"]
    assert scan.applies_to is not None and scan.applies_to.team == ("a",)
    assert (after.services["shop"].on_call, after.services["shop"].consulted) == ("a", ("b",))
    assert after.tissue.forums["arch"].members == ("a",)
    assert after.decisions["prices"].by == ("a",)
    assert after.streams["s"].stages["build"].team == "a"
    assert [each.identity for each in after.interactions] == ["collaboration a b", "x-as-a-service a b"]
    assert now.transfers == (
        Transfer(3.0, "engineer", None, "old", "a"),
        Transfer(1.0, "lead", None, "old", "a"),
    )


def test_each_thing_to_its_own_team(estate: Organisation) -> None:
    """What is not named goes with the domain that it is in; nobody stands in, so it is settled first."""
    things = {"billing": "a", "gone": "a", "scan": "b", "road": "b", "data:sales": "b"}
    said = refusals(estate, "dissolve-team", team="old", people_to={"a": "all"}, services_to=things)
    assert said == [
        "services_to: stage `build` of `s` is done by `old` (move it to another team first (`move-stage`))",
        "services_to: decision `prices` is taken by `old` alone "
        "(let one team take all that it owns, or name another first)",
    ]
    ready = apply(estate, "move-stage", stream="s", stage="build", to="a").organisation
    decisions = {**ready.decisions, "prices": ready.decisions["prices"].model_copy(update={"by": ("a",)})}
    ready = ready.model_copy(update={"decisions": decisions})
    now = apply(ready, "dissolve-team", team="old", people_to={"a": "all"}, services_to=things).organisation
    assert {now.services[id].owner for id in ("bill", "invoice", "gone")} == {"a"}
    assert now.tissue.guardrails["scan"].owner == "b"
    scan = now.tissue.guardrails["scan"]
    assert scan.applies_to is not None and scan.applies_to.team == ("a", "b")
    assert (now.services["shop"].on_call, now.services["shop"].consulted) == (None, ("b",))
    assert now.decisions["colours"].by == ("a",)


def test_people_to_several_teams(estate: Organisation) -> None:
    """In the form in which the team counts them, then the others."""
    people = {"a": {"engineer": 2}, "b": "all"}
    now = apply(estate, "dissolve-team", team="old", people_to=people, services_to="a").organisation
    assert now.teams["a"].roles == {"engineer": 3}
    assert now.teams["b"].size == 4


def test_by_size_and_by_name(read: Read) -> None:
    """A number of a team that gives a size, people of one that lists them."""
    organisation = read("""
        people: {bo: {}, cy: {}}
        teams: {a: {size: 3}, b: {size: 0}, c: {size: 1}, d: {members: [bo, cy]}, e: {members: []}}
    """)
    now = apply(organisation, "dissolve-team", team="a", people_to={"b": 1, "c": "2"}).organisation
    assert (now.teams["b"].size, now.teams["c"].size) == (1, 3)
    now = apply(organisation, "dissolve-team", team="d", people_to={"e": ["bo"], "b": ["cy"]}).organisation
    assert [each.person for each in now.teams["e"].members or ()] == ["bo"]
    assert [each.person for each in now.teams["b"].members or ()] == ["cy"]


def test_an_empty_team_needs_nobody(read: Read) -> None:
    """Nor does one of which nobody knows how many it has."""
    organisation = read("teams: {a: {size: 0}, b: {}, c: {size: 1}}")
    assert list(apply(organisation, "dissolve-team", team="a").organisation.teams) == ["b", "c"]
    assert list(apply(organisation, "dissolve-team", team="b").organisation.teams) == ["a", "c"]


def test_what_the_reading_knew_of_it_is_gone(read: Read) -> None:
    """A waiver in a comment on the team goes with it, one on a service stays; its claim counts no more."""
    organisation = read("""
        teams:
          old:  # topo: allow[ORG001] until 2030-01-01: small
            size: 0
            owns: [cart]
          a: {size: 1, owns: [cart]}
        services:
          cart: {}
          stock: {}  # topo: allow[OWN001] until 2030-01-01: soon
    """)
    now = apply(organisation, "dissolve-team", team="old").organisation
    assert [str(at) for each in now.facts.acceptances for at in each.addresses] == ["services.stock"]
    assert now.facts.conflicts == ()
    assert now.services["cart"].owner == "a"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"team": "odl"}, ["team: `odl` names no team (there are `a`, `b` and `old`)"]),
        (
            {"team": "old", "services_to": "a"},
            [
                "people_to: 3 × `engineer` and 1 × `lead` of `old` would be left over "
                "(name the team that they join, or let them leave first (`remove-people`))"
            ],
        ),
        (
            {"team": "old", "people_to": {"a": {"engineer": 3}}, "services_to": "a"},
            [
                "people_to: 1 × `lead` of `old` would be left over "
                "(name the team that they join, or let them leave first (`remove-people`))"
            ],
        ),
        (
            {"team": "old", "people_to": {"old": "all"}, "services_to": "old"},
            ["services_to: `old` is dissolved", "people_to.old: `old` is dissolved"],
        ),
        (
            {"team": "old", "people_to": {"a": "all", "b": "all"}, "services_to": "a"},
            ["people_to.b: team `old` has nobody left (leave it out of `people_to:`)"],
        ),
        (
            {"team": "old", "people_to": {"a": "all"}, "services_to": {"shop": "a"}},
            ["services_to.shop: `old` does not own service `shop`"],
        ),
    ],
)
def test_what_does_not_fit(estate: Organisation, fields: dict[str, object], said: list[str]) -> None:
    """Everything that does not, at its field."""
    found = refusals(estate, "dissolve-team", **fields)
    assert [each for each in found if "is done by" not in each and "alone" not in each] == said


def test_everything_that_nobody_takes_is_listed(estate: Organisation) -> None:
    """Things by kind and id."""
    found = refusals(
        estate, "dissolve-team", team="old", people_to={"a": "all"}, services_to={"billing": "a"}
    )
    assert found[0] == (
        "services_to: nobody takes service `gone`, capability `road`, guardrail `scan` and "
        "data product `sales` of `old` (name a team that takes all of it, or a team for each)"
    )


def test_a_selector_may_not_come_to_speak_of_everybody(read: Read) -> None:
    """A guardrail of the dissolved team alone binds those who take its people, or the move is refused."""
    organisation = read("""
        teams: {old: {size: 0}, a: {size: 1}}
        tissue: {guardrails: {scan: {owner: a, applies_to: {team: old}}}}
    """)
    assert refusals(organisation, "dissolve-team", team="old") == [
        "services_to: guardrail `scan` speaks of `old` alone, and would speak of everybody "
        "(let another team take its people, or what it owns)"
    ]
    now = apply(organisation, "dissolve-team", team="old", services_to="a").organisation
    scan = now.tissue.guardrails["scan"]
    assert scan.applies_to is not None and scan.applies_to.team == ("a",)
