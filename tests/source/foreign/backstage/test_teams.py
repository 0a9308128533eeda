"""Which teams, groups, people and domains do the entities of a catalog make?"""

from __future__ import annotations

from typing import Any

import pytest


def test_a_tree_of_groups(catalog: Any) -> None:
    """What holds groups is a group, the leaves are teams; parent and children say the same."""
    catalog.add("Group", "acme", type="organization", children="[shop]")
    catalog.add("Group", "shop", type="product-area", children="[]")
    catalog.add("Group", "cart", type="team", parent="shop", children="[]")
    estate = catalog.read()
    assert estate.root["groups"] == {"acme": {}, "shop": {"parent": "acme"}}
    assert estate.root["teams"] == {"cart": {"group": "shop"}}
    groups, teams = estate.root["groups"], estate.root["teams"]
    assert catalog.rest_of_line(groups["shop"].keys_at["parent"]) == "children: [shop]"
    assert catalog.rest_of_line(groups["shop"].values_at["parent"]) == "shop]"
    assert catalog.rest_of_line(teams["cart"].values_at["group"]) == "shop"


@pytest.mark.parametrize(
    ("type", "section"),
    [
        ("team", "teams"),
        ("squad", "teams"),
        ("whatever", "teams"),
        ("sub-department", "groups"),
        ("root", "groups"),
    ],
)
def test_a_group_that_holds_nothing(catalog: Any, type: str, section: str) -> None:
    """It is a team, unless its type says that it is there to hold groups."""
    catalog.add("Group", "x", type=type)
    assert list(catalog.read().root) == [section]


@pytest.mark.parametrize("acts", ["owns a service", "owns a domain", "has a member"])
def test_a_business_unit_that_holds_nothing_and_acts(catalog: Any, acts: str) -> None:
    """Who owns something or has people, and holds no group, is a team whatever its type."""
    catalog.add("Group", "bank", type="business-unit")
    if acts == "owns a service":
        catalog.add("Resource", "db", owner="bank")
    elif acts == "owns a domain":
        catalog.add("Domain", "money", owner="bank")
    else:
        catalog.add("User", "ana", memberOf="[bank]")
    assert "bank" in catalog.read().root["teams"]


def test_a_department_that_owns(catalog: Any) -> None:
    """A group with teams in it stays a group: that a department owns is for the rules to say."""
    catalog.add("Group", "it", type="department")
    catalog.add("Group", "ops", type="team", parent="it")
    catalog.add("Component", "wiki", owner="it")
    estate = catalog.read()
    assert (list(estate.root["groups"]), list(estate.root["teams"])) == (["it"], ["ops"])
    assert estate.root["services"]["wiki"]["owner"] == "it"
    assert estate.implied_teams == {}


def test_a_team_that_owns_and_holds_teams(catalog: Any) -> None:
    """It is a team by its own word; the teams in it stand beside it, in the group above."""
    catalog.add("Group", "it", type="department")
    catalog.add("Group", "hub", type="team", parent="it", children="[ui]")
    catalog.add("Group", "ui", type="team")
    catalog.add("Component", "portal", owner="hub")
    estate = catalog.read()
    assert estate.root["teams"] == {"hub": {"group": "it"}, "ui": {"group": "it"}}
    assert catalog.skipped(estate) == [
        ("catalog.yaml:16", "`ui` sits in the team `hub`, and teams hold no teams: the two are neighbours")
    ]


def test_a_team_that_holds_teams_and_nothing_else(catalog: Any) -> None:
    """It neither owns nor has people: it is a group, whatever its type."""
    catalog.add("Group", "hub", type="team", children="[ui]")
    catalog.add("Group", "ui", type="team")
    assert catalog.read().root["teams"] == {"ui": {"group": "hub"}}


def test_groups_that_contain_each_other(catalog: Any) -> None:
    """A ring ends nothing but itself; teams in a ring have no group."""
    for name, parent in (("a", "b"), ("b", "a")):
        catalog.add("Group", name, type="team", parent=parent)
        catalog.add("Component", f"{name}-api", owner=name)
    for name, parent in (("c", "d"), ("d", "c")):
        catalog.add("Group", name, type="tribe", parent=parent)
    root = catalog.read().root
    assert root["teams"] == {"a": {}, "b": {}}
    assert root["groups"] == {"c": {"parent": "d"}, "d": {"parent": "c"}}


@pytest.mark.parametrize("spec", [{"parent": "x"}, {"children": "[x]"}])
def test_a_group_in_itself(catalog: Any, spec: dict[str, str]) -> None:
    """It is told, and not read."""
    catalog.add("Group", "x", type="team", **spec)
    estate = catalog.read()
    assert estate.root["teams"] == {"x": {}}
    assert [code for code, _, _ in catalog.findings(estate)] == ["REF003"]


def test_two_groups_that_claim_a_child(catalog: Any) -> None:
    """A group has one parent: its own word counts, else the first; the other claim is told."""
    catalog.add("Group", "a", type="area", children="[x, y]")
    catalog.add("Group", "b", type="area", children="[x, y]")
    catalog.add("Group", "x", type="team", parent="b")
    catalog.add("Group", "y", type="team")
    estate = catalog.read()
    assert estate.root["teams"] == {"x": {"group": "b"}, "y": {"group": "a"}}
    assert catalog.skipped(estate) == [
        ("catalog.yaml:8", "`a` is not the parent of `x`: a group has one, and its is `b`"),
        ("catalog.yaml:16", "`b` is not the parent of `y`: a group has one, and its is `a`"),
    ]


