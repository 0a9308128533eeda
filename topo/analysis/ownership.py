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

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from topo.analysis.nesting import find_containers, find_rings
from topo.findings import Address
from topo.model.organisation import Acceptance, Organisation, address_of
from topo.model.references import Target, resolve
from topo.model.service import Service

NO_WEIGHTS: Mapping[str, float] = MappingProxyType({})
OWNABLE = ("service", "domain", "capability", "guardrail", "data")
"""The collections whose things need an owner."""

_OWNER_KINDS = ("team", "group", "person")
_OWNER_FIELDS = {"capability": "provider"}

Key = TypeVar("Key", bound=str | int | None)


class State(StrEnum):
    """Whether a thing has its one accountable team."""

    OWNED = "owned"
    SHARED = "shared"
    WAIVED = "waived"
    UNOWNED = "unowned"


class Gap(StrEnum):
    """Why a thing has no one accountable team."""

    NOBODY = "nobody"
    """Nothing is said."""
    UNKNOWN = "unknown"
    """The owner named does not exist."""
    UNREADABLE = "unreadable"
    """What is said of the owner could not be read."""
    GROUP = "group"
    PERSON = "person"
    EMPTY = "empty"
    """The team says that it has nobody."""
    CONFLICT = "conflict"
    """Several teams claim it with `owns:`."""
    SHARED = "shared"
    """Several teams own the services of a domain."""


_RULES = {
    Gap.UNKNOWN: "REF001",
    Gap.UNREADABLE: "SYN004",
    Gap.GROUP: "OWN002",
    Gap.PERSON: "OWN002",
    Gap.EMPTY: "OWN003",
    Gap.CONFLICT: "OWN013",
    Gap.SHARED: "OWN005",
}
_NOBODY_RULES = {
    "service": "OWN001",
    "module": "OWN001",
    "domain": "OWN004",
    "capability": "OWN006",
    "guardrail": "OWN007",
    "data": "OWN008",
}
_ABOUT_THE_THING = frozenset({Gap.NOBODY, Gap.CONFLICT, Gap.SHARED})


