"""Does a service depend on another afterwards?"""

import pytest

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_depends_on_it(northwind: Organisation) -> None:
    """Behind what it depended on before, in the way that is said."""
    now = apply(
        northwind, "add-dependency", from_="cart-api", to="ledger", via="async", slows="no"
    ).organisation
    assert [(each.service, each.via, each.slows) for each in now.services["cart-api"].depends_on] == [
        ("payment-gateway", "sync", None),
        ("stock", "async", "no"),
        ("ledger", "async", "no"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("card-api", "ledger", "from: `card-api` names no service (did you mean `cart-api`?)"),
        ("stock", "stock", "to: service `stock` cannot depend on itself"),
        ("cart-api", "stock", "to: service `cart-api` depends on `stock` already"),
    ],
)
def test_what_does_not_fit(northwind: Organisation, one: str, other: str, said: str) -> None:
    """Names of nothing, itself, and what is there."""
    assert refusals(northwind, "add-dependency", from_=one, to=other) == [said]


def test_nothing_leans_on_what_is_retired(northwind: Organisation) -> None:
    """Nor does what is retired lean on anything."""
    retired = apply(northwind, "retire-service", service="stock", consumers_to="ledger").organisation
    assert refusals(retired, "add-dependency", from_="cart-api", to="stock") == [
        "to: service `stock` is retired"
    ]
    assert refusals(retired, "add-dependency", from_="stock", to="ledger") == [
        "from: service `stock` is retired"
    ]
