"""Which product holds which domains, who works for it, and what is on no product's map?

A product holds the domains that it names, and their subdomains. Off the map: a domain that no product
holds, itself or through its parents (where any product names a domain).

Source: counting, of grade A.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from topo.analysis.nesting import Nesting, nest_domains
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, count_up, not_assessed
from topo.analysis.renewing import NOTHING, Before, measure_each
from topo.findings import Address
from topo.model.domain import Product
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve


@dataclass(frozen=True, slots=True)
class Held:
    """A product with what it holds.

    `named` are the domains that it names, `inside` those with their subdomains, and `domains` counts them;
    `services` are what is in them and `teams` whose these services and domains are; all by id.
    """

    product: str
    group: str | None
    funding: str | None
    named: tuple[str, ...]
    inside: tuple[str, ...]
    domains: Number
    services: Number
    teams: Number

    @property
    def address(self) -> Address:
        """Where the product stands."""
        return address_of("product", self.product)


@dataclass(frozen=True)
class ProductMap:
    """The products of an organisation by id, and the domains that are on the map of none.

    `holders` maps each domain that is held to the products that hold it. `off_the_map` is not assessed
    where no product names a domain.
    """

    products: tuple[Held, ...]
    holders: dict[str, tuple[str, ...]]
    off_the_map: Number

    def find(self, product: str) -> Held | None:
        """What a product holds."""
        return self.by_product.get(product)

    @cached_property
    def by_product(self) -> dict[str, Held]:
        """What each product holds, by product."""
        return {each.product: each for each in self.products}

    @cached_property
    def products_of_teams(self) -> dict[str, tuple[str, ...]]:
        """The products that each team works for."""
        found: dict[str, list[str]] = {}
        for held in self.products:
            for part in held.teams.parts:
                found.setdefault(part.label, []).append(held.product)
        return {team: tuple(found[team]) for team in sorted(found)}

    def find_held_twice(self) -> tuple[str, ...]:
        """The domains that several products hold."""
        return tuple(domain for domain, products in self.holders.items() if len(products) > 1)


def measure_product_map(
    organisation: Organisation,
    *,
    owners: Owners | None = None,
    nesting: Nesting | None = None,
    before: Before[ProductMap] | None = None,
) -> ProductMap:
    """The product map of an organisation; `owners` and `nesting` where they are known already.

    `before` is what was measured of an earlier organisation.

    >>> measure_product_map(Organisation()).off_the_map.missing
    ('no product names a domain',)
    """
    owners = owners or Owners(organisation)
    nesting = nesting or nest_domains(organisation)
    laying = _Laying(organisation, owners, nesting)
    earlier, touched = None, NOTHING
    if before is not None and before.inputs["nesting"] is nesting:
        earlier, touched = before.result.by_product, _find_touched(before, organisation, owners)
        if not touched:
            return before.result
    products = tuple(measure_each(organisation.products, laying.lay_out, earlier, touched).values())
    holders: dict[str, list[str]] = {}
    for held in products:
        for domain in held.inside:
            holders.setdefault(domain, []).append(held.product)
    known = {domain: tuple(holders[domain]) for domain in sorted(holders)}
    return ProductMap(products, known, _find_off(organisation, known))


def _find_touched(before: Before[ProductMap], organisation: Organisation, owners: Owners) -> frozenset[str]:
    """The products that changed, and those with a domain in which something did."""
    was: Organisation = before.inputs["organisation"]
    earlier: Owners = before.inputs["owners"]
    services = set(before.compare(was.services, organisation.services))
    teams = before.compare(was.teams, organisation.teams)
    if teams:
        services |= before.compare(earlier.teams, owners.teams)
    domains = set(before.compare(was.domains, organisation.domains))
    domains.update(
        each.domain_of[id] for each in (earlier, owners) for id in services if id in each.domain_of
    )
    if teams:  # a domain's owner may be another one, said as before
        domains.update(id for id, each in organisation.domains.items() if each.owner is not None)
    held = before.result.products
    return before.compare(was.products, organisation.products).union(
        each.product for each in held if not domains.isdisjoint(each.inside)
    )


def _find_off(organisation: Organisation, holders: Mapping[str, tuple[str, ...]]) -> Number:
    if not any(product.domains for product in organisation.products.values()):
        return not_assessed("off the map", "domains", "no product names a domain")
    off = sorted(organisation.domains.keys() - holders.keys())
    return _count("off the map", "domain", off, "domains")


class _Laying:
    """What the products of one organisation hold."""

    def __init__(self, organisation: Organisation, owners: Owners, nesting: Nesting) -> None:
        self._organisation = organisation
        self._owners = owners
        self._nesting = nesting

    def lay_out(self, product: Product) -> Held:
        """A product with what it holds."""
        named = sorted({id for said in product.domains if (id := self._find_domain(said)) is not None})
        domains = sorted({inner for id in named for inner in self._nesting.find_all(id)})
        services = sorted(id for domain in domains for id in self._owners.inside.get(domain, ()))
        return Held(
            product.id,
            product.group,
            product.funding,
            tuple(named),
            tuple(domains),
            _count("domains", "domain", domains, "domains"),
            _count("services", "service", services, "services"),
            _count("teams", "team", self._find_teams(domains, services), "teams"),
        )

    def _find_teams(self, domains: list[str], services: list[str]) -> list[str]:
        said = (self._organisation.domains[id].owner for id in domains)
        owners = {self._owners.find_owner(owner) for owner in said if owner is not None}
        owners |= {self._owners.teams.get(id) for id in services}
        return sorted(team for team in owners if team is not None)

    def _find_domain(self, said: str) -> str | None:
        if said in self._organisation.domains:
            return said
        target = resolve(self._organisation, said, ("domain",))
        return None if target is None else target.id


def _count(name: str, kind: str, ids: list[str], unit: str) -> Number:
    return count_up(name, unit, len(ids), lambda: (Part(id, 1.0, unit, address_of(kind, id)) for id in ids))
