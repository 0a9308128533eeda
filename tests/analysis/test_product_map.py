"""Which product holds which domains, and what is on no product's map?"""

from collections.abc import Callable

from hypothesis import given, settings

from tests.strategies import organisations
from topo.analysis.parts import Number
from topo.analysis.product_map import measure_product_map
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]

MODEL = """
teams: {a: {size: 3}, b: {size: 3}, c: {size: 3}}
products:
  shop: {domains: [buying, gone], funding: product}
  pay: {domains: ["domain:cart"], funding: project}
  empty: {}
domains:
  buying: {}
  cart: {parent: buying, owner: c}
  returns: {}
services:
  one: {owner: a, domain: cart}
  two: {owner: b, domain: buying}
  gone: {owner: b, domain: cart, lifecycle: retired}
  lost: {owner: a, domain: returns}
"""


def labels(number: Number) -> list[str]:
    """What a number counts."""
    return [part.label for part in number.parts]


def test_a_product(read: Read) -> None:
    """With subdomains, what is in them and whose that is; nothing retired, and nothing unknown."""
    held = measure_product_map(read(MODEL)).find("shop")
    assert held is not None
    assert held.named == ("buying",)
    assert labels(held.domains) == ["buying", "cart"]
    assert labels(held.services) == ["one", "two"]
    assert labels(held.teams) == ["a", "b", "c"]
    assert held.teams.amount == 3


def test_off_the_map(read: Read) -> None:
    """Neither itself nor through its parents."""
    measured = measure_product_map(read(MODEL))
    assert labels(measured.off_the_map) == ["returns"]
    assert measured.holders == {"buying": ("shop",), "cart": ("pay", "shop")}
    assert measured.find_held_twice() == ("cart",)


def test_teams_of_several_products(read: Read) -> None:
    """By team; one that works for none is not there."""
    assert measure_product_map(read(MODEL)).products_of_teams == {
        "a": ("pay", "shop"),
        "b": ("shop",),
        "c": ("pay", "shop"),
    }


def test_no_map(read: Read) -> None:
    """Products that name no domain say nothing of where domains belong."""
    measured = measure_product_map(read("products: {shop: {}}\ndomains: {cart: {}}"))
    assert measured.off_the_map.amount is None


@settings(max_examples=30)
@given(organisations())
def test_each_domain_is_held_or_off(organisation: Organisation) -> None:
    """One or the other, wherever there is a map."""
    measured = measure_product_map(organisation)
    if measured.off_the_map.amount is not None:
        assert sorted([*measured.holders, *labels(measured.off_the_map)]) == sorted(organisation.domains)