def test_a_child_in_another_namespace(catalog: Any) -> None:
    """A child that nobody defines is told, with the group that was probably meant."""
    catalog.add("Group", "bu", metadata="namespace: acme", type="area", children="[dev]")
    catalog.add("Group", "dev", type="team")
    estate = catalog.read()
    assert catalog.findings(estate) == [("REF001", "warning", "catalog.yaml:9:14")]
    assert estate.findings[0].hint == "did you mean `default/dev`?"


def test_a_parent_nobody_defines(catalog: Any) -> None:
    """It is left to be looked up."""
    catalog.add("Group", "dev", type="team", parent="bu")
    assert catalog.read().root["teams"] == {"dev": {"group": "bu"}}


def test_what_a_team_says_of_itself(catalog: Any) -> None:
    """Its profile names it and tells where it is reached; a type of Team Topologies is its type."""
    catalog.add(
        "Group",
        "pay",
        metadata="title: P\nannotations: {github.com/team-slug: acme/pay}",
        type="platform-team",
        profile="{displayName: Payments, email: pay@acme.example}",
    )
    assert catalog.read().root["teams"]["pay"] == {
        "name": "Payments",
        "type": "platform",
        "contacts": {"github": "@acme/pay", "email": "pay@acme.example"},
    }


def test_members_from_either_side(catalog: Any) -> None:
    """Group and User may each say it; together they are the members, each once, where it is said first."""
    catalog.add("Group", "pay", type="team", members="[ana, 'user:default/bo']")
    catalog.add("User", "ana", memberOf="[pay]", profile="{displayName: Ana}")
    catalog.add("User", "cy", memberOf="[pay]")
    estate = catalog.read()
    members = estate.root["teams"]["pay"]["members"]
    assert members == ["ana", "bo", "cy"]
    assert [catalog.rest_of_line(at) for at in members.items_at] == [
        "ana, 'user:default/bo']",
        "'user:default/bo']",
        "pay]",
    ]
    assert estate.root["people"] == {"ana": {"name": "Ana"}, "cy": {}, "bo": {}}


def test_a_user_in_a_group_nobody_defines(catalog: Any) -> None:
    """It is an implied team, whose members are known."""
    catalog.add("User", "ana", memberOf="[pay, pay]")
    catalog.add("User", "bo", memberOf="pay")
    estate = catalog.read()
    assert list(estate.implied_teams) == ["pay"]
    assert estate.root["teams"] == {"pay": {"members": ["ana", "bo"]}}


def test_a_user_in_a_department(catalog: Any) -> None:
    """Only teams have members: the place is told."""
    catalog.add("Group", "it", type="department", children="[ops]")
    catalog.add("Group", "ops", type="team")
    catalog.add("User", "ana", memberOf="[it, ops]")
    estate = catalog.read()
    assert estate.root["teams"]["ops"]["members"] == ["ana"]
    assert [place for place, _ in catalog.skipped(estate)] == ["catalog.yaml:22"]
    assert estate.notes == ("1 membership in a group not used",)


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("Group", {"members": "[group:x]"}),
        ("Group", {"children": "[user:x]"}),
        ("Group", {"parent": "user:x"}),
        ("User", {"memberOf": "[user:x]"}),
        ("User", {"memberOf": "{a: b}"}),
        ("Group", {"profile": "[a]"}),
        ("Group", {"profile": "{email: [a]}"}),
        ("Domain", {"subdomainOf": "system:x"}),
        ("System", {"domain": "[a, b]"}),
        ("Component", {"system": "domain:x"}),
        ("Component", {"subcomponentOf": "resource:x"}),
        ("Component", {"type": "[a]"}),
        ("Component", {"lifecycle": "{a: b}"}),
    ],
)
def test_a_field_that_does_not_fit(catalog: Any, kind: str, spec: dict[str, str]) -> None:
    """It is told at its line, once, and left out."""
    catalog.add(kind, "it", **spec)
    assert [
        (code, severity, place.split(":")[1]) for code, severity, place in catalog.findings(catalog.read())
    ] == [("SYN004", "warning", "7")]


def test_systems_and_domains(catalog: Any) -> None:
    """Both are domains: a System below its Domain, a Domain below the one it is a part of."""
    catalog.add("System", "cart", owner="pay", domain="shop")
    catalog.add("Domain", "shop", owner="user:ana", subdomainOf="sales")
    catalog.add("Domain", "sales")
    assert catalog.read().root["domains"] == {
        "shop": {"parent": "sales", "owner": "ana"},
        "sales": {},
        "cart": {"parent": "shop", "owner": "pay"},
    }


def test_a_domain_that_only_a_system_has_the_name_of(catalog: Any) -> None:
    """The System is not its own Domain: that the Domain is missing is told."""
    catalog.add("System", "cart", domain="cart")
    estate = catalog.read()
    assert estate.root["domains"] == {"cart": {}}
    assert catalog.findings(estate) == [("REF001", "warning", "catalog.yaml:7:11")]


def test_a_domain_in_itself(catalog: Any) -> None:
    """It is told, and not read."""
    catalog.add("Domain", "shop", subdomainOf="shop")
    estate = catalog.read()
    assert estate.root["domains"] == {"shop": {}}
    assert catalog.findings(estate) == [("REF003", "warning", "catalog.yaml:7:16")]
