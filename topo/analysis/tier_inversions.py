"""Which mission-critical services wait, in each call, on less critical ones?

An inversion is a `sync` dependency of a tier-1 service on one of a lower tier (2 to 4): it can be no more
available than what it calls. Only where both tiers are stated; a dependency for which a tier is missing is
not assessed, unless the tier that is there rules an inversion out.

Source: availability in series is arithmetic (A); that tiers say how available a service is, is a rule of
thumb (D).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve
from topo.model.service import Service

_NAME, _UNIT = "tier inversions", "dependencies"


@dataclass(frozen=True, slots=True, order=True)
class Inversion:
    """A tier-1 service that calls a service of a lower tier."""

    service: str
    target: str
    tier: int
    address: Address


@dataclass(frozen=True, slots=True)
class TierInversions:
    """The inversions by service, and the dependencies for which a tier is missing."""

    found: tuple[Inversion, ...]
    untiered: tuple[Address, ...]
    has_calls: bool

    @property
    def count(self) -> Number:
        """How many there are; not assessed where no call between services could be judged."""
        missing = tuple(f"{address}: a tier is not stated" for address in self.untiered)
        if not self.has_calls:
            return not_assessed(_NAME, _UNIT, *(missing or ("no service says what it calls",)))
        parts = [
            Part(f"{each.service} (tier 1) calls {each.target} (tier {each.tier})", 1, _UNIT, each.address)
            for each in self.found
        ]
        return add_up(_NAME, _UNIT, parts, missing)


def measure_tier_inversions(organisation: Organisation) -> TierInversions:
    """The tier inversions of an organisation."""
    found, untiered, has_calls = [], [], False
    for service in organisation.services.values():
        if service.is_retired or not service.depends_on:
            continue
        if service.tier is not None and service.tier > 1:
            has_calls = has_calls or any(_find_calls(organisation, service))
            continue
        for address, target in _find_calls(organisation, service):
            if _is_unknown(service.tier, target.tier):
                untiered.append(address)
                continue
            has_calls = True
            if service.tier == 1 and target.tier is not None and target.tier > 1:
                found.append(Inversion(service.id, target.id, target.tier, address))
    return TierInversions(tuple(sorted(found)), tuple(sorted(untiered)), has_calls)


def _find_calls(organisation: Organisation, service: Service) -> Iterator[tuple[Address, Service]]:
    """What a service calls, and where that is written; only services that count."""
    for dependency in service.depends_on:
        if dependency.via == "sync":
            target = _find_target(organisation, dependency.service)
            if target is not None and target is not service and not target.is_retired:
                address = (address_of("service", service.id) / "depends_on").item(dependency.service)
                yield address, target


def _find_target(organisation: Organisation, said: str) -> Service | None:
    if said in organisation.services:
        return organisation.services[said]
    target = resolve(organisation, said, ("service",))
    return None if target is None else organisation.services[target.id]


def _is_unknown(tier: int | None, other: int | None) -> bool:
    """Whether a missing tier could make an inversion of it."""
    if tier is None:
        return other != 1
    return tier == 1 and other is None
