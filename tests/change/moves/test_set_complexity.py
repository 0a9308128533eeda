"""Is a domain as complex as is claimed?"""

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_is_simpler(northwind: Organisation) -> None:
    """And nothing else changes."""
    now = apply(northwind, "set-complexity", domain="payments", to="simple").organisation
    assert now.domains["payments"] == northwind.domains["payments"].model_copy(
        update={"complexity": "simple"}
    )


def test_what_does_not_fit(northwind: Organisation) -> None:
    """A domain that is not there, the complexity that it has."""
    assert refusals(northwind, "set-complexity", domain="card", to="simple") == [
        "domain: `card` names no domain (did you mean `cart`?)"
    ]
    assert refusals(northwind, "set-complexity", domain="cart", to="complicated") == [
        "to: domain `cart` is complicated already"
    ]
