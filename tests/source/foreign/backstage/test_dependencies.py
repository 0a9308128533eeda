"""Which services does each service of a catalog wait on?"""

from __future__ import annotations

from typing import Any

import pytest


def _depends_on(estate: Any, id: str) -> Any:
    return estate.root["services"][id].get("depends_on")


def test_a_component_that_depends_on_others(catalog: Any) -> None:
    """References that state their kind lead to it; each service is named once."""
    catalog.add("Component", "stock")
    catalog.add("Resource", "db")
    catalog.add("Component", "cart", dependsOn="[component:stock, 'Resource:default/db', component:Stock]")
    assert _depends_on(catalog.read(), "cart") == ["stock", "db"]


def test_a_reference_without_kind(catalog: Any) -> None:
    """It is a Component's where there is one, else a Resource's."""
    catalog.add("Component", "stock")
    catalog.add("Resource", "stock")
    catalog.add("Resource", "db")
    catalog.add("Component", "cart", dependsOn="[stock, db]")
    assert _depends_on(catalog.read(), "cart") == ["stock", "db"]


def test_what_depends_on_a_resource(catalog: Any) -> None:
    """`dependencyOf` is the same dependency said from the other end, and stands where it is said."""
    catalog.add("Component", "cart")
    catalog.add("Resource", "db", dependencyOf="[component:cart]")
    estate = catalog.read()
    assert _depends_on(estate, "cart") == ["db"]
    assert catalog.rest_of_line(_depends_on(estate, "cart").items_at[0]) == "component:cart]"


def test_one_reference_in_place_of_a_list(catalog: Any) -> None:
    """Its meaning is plain."""
    catalog.add("Component", "stock")
    catalog.add("Component", "cart", dependsOn="component:stock")
    estate = catalog.read()
    assert _depends_on(estate, "cart") == ["stock"]
    assert estate.findings == ()


def test_a_consumer_waits_on_the_providers(catalog: Any) -> None:
    """Whoever consumes an API depends on each Component that provides it, and never on itself."""
    catalog.add("Component", "cart", providesApis="[cart-api]", consumesApis="[cart-api, stock-api]")
    catalog.add("Component", "stock", providesApis="[stock-api]")
    catalog.add("Component", "stock-replica", providesApis="[api:default/stock-api]")
    estate = catalog.read()
    assert _depends_on(estate, "cart") == ["stock", "stock-replica"]
    assert _depends_on(estate, "stock") is None
    assert estate.findings == ()


def test_an_asynchronous_api(catalog: Any) -> None:
    """An asyncapi couples loosely; the API's type is the place that says so."""
    catalog.add("API", "orders", type="asyncapi")
    catalog.add("Component", "shop", providesApis="[orders]")
    catalog.add("Component", "mailer", consumesApis="[orders]")
    items = _depends_on(catalog.read(), "mailer")
    assert items == [{"service": "shop", "via": "async"}]
    assert catalog.rest_of_line(items[0].values_at["via"]) == "asyncapi"
    assert catalog.rest_of_line(items[0].values_at["service"]) == "orders]"


def test_a_dependency_said_several_times(catalog: Any) -> None:
    """What says how beats what does not, and a synchronous call beats an asynchronous one."""
    catalog.add("API", "orders", type="asyncapi")
    catalog.add("API", "stock", type="openapi")
    catalog.add("Component", "shop", providesApis="[orders, stock]")
    catalog.add("Component", "mailer", dependsOn="[component:shop]", consumesApis="[orders]")
    catalog.add("Component", "cart", consumesApis="[orders, stock]")
    estate = catalog.read()
    assert _depends_on(estate, "mailer") == [{"service": "shop", "via": "async"}]
    assert _depends_on(estate, "cart") == ["shop"]


def test_a_consumer_of_an_api_that_stands_for_itself(catalog: Any) -> None:
    """An API that nothing provides is a service, and what consumes it waits on that."""
    catalog.add("API", "spotify", type="openapi", owner="music")
    catalog.add("Component", "player", consumesApis="[spotify]", dependsOn="[api:spotify]")
    assert _depends_on(catalog.read(), "player") == ["spotify"]


