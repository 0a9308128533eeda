"""How few people must leave until nobody can carry a service or a domain?

The smallest number of people whose leaving orphans it: everybody who `knows` it could carry it alone, so all
of them must leave, and it is their count. Who knows a domain knows what lies in it: its subdomains and their
services. Where nobody is said to know it, nothing is assessed. (What git says stands apart: the truck
factor.)

Source: counting what people say (grade D: self-reported); the truck factor of Avelino et al. 2016 is the
same question asked of a repository.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from topo.analysis.nesting import Nesting, find_containers
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve

Knowers = Mapping[str, Mapping[str, Address]]
"""By id: who knows it, and where that is said."""


@dataclass(frozen=True)
class BusFactors:
    """Who knows what, of the domains and of the services in the measures."""

    services: Knowers
    domains: Knowers
    unknown_services: tuple[str, ...] = ()
    unknown_domains: tuple[str, ...] = ()
    """The services and domains that nobody is said to know."""

    def find(self, kind: str, id: str) -> Number:
        """The bus factor of a service or domain, in people."""
        known = self.domains if kind == "domain" else self.services
        if id not in known:
            return not_assessed("bus factor", "people", "nobody is said to know it")
        parts = (Part(person, 1.0, "people", address) for person, address in known[id].items())
        return add_up("bus factor", "people", parts)

    def find_held_by(self, most: int) -> list[tuple[str, str]]:
        """The domains and services (kind and id) whose bus factor is `most` or less, by kind and id."""
        return [
            (kind, id)
            for kind, known in (("domain", self.domains), ("service", self.services))
            for id, people in known.items()
            if len(people) <= most
        ]


def measure_bus_factors(organisation: Organisation, *, owners: Owners | None = None) -> BusFactors:
    """Who knows each domain and service, sorted by id.

    >>> measure_bus_factors(Organisation()).find("service", "ledger").missing
    ('nobody is said to know it',)
    """
    owners = owners or Owners(organisation)
    services, domains = _find_said(owners)
    _inherit(owners, services, domains)
    return BusFactors(
        _sort(services),
        _sort(domains),
        tuple(sorted(owners.services.keys() - services.keys())),
        tuple(sorted(organisation.domains.keys() - domains.keys())),
    )


_Found = dict[str, dict[str, Address]]


def _find_said(owners: Owners) -> tuple[_Found, _Found]:
    """What people say they know: services, and domains."""
    found: dict[str, _Found] = {"service": {}, "domain": {}}
    for id, person in owners.organisation.people.items():
        for said in person.knows:
            target = resolve(owners.organisation, said, ("domain", "service"))
            if target is not None and (target.kind == "domain" or target.id in owners.services):
                address = (address_of("person", id) / "knows").item(said)
                found[target.kind].setdefault(target.id, {})[id] = address
    return found["service"], found["domain"]


def _inherit(owners: Owners, services: _Found, domains: _Found) -> None:
    """Who knows a domain knows its subdomains, and the services in them."""
    nesting = Nesting(find_containers(owners.organisation, "domain"), owners.organisation.domains)
    for id in reversed(nesting.innermost_first):
        if id in nesting.containers:
            _add(domains, id, domains.get(nesting.containers[id], {}))
    for service, domain in owners.domain_of.items():
        _add(services, service, domains.get(domain, {}))


def _add(found: _Found, id: str, people: Mapping[str, Address]) -> None:
    """Add who knows it besides; what a person says of the thing itself is what is shown."""
    if people:
        found[id] = {**people, **found.get(id, {})}


def _sort(found: _Found) -> Knowers:
    return {id: dict(sorted(found[id].items())) for id in sorted(found)}
