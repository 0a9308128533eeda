"""Does a service change hands, and is what was claimed of it settled?"""

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_changes_hands(northwind: Organisation) -> None:
    """The owner is another team; who is asked and who is on call stay."""
    now = apply(northwind, "move-service", service="cart-api", to="payments").organisation
    was = northwind.services["cart-api"]
    assert now.services["cart-api"] == was.model_copy(update={"owner": "payments"})
    assert now.services["cart-api"].consulted == ("payments",)


def test_everything_else_is_the_same_value(northwind: Organisation) -> None:
    """One section is copied, and nothing in it but the service."""
    now = apply(northwind, "move-service", service="stock", to="payments").organisation
    assert now.teams is northwind.teams and now.tissue is northwind.tissue
    assert now.services["ledger"] is northwind.services["ledger"]
    assert list(now.services) == list(northwind.services)


def test_a_reference_that_says_its_kind(northwind: Organisation) -> None:
    """`team:payments` is `payments`."""
    now = apply(northwind, "move-service", service="service:stock", to="team:payments").organisation
    assert now.services["stock"].owner == "payments"


def test_two_claims_are_settled(read: Read) -> None:
    """Of a service that two teams claim with `owns:` the move says whose it is."""
    organisation = read("teams: {a: {owns: [cart]}, b: {owns: [cart]}, c: {}}")
    assert organisation.services["cart"].owner is None
    assert len(organisation.facts.conflicts) == 1
    now = apply(organisation, "move-service", service="cart", to="c").organisation
    assert now.services["cart"].owner == "c"
    assert now.facts.conflicts == ()
    assert now.facts.implied_services == frozenset()


def test_what_is_not_there(northwind: Organisation) -> None:
    """Both mistakes are told at once, with what was probably meant."""
    assert refusals(northwind, "move-service", service="stok", to="chekout") == [
        "service: `stok` names no service (did you mean `stock`?)",
        "to: `chekout` names no team (did you mean `checkout`?)",
    ]


def test_a_thing_of_another_kind(northwind: Organisation) -> None:
    """What is there, and no team, is called what it is."""
    said = refusals(northwind, "move-service", service="stock", to="commerce")
    assert said == [
        "to: group `commerce` is no team (there are `checkout`, `payments`, `platform` and `security`)"
    ]


def test_it_is_theirs_already(northwind: Organisation) -> None:
    """A move that changes nothing is a mistake of whoever wrote it."""
    assert refusals(northwind, "move-service", service="stock", to="checkout") == [
        "to: `checkout` owns service `stock` already"
    ]
