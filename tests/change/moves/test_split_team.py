"""Is a team split with its people and things, and does everybody find what came of it?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.change.applied import Transfer
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """A team that owns a domain with subdomains and more, and is spoken of everywhere."""
    return read("""
        groups: {g: {}}
        people: {ana: {}}
        teams:
          pay:
            {type: platform, group: g, manager: ana, roles: {engineer: 4, lead: 1}, tags: [pci],
             focus: 60%, vacancies: {engineer: 1}, outcomes: [{metric: conversion}]}
          other: {size: 2}
        domains:
          billing: {owner: pay}
          invoices: {parent: billing, owner: pay}
          alien: {owner: other}
        services:
          bill: {domain: billing, owner: pay}
          invoice: {domain: invoices, owner: pay}
          remind: {domain: invoices, owner: other}
          cart: {owner: pay}
          shop: {owner: other, consulted: [pay], on_call: pay}
        tissue:
          guardrails:
            scan: {owner: pay, applies_to: {team: pay}}
          capabilities:
            road: {provider: pay, serves: {team: [other, pay]}}
          forums:
            arch: {members: [pay, other]}
        interactions:
          - {mode: collaboration, between: [pay, other]}
        decisions:
          prices: {by: pay}
        streams:
          s: {stages: {build: {team: pay, role: engineer}}}
        check:
          rules: {OWN001: {only: {team: pay}}}
    """)


def owned(organisation: Organisation, team: str) -> set[str]:
    """The domains and services of a team."""
    sections = (organisation.domains, organisation.services)
    return {id for section in sections for id, each in section.items() if each.owner == team}


def test_a_part_is_split_off(estate: Organisation) -> None:
    """What is named goes; a domain goes with what the team owns in it; the rest stays."""
    into = {"bill-team": {"roles": {"engineer": 2}, "domains": ["billing"]}}
    now = apply(estate, "split-team", team="pay", into=into)
    team = now.organisation.teams["bill-team"]
    assert (team.type, team.group, team.manager, team.focus, team.tags) == (
        "platform",
        "g",
        "ana",
        0.6,
        ("pci",),
    )
    assert (team.roles, team.size, team.outcomes, team.vacancies) == ({"engineer": 2}, None, (), {})
    assert now.organisation.teams["pay"].roles == {"engineer": 2, "lead": 1}
    assert now.organisation.teams["pay"].vacancies == estate.teams["pay"].vacancies
    assert owned(now.organisation, "bill-team") == {"billing", "invoices", "bill", "invoice"}
    assert owned(now.organisation, "pay") == {"cart"}
    assert now.transfers == (Transfer(2.0, "engineer", None, "pay", "bill-team"),)


def test_what_is_named_elsewhere_does_not_go_with_its_domain(estate: Organisation) -> None:
    """A subdomain, or a service, that another part takes."""
    into = {
        "one": {"domains": ["billing"]},
        "two": {"domains": ["invoices"], "type": "stream-aligned"},
        "three": {"services": ["bill"]},
    }
    now = apply(estate, "split-team", team="pay", into=into).organisation
    assert owned(now, "one") == {"billing"}
    assert owned(now, "two") == {"invoices", "invoice"}
    assert owned(now, "three") == {"bill"}
    assert now.teams["two"].type == "stream-aligned"
    assert now.teams["two"].is_empty


def test_selectors_speak_of_all_that_came_of_it(estate: Organisation) -> None:
    """What was bound stays bound; everybody else goes on speaking of the rest."""
    now = apply(estate, "split-team", team="pay", into={"new": {"services": ["cart"]}}).organisation
    guardrail, capability = now.tissue.guardrails["scan"], now.tissue.capabilities["road"]
    assert guardrail.applies_to is not None and guardrail.applies_to.team == ("pay", "new")
    assert capability.serves is not None and capability.serves.team == ("other", "pay", "new")
    assert now.check is not None
    only = now.check.rules["OWN001"].only
    assert only is not None and only.team == ("pay", "new")
    assert (guardrail.owner, capability.provider) == ("pay", "pay")
    assert now.interactions == estate.interactions
    assert now.streams == estate.streams


def test_one_of_the_new_ones_takes_its_place(estate: Organisation) -> None:
    """With `rest` the team lives on under a new id, which everybody says; the old one is remembered."""
    into = {"left": {"roles": {"engineer": 1}}, "right": {"services": ["cart"], "type": "enabling"}}
    now = apply(estate, "split-team", team="pay", into=into, rest="right")
    teams = now.organisation.teams
    assert list(teams) == ["right", "other", "left"]
    assert teams["right"].formerly == ("pay",)
    assert (teams["right"].type, teams["right"].roles) == ("enabling", {"engineer": 3, "lead": 1})
    assert now.organisation.services["shop"].consulted == ("right",)
    assert now.organisation.interactions[0].between == ("right", "other")
    assert now.organisation.streams["s"].stages["build"].team == "right"
    assert now.transfers == (Transfer(1.0, "engineer", None, "pay", "left"),)


def test_of_an_unknown_number_nobody_knows_the_parts(read: Read) -> None:
    """A team that says nothing of its people is split into teams that say nothing."""
    organisation = read("teams: {a: {}}\nservices: {cart: {owner: a}, shop: {owner: a}}")
    now = apply(organisation, "split-team", team="a", into={"b": {"services": ["cart"]}}).organisation
    assert now.teams["b"].heads is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"team": "play", "into": {"x": {}}}, ["team: `play` names no team (did you mean `pay`?)"]),
        (
            {"team": "pay", "into": {"other": {}}},
            ["into.other: there is a team `other` already (choose another id)"],
        ),
        ({"team": "pay", "into": {"a b": {}}}, ['into["a b"]: `a b` is not an id']),
        ({"team": "pay", "into": {"pay": {}}}, ["into: there is no other team to split `pay` into"]),
        (
            {"team": "pay", "into": {"x": {}}, "rest": "other"},
            ["rest: `other` is neither `pay` nor one of the new teams"],
        ),
        (
            {"team": "pay", "into": {"x": {}, "pay": {}}, "rest": "x"},
            ["rest: `pay` stays, and then it keeps what is not named (leave `rest:` out)"],
        ),
        (
            {"team": "pay", "into": {"x": {}, "pay": {"type": "enabling"}}},
            ["into.pay.type: `pay` stays what it is (`change-type` says that, and is a claim)"],
        ),
        (
            {"team": "pay", "into": {"x": {"services": ["shop"]}, "y": {"domains": ["alien"]}}},
            [
                "into.x.services[shop]: `pay` does not own service `shop`",
                "into.y.domains[alien]: `pay` does not own domain `alien`",
            ],
        ),
        (
            {"team": "pay", "into": {"x": {"services": ["cart"]}, "y": {"services": ["cart"]}}},
            ["into.y.services[cart]: service `cart` goes to `x` already"],
        ),
        (
            {"team": "pay", "into": {"x": {"roles": {"engineer": 5}}}},
            ["into.x.roles.engineer: team `pay` has 4 × `engineer`, not 5"],
        ),
        (
            {"team": "pay", "into": {"x": {"roles": {"engineer": 3}}, "y": {"roles": {"engineer": 2}}}},
            ["into.y.roles.engineer: team `pay` has 1 × `engineer`, not 2"],
        ),
        (
            {"team": "pay", "into": {"x": {"roles": {"engineer": 3}}, "pay": {"roles": {"engineer": 2}}}},
            ["into.pay.roles.engineer: team `pay` has 1 × `engineer`, not 2"],
        ),
    ],
)
def test_what_does_not_fit(estate: Organisation, fields: dict[str, object], said: list[str]) -> None:
    """Everything that does not, at its field."""
    assert refusals(estate, "split-team", **fields) == said


def test_nothing_may_be_left(read: Read) -> None:
    """A team with nobody and nothing would be left over: one of the new ones has to take its place."""
    organisation = read("teams: {a: {size: 2}}\nservices: {cart: {owner: a}}")
    into = {"b": {"size": 2, "services": ["cart"]}}
    assert refusals(organisation, "split-team", team="a", into=into) == [
        "rest: `a` would be left with nobody and nothing (name one of the new teams as `rest:`)"
    ]
