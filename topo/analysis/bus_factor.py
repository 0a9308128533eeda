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

from topo.analysis.nesting import Nesting, nest_domains
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.renewing import Before
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


def measure_bus_factors(
    organisation: Organisation,
    *,
    owners: Owners | None = None,
    nesting: Nesting | None = None,
    before: Before[BusFactors] | None = None,
) -> BusFactors:
    """Who knows each domain and service, sorted by id; as `before` where no change touches that.

    >>> measure_bus_factors(Organisation()).find("service", "ledger").missing
    ('nobody is said to know it',)
    """
    owners = owners or Owners(organisation)
    if before is not None and not _is_touched(before, owners):
        return before.result
    services, domains = _find_said(owners)
    _inherit(owners, nesting or nest_domains(organisation), services, domains)
    return BusFactors(
        _sort(services),
        _sort(domains),
        tuple(id for id in sorted(owners.services) if id not in services),
        tuple(id for id in sorted(organisation.domains) if id not in domains),
    )


def _is_touched(before: Before[BusFactors], owners: Owners) -> bool:
    """Whether people know other things, services stand in other domains, or other things are there."""
    earlier: Owners = before.inputs["owners"]
    was, now = earlier.organisation, owners.organisation
    return (
        was.people is not now.people
        or any(
            getattr(was.domains.get(id), "parent", "") != getattr(now.domains.get(id), "parent", "")
            for id in before.compare(was.domains, now.domains)
        )
        or any(
            (id in earlier.services) != (id in owners.services)
            or earlier.domain_of.get(id) != owners.domain_of.get(id)
            for id in before.compare(was.services, now.services)
        )
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


def _inherit(owners: Owners, nesting: Nesting, services: _Found, domains: _Found) -> None:
    """Who knows a domain knows its subdomains, and the services in them."""
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
