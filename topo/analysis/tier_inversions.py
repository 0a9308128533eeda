"""Which mission-critical services wait, in each call, on less critical ones?

An inversion is a `sync` dependency of a tier-1 service on one of a lower tier (2 to 4): it can be no more
available than what it calls. Only where both tiers are stated; a dependency for which a tier is missing is
not assessed, unless the tier that is there rules an inversion out.

Source: availability in series is arithmetic (A); that tiers say how available a service is, is a rule of
thumb (D).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from topo.analysis.parts import Number, Part, count_up, not_assessed
from topo.analysis.renewing import Before
from topo.findings import Address
from topo.model.organisation import Organisation
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
        if not self.has_calls:
            return not_assessed(_NAME, _UNIT, *(self._find_missing() or ("no service says what it calls",)))
        return count_up(_NAME, _UNIT, len(self.found), self._make_parts, self._find_missing)

    def _make_parts(self) -> Iterator[Part]:
        for each in self.found:
            label = f"{each.service} (tier 1) calls {each.target} (tier {each.tier})"
            yield Part(label, 1, _UNIT, each.address)

    def _find_missing(self) -> tuple[str, ...]:
        return tuple(f"{address}: a tier is not stated" for address in self.untiered)


def measure_tier_inversions(
    organisation: Organisation, *, before: Before[TierInversions] | None = None
) -> TierInversions:
    """The tier inversions of an organisation; as `before` where no change touches tiers and calls."""
    if before is not None and not _is_touched(before, organisation):
        return before.result
    found, untiered, has_calls = [], [], False
    for service in organisation.services.values():
        if service.is_retired or not service.depends_on:
            continue
        tier = service.tier
        if tier is not None and tier > 1:
            has_calls = has_calls or any(_find_calls(organisation, service))
            continue
        for said, target in _find_calls(organisation, service):
            if _is_unknown(tier, target.tier):
                untiered.append(_find_address(service.id, said))
                continue
            has_calls = True
            if tier == 1 and target.tier is not None and target.tier > 1:
                address = _find_address(service.id, said)
                found.append(Inversion(service.id, target.id, target.tier, address))
    found.sort(key=lambda each: (each.service, each.target, each.tier, each.address.steps))
    untiered.sort(key=lambda address: address.steps)
    return TierInversions(tuple(found), tuple(untiered), has_calls)


def _is_touched(before: Before[TierInversions], organisation: Organisation) -> bool:
    was, now = before.inputs["organisation"].services, organisation.services
    return any(_shape(was.get(id)) != _shape(now.get(id)) for id in before.compare(was, now))


def _shape(service: Service | None) -> tuple[object, ...] | None:
    """What inversions depend on; None for a service that does not count."""
    if service is None or service.is_retired:
        return None
    return service.tier, service.depends_on


def _find_address(service: str, said: str) -> Address:
    return Address(("services", service, "depends_on", f"[{said}]"))


def _find_calls(organisation: Organisation, service: Service) -> Iterator[tuple[str, Service]]:
    """What a service calls, and as what it is written; only services that count."""
    for dependency in service.depends_on:
        if dependency.via == "sync":
            said = dependency.service
            target = _find_target(organisation, said)
            if target is not None and target is not service and not target.is_retired:
                yield said, target


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
