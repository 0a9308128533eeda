"""What is the state of each thing that needs an owner, before any waiver?

What is settled already may be handed in, so that after a change only what it touches is settled again.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from topo.analysis.nesting import Nesting
from topo.analysis.owners import Owners
from topo.analysis.owning import Gap, Owning, State, collection_of, owner_field
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve
from topo.model.service import Service

OTHERS = ("capability", "guardrail", "data")
"""The kinds of things that stand in no domain."""

_OWNER_KINDS = ("team", "group", "person")
_SETTLED = {None: State.OWNED, Gap.SHARED: State.SHARED}


class _Owner(NamedTuple):
    """What the name of an owner comes to: the team that counts, or the gap, and the team's group."""

    team: str | None
    gap: Gap | None
    group: str | None = None


class Settling:
    """The states of things; `known` is what is settled already of a domain."""

    def __init__(
        self,
        organisation: Organisation,
        owners: Owners,
        nesting: Nesting,
        known: Callable[[str], Owning | None] = lambda domain: None,
    ) -> None:
        self._organisation = organisation
        self._owners = owners
        self._nesting = nesting
        self._known = known
        self._claimed = {claims[0].thing for claims in organisation.facts.conflicts}
        self._read: dict[str, _Owner] = {}
        self._domains: dict[str, Owning] = {}

    def settle_services(self, services: Iterable[Service]) -> Iterator[Owning]:
        """The state of each of these services; the domains that they sit in are settled before."""
        for service in services:
            yield self._group(self.settle_service(service, self._owners.domain_of.get(service.id)))

    def settle_service(self, service: Service, domain: str | None) -> Owning:
        """The state of a service in a domain, with the group of its owner alone."""
        kind = "module" if service.kind == "module" else "service"
        return self._settle(kind, service.id, service.owner, service.tier, domain)

    def settle_domains(self, ids: Iterable[str]) -> None:
        """Settle domains; what is inside one comes before it."""
        for id in ids:
            self._domains[id] = self._settle_domain(id)

    def find_domains(self, ids: Iterable[str]) -> Iterator[Owning]:
        """The states of domains that are settled."""
        return (self._group(self._domains[id]) for id in ids)

    def settle_others(self) -> Iterator[Owning]:
        """The state of each thing that stands in no domain, by kind."""
        for kind in OTHERS:
            field = owner_field(kind)
            for id, thing in self._organisation.collection(kind).items():
                yield self._settle(kind, id, getattr(thing, field), None, None)

    def find_owner_of_domain(self, id: str) -> str | None:
        """The team that owns a domain, if one does."""
        return self._find_domain(id).owner

    def _settle(self, kind: str, id: str, said: str | None, tier: int | None, domain: str | None) -> Owning:
        address = address_of(collection_of(kind), id)
        if said is None:
            gap = self._find_silence(address, owner_field(kind))
            return Owning(kind, id, address, State.UNOWNED, None, gap, None, (), (), tier, domain)
        read = self._read.get(said)
        if read is None:
            read = self._read[said] = self._read_owner(said)
        team, gap_said, group = read
        state = State.UNOWNED if team is None else State.OWNED
        return Owning(kind, id, address, state, team, gap_said, said, (), (), tier, domain, group)

    def _find_silence(self, address: Address, name: str) -> Gap:
        """Why nothing is said of an owner."""
        unreadable = self._organisation.facts.unreadable
        if unreadable and not unreadable.isdisjoint({address, address / name}):
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

    def _find_domain(self, id: str) -> Owning:
        """What is settled of a domain, as it was before any waiver."""
        owning = self._domains.get(id)
        if owning is None:
            known = self._known(id)
            assert known is not None
            owning = known._replace(state=_SETTLED.get(known.gap, State.UNOWNED))
        return owning

    def _settle_domain(self, id: str) -> Owning:
        above = self._nesting.containers.get(id)
        owning = self._settle("domain", id, self._organisation.domains[id].owner, None, above)
        if owning.gap is not Gap.NOBODY:
            return owning
        below = self._nesting.find(id)
        if below and id not in self._owners.inside:
            return self._by_subdomains(owning, below)
        return self._by_services(owning)

    def _by_subdomains(self, owning: Owning, below: Iterable[str]) -> Owning:
        parts = [self._find_domain(id) for id in below]
        teams = tuple(sorted({team for part in parts for team in part.teams or (part.owner,) if team}))
        missing = tuple(sorted(part.address for part in parts if part.state is not State.OWNED))
        if missing:
            return owning._replace(teams=teams, missing=missing)
        owner = teams[0] if len(teams) == 1 else None
        return owning._replace(state=State.OWNED, gap=None, owner=owner, teams=teams)

    def _by_services(self, owning: Owning) -> Owning:
        inside, owners = self._owners.inside, self._owners.teams
        services = [id for domain in self._nesting.find_all(owning.id) for id in inside.get(domain, ())]
        teams = tuple(sorted({owners[id] for id in services if id in owners}))
        missing = tuple(sorted(address_of("service", id) for id in services if id not in owners))
        if len(teams) > 1:
            return owning._replace(state=State.SHARED, gap=Gap.SHARED, teams=teams, missing=missing)
        if missing or not teams:
            return owning._replace(teams=teams, missing=missing)
        return owning._replace(state=State.OWNED, gap=None, owner=teams[0], teams=teams)

    def _group(self, owning: Owning) -> Owning:
        """With the group of the team that owns it through its services, else of its domain's owner."""
        team = owning.owner
        if team is not None and owning.group is not None:
            return owning
        if team is None and owning.domain is not None:
            team = self.find_owner_of_domain(owning.domain)
        group = None if team is None else self._group_of(team)
        return owning if group is None else owning._replace(group=group)
