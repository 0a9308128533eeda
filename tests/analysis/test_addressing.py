"""What do people mean by an address, or by a word?"""

import pytest

from tests.analysis.conftest import Read
from topo.analysis.addressing import find_subject
from topo.errors import UsageError
from topo.model.organisation import Organisation

MODEL = """
teams: {payments: {}, checkout: {}, security: {}}
domains: {payments: {}, cart: {}}
services: {cart-api: {owner: checkout}, cart.web: {}}
people: {ana: {}}
tissue: {guardrails: {board: {}}}
interactions:
  - {mode: collaboration, between: [payments, checkout]}
  - {mode: x-as-a-service, provider: security, consumers: [payments, checkout]}
"""


@pytest.fixture
def organisation(read: Read) -> Organisation:
    return read(MODEL)


@pytest.mark.parametrize("said", [".", "organization", "organisation"])
def test_the_whole(organisation: Organisation, said: str) -> None:
    """It has no id, and its address no steps."""
    subject = find_subject(organisation, said)
    assert (subject.kind, subject.id, str(subject.place)) == ("organisation", "", "")


@pytest.mark.parametrize(
    ("said", "kind", "id"),
    [
        ("teams.payments", "team", "payments"),
        ("team:payments", "team", "payments"),
        ("checkout", "team", "checkout"),
        ("cart-api", "service", "cart-api"),
        ('services["cart.web"]', "service", "cart.web"),
        ("services.cart.web", "service", "cart.web"),
        ('"cart.web"', "service", "cart.web"),
        ("cart.web", "service", "cart.web"),
        ("board", "guardrail", "board"),
        ("tissue.guardrails.board", "guardrail", "board"),
        ("people.ana", "person", "ana"),
    ],
)
def test_a_thing(organisation: Organisation, said: str, kind: str, id: str) -> None:
    """By its address, its kind and id, or its id where only one thing has it."""
    subject = find_subject(organisation, said)
    assert (subject.kind, subject.id, subject.is_thing) == (kind, id, True)


def test_an_id_of_several_things(organisation: Organisation) -> None:
    """The addresses of both are offered; what is asked of it may tell."""
    with pytest.raises(UsageError, match="several things") as raised:
        find_subject(organisation, "payments")
    assert raised.value.hint == "say which: `domains.payments` or `teams.payments`"
    assert find_subject(organisation, "payments", kinds=("team",)).kind == "team"


def test_a_place_in_a_thing(organisation: Organisation) -> None:
    """What stands below a thing keeps the thing that it is in."""
    subject = find_subject(organisation, "services.cart-api.owner")
    assert (subject.kind, subject.id, subject.is_thing) == ("service", "cart-api", False)
    assert str(subject.place) == "services.cart-api.owner"
    assert find_subject(organisation, "check.limits").kind == "place"
    assert find_subject(organisation, "sources").kind == "place"


@pytest.mark.parametrize(
    ("said", "identity"),
    [
        ("interactions[collaboration checkout payments]", "collaboration checkout payments"),
        ("interactions[collaboration payments checkout]", "collaboration checkout payments"),
        (
            "interactions[x-as-a-service security checkout payments]",
            "x-as-a-service security checkout payments",
        ),
    ],
)
def test_an_interaction(organisation: Organisation, said: str, identity: str) -> None:
    """In whatever order its teams are named."""
    subject = find_subject(organisation, said)
    assert (subject.kind, subject.id) == ("interaction", identity)
    assert str(subject.place) == f"interactions[{identity}]"


def test_a_pair(organisation: Organisation) -> None:
    """Two teams, whatever they have declared."""
    assert find_subject(organisation, "pairs[payments checkout]").teams == ("checkout", "payments")


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("teams.chekout", "`teams` has no `chekout`", "did you mean `checkout`?"),
        ("chekout", "nothing is called `chekout`", "did you mean `checkout`?"),
        ("zzz", "nothing is called `zzz`", "an address looks like"),
        ("services.zzz", "`services` has no `zzz`", "an address looks like"),
        ("a[", "is no address", "an address looks like"),
        ("", "nothing is called ``", "an address looks like"),
        ("interactions[collaboration checkout security]", "no interaction", "interactions[collaboration"),
        ("pairs[checkout paymets]", "no team is called `paymets`", "did you mean `payments`?"),
        ("pairs[checkout]", "a pair is two teams", None),
        ("pairs[checkout checkout]", "a pair is two teams", None),
        ("\x1b[31m", "`\\x1b[31m`", None),
    ],
)
def test_what_means_nothing(organisation: Organisation, said: str, message: str, hint: str | None) -> None:
    """The nearest is offered, or how an address looks; no control character comes back."""
    with pytest.raises(UsageError) as raised:
        find_subject(organisation, said)
    assert message in raised.value.message
    assert "\x1b" not in raised.value.message
    if hint is not None:
        assert raised.value.hint is not None and hint in raised.value.hint