@dataclass(frozen=True, slots=True)
class Owning:
    """One thing and who answers for it.

    `owner` is the team that counts: None unless owned, and for a domain that follows subdomains of several
    teams. `said` is the owner as written, `gap` why it is not (or not alone) owned, which a waiver does not
    change. `teams` are the teams that own what is in a domain, `missing` the services or subdomains that
    keep it from being owned. `tier`, `domain` and `group` are what coverage is broken down by; the group of
    an unowned thing is its domain owner's.
    """

    kind: str
    id: str
    address: Address
    state: State
    owner: str | None = None
    gap: Gap | None = None
    said: str | None = None
    teams: tuple[str, ...] = ()
    missing: tuple[Address, ...] = ()
    tier: int | None = None
    domain: str | None = None
    group: str | None = None

    @property
    def rule(self) -> str | None:
        """The code of the rule that reports the gap; None where there is none."""
        if self.gap is None:
            return None
        return _NOBODY_RULES[self.kind] if self.gap is Gap.NOBODY else _RULES[self.gap]

    @property
    def gap_address(self) -> Address:
        """Where the gap shows: at the owner that is said, or at the thing where nothing is."""
        if self.gap is None or self.gap in _ABOUT_THE_THING:
            return self.address
        return self.address / owner_field(self.kind)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much is owned: counts of things, and the same weighted by tier."""

    owned: int = 0
    total: int = 0
    waived: int = 0
    weighted_owned: float = 0.0
    weighted_total: float = 0.0

    @property
    def share(self) -> float | None:
        """Owned / total from 0 to 1; None where nothing counts."""
        return self.owned / self.total if self.total else None

    @property
    def weighted_share(self) -> float | None:
        """The same, weighted by tier; None where nothing counts."""
        return self.weighted_owned / self.weighted_total if self.weighted_total else None


@dataclass(frozen=True)
class Ownership:
    """The ownership of an organisation: every thing, and coverage over all and by kind, tier, domain, group.

    `overall` is over services and modules. The keys of `by_tier`, `by_domain` and `by_group` are None for
    things that have none, and these three are over services and modules too.
    """

    things: tuple[Owning, ...]
    overall: Coverage
    by_kind: Mapping[str, Coverage]
    by_tier: Mapping[int | None, Coverage] = field(default_factory=dict)
    by_domain: Mapping[str | None, Coverage] = field(default_factory=dict)
    by_group: Mapping[str | None, Coverage] = field(default_factory=dict)

    def find(self, kind: str, id: str) -> Owning | None:
        """The ownership of one thing; a module is found as a service too."""
        return self._known.get((_collection_of(kind), id))

    @cached_property
    def _known(self) -> dict[tuple[str, str], Owning]:
        return {(_collection_of(thing.kind), thing.id): thing for thing in self.things}


def measure_ownership(
    organisation: Organisation, *, as_of: date, weights: Mapping[str, float] = NO_WEIGHTS
) -> Ownership:
    """The ownership of everything that needs an owner, on the day `as_of`.

    `weights` are the entries of the profile `ownership` (`tier-1` … `no-tier`); a missing one is 1.

    >>> from topo.model.organisation import Organisation
    >>> measure_ownership(Organisation(), as_of=date(2026, 12, 1)).overall.share is None
    True
    """
    waiving = _Waiving(organisation, as_of)
    things = tuple(map(waiving.apply, _Measuring(organisation).find_things()))
    code = [thing for thing in things if thing.kind in ("service", "module")]
    return Ownership(
        things,
        measure_coverage(code, weights),
        _by(things, lambda thing: thing.kind, weights),
        _by(code, lambda thing: thing.tier, weights),
        _by(code, lambda thing: thing.domain, weights),
        _by(code, lambda thing: thing.group, weights),
    )


def measure_coverage(things: Iterable[Owning], weights: Mapping[str, float] = NO_WEIGHTS) -> Coverage:
    """The coverage of these things."""
    owned = total = waived = 0
    weighted_owned = weighted_total = 0.0
    for thing in things:
        if thing.state is State.WAIVED:
            waived += 1
            continue
        weight = weights.get("no-tier" if thing.tier is None else f"tier-{thing.tier}", 1.0)
        total += 1
        weighted_total += weight
        if thing.state is State.OWNED:
            owned += 1
            weighted_owned += weight
    return Coverage(owned, total, waived, weighted_owned, weighted_total)


def _by(
    things: Iterable[Owning], key_of: Callable[[Owning], Key], weights: Mapping[str, float]
) -> dict[Key, Coverage]:
    groups: dict[Key, list[Owning]] = {}
    for thing in things:
        groups.setdefault(key_of(thing), []).append(thing)
    ordered = sorted(groups.items(), key=lambda item: (item[0] is None, str(item[0])))
    return {key: measure_coverage(group, weights) for key, group in ordered}


def counts(service: Service) -> bool:
    """Whether a service needs an owner here: retired and external ones do not."""
    return not service.is_retired and not service.is_external


def owner_field(kind: str) -> str:
    """The key under which a thing of `kind` says who answers for it.

    >>> owner_field("service"), owner_field("capability")
    ('owner', 'provider')
    """
    return _OWNER_FIELDS.get(kind, "owner")


def _collection_of(kind: str) -> str:
    return "service" if kind == "module" else kind


class _Waiving:
    """The waivers in force on a day; each speaks of the finding that it names, and of nothing else."""

    def __init__(self, organisation: Organisation, as_of: date) -> None:
        self._active: dict[str, list[Acceptance]] = {}
        for acceptance in organisation.acceptances():
            for code in acceptance.codes if acceptance.is_active(as_of) else ():
                self._active.setdefault(code, []).append(acceptance)

    def apply(self, owning: Owning) -> Owning:
        """The thing, waived where a waiver accepts its gap."""
        rule = owning.rule
        if rule is None or rule not in self._active:
            return owning
        is_waived = any(each.covers(rule, owning.gap_address) for each in self._active[rule])
        return replace(owning, state=State.WAIVED) if is_waived else owning


class _Measuring:
    """The states of all things, before any waiver."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._claimed = {claims[0].thing for claims in organisation.facts.conflicts}
        self._subdomains = _Subdomains(organisation)
        self._services_of: dict[str, list[Owning]] = {}
        self._domains: dict[str, Owning] = {}

    def find_things(self) -> Iterator[Owning]:
        """Everything that needs an owner: services first, then by kind."""
        services = [self._service(each) for each in self._organisation.services.values() if counts(each)]
        for owning in services:
            if owning.domain is not None:
                self._services_of.setdefault(owning.domain, []).append(owning)
        for id in self._subdomains.lowest_first:
            self._domains[id] = self._domain(id)
        others = [
            self._thing(kind, id, getattr(thing, owner_field(kind)))
            for kind in ("capability", "guardrail", "data")
            for id, thing in self._organisation.collection(kind).items()
        ]
        domains = [self._domains[id] for id in self._organisation.domains]
        yield from map(self._grouped, (*services, *domains, *others))

    def _service(self, service: Service) -> Owning:
        target = service.domain and resolve(self._organisation, service.domain, ("domain",))
        domain = target.id if target else None
        kind = "module" if service.kind == "module" else "service"
        return self._thing(kind, service.id, service.owner, tier=service.tier, domain=domain)

    def _thing(
        self, kind: str, id: str, said: str | None, *, tier: int | None = None, domain: str | None = None
    ) -> Owning:
        address = address_of(_collection_of(kind), id)
        target = None if said is None else resolve(self._organisation, said, _OWNER_KINDS)
        gap = self._gap(said, target, address, owner_field(kind))
        state = State.OWNED if gap is None else State.UNOWNED
        owner = target.id if target is not None and gap is None else None
        return Owning(kind, id, address, state, owner, gap, said, tier=tier, domain=domain)

    def _gap(self, said: str | None, target: Target | None, address: Address, name: str) -> Gap | None:
        if said is None:
            if not {address, address / name}.isdisjoint(self._organisation.facts.unreadable):
                return Gap.UNREADABLE
            return Gap.CONFLICT if address in self._claimed else Gap.NOBODY
        if target is None:
            return Gap.UNKNOWN
        if target.kind != "team":
            return Gap(target.kind)
        return Gap.EMPTY if self._organisation.teams[target.id].is_empty else None

    def _domain(self, id: str) -> Owning:
        """A domain's ownership; its subdomains are known already."""
        above = self._subdomains.parents.get(id)
        owning = self._thing("domain", id, self._organisation.domains[id].owner, domain=above)
        if owning.gap is not Gap.NOBODY:
            return owning
        below = self._subdomains.find(id)
        if below and not self._services_of.get(id):
            return self._by_subdomains(owning, below)
        return self._by_services(owning)

    def _by_subdomains(self, owning: Owning, below: Iterable[str]) -> Owning:
        parts = [self._domains[id] for id in below]
        teams = tuple(sorted({team for part in parts for team in part.teams or (part.owner,) if team}))
        missing = tuple(sorted(part.address for part in parts if part.state is not State.OWNED))
        if missing:
            return replace(owning, teams=teams, missing=missing)
        owner = teams[0] if len(teams) == 1 else None
        return replace(owning, state=State.OWNED, gap=None, owner=owner, teams=teams)

    def _by_services(self, owning: Owning) -> Owning:
        domains = self._subdomains.find_all(owning.id)
        inside = [each for domain in domains for each in self._services_of.get(domain, ())]
        teams = tuple(sorted({each.owner for each in inside if each.owner is not None}))
        missing = tuple(sorted(each.address for each in inside if each.owner is None))
        if len(teams) > 1:
            return replace(owning, state=State.SHARED, gap=Gap.SHARED, teams=teams, missing=missing)
        if missing or not teams:
            return replace(owning, teams=teams, missing=missing)
        return replace(owning, state=State.OWNED, gap=None, owner=teams[0], teams=teams)

    def _grouped(self, owning: Owning) -> Owning:
        """With the group of the owner, else of the domain's owner."""
        domain = None if owning.domain is None else self._domains.get(owning.domain)
        team = owning.owner or (domain.owner if domain is not None else None)
        said = None if team is None else self._organisation.teams[team].group
        group = None if said is None else resolve(self._organisation, said, ("group",))
        return owning if group is None else replace(owning, group=group.id)


class _Subdomains:
    """The tree of domains. The members of a ring of parents (REF004) count as having none."""

    def __init__(self, organisation: Organisation) -> None:
        said = find_containers(organisation, "domain")
        in_a_ring = {id for ring in find_rings(said) for id in ring}
        self.parents = {id: above for id, above in said.items() if id not in in_a_ring}
        self._below: dict[str, list[str]] = {}
        for id in sorted(self.parents):
            self._below.setdefault(self.parents[id], []).append(id)
        highest_first = [id for id in sorted(organisation.domains) if id not in self.parents]
        for id in highest_first:  # grows while it is walked
            highest_first += self.find(id)
        self.lowest_first = highest_first[::-1]

    def find(self, id: str) -> list[str]:
        """The domains directly below one."""
        return self._below.get(id, [])

    def find_all(self, id: str) -> list[str]:
        """A domain and all below it."""
        found = [id]
        for each in found:  # grows while it is walked
            found += self.find(each)
        return found
