"""Does a service no longer depend on another?"""

import pytest

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_no_longer_does(northwind: Organisation) -> None:
    """The others stay; what is said of it beside is a check."""
    now = apply(northwind, "remove-dependency", from_="cart-api", to="stock", via="async").organisation
    assert [each.service for each in now.services["cart-api"].depends_on] == ["payment-gateway"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"from": "cart-api", "to": "ledger"},
            "to: service `cart-api` does not depend on `ledger` "
            "(it depends on `payment-gateway` and `stock`)",
        ),
        (
            {"from": "stock", "to": "ledger"},
            "to: service `stock` does not depend on `ledger` (it depends on nothing)",
        ),
        (
            {"from": "cart-api", "to": "stock", "via": "sync"},
            "via: the dependency says `via: async`, not `sync`",
        ),
        (
            {"from": "cart-api", "to": "stok"},
            "to: `stok` names no service (did you mean `stock`?)",
        ),
    ],
)
def test_what_does_not_fit(northwind: Organisation, fields: dict[str, str], said: str) -> None:
    """A dependency that is not there, or is another."""
    assert refusals(northwind, "remove-dependency", **fields) == [said]
