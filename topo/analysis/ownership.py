"""Is everything owned, by one team each?

State of each thing that needs an owner (service, module, domain, capability, guardrail, data product):
*owned* (one existing team, with members or of unknown size), *shared* (a domain whose services sit with
several teams), *waived* (a waiver with reason and end date) or *unowned*. Coverage is owned / all that
count: retired and external services do not count, waived things are in neither number, shared ones in the
denominator alone. A thing is weighted by its tier (profile `ownership`).

A domain's owner is its `owner:`, else the one team that owns all services in it and in its subdomains. One
with subdomains and no service directly in it follows them: owned when each of them is, by whomever.

Source: counting, so the arithmetic is of grade A; the tier weights are topo's own (E).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from topo.analysis.accepting import Acceptances, Accepting
from topo.analysis.coverage import NO_WEIGHTS, Coverage, Tally, cover, measure_coverage, retally, tally
from topo.analysis.nesting import Nesting, nest_domains
from topo.analysis.owners import Owners
from topo.analysis.owning import (
    CODE,
    OWNABLE,
    Gap,
    Owning,
    State,
    collection_of,
    counts,
    owner_field,
)
from topo.analysis.renewing import Before, find_differing_places, renew
from topo.analysis.resettling import Basis, Known, is_near, resettle
from topo.analysis.settling import Settling
from topo.model.base import EMPTY
from topo.model.organisation import Organisation
from topo.model.service import Service

__all__ = [
    "CODE",
    "OWNABLE",
    "Coverage",
    "Gap",
    "Ownership",
    "Owning",
    "State",
    "counts",
    "measure_coverage",
    "measure_ownership",
    "measure_service",
    "owner_field",
]

Key = TypeVar("Key", bound=str | int | None)


@dataclass(frozen=True)
class Ownership:
    """The ownership of an organisation: every thing, and coverage over all and by kind, tier, domain, group.

    `weights` are the entries of the profile `ownership` by tier.
    """

    things: tuple[Owning, ...]
    weights: Mapping[str, float] = NO_WEIGHTS

    def find(self, kind: str, id: str) -> Owning | None:
        """The ownership of one thing; a module is found as a service too, what needs no owner never."""
        place = self.places.get(collection_of(kind), EMPTY).get(id)
        return None if place is None else self.things[place]

    @cached_property
    def overall(self) -> Coverage:
        """The coverage of services and modules."""
        return cover(self.tally_code, self.weights)

    @cached_property
    def by_kind(self) -> Mapping[str, Coverage]:
        """The coverage of each kind of thing."""
        return self._cover_by(self.tally, lambda kind, tier: kind)

    @cached_property
    def by_tier(self) -> Mapping[int | None, Coverage]:
        """The coverage of services and modules by tier; None: those without one."""
        return self._cover_by(self.tally_code, lambda kind, tier: tier)

    @cached_property
    def by_domain(self) -> Mapping[str | None, Coverage]:
        """The coverage of services and modules by domain; None: those without one."""
        return self._measure_by(lambda thing: thing.domain)

    @cached_property
    def by_group(self) -> Mapping[str | None, Coverage]:
        """The coverage of services and modules by group; None: those without one."""
        return self._measure_by(lambda thing: thing.group)

    @cached_property
    def code(self) -> tuple[Owning, ...]:
        """The services and modules."""
        return tuple(thing for thing in self.things if thing.kind in CODE)

    @cached_property
    def gaps(self) -> tuple[Owning, ...]:
        """The things without one accountable team, waived ones too."""
        return tuple(thing for thing in self.things if thing.gap is not None)

    @cached_property
    def by_owner(self) -> Mapping[str, tuple[Owning, ...]]:
        """The things of each team that owns any, in their order."""
        found: dict[str, list[Owning]] = {}
        for thing in self.things:
            if thing.owner is not None:
                found.setdefault(thing.owner, []).append(thing)
        return {team: tuple(things) for team, things in found.items()}

    @cached_property
    def tally(self) -> Tally:
        """How many things there are of each kind, tier and state."""
        return tally(self.things)

    @property
    def tally_code(self) -> Tally:
        """The same of services and modules alone."""
        return {key: number for key, number in self.tally.items() if key[0] in CODE}

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, int]]:
        """By collection and id: the place of each thing in `things`."""
        found: dict[str, dict[str, int]] = {kind: {} for kind in OWNABLE}
        for place, thing in enumerate(self.things):
            found[collection_of(thing.kind)][thing.id] = place
        return found

    def _cover_by(self, counted: Tally, key_of: Callable[[str, int | None], Key]) -> dict[Key, Coverage]:
        groups: dict[Key, dict[tuple[str, int | None, State], int]] = {}
        for key, number in counted.items():
            groups.setdefault(key_of(key[0], key[1]), {})[key] = number
        return {key: cover(groups[key], self.weights) for key in sorted(groups, key=_last_of_all)}

    def _measure_by(self, key_of: Callable[[Owning], Key]) -> dict[Key, Coverage]:
        groups: dict[Key, list[Owning]] = {}
        for thing in self.code:
            groups.setdefault(key_of(thing), []).append(thing)
        return {key: measure_coverage(groups[key], self.weights) for key in sorted(groups, key=_last_of_all)}


def measure_ownership(
    organisation: Organisation,
    *,
    as_of: date,
    weights: Mapping[str, float] = NO_WEIGHTS,
    owners: Owners | None = None,
    nesting: Nesting | None = None,
    acceptances: Acceptances | None = None,
    before: Before[Ownership] | None = None,
) -> Ownership:
    """The ownership of everything that needs an owner, on the day `as_of`.

    `weights` are the entries of the profile `ownership` (`tier-1` … `no-tier`); a missing one is 1. What is
    known already (`owners`, `nesting` of domains, `acceptances`) may be handed in.

    >>> from topo.model.organisation import Organisation
    >>> measure_ownership(Organisation(), as_of=date(2026, 12, 1)).overall.share is None
    True
    """
    owners = owners or Owners(organisation)
    nesting = nesting or nest_domains(organisation)
    accepting = Accepting(organisation.acceptances() if acceptances is None else acceptances, as_of)
    if before is not None:
        basis = Basis(organisation, owners, nesting, acceptances or ())
        earlier = Basis(*(before.inputs[name] for name in Basis._fields))
        if is_near(earlier, basis, before.differences):
            return _follow(before, earlier, basis, accepting)
    settling = Settling(organisation, owners, nesting)
    settling.settle_domains(nesting.innermost_first)
    services = settling.settle_services(owners.services.values())
    things = (*services, *settling.find_domains(organisation.domains), *settling.settle_others())
    return Ownership(tuple(map(accepting.apply, things)), weights)


def measure_service(organisation: Organisation, service: Service, *, as_of: date) -> Owning:
    """The ownership of one service by itself, also of a retired or external one that is in no measure.

    Its group is its owner's; the domain's owner is not looked up.
    """
    owners = Owners(organisation)
    domain = dict(owners.find_domains({service.id: service})).get(service.id)
    owning = Settling(organisation, owners, nest_domains(organisation)).settle_service(service, domain)
    return Accepting(organisation.acceptances(), as_of).apply(owning)


def find_standing_in(
    ownership: Ownership, *, before: Before[Mapping[str, tuple[Owning, ...]]] | None = None
) -> Mapping[str, tuple[Owning, ...]]:
    """The services and modules that stand directly in each domain that has some."""
    if before is not None and before.inputs["ownership"].places is ownership.places:
        return _follow_standing_in(before, ownership)
    found: dict[str, list[Owning]] = {}
    for thing in ownership.things:
        if thing.domain is not None and thing.kind in CODE:
            found.setdefault(thing.domain, []).append(thing)
    return {domain: tuple(found[domain]) for domain in sorted(found)}


def _follow_standing_in(
    before: Before[Mapping[str, tuple[Owning, ...]]], ownership: Ownership
) -> Mapping[str, tuple[Owning, ...]]:
    was: Ownership = before.inputs["ownership"]
    changed = {
        thing.address: (was.things[at].domain, thing)
        for at in find_differing_places(was.things, ownership.things)
        if (thing := ownership.things[at]).kind in CODE
    }
    places = ownership.places["service"]

    def gather(domain: str) -> tuple[Owning, ...] | None:
        kept = [each for each in before.result.get(domain, ()) if each.address not in changed]
        new = [thing for _, thing in changed.values() if thing.domain == domain]
        return tuple(sorted((*kept, *new), key=lambda thing: places[thing.id])) or None

    touched = {domain for left, thing in changed.values() for domain in (left, thing.domain)}
    return renew(before.result, {domain for domain in touched if domain is not None}, gather)


def _follow(before: Before[Ownership], earlier: Basis, later: Basis, accepting: Accepting) -> Ownership:
    was = before.result
    known = Known(was.things, was.places)
    things, moved = resettle(known, earlier, later, before.differences, accepting)
    if things is was.things:
        return was
    ownership = Ownership(things, was.weights)
    if moved is not None:
        vars(ownership)["places"] = was.places
        vars(ownership)["tally"] = retally(was.tally, [was.things[at] for at in moved], moved.values())
    return ownership


def _last_of_all(key: str | int | None) -> tuple[bool, str]:
    """What has no key comes last."""
    return key is None, str(key)
