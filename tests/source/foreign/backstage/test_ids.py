"""What does topo call each entity of a catalog?"""

from __future__ import annotations

from typing import Any

import pytest

from topo.source.foreign.backstage.reference import EntityRef, parse_reference
from topo.source.foreign.naming import clean_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay", (None, "shop", "pay")),
        ("group:pay", ("group", "shop", "pay")),
        ("Group:Bank/Pay", ("group", "Bank", "Pay")),
        ("bank/pay", (None, "bank", "pay")),
        ("bank/a:b", (None, "bank", "a:b")),
        ("@acme/pay", (None, "@acme", "pay")),
        ("web@acme.example", (None, "shop", "web@acme.example")),
    ],
)
def test_a_reference(text: str, expected: tuple[str | None, str, str]) -> None:
    """Its parts are those that Backstage reads; a colon behind the slash belongs to the name."""
    mention = parse_reference(text, namespace="shop")
    assert mention is not None
    assert (mention.kind, mention.namespace, mention.name) == expected


@pytest.mark.parametrize("value", ["", ":pay", "group:", "/pay", "bank/", "https://x", None, 5, ["pay"]])
def test_what_is_no_reference(value: object) -> None:
    """A part that is there and empty makes it none."""
    assert parse_reference(value, namespace="shop") is None


def test_references_without_regard_to_case() -> None:
    """Two spellings name one entity."""
    one, other = (parse_reference(text, namespace="default") for text in ("Group:Default/Pay", "pay"))
    assert one is not None
    assert other is not None
    assert one.as_kind("group") == other.as_kind("Group") == EntityRef("group", "default", "pay")


def test_ids_of_namespaces(catalog: Any) -> None:
    """Outside of `default` the namespace stands before the name."""
    catalog.add("Component", "cart", metadata="namespace: shop")
    catalog.add("Component", "cart", metadata="namespace: default")
    assert list(catalog.read().root["services"]) == ["shop.cart", "cart"]


def test_kinds_that_become_one(catalog: Any) -> None:
    """Where two of them have one name, all but the first say their kind."""
    for kind in ("API", "Resource", "Component", "System", "Domain", "Group", "User"):
        catalog.add(kind, "cart")
    root = catalog.read().root
    assert list(root["services"]) == ["cart", "cart.resource", "cart.api"]
    assert list(root["domains"]) == ["cart", "cart.system"]
    assert (list(root["teams"]), list(root["people"])) == (["cart"], ["cart"])


def test_references_to_kinds_that_become_one(catalog: Any) -> None:
    """Each reference leads to the kind that it names."""
    catalog.add("Domain", "shop")
    catalog.add("System", "shop", domain="shop")
    catalog.add("Component", "cart")
    catalog.add("Resource", "cart")
    catalog.add("Component", "web", system="shop", dependsOn="[resource:cart, component:cart]")
    root = catalog.read().root
    assert root["domains"]["shop.system"] == {"parent": "shop"}
    assert root["services"]["web"] == {"domain": "shop.system", "depends_on": ["cart.resource", "cart"]}


def test_ids_that_meet_by_their_dots(catalog: Any) -> None:
    """Whatever the names, no two things of a section get one id, in any case."""
    catalog.add("Component", "a.b")
    catalog.add("Component", "B", metadata="namespace: A")
    catalog.add("Resource", "a.b")
    catalog.add("Resource", "b", metadata="namespace: a")
    assert list(catalog.read().root["services"]) == ["a.b", "A.B.component", "a.b.resource", "a.b.resource-2"]


def test_a_name_that_is_no_id(catalog: Any) -> None:
    """It is read as the nearest id, which is told; people still read the name."""
    catalog.add("Component", "Café / EU", owner="ops team")
    estate = catalog.read()
    assert estate.root["services"] == {"Cafe-EU": {"name": "Café / EU", "owner": "ops-team"}}
    assert list(estate.implied_teams) == ["ops-team"]
    assert catalog.findings(estate) == [
        ("SYN006", "warning", "catalog.yaml:5:9"),
        ("SYN006", "warning", "catalog.yaml:7:10"),
    ]


@pytest.mark.parametrize("name", ["a", "A.b_c-9", "_x", "-", "", "ß", "a b", "日本", "x" * 300, "a\u202eb"])
def test_every_text_has_an_id(name: str) -> None:
    """What comes out is always an id, and an id comes out as it is."""
    from re import fullmatch

    from topo.model.base import ID_PATTERN

    assert fullmatch(ID_PATTERN, clean_id(name))
    assert clean_id(clean_id(name)) == clean_id(name)
