"""What becomes of the states of things when an organisation changes?

A thing is settled again where it is another one now, where its owner is said in a way that now means somebody
else, and where what it contains or stands in was settled again.
"""

from collections.abc import Mapping
from typing import NamedTuple

from topo.analysis.accepting import Acceptances, Accepting
from topo.analysis.nesting import Nesting
from topo.analysis.owners import Owners
from topo.analysis.owning import Owning, collection_of
from topo.analysis.renewing import Differences
from topo.analysis.settling import OTHERS, Settling
from topo.model.organisation import Organisation
from topo.model.team import Team


class Basis(NamedTuple):
    """What the states of things are settled by."""

    organisation: Organisation
    owners: Owners
    nesting: Nesting
    acceptances: Acceptances


class Known(NamedTuple):
    """The states of things as they were, and the place of each by collection and id."""

    things: tuple[Owning, ...]
    places: Mapping[str, Mapping[str, int]]

    def find(self, collection: str, id: str) -> Owning | None:
        """What was settled of a thing."""
        place = self.places[collection].get(id)
        return None if place is None else self.things[place]


def is_near(earlier: Basis, later: Basis, differences: Differences) -> bool:
    """Whether a change leaves most things as they were; else all are settled again."""
    was, now = earlier.organisation, later.organisation
    return (
        later.nesting is earlier.nesting
        and later.acceptances == earlier.acceptances
        and was.facts.unreadable == now.facts.unreadable
        and was.facts.conflicts == now.facts.conflicts
        and was.groups.keys() == now.groups.keys()
        and was.people.keys() == now.people.keys()
        and all(
            was.teams[id].group == now.teams[id].group
            for id in differences.find(was.teams, now.teams)
            if id in was.teams and id in now.teams
        )
    )


def resettle(
    known: Known, earlier: Basis, later: Basis, differences: Differences, accepting: Accepting
) -> tuple[tuple[Owning, ...], Mapping[int, Owning] | None]:
    """All things as they are now, and by place those that were settled again; None: they have other places.

    They are the same things where nothing is touched.
    """
    touched = _Touched(earlier, later, differences)
    settling = Settling(*later[:3], lambda domain: known.find("domain", domain))
    domains = touched.find_domains()
    settling.settle_domains(domains)
    changed = [
        id
        for id in domains
        if settling.find_owner_of_domain(id) != known.things[known.places["domain"][id]].owner
    ]
    inner = [each for id in changed for each in later.nesting.find(id) if each not in domains]
    settling.settle_domains(inner)
    owners = later.owners
    touched.services.update(
        id for domain in changed for id in owners.inside.get(domain, ()) if id not in owners.teams
    )
    if not touched.services and not domains and not touched.are_others:
        return known.things, {}
    settled = [
        *settling.settle_services(owners.services[id] for id in touched.services if id in owners.services),
        *settling.find_domains((*domains, *inner)),
        *(settling.settle_others() if touched.are_others else ()),
    ]
    return _put_together(known, later, [accepting.apply(each) for each in settled], touched)


class _Touched:
    """What a change touches: services by id, and whether also what stands in no domain."""

    def __init__(self, earlier: Basis, later: Basis, differences: Differences) -> None:
        self._both = earlier, later
        self._later = later
        was, now = earlier.organisation, later.organisation
        self._teams = {
            id
            for id in differences.find(was.teams, now.teams)
            if _may_own(was.teams.get(id)) != _may_own(now.teams.get(id))
        }
        self._domains = differences.find(was.domains, now.domains)
        self.services = set(differences.find(was.services, now.services))
        if self._teams:
            self.services.update(id for id, each in now.services.items() if self._is_theirs(each.owner))
        self.are_others = bool(self._teams) or any(
            was.collection(kind) is not now.collection(kind) for kind in OTHERS
        )

    def find_domains(self) -> list[str]:
        """The domains to settle again, what is inside one before it."""
        domains, containers = self._later.organisation.domains, self._later.nesting.containers
        found = set(self._domains)
        if self._teams:
            found.update(id for id, each in domains.items() if self._is_theirs(each.owner))
        for basis in self._both:
            of = basis.owners.domain_of
            found.update(of[id] for id in self.services if id in of)
        waiting = list(found)
        for id in waiting:  # grows while it is walked
            if id in containers and containers[id] not in found:
                found.add(containers[id])
                waiting.append(containers[id])
        return [id for id in self._later.nesting.innermost_first if id in found] if found else []

    def _is_theirs(self, said: str | None) -> bool:
        return said is not None and said.rpartition(":")[2] in self._teams


def _may_own(team: Team | None) -> bool | None:
    return None if team is None else not team.is_empty


def _put_together(
    known: Known, later: Basis, settled: list[Owning], touched: _Touched
) -> tuple[tuple[Owning, ...], Mapping[int, Owning] | None]:
    """The things with those that were settled again, in the order of the model."""
    services, domains = later.owners.services, later.organisation.domains
    places = known.places["service"]
    is_in_place = (
        not touched.are_others
        and len(settled) < min(len(services), len(domains) or len(services))
        and all(id in places and id in services for id in touched.services)
    )
    if is_in_place:
        moved = {known.places[collection_of(each.kind)][each.id]: each for each in settled}
        things = list(known.things)
        for place, each in moved.items():
            things[place] = each
        return tuple(things), moved
    again = {(collection_of(each.kind), each.id): each for each in settled}
    found = [
        again.get((kind, id)) or known.find(kind, id)
        for kind, ids in (("service", services), ("domain", domains))
        for id in ids
    ]
    others = (each for each in (settled if touched.are_others else known.things) if each.kind in OTHERS)
    return (*(each for each in found if each is not None), *others), None
