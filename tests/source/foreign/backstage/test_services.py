"""Which services do the Components, Resources and APIs of a catalog make?"""

from __future__ import annotations

from typing import Any

import pytest


def test_a_component_is_a_service(catalog: Any) -> None:
    """What a Component says of itself is said of the service, in topo's words."""
    links = "[{url: https://x.example, icon: web}]"
    metadata = f"title: Cart API\ndescription: Keeps carts\ntags: [java]\nlinks: {links}"
    catalog.add("System", "shop")
    catalog.add(
        "Component", "cart", metadata=metadata, type="website", lifecycle="active", owner="pay", system="shop"
    )
    assert catalog.read().root["services"]["cart"] == {
        "name": "Cart API",
        "description": "Keeps carts",
        "tags": ["java"],
        "links": [{"url": "https://x.example"}],
        "domain": "shop",
        "owner": "pay",
        "kind": "application",
        "lifecycle": "production",
    }


def test_every_mark_leads_to_what_says_it(catalog: Any) -> None:
    """The key of a service is its `metadata.name`, its owner stands at `spec.owner`, and so on."""
    catalog.add("Component", "stock")
    catalog.add(
        "Component", "cart", type="library", owner="group:pay", system="shop", dependsOn="[component:stock]"
    )
    services = catalog.read().root["services"]
    cart = services["cart"]
    assert catalog.rest_of_line(services.keys_at["cart"]) == "cart"
    assert catalog.rest_of_line(cart.keys_at["owner"]) == "owner: group:pay"
    assert catalog.rest_of_line(cart.values_at["owner"]) == "group:pay"
    assert catalog.rest_of_line(cart.keys_at["domain"]) == "system: shop"
    assert catalog.rest_of_line(cart.keys_at["kind"]) == "type: library"
    assert catalog.rest_of_line(cart.keys_at["depends_on"]) == "dependsOn: [component:stock]"
    assert catalog.rest_of_line(cart["depends_on"].items_at[0]) == "component:stock]"


def test_a_resource_is_infrastructure(catalog: Any) -> None:
    """A Resource is infrastructure unless its type says otherwise."""
    catalog.add("Resource", "orders-db", type="database")
    catalog.add("Resource", "nightly", type="buildkite-pipeline")
    services = catalog.read().root["services"]
    assert [services[id]["kind"] for id in ("orders-db", "nightly")] == ["infrastructure", "pipeline"]


def test_a_type_without_counterpart_says_nothing(catalog: Any) -> None:
    """An unknown type or lifecycle is left out, and listed once."""
    catalog.add("Component", "a", type="operator", lifecycle="paused")
    catalog.add("Component", "b", type="operator")
    estate = catalog.read()
    assert estate.root["services"] == {"a": {}, "b": {}}
    assert estate.notes == (
        "lifecycles that are not read: `paused`",
        "types of Component that say nothing of its kind: `operator`",
    )


@pytest.mark.parametrize(
    ("annotation", "repo"),
    [
        ("github.com/project-slug: acme/cart", "github.com/acme/cart"),
        ("gitlab.com/project-slug: acme/shop/cart", "gitlab.com/acme/shop/cart"),
        (
            "backstage.io/source-location: url:https://github.com/acme/cart/tree/main/api",
            "github.com/acme/cart",
        ),
        ("backstage.io/source-location: url:https://github.com/acme/cart.git", "github.com/acme/cart"),
    ],
)
def test_an_annotation_that_names_the_repository(catalog: Any, annotation: str, repo: str) -> None:
    """The repository is told by GitHub's, GitLab's or Backstage's own annotation."""
    catalog.add("Component", "cart", metadata=f"annotations:\n  {annotation}")
    cart = catalog.read().root["services"]["cart"]
    assert cart["repo"] == repo
    assert catalog.rest_of_line(cart.keys_at["repo"]) == annotation


@pytest.mark.parametrize(
    "annotation", ["github.com/project-slug: cart", "backstage.io/source-location: 'dir:.'"]
)
def test_an_annotation_that_names_no_repository(catalog: Any, annotation: str) -> None:
    """What is no repository's name is not taken for one."""
    catalog.add("Component", "cart", metadata=f"annotations:\n  {annotation}")
    assert catalog.read().root["services"] == {"cart": {}}


def test_a_part_of_a_component(catalog: Any) -> None:
    """`subcomponentOf` is `part_of`."""
    catalog.add("Component", "shop")
    catalog.add("Component", "cart", subcomponentOf="shop")
    assert catalog.read().root["services"]["cart"] == {"part_of": "shop"}


def test_a_component_that_is_part_of_itself(catalog: Any) -> None:
    """Being a part of oneself is told, and not read."""
    catalog.add("Component", "cart", subcomponentOf="cart")
    estate = catalog.read()
    assert estate.root["services"] == {"cart": {}}
    assert catalog.findings(estate) == [("REF003", "warning", "catalog.yaml:7:19")]


