"""Is everything owned, by one team each?

State of each thing that needs an owner (service, module, domain, capability, guardrail, data product):
*owned* (one existing team, with members or of unknown size), *shared* (a domain whose services sit with
several teams), *waived* (a waiver with reason and end date) or *unowned*. Coverage is owned / all that
count: retired and external services do not count, waived things are in neither number, shared ones in the
denominator alone. A thing is weighted by its tier (profile `ownership`).

Source: counting, so the arithmetic is of grade A; the tier weights are topo's own (E).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from topo.findings import Address
from topo.model.domain import Domain
from topo.model.organisation import Acceptance, Organisation, address_of
from topo.model.references import Target, resolve
from topo.model.service import Service

NO_WEIGHTS: Mapping[str, float] = MappingProxyType({})
_OWNER_KINDS = ("team", "group", "person")
_WAIVABLE = frozenset(
    {"OWN001", "OWN002", "OWN003", "OWN004", "OWN005", "OWN006", "OWN007", "OWN008", "OWN013", "REF001"}
)


Key = TypeVar("Key", bound=str | int | None)


class State(StrEnum):
    """Whether a thing has its one accountable team."""

    OWNED = "owned"
    SHARED = "shared"
    WAIVED = "waived"
    UNOWNED = "unowned"


class Gap(StrEnum):
    """Why a thing is unowned."""

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


@dataclass(frozen=True, slots=True)
class Owning:
    """One thing and who answers for it.

    `owner` is the team that counts, None unless owned. `said` is the owner as written. `teams` are the
    teams that share a domain. `tier`, `domain` and `group` are what coverage is broken down by; the group
    of an unowned thing is its domain owner's.
    """

    kind: str
    id: str
    address: Address
    state: State
    owner: str | None = None
    gap: Gap | None = None
    said: str | None = None
    teams: tuple[str, ...] = ()
    tier: int | None = None
    domain: str | None = None
    group: str | None = None


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


@dataclass(frozen=True, slots=True)
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
        same = {"service", "module"} if kind in ("service", "module") else {kind}
        return next((thing for thing in self.things if thing.id == id and thing.kind in same), None)


def measure_ownership(
    organisation: Organisation, *, as_of: date, weights: Mapping[str, float] = NO_WEIGHTS
) -> Ownership:
    """The ownership of everything that needs an owner, on the day `as_of`.

    `weights` are the entries of the profile `ownership` (`tier-1` … `no-tier`); a missing one is 1.

    >>> from topo.model.organisation import Organisation
    >>> measure_ownership(Organisation(), as_of=date(2026, 12, 1)).overall.share is None
    True
    """
    measuring = _Measuring(organisation, as_of)
    things = tuple(measuring.things())
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


class _Measuring:
    def __init__(self, organisation: Organisation, as_of: date) -> None:
        self.organisation = organisation
        self.waivers = self._active(organisation.acceptances(), as_of)
        self.claimed = {claims[0].thing for claims in organisation.facts.conflicts}
        self.services: dict[str, Owning] = {}
        self.of_domain: dict[str, list[Owning]] = {}
        self.subdomains: dict[str, list[str]] = {}
        self.domains: dict[str, Owning] = {}

    @staticmethod
    def _active(acceptances: Iterable[Acceptance], as_of: date) -> list[Acceptance]:
        return [each for each in acceptances if each.is_active(as_of) and _WAIVABLE & set(each.codes)]

    def things(self) -> Iterator[Owning]:
        organisation = self.organisation
        for id, service in organisation.services.items():
            if counts(service):
                self.services[id] = self._service(id, service)
        self._arrange_domains()
        for id in organisation.domains:
            self._domain(id)
        for owning in self.services.values():
            yield self._grouped(owning)
        yield from self.domains.values()
        for kind, name in (("capability", "provider"), ("guardrail", "owner"), ("data", "owner")):
            for id, thing in organisation.collection(kind).items():
                yield self._grouped(self._thing(kind, kind, id, getattr(thing, name), name))

    def _service(self, id: str, service: Service) -> Owning:
        kind = "module" if service.kind == "module" else "service"
        domain = _plain(service.domain)
        owning = self._thing(kind, "service", id, service.owner, "owner", tier=service.tier, domain=domain)
        if domain is not None:
            self.of_domain.setdefault(domain, []).append(owning)
        return owning

    def _thing(
        self,
        kind: str,
        collection: str,
        id: str,
        said: str | None,
        name: str,
        *,
        tier: int | None = None,
        domain: str | None = None,
    ) -> Owning:
        address = address_of(collection, id)
        target = None if said is None else resolve(self.organisation, said, _OWNER_KINDS)
        gap = self._gap(said, target, address, name)
        state = State.OWNED if gap is None else self._unowned(address)
        owner = target.id if target is not None and gap is None else None
        group = None if owner is None else _plain(self.organisation.teams[owner].group)
        return Owning(kind, id, address, state, owner, gap, said, (), tier, domain, group)

    def _gap(self, said: str | None, target: Target | None, address: Address, name: str) -> Gap | None:
        if said is None:
            if address / name in self.organisation.facts.unreadable:
                return Gap.UNREADABLE
            return Gap.CONFLICT if address in self.claimed else Gap.NOBODY
        if target is None:
            return Gap.UNKNOWN
        if target.kind != "team":
            return Gap(target.kind)
        return Gap.EMPTY if self.organisation.teams[target.id].is_empty else None

    def _unowned(self, address: Address) -> State:
        waived = any(
            outer.covers(address) or outer == address / "owner" for each in self.waivers for outer in each.addresses
        )
        return State.WAIVED if waived else State.UNOWNED

    def _arrange_domains(self) -> None:
        for id, domain in self.organisation.domains.items():
            if domain.parent is not None and _plain(domain.parent) != id:
                self.subdomains.setdefault(str(_plain(domain.parent)), []).append(id)

    def _domain(self, id: str, above: frozenset[str] = frozenset()) -> Owning:
        """A domain's ownership; `above` stops at parents that contain each other."""
        if id in self.domains:
            return self.domains[id]
        domain = self.organisation.domains[id]
        below = [child for child in self.subdomains.get(id, ()) if child not in above | {id}]
        owning = self._own_domain(id, domain, below, above | {id})
        self.domains[id] = owning
        return owning

    def _own_domain(self, id: str, domain: Domain, below: list[str], above: frozenset[str]) -> Owning:
        address = address_of("domain", id)
        if domain.owner is not None or address / "owner" in self.organisation.facts.unreadable:
            return self._grouped(self._thing("domain", "domain", id, domain.owner, "owner", domain=_plain(domain.parent)))
        if below and not self.of_domain.get(id):
            parts = [self._domain(child, above) for child in below]
            owners = {part.owner for part in parts}
            is_owned = all(part.state in (State.OWNED, State.WAIVED) for part in parts)
            owner = owners.pop() if is_owned and len(owners) == 1 else None
            teams: tuple[str, ...] = ()
        else:
            inside = list(self._services_in(id, above))
            teams = tuple(sorted({each.owner for each in inside if each.owner is not None}))
            is_owned = bool(inside) and len(teams) == 1 and all(each.owner is not None for each in inside)
            owner = teams[0] if is_owned else None
        if is_owned:
            state = State.OWNED
        else:
            state = State.SHARED if len(teams) > 1 and not self._is_waived(address) else self._unowned(address)
        gap = None if state in (State.OWNED, State.SHARED) else Gap.NOBODY
        owning = Owning("domain", id, address, state, owner, gap, None, teams, domain=_plain(domain.parent))
        return self._grouped(owning)

    def _is_waived(self, address: Address) -> bool:
        return self._unowned(address) is State.WAIVED

    def _services_in(self, id: str, above: frozenset[str]) -> Iterator[Owning]:
        yield from self.of_domain.get(id, ())
        for child in self.subdomains.get(id, ()):
            if child not in above:
                yield from self._services_in(child, above | {child})

    def _grouped(self, owning: Owning) -> Owning:
        """With the group of the owner, else of the domain's owner."""
        team = owning.owner
        if team is None and owning.domain in self.domains:
            team = self.domains[owning.domain].owner
        if team is None or owning.group is not None:
            return owning
        group = _plain(self.organisation.teams[team].group)
        return owning if group is None else replace(owning, group=group)


def _plain(reference: str | None) -> str | None:
    """A reference without its kind."""
    return None if reference is None else reference.rpartition(":")[2]
