"""Is a domain split into parts of it?"""

from datetime import date

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.analysis.ownership import State, measure_ownership
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """A domain of two teams, with products, selectors and people who speak of it."""
    return read("""
        teams: {a: {}, b: {}}
        people: {bo: {knows: [pay]}}
        products: {shop: {domains: [pay]}}
        domains: {pay: {classification: core, complexity: complex, skills: [iso]}, other: {}}
        services:
          card: {domain: pay, owner: a}
          wire: {domain: domain:pay, owner: b}
          shop: {domain: other, owner: b}
    """)


def test_the_parts(estate: Organisation) -> None:
    """What is said of the domain is said of its parts, but for the complexity that is said."""
    into = {"cards": {"services": ["card"]}, "wires": {"complexity": "simple", "services": ["wire"]}}
    now = apply(estate, "split-domain", domain="pay", into=into).organisation
    assert [now.services[id].domain for id in ("card", "wire", "shop")] == ["cards", "wires", "other"]
    assert now.domains["cards"].model_dump(exclude_defaults=True) == {
        "id": "cards",
        "parent": "pay",
        "classification": "core",
        "complexity": "complex",
        "skills": ("iso",),
    }
    assert now.domains["wires"].complexity == "simple"
    assert now.domains["pay"] is estate.domains["pay"]
    assert now.products is estate.products and now.people is estate.people


def test_small_teams_with_a_subdomain_each_share_nothing(estate: Organisation) -> None:
    """Before, two teams shared the domain; afterwards it follows its parts."""
    into = {"cards": {"services": ["card"]}, "wires": {"services": ["wire"]}}
    now = apply(estate, "split-domain", domain="pay", into=into).organisation
    states = [
        measure_ownership(each, as_of=date(2026, 12, 1)).find("domain", "pay") for each in (estate, now)
    ]
    assert [each.state for each in states if each is not None] == [State.SHARED, State.OWNED]


@pytest.mark.parametrize(
    ("into", "said"),
    [
        ({}, "into: there is nothing to split it into"),
        (
            {"other": {"services": ["card"]}},
            "into.other: there is a domain `other` already (choose another id)",
        ),
        ({"x y": {"services": ["card"]}}, 'into["x y"]: `x y` is not an id'),
        ({"x": {"services": []}}, "into.x.services: `x` would have no service"),
        (
            {"x": {"services": ["crad"]}},
            "into.x.services[crad]: `crad` names no service (did you mean `card`?)",
        ),
        ({"x": {"services": ["shop"]}}, "into.x.services[shop]: service `shop` is not directly in `pay`"),
        (
            {"x": {"services": ["card"]}, "y": {"services": ["card"]}},
            "into.y.services[card]: service `card` goes to `x` already",
        ),
    ],
)
def test_what_does_not_fit(estate: Organisation, into: dict[str, object], said: str) -> None:
    """One mistake each, at its field."""
    assert refusals(estate, "split-domain", domain="pay", into=into) == [said]
