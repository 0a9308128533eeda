"""Does a domain go over with what belongs to it?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """Payments with two levels of subdomains, services of two teams and of nobody."""
    return read("""
        teams: {a: {}, b: {}, c: {}}
        domains:
          pay: {owner: a}
          refunds: {parent: pay, owner: a}
          disputes: {parent: refunds, owner: b}
          free: {}
          shared: {}
          derived: {}
        services:
          gateway: {domain: pay, owner: a}
          helper: {domain: pay, owner: b}
          stray: {domain: pay}
          refunder: {domain: refunds, owner: a}
          court: {domain: disputes, owner: b}
          gone: {domain: pay, owner: a, lifecycle: retired}
          nobodys: {domain: free}
          one: {domain: shared, owner: a}
          two: {domain: shared, owner: b}
          three: {domain: derived, owner: b}
    """)


def owners(organisation: Organisation) -> dict[str, str | None]:
    """Who is said to own each domain and service."""
    return {
        id: each.owner
        for section in (organisation.domains, organisation.services)
        for id, each in section.items()
    }


def changed(before: Organisation, after: Organisation) -> dict[str, str | None]:
    """What is owned by another than before, and by whom."""
    was = owners(before)
    return {id: owner for id, owner in owners(after).items() if owner != was[id]}


def test_with_what_has_the_same_owner(estate: Organisation) -> None:
    """The domain, its subdomains and its services of the same owner, retired ones too; no other's."""
    now = apply(estate, "transfer-domain", domain="pay", to="c").organisation
    assert changed(estate, now) == dict.fromkeys(["pay", "refunds", "gateway", "refunder", "gone"], "c")


def test_with_all_services(estate: Organisation) -> None:
    """Everything in it, whoever owned it, and whatever nobody did."""
    now = apply(estate, "transfer-domain", domain="pay", to="c", services="all").organisation
    everything = ["pay", "refunds", "disputes", "gateway", "helper", "stray", "refunder", "court", "gone"]
    assert changed(estate, now) == dict.fromkeys(everything, "c")


def test_alone(estate: Organisation) -> None:
    """The domain and nothing in it."""
    now = apply(estate, "transfer-domain", domain="pay", to="c", services="none").organisation
    assert changed(estate, now) == {"pay": "c"}


def test_a_domain_whose_owner_follows_from_its_services(estate: Organisation) -> None:
    """The one team that owns all of its services is its owner; from then on the domain says so."""
    now = apply(estate, "transfer-domain", domain="derived", to="c").organisation
    assert changed(estate, now) == {"derived": "c", "three": "c"}


def test_a_domain_of_nobody(estate: Organisation) -> None:
    """Its services that nobody owns go along: they have the same owner."""
    now = apply(estate, "transfer-domain", domain="free", to="c").organisation
    assert changed(estate, now) == {"free": "c", "nobodys": "c"}


def test_shared_services(estate: Organisation) -> None:
    """Where several teams own the services nobody can say whose go along."""
    assert refusals(estate, "transfer-domain", domain="shared", to="c") == [
        "services: domain `shared` has no one owner: its services sit with `a` and `b` "
        "(say `services: all` or `services: none`)"
    ]
    now = apply(estate, "transfer-domain", domain="shared", to="b", services="all").organisation
    assert changed(estate, now) == {"shared": "b", "one": "b"}


def test_what_does_not_fit(estate: Organisation) -> None:
    """Names of nothing, and a transfer that changes nothing."""
    assert refusals(estate, "transfer-domain", domain="play", to="d") == [
        "domain: `play` names no domain (did you mean `pay`?)",
        "to: `d` names no team (there are `a`, `b` and `c`)",
    ]
    assert refusals(estate, "transfer-domain", domain="pay", to="a") == ["to: `a` owns domain `pay` already"]
