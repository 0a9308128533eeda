"""Does a domain come into being?"""

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_comes_into_being(northwind: Organisation) -> None:
    """Behind the others, with what is said of it."""
    fields = {"id": "refunds", "parent": "payments", "classification": "core", "complexity": "simple"}
    now = apply(northwind, "create-domain", **fields).organisation
    assert list(now.domains) == [*northwind.domains, "refunds"]
    assert now.domains["refunds"].model_dump(exclude_defaults=True) == fields


def test_what_does_not_fit(northwind: Organisation) -> None:
    """An id that is taken, a parent that is not there."""
    assert refusals(northwind, "create-domain", id="CART", parent="pay") == [
        "id: there is a domain `cart` already, which `CART` differs from by case alone (choose another id)",
        "parent: `pay` names no domain (there are `cart`, `payments` and `settlement`)",
    ]