def test_an_api_that_nothing_provides_or_defines(catalog: Any) -> None:
    """The dependency is left out and told, with the nearest name."""
    catalog.add("Component", "stock", providesApis="[stock-api]")
    catalog.add("Component", "cart", consumesApis="[stok-api]")
    estate = catalog.read()
    assert _depends_on(estate, "cart") is None
    assert catalog.findings(estate) == [("REF001", "warning", "catalog.yaml:14:18")]
    assert str(estate.findings[0].address) == "services.cart.depends_on[stok-api]"
    assert estate.findings[0].hint == "did you mean `stock-api`?"


def test_a_reference_to_nothing_stays(catalog: Any) -> None:
    """Another source or the model may define it: what it would be called is left to be looked up."""
    catalog.add(
        "Component",
        "cart",
        dependsOn="[component:ledger, resource:shop/db]",
        system="shop",
        subcomponentOf="x",
    )
    estate = catalog.read()
    assert estate.root["services"]["cart"] == {
        "domain": "shop",
        "depends_on": ["ledger", "shop.db"],
        "part_of": "x",
    }
    assert estate.findings == ()


def test_a_reference_to_the_wrong_kind(catalog: Any) -> None:
    """A Resource that does not exist is not taken for the Component of that name."""
    catalog.add("Component", "postgres")
    catalog.add("Component", "cart", dependsOn="[resource:postgres]")
    estate = catalog.read()
    assert _depends_on(estate, "cart") is None
    assert catalog.findings(estate) == [("REF001", "warning", "catalog.yaml:13:15")]
    assert estate.findings[0].hint == "write `component:postgres`"


def test_a_dependency_on_a_system(catalog: Any) -> None:
    """Services wait on services: anything else is told with its place."""
    catalog.add("System", "shop")
    catalog.add("Component", "cart", dependsOn="[system:shop, group:pay]", dependencyOf="[system:shop]")
    estate = catalog.read()
    assert _depends_on(estate, "cart") is None
    assert [place for place, _ in catalog.skipped(estate)] == [
        "catalog.yaml:13",
        "catalog.yaml:13",
        "catalog.yaml:14",
    ]
    assert estate.notes == ("3 dependencies not used",)


def test_what_depends_on_itself(catalog: Any) -> None:
    """It is told, and not read."""
    catalog.add("Component", "cart", dependsOn="[component:cart]", dependencyOf="[cart]")
    estate = catalog.read()
    assert _depends_on(estate, "cart") is None
    assert [code for code, _, _ in catalog.findings(estate)] == ["REF003", "REF003"]


def test_a_dependency_of_nothing(catalog: Any) -> None:
    """There is no service to say it of."""
    catalog.add("Component", "basket")
    catalog.add("Resource", "db", dependencyOf="[component:baskt]")
    estate = catalog.read()
    assert catalog.findings(estate) == [("REF001", "warning", "catalog.yaml:13:18")]
    assert estate.findings[0].hint == "did you mean `basket`?"


@pytest.mark.parametrize("key", ["dependsOn", "dependencyOf", "providesApis", "consumesApis"])
@pytest.mark.parametrize("value", ["{a: b}", "[[a]]", "[{name: [x]}]", "['a:']"])
def test_a_relation_that_is_no_reference(catalog: Any, key: str, value: str) -> None:
    """It is told at its place, and the rest is read."""
    catalog.add("Component", "cart", owner="pay", **{key: value})
    estate = catalog.read()
    assert estate.root["services"] == {"cart": {"owner": "pay"}}
    ((code, severity, place),) = catalog.findings(estate)
    assert (code, severity, place.rpartition(":")[0]) == ("SYN004", "warning", "catalog.yaml:8")


@pytest.mark.parametrize("key", ["providesApis", "consumesApis"])
def test_an_api_of_another_kind(catalog: Any, key: str) -> None:
    """A Component is no API."""
    catalog.add("Component", "cart", **{key: "[component:x]"})
    assert [code for code, _, _ in catalog.findings(catalog.read())] == ["SYN004"]


def test_missing_names_are_suggested_a_limited_number_of_times(catalog: Any) -> None:
    """Each suggestion looks at every name: a large catalog full of dead references stays quick."""
    catalog.add("Component", "stock", providesApis="[stock-api]")
    catalog.add("Component", "cart", consumesApis=f"[{', '.join(f'stock-ap{n}' for n in range(60))}]")
    hints = [finding.hint for finding in catalog.read().findings]
    assert (len(hints), sum(hint is not None for hint in hints)) == (60, 50)
