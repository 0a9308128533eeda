"""Are domains one afterwards, and does everybody speak of the one?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """Domains in a chain (top, mid, low) and beside it, that everybody speaks of."""
    return read("""
        teams: {a: {}, b: {}}
        people: {bo: {knows: [low, side]}}
        products: {shop: {domains: [side, low]}}
        domains:
          top: {}
          mid: {parent: top, complexity: complicated, classification: generic, owner: a, skills: [x]}
          low: {parent: mid, complexity: simple, classification: core, owner: a, skills: [x, y]}
          leaf: {parent: low}
          side: {complexity: complex, owner: b}
        services: {s: {domain: low}, t: {domain: domain:side}}
        tissue: {guardrails: {scan: {applies_to: {domain: [low, side]}}}}
    """)


def test_into_one_of_them(estate: Organisation) -> None:
    """What lay in the others lies in it; whoever named both names it once."""
    now = apply(estate, "merge-domains", domains=["side", "low"], into="low").organisation
    assert list(now.domains) == ["top", "mid", "low", "leaf"]
    low = now.domains["low"]
    assert (low.complexity, low.classification, low.owner, low.parent) == ("complex", "core", "a", "mid")
    assert low.formerly == ("side",)
    assert (now.services["s"].domain, now.services["t"].domain) == ("low", "domain:low")
    assert now.products["shop"].domains == ("low",)
    assert now.people["bo"].knows == ("low",)
    scan = now.tissue.guardrails["scan"]
    assert scan.applies_to is not None and scan.applies_to.domain == ("low",)


def test_into_a_new_one(estate: Organisation) -> None:
    """In the place of the first; it has the owner that all name, and what all can do."""
    now = apply(estate, "merge-domains", domains=["mid", "low"], into="new").organisation
    new = now.domains["new"]
    assert list(now.domains) == ["top", "new", "leaf", "side"]
    assert (new.complexity, new.classification, new.owner) == ("complicated", "core", "a")
    assert (new.parent, new.skills, new.formerly) == ("top", ("x", "y"), ("mid", "low"))
    assert now.domains["leaf"].parent == "new"
    assert (
        apply(estate, "merge-domains", domains=["mid", "side"], into="n").organisation.domains["n"].owner
        is None
    )


def test_a_domain_into_one_that_lies_in_it(estate: Organisation) -> None:
    """It then lies in what lay around all of them, and nothing lies in itself."""
    now = apply(estate, "merge-domains", domains=["top", "low"], into="low").organisation
    assert now.domains["low"].parent is None
    assert (now.domains["mid"].parent, now.domains["leaf"].parent) == ("low", "low")


def test_how_hard_it_is_where_one_says_nothing(estate: Organisation) -> None:
    """As complex as the most complex; below that nobody knows."""
    now = apply(estate, "merge-domains", domains=["mid", "leaf"], into="mid").organisation
    assert now.domains["mid"].complexity is None
    now = apply(estate, "merge-domains", domains=["side", "leaf"], into="side").organisation
    assert now.domains["side"].complexity == "complex"


def test_what_does_not_fit(estate: Organisation) -> None:
    """One domain alone, names of nothing, an id that is taken."""
    assert refusals(estate, "merge-domains", domains=["low"], into="low") == [
        "domains: it takes two domains to merge"
    ]
    assert refusals(estate, "merge-domains", domains=["low", "hihg"], into="low") == [
        "domains[hihg]: `hihg` names no domain (there are `leaf`, `low`, `mid`, `side` and `top`)"
    ]
    assert refusals(estate, "merge-domains", domains=["low", "mid"], into="top") == [
        "into: there is a domain `top` already (choose another id)"
    ]
