"""Which tier-1 services call less critical ones, as far as tiers are stated?"""

from tests.drawing import draw
from topo.analysis.tier_inversions import measure_tier_inversions

CRITICAL = {"tier": 1}


def test_a_call_to_a_lower_tier() -> None:
    """It is an inversion, with its address."""
    found = measure_tier_inversions(draw("cart -> stock", cart=CRITICAL, stock={"tier": 3}))
    assert [(each.service, each.target, each.tier) for each in found.found] == [("cart", "stock", 3)]
    assert [str(part.address) for part in found.count.parts] == ["services.cart.depends_on[stock]"]


def test_what_is_none() -> None:
    """Another coupling, an equal tier, a lower tier that calls, a retired target."""
    drawn = "a -> b async\na -> c\nb -> a\na -> d"
    organisation = draw(drawn, a=CRITICAL, b={"tier": 2}, c=CRITICAL, d={"tier": 4, "lifecycle": "retired"})
    found = measure_tier_inversions(organisation)
    assert (found.found, found.untiered, found.count.amount) == ((), (), 0)


def test_slowing_nobody() -> None:
    """A call stays a call, whatever people say of changes."""
    organisation = draw("cart -> stock no", cart=CRITICAL, stock={"tier": 2})
    assert measure_tier_inversions(organisation).count.amount == 1


def test_a_missing_tier() -> None:
    """It is not assessed where it could make an inversion, and the number lists it."""
    found = measure_tier_inversions(draw("a -> b\nb -> a\nb -> c\nd -> b", a=CRITICAL, d={"tier": 2}))
    assert [str(address) for address in found.untiered] == [
        "services.a.depends_on[b]",
        "services.b.depends_on[c]",
    ]
    assert (found.count.amount, len(found.count.missing)) == (0, 2)


def test_no_tier_anywhere() -> None:
    """Nothing could be judged: not assessed, as where nobody calls."""
    assert measure_tier_inversions(draw("a -> b")).count.amount is None
    assert measure_tier_inversions(draw("a -> b async", a=CRITICAL, b={"tier": 2})).count.amount is None