def test_people_and_groups_own_as_what_they_are(catalog: Any) -> None:
    """A user is the owner by the person's id, so that the rules can say that a person owns."""
    catalog.add("User", "ana", memberOf="[]")
    catalog.add("Component", "cart", owner="user:ana")
    catalog.add("Component", "stock", owner="user:default/bo")
    estate = catalog.read()
    assert [service["owner"] for service in estate.root["services"].values()] == ["ana", "bo"]
    assert list(estate.root["people"]) == ["ana", "bo"]
    assert estate.notes == ("1 person named who are no Users",)


def test_a_person_with_the_id_of_a_team(catalog: Any) -> None:
    """Where a team has the id too, the owner says that it is the person."""
    catalog.add("Group", "ana", type="team")
    catalog.add("Component", "cart", owner="user:ana")
    assert catalog.read().root["services"]["cart"]["owner"] == "person:ana"


def test_an_owner_nobody_defines(catalog: Any) -> None:
    """A group that is only named is an implied team, at the first place that names it."""
    catalog.add("Component", "cart", owner="sre/on-call")
    catalog.add("Component", "stock", owner="Group:SRE/On-Call")
    estate = catalog.read()
    assert [service["owner"] for service in estate.root["services"].values()] == [
        "sre.on-call",
        "sre.on-call",
    ]
    assert list(estate.implied_teams) == ["sre.on-call"]
    assert "teams" not in estate.root
    assert catalog.rest_of_line(estate.implied_teams["sre.on-call"]) == "sre/on-call"


def test_an_owner_in_the_namespace_of_the_entity(catalog: Any) -> None:
    """A namespace that is left out is the entity's own."""
    catalog.add("Group", "pay", metadata="namespace: shop", type="team")
    catalog.add("Group", "pay", type="team")
    catalog.add("Component", "cart", metadata="namespace: shop", owner="pay")
    catalog.add("Component", "stock", owner="pay")
    services = catalog.read().root["services"]
    assert {id: service["owner"] for id, service in services.items()} == {
        "shop.cart": "shop.pay",
        "stock": "pay",
    }


@pytest.mark.parametrize("owner", ["component:x", "[a, b]", "{a: b}", "[[a]]", "a:b:c/", "'x:'"])
def test_an_owner_that_cannot_be_one(catalog: Any, owner: str) -> None:
    """It is an error at its place: nobody is accountable."""
    catalog.add("Component", "cart", owner=owner)
    estate = catalog.read()
    assert "owner" not in estate.root["services"]["cart"]
    ((code, severity, place),) = catalog.findings(estate)
    assert (code, severity, place.rpartition(":")[0]) == ("SYN004", "error", "catalog.yaml:7")


def test_an_owner_in_parts(catalog: Any) -> None:
    """A reference may be a mapping of its parts."""
    catalog.add("Component", "cart", owner="{kind: Group, namespace: sre, name: on-call}")
    estate = catalog.read()
    cart = estate.root["services"]["cart"]
    assert cart["owner"] == "sre.on-call"
    assert catalog.rest_of_line(cart.values_at["owner"]) == "on-call}"


def test_an_api_that_nothing_provides(catalog: Any) -> None:
    """It stands for whatever does provide it: a service of its own, with its owner."""
    catalog.add("API", "events", type="asyncapi", lifecycle="production", owner="bank", system="streams")
    catalog.add("System", "streams")
    estate = catalog.read()
    assert estate.root["services"] == {
        "events": {"domain": "streams", "owner": "bank", "lifecycle": "production"}
    }
    assert estate.notes == ("1 API without a provider read as a service each",)


def test_an_api_that_is_provided_is_no_service(catalog: Any) -> None:
    """Its provider stands for it."""
    catalog.add("API", "cart-api", type="openapi", owner="pay")
    catalog.add("Component", "cart", owner="pay", providesApis="[cart-api]")
    estate = catalog.read()
    assert list(estate.root["services"]) == ["cart"]
    assert estate.skipped == ()


def test_an_api_owned_by_another_than_its_provider(catalog: Any) -> None:
    """The provider's owner counts, and the place of the other one is told."""
    catalog.add("API", "cart-api", owner="web")
    catalog.add("Component", "cart", owner="pay", providesApis="[cart-api]")
    estate = catalog.read()
    assert catalog.skipped(estate) == [
        ("catalog.yaml:7", "the API `cart-api` is owned by `web`, its provider `cart` by `pay`, who counts")
    ]
    assert list(estate.implied_teams) == ["pay"]


def test_a_relation_that_the_kind_does_not_have(catalog: Any) -> None:
    """It looks as if it counted, and does not: that is said."""
    catalog.add("System", "shop", dependsOn="[system:stock]", partOf="system:all", dependencyOf="[]")
    estate = catalog.read()
    assert catalog.skipped(estate) == [
        ("catalog.yaml:7", "`dependsOn` is no field of a System in Backstage, and is not used"),
        ("catalog.yaml:8", "`partOf` is no field of a System in Backstage, and is not used"),
    ]
    assert estate.notes == ("2 relations not used",)
