"""Whom does a selector speak of?

All keys of a selector must hold for one candidate: a team, or a team with one of its services (or a
service that nobody owns). An absent selector speaks of everybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from topo.model.organisation import Organisation
from topo.model.references import resolve
from topo.model.selector import NARROWING, Selector
from topo.model.service import Service
from topo.model.team import Team

_REFERENCES = frozenset({"team", "group", "domain", "service"})


class Candidate(NamedTuple):
    """A team, a service or domain of it, or both."""

    team: Team | None
    service: Service | None = None
    domain: str | None = None


@dataclass(frozen=True)
class Selecting:
    """Answers selectors over one organisation."""

    organisation: Organisation

    def selects_service(
        self, selector: Selector | None, service: Service, *, stand_in: Team | None = None
    ) -> bool:
        """Whether it speaks of a service with its owner; `stand_in` is taken for one that nobody owns."""
        if selector is None:
            return True
        return self.holds(selector, Candidate(self.owner_of(service) or stand_in, service))

    def selects_team(self, selector: Selector | None, team: Team) -> bool:
        """Whether it speaks of a team, by itself or with one of its services."""
        if selector is None:
            return True
        return any(
            self.holds(selector, Candidate(team, service))
            for service in (None, *self._owned.get(team.id, ()))
        )

    def selects_domain(self, selector: Selector | None, domain: str, *, owner: Team | None = None) -> bool:
        """Whether it speaks of a domain with the team that owns it, or of a service in it."""
        if selector is None or self.holds(selector, Candidate(owner, domain=domain)):
            return True
        inside = self._inside.get(domain, ())
        return any(self.selects_service(selector, service, stand_in=owner) for service in inside)

    def selects_group(self, selector: Selector | None, group: str) -> bool:
        """Whether it speaks of a group: of everybody, or of this group or one above it alone."""
        if selector is None:
            return True
        above = set(self._ancestors("group", group))
        return all(key == "group" and bool(wanted & above) for key, wanted in find_wanted(selector))

    def owner_of(self, service: Service) -> Team | None:
        """The team that owns a service, if a team does."""
        if service.owner is None:
            return None
        target = resolve(self.organisation, service.owner, ("team",))
        return None if target is None else self.organisation.teams[target.id]

    @cached_property
    def _inside(self) -> dict[str, list[Service]]:
        """The services directly in each domain."""
        inside: dict[str, list[Service]] = {}
        for service in self.organisation.services.values():
            if service.domain is not None:
                inside.setdefault(_plain(service.domain), []).append(service)
        return inside

    @cached_property
    def _owned(self) -> dict[str, list[Service]]:
        owned: dict[str, list[Service]] = {}
        for service in self.organisation.services.values():
            team = self.owner_of(service)
            if team is not None and not service.is_retired:
                owned.setdefault(team.id, []).append(service)
        return owned

    def holds(self, selector: Selector | None, candidate: Candidate) -> bool:
        """Whether a candidate has what a selector asks for, under each of its keys."""
        return selector is None or all(
            self._key_holds(key, wanted, candidate) for key, wanted in find_wanted(selector)
        )

    def _key_holds(self, key: str, wanted: set[str], candidate: Candidate) -> bool:
        return bool(wanted & set(self.find_values(key, candidate)))

    def find_values(self, key: str, candidate: Candidate) -> Iterator[str]:
        """What a candidate has under a selector's key."""
        team, service = candidate.team, candidate.service
        if team is not None:
            if key == "team":
                yield team.id
            elif key == "team_type" and team.type is not None:
                yield team.type
            elif key == "group" and team.group is not None:
                yield from self._ancestors("group", team.group)
            elif key == "tag":
                yield from team.tags
        if candidate.domain is not None and key == "domain":
            yield from self._ancestors("domain", candidate.domain)
        if service is not None:
            yield from self.find_service_values(key, service)

    def find_service_values(self, key: str, service: Service) -> Iterator[str]:
        """What a service by itself has under a selector's key."""
        if key == "service":
            yield service.id
        elif key == "domain" and service.domain is not None:
            yield from self._ancestors("domain", service.domain)
        elif key == "kind":
            yield service.kind or "service"
        elif key == "tier" and service.tier is not None:
            yield str(service.tier)
        elif key == "lifecycle":
            yield service.lifecycle or "production"
        elif key == "data":
            yield from service.data or ()
        elif key == "tag":
            yield from service.tags

    def _ancestors(self, kind: str, id: str) -> Iterator[str]:
        """The id and those above it; a cycle ends where it began."""
        seen: set[str] = set()
        current: str | None = _plain(id)
        while current is not None and current not in seen:
            seen.add(current)
            yield current
            above = getattr(self.organisation.find(kind, current), "parent", None)
            current = None if above is None else _plain(above)


def find_wanted(selector: Selector) -> Iterator[tuple[str, set[str]]]:
    """The keys that a selector gives, and the values that it wants of each."""
    for key in NARROWING:
        wanted = getattr(selector, key)
        if wanted:
            yield key, {_plain(str(each)) if key in _REFERENCES else str(each) for each in wanted}


def _plain(reference: str) -> str:
    """A reference without its kind."""
    return reference.rpartition(":")[2]
