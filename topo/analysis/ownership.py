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
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeVar

from topo.analysis.nesting import Nesting, find_containers
from topo.findings import Address
from topo.model.base import EMPTY
from topo.model.organisation import Acceptance, Organisation, address_of
from topo.model.references import resolve
from topo.model.service import Service

NO_WEIGHTS: Mapping[str, float] = EMPTY
OWNABLE = ("service", "domain", "capability", "guardrail", "data")
"""The collections whose things need an owner."""
CODE = ("service", "module")
"""The kinds of things that coverage speaks of unless it says otherwise."""

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


class Owning(NamedTuple):
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


class Coverage(NamedTuple):
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

    `weights` are the entries of the profile `ownership` by tier.
    """

    things: tuple[Owning, ...]
    weights: Mapping[str, float] = NO_WEIGHTS

    def find(self, kind: str, id: str) -> Owning | None:
        """The ownership of one thing; a module is found as a service too."""
        return self._known.get((_collection_of(kind), id))

    @cached_property
    def overall(self) -> Coverage:
        """The coverage of services and modules."""
        return measure_coverage(self._code, self.weights)

    @cached_property
    def by_kind(self) -> Mapping[str, Coverage]:
        """The coverage of each kind of thing."""
        return _by(self.things, lambda thing: thing.kind, self.weights)

    @cached_property
    def by_tier(self) -> Mapping[int | None, Coverage]:
        """The coverage of services and modules by tier; None: those without one."""
        return _by(self._code, lambda thing: thing.tier, self.weights)

    @cached_property
    def by_domain(self) -> Mapping[str | None, Coverage]:
        """The coverage of services and modules by domain; None: those without one."""
        return _by(self._code, lambda thing: thing.domain, self.weights)

    @cached_property
    def by_group(self) -> Mapping[str | None, Coverage]:
        """The coverage of services and modules by group; None: those without one."""
        return _by(self._code, lambda thing: thing.group, self.weights)

    @cached_property
    def _code(self) -> list[Owning]:
        return [thing for thing in self.things if thing.kind in CODE]

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
    return Ownership(tuple(map(waiving.apply, _Measuring(organisation).find_things())), weights)


def measure_service(organisation: Organisation, service: Service, *, as_of: date) -> Owning:
    """The ownership of one service by itself, also of a retired or external one that is in no measure.

    Its group is its owner's; the domain's owner is not looked up.
    """
    return _Waiving(organisation, as_of).apply(_Measuring(organisation).measure_service(service))


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
        return owning._replace(state=State.WAIVED) if is_waived else owning


class _Owner(NamedTuple):
    """What the name of an owner comes to: the team that counts, or the gap, and the team's group."""

    team: str | None
    gap: Gap | None
    group: str | None = None


class _Measuring:
    """The states of all things, before any waiver."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._claimed = {claims[0].thing for claims in organisation.facts.conflicts}
        self._subdomains = Nesting(find_containers(organisation, "domain"), organisation.domains)
        self._owners: dict[str, _Owner] = {}
        self._services_of: dict[str, list[Owning]] = {}
        self._domains: dict[str, Owning] = {}

    def find_things(self) -> Iterator[Owning]:
        """Everything that needs an owner: services first, then by kind."""
        services = [
            self.measure_service(each) for each in self._organisation.services.values() if counts(each)
        ]
        for owning in services:
            if owning.domain is not None:
                self._services_of.setdefault(owning.domain, []).append(owning)
        for id in self._subdomains.innermost_first:
            self._domains[id] = self._domain(id)
        others = [
            self._thing(kind, id, getattr(thing, owner_field(kind)))
            for kind in ("capability", "guardrail", "data")
            for id, thing in self._organisation.collection(kind).items()
        ]
        domains = [self._domains[id] for id in self._organisation.domains]
        yield from map(self._grouped, (*services, *domains, *others))

    def measure_service(self, service: Service) -> Owning:
        """The state of a service."""
        domain = service.domain
        if domain is not None and domain not in self._organisation.domains:
            target = resolve(self._organisation, domain, ("domain",))
            domain = None if target is None else target.id
        kind = "module" if service.kind == "module" else "service"
        return self._thing(kind, service.id, service.owner, tier=service.tier, domain=domain)

    def _thing(
        self, kind: str, id: str, said: str | None, *, tier: int | None = None, domain: str | None = None
    ) -> Owning:
        address = address_of(_collection_of(kind), id)
        if said is None:
            gap = self._silence(address, owner_field(kind))
            return Owning(kind, id, address, State.UNOWNED, gap=gap, tier=tier, domain=domain)
        owner = self._owners.get(said)
        if owner is None:
            owner = self._owners[said] = self._read_owner(said)
        state = State.UNOWNED if owner.team is None else State.OWNED
        return Owning(
            kind, id, address, state, owner.team, owner.gap, said, tier=tier, domain=domain, group=owner.group
        )

    def _silence(self, address: Address, name: str) -> Gap:
        """Why nothing is said of an owner."""
        if not {address, address / name}.isdisjoint(self._organisation.facts.unreadable):
            return Gap.UNREADABLE
        return Gap.CONFLICT if address in self._claimed else Gap.NOBODY

    def _read_owner(self, said: str) -> _Owner:
        target = resolve(self._organisation, said, _OWNER_KINDS)
        if target is None:
            return _Owner(None, Gap.UNKNOWN)
        if target.kind != "team":
            return _Owner(None, Gap(target.kind))
        if self._organisation.teams[target.id].is_empty:
            return _Owner(None, Gap.EMPTY)
        return _Owner(target.id, None, self._group_of(target.id))

    def _group_of(self, team: str) -> str | None:
        said = self._organisation.teams[team].group
        target = None if said is None else resolve(self._organisation, said, ("group",))
        return None if target is None else target.id

    def _domain(self, id: str) -> Owning:
        """A domain's ownership; its subdomains are known already."""
        above = self._subdomains.containers.get(id)
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
            return owning._replace(teams=teams, missing=missing)
        owner = teams[0] if len(teams) == 1 else None
        return owning._replace(state=State.OWNED, gap=None, owner=owner, teams=teams)

    def _by_services(self, owning: Owning) -> Owning:
        domains = self._subdomains.find_all(owning.id)
        inside = [each for domain in domains for each in self._services_of.get(domain, ())]
        teams = tuple(sorted({each.owner for each in inside if each.owner is not None}))
        missing = tuple(sorted(each.address for each in inside if each.owner is None))
        if len(teams) > 1:
            return owning._replace(state=State.SHARED, gap=Gap.SHARED, teams=teams, missing=missing)
        if missing or not teams:
            return owning._replace(teams=teams, missing=missing)
        return owning._replace(state=State.OWNED, gap=None, owner=teams[0], teams=teams)

    def _grouped(self, owning: Owning) -> Owning:
        """With the group of the team that owns it through its services, else of its domain's owner."""
        team = owning.owner
        if team is None and owning.domain is not None:
            team = self._domains[owning.domain].owner
        group = None if team is None or owning.group is not None else self._group_of(team)
        return owning if group is None else owning._replace(group=group)
