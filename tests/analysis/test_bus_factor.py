"""How few people must leave until nobody can carry it?"""

from collections.abc import Callable

import pytest

from topo.analysis.bus_factor import measure_bus_factors
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]

ESTATE = """
    people:
      bo: {knows: [payments, ledger]}
      cy: {knows: ["service:ledger", gone]}
      dee: {knows: [cards]}
      eve: {knows: [old]}
    domains: {payments: {}, cards: {parent: payments}, search: {}}
    services:
      gateway: {domain: payments}
      ledger: {}
      card-api: {domain: cards}
      index: {domain: search}
      old: {domain: payments, lifecycle: retired}
"""


@pytest.mark.parametrize(
    ("kind", "id", "people"),
    [
        ("domain", "payments", {"bo": "people.bo.knows[payments]"}),
        ("domain", "cards", {"bo": "people.bo.knows[payments]", "dee": "people.dee.knows[cards]"}),
        ("domain", "search", {}),
        ("service", "gateway", {"bo": "people.bo.knows[payments]"}),
        ("service", "ledger", {"bo": "people.bo.knows[ledger]", "cy": "people.cy.knows[service:ledger]"}),
        ("service", "card-api", {"bo": "people.bo.knows[payments]", "dee": "people.dee.knows[cards]"}),
        ("service", "index", {}),
        ("service", "old", {}),
    ],
)
def test_who_knows(read: Read, kind: str, id: str, people: dict[str, str]) -> None:
    """Who knows a domain knows what lies in it; where nobody is said to, nothing is assessed."""
    factor = measure_bus_factors(read(ESTATE)).find(kind, id)
    assert {part.label: str(part.address) for part in factor.parts} == people
    assert factor.amount == (len(people) or None)


def test_what_hangs_on_one(read: Read) -> None:
    """The domains and services with one person; those that nobody knows are another list."""
    factors = measure_bus_factors(read(ESTATE))
    assert factors.find_held_by(1) == [("domain", "payments"), ("service", "gateway")]
    assert (factors.unknown_services, factors.unknown_domains) == (("index",), ("search",))
