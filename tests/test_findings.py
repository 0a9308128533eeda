"""Does a finding point at the same thing whatever is written around it?"""

from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from topo.findings import Address, Finding, Position, Related, Severity, fingerprint

KEYS = st.text(min_size=0, max_size=8).filter(lambda key: not (key.startswith("[") and key.endswith("]")))
ITEMS = st.text(max_size=8).map(lambda said: f"[{said}]")
ADDRESSES = st.lists(st.one_of(KEYS, ITEMS), max_size=5).map(lambda steps: Address(tuple(steps)))

WRITTEN = [
    (("services", "cart-api", "depends_on", "[stock]"), "services.cart-api.depends_on[stock]"),
    (("services", "cart.api", "owner"), 'services["cart.api"].owner'),
    (("catalog/my-app.yaml",), '"catalog/my-app.yaml"'),
    (("interactions", "[collaboration checkout payments]"), "interactions[collaboration checkout payments]"),
    (("teams", 'a "b" \\', "size"), 'teams["a \\"b\\" \\\\"].size'),
    (("teams", "checkout", "outcomes", "[share [%]]"), "teams.checkout.outcomes[share \\[%\\]]"),
    (("pools", "[checkout engineer]"), "pools[checkout engineer]"),
    (("teams", "[half"), 'teams["[half"]'),
    ((), ""),
]


@pytest.mark.parametrize(("steps", "text"), WRITTEN)
def test_how_an_address_is_written(steps: tuple[str, ...], text: str) -> None:
    """Plain keys with dots, others quoted, items by what they say."""
    assert str(Address(steps)) == text
    assert Address.parse(text) == Address(steps)


@given(ADDRESSES)
@example(Address(('["x"]',)))
@example(Address(("a", "[]", "")))
@example(Address(("[\\]",)))
def test_an_address_is_written_as_it_reads(address: Address) -> None:
    """Whatever a key or an item says."""
    assert Address.parse(str(address)) == address


@given(ADDRESSES, ADDRESSES)
def test_two_addresses_are_never_written_alike(first: Address, second: Address) -> None:
    """A fingerprint made of them tells them apart."""
    assert (str(first) == str(second)) == (first == second)


@pytest.mark.parametrize("text", [".", "a.", "a..b", "a[b", 'a["b', "a[b]]", '"a'])
def test_what_is_no_address(text: str) -> None:
    """It is refused, not guessed."""
    with pytest.raises(ValueError, match="not an address"):
        Address.parse(text)


def test_going_down() -> None:
    """By key, and to an item."""
    service = Address.of("services", "cart")
    assert str(service / "owner") == "services.cart.owner"
    assert str((service / "depends_on").item("stock")) == "services.cart.depends_on[stock]"


def test_an_address_covers_what_stands_below_it() -> None:
    """Itself too, and not what merely begins alike."""
    service = Address.of("services", "cart")
    assert service.covers(service)
    assert service.covers(service / "owner")
    assert not service.covers(Address.of("services", "cart-api"))
    assert not service.covers(Address.of("services"))


def test_severities_have_an_order() -> None:
    """The worst has the highest rank."""
    assert sorted(Severity, key=lambda each: each.rank) == [Severity.INFO, Severity.WARNING, Severity.ERROR]


# --- fingerprints ---------------------------------------------------------------------------------------

CART = Address.of("services", "cart", "depends_on").item("stock")
STOCK = Address.of("services", "stock")
PAY = Address.of("services", "pay")


def make_finding(
    code: str = "REF005",
    address: Address = CART,
    *,
    related: tuple[Related, ...] = (Related("retired", STOCK),),
    message: str = "m",
    severity: Severity = Severity.WARNING,
    evidence: Mapping[str, object] | None = None,
    measured: str | None = None,
    position: Position | None = None,
) -> Finding:
    """A finding; each test changes what it is about."""
    return Finding(
        code,
        severity,
        address,
        message,
        related=related,
        evidence=evidence or {},
        measured=measured,
        position=position,
    )


def test_a_fingerprint_survives_whatever_moves() -> None:
    """Another line, file, wording or severity is the same finding."""
    first = make_finding(position=Position("a.yaml", 3, 1))
    second = make_finding(message="said better", severity=Severity.ERROR, position=Position("b.yaml", 90, 7))
    assert first.fingerprint == second.fingerprint


def test_a_fingerprint_is_of_one_thing_and_rule() -> None:
    """Another code, address or other end is another finding."""
    others = [
        make_finding(code="REF001"),
        make_finding(address=CART / "via"),
        make_finding(related=(Related("retired", PAY),)),
        make_finding(related=()),
    ]
    prints = {make_finding().fingerprint, *(each.fingerprint for each in others)}
    assert len(prints) == 5


def test_the_order_of_the_other_ends_does_not_matter() -> None:
    """They are a set; one without an address says nothing."""
    ends = (Related("a", STOCK), Related("b", PAY), Related("c", position=Position("a.yaml", 1)))
    forth, back = make_finding(related=ends), make_finding(related=ends[::-1])
    assert forth.fingerprint == back.fingerprint == fingerprint("REF005", CART, PAY, STOCK)


def test_the_fingerprints_of_this_release() -> None:
    """Baselines of all users hold such values: they never change."""
    assert fingerprint("OWN001", Address.of("services", "cart-api")) == "61dc1aa68fca384cd6f4355f88803ffc"
    assert make_finding().fingerprint == "eecfa96746f6eab0f6b90db7196a04d8"


def test_what_a_baseline_watches() -> None:
    """The measured number, or nothing."""
    assert make_finding(evidence={"points": 5}, measured="points").measured_value == 5.0
    assert make_finding(evidence={"points": 5}).measured_value is None
