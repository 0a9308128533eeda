"""Has a thing another id, and does everybody say it?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation
from topo.model.references import find_unknown


def test_everybody_says_the_new_id(northwind: Organisation) -> None:
    """In its place, with the old one remembered; nothing is left that names nothing."""
    now = apply(northwind, "rename", kind="team", from_="platform", to="foundation").organisation
    assert list(now.teams) == ["checkout", "payments", "foundation", "security"]
    assert now.teams["foundation"].id == "foundation"
    assert now.teams["foundation"].formerly == ("platform",)
    assert now.services["cart-api"].on_call == "foundation"
    assert now.interactions[0].provider == "foundation"
    assert list(find_unknown(now)) == []


def test_back_again(northwind: Organisation) -> None:
    """An id is no former one of itself."""
    there = apply(northwind, "rename", kind="team", from_="platform", to="x").organisation
    back = apply(there, "rename", kind="team", from_="x", to="platform").organisation
    assert back.teams["platform"].formerly == ("x",)


def test_upper_and_lower_case(northwind: Organisation) -> None:
    """A thing may change the case of its own id."""
    now = apply(northwind, "rename", kind="team", from_="platform", to="Platform").organisation
    assert "Platform" in now.teams


@pytest.mark.parametrize(
    "kind", ["group", "person", "site", "product", "domain", "service", "forum", "decision"]
)
def test_every_kind(northwind: Organisation, kind: str) -> None:
    """Whatever has an id may have another; sites of teams and decisions of forums follow too."""
    old = next(iter(northwind.collection(kind)))
    now = apply(northwind, "rename", kind=kind, from_=old, to="other").organisation
    assert old not in now.collection(kind)
    assert list(find_unknown(now)) == []
    if kind == "site":
        assert now.teams["checkout"].sites == {"other": 5, "pune": 2}


def test_a_decision_of_a_forum(northwind: Organisation) -> None:
    """A forum's `decides` is one list with `decisions`."""
    now = apply(northwind, "rename", kind="decision", from_="schema-changes", to="schemas").organisation
    assert now.tissue.forums["architecture"].decides == ("schemas",)


def test_the_id_of_another_kind(read: Read) -> None:
    """References that could mean either say which: those to the renamed thing, and those to the other."""
    organisation = read("""
        teams: {t: {}}
        people: {ana: {}, bo: {}}
        tissue: {forums: {f: {members: [t, ana]}}}
        decisions: {d: {by: [bo, owner]}}
    """)
    now = apply(organisation, "rename", kind="team", from_="t", to="ana").organisation
    assert now.tissue.forums["f"].members == ("ana", "person:ana")
    now = apply(organisation, "rename", kind="person", from_="bo", to="t").organisation
    assert now.decisions["d"].by == ("person:t", "owner")
    now = apply(organisation, "rename", kind="person", from_="bo", to="owner").organisation
    assert now.decisions["d"].by == ("person:owner", "owner")


def test_policies(read: Read) -> None:
    """The user's own rules name things by the paths that lead to them."""
    organisation = read("""
        groups: {g: {}}
        teams: {pay: {group: g}}
        services: {cart: {owner: pay}}
        policies:
          POL001:
            says: x
            for: services
            when: {owner: pay, tier: pay, owner.group: g}
            require: {owner: [pay, other], id: cart}
    """)
    renamed = apply(organisation, "rename", kind="team", from_="pay", to="bank")
    policy = renamed.organisation.policies["POL001"]
    assert policy.when == {"owner": "bank", "tier": "pay", "owner.group": "g"}
    assert policy.require == {"owner": ("bank", "other"), "id": "cart"}
    assert "policies.POL001" in map(str, renamed.touched)
    policy = apply(organisation, "rename", kind="group", from_="g", to="h").organisation.policies["POL001"]
    assert policy.when["owner.group"] == "h"
    policy = apply(organisation, "rename", kind="service", from_="cart", to="c").organisation.policies[
        "POL001"
    ]
    assert policy.require["id"] == "c"


def test_what_the_reading_knows(read: Read) -> None:
    """Waivers in comments and claims that disagree speak of the new id."""
    organisation = read("""
        teams:
          a: {owns: [cart]}
          b: {owns: [cart]}
        services:
          shop:  # topo: allow[OWN001] until 2030-01-01: soon
            depends_on:
              - stock  # topo: allow[REF001] until 2030-01-01: soon
          stock: {}
    """)
    now = apply(organisation, "rename", kind="team", from_="a", to="z").organisation
    assert [(claim.team, str(claim.said_at)) for claim in now.facts.conflicts[0]] == [
        ("z", "teams.z.owns[cart]"),
        ("b", "teams.b.owns[cart]"),
    ]
    now = apply(organisation, "rename", kind="service", from_="cart", to="basket").organisation
    assert [str(claim.said_at) for claim in now.facts.conflicts[0]] == [
        "teams.a.owns[basket]",
        "teams.b.owns[basket]",
    ]
    assert now.facts.implied_services == {"basket"}
    now = apply(organisation, "rename", kind="service", from_="stock", to="s").organisation
    now = apply(now, "rename", kind="service", from_="shop", to="store").organisation
    assert [[str(at) for at in each.addresses] for each in now.facts.acceptances] == [
        ["services.store"],
        ["services.store.depends_on[s]"],
    ]


def test_what_does_not_fit(northwind: Organisation) -> None:
    """A thing that is not there, its own id, and that of another."""
    assert refusals(northwind, "rename", kind="team", from_="platfrom", to="x") == [
        "from: `platfrom` names no team (did you mean `platform`?)"
    ]
    assert refusals(northwind, "rename", kind="team", from_="platform", to="platform") == [
        "to: `platform` is its id already"
    ]
    assert refusals(northwind, "rename", kind="team", from_="platform", to="Security") == [
        "to: there is a team `security` already, which `Security` differs from by case alone "
        "(choose another id)"
    ]
