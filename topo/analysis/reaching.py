"""Whom does a selector reach, asked of the whole organisation at once?

The candidates are those of `topo.analysis.selecting`: each team by itself, with each service that it owns,
and with each domain whose `owner:` it is; services and domains that nobody owns stand alone. All keys of a
selector must hold for one candidate. Retired and external services are none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from topo.analysis.owners import Owners
from topo.analysis.selecting import Candidate, Selecting, find_wanted
from topo.model.references import resolve
from topo.model.selector import Selector
from topo.model.service import Service

_TEAM_KEYS = frozenset({"team", "team_type", "group", "tag"})
_REFERENCES = ("team", "group", "domain", "service")

_TEAM, _SERVICE, _DOMAIN = "team", "service", "domain"
_Index = dict[str, list[str]]
"""Ids by a value that each has."""


@dataclass(frozen=True)
class Reached:
    """Whom a selector speaks of.

    `teams` by themselves or with something of theirs, `alone` by themselves, `services` and `domains` with
    those that nobody owns.
    """

    teams: frozenset[str]
    alone: frozenset[str]
    services: frozenset[str]
    domains: frozenset[str]

    @property
    def is_nobody(self) -> bool:
        """Whether it speaks of no team, service or domain."""
        return not (self.teams or self.services or self.domains)


class Reaching:
    """Answers selectors for all candidates of one organisation."""

    def __init__(self, owners: Owners) -> None:
        self.owners = owners
        self._organisation = owners.organisation
        self._selecting = Selecting(owners.organisation)
        self._indexes: dict[tuple[str, str], _Index] = {}
        self.known: dict[Selector | None, Reached] = {}
        """Whom each selector reaches that has been asked for."""

    def find(self, selector: Selector | None) -> Reached:
        """Whom `selector` reaches; an absent one, and `all: true`, reach everybody."""
        if selector not in self.known:
            wanted = [] if selector is None else list(find_wanted(selector))
            self.known[selector] = self._find(wanted) if wanted else self._everybody
        return self.known[selector]

    def _find(self, wanted: list[tuple[str, set[str]]]) -> Reached:
        teams = [self._find_teams(key, values) for key, values in wanted]
        services = [
            self._own(_SERVICE, key, values).union(*map(self._ids_of, found))
            for (key, values), found in zip(wanted, teams, strict=True)
        ]
        domains = [
            self._own(_DOMAIN, key, values) | {id for id, team in self.domains.items() if team in found}
            for (key, values), found in zip(wanted, teams, strict=True)
        ]
        alone, reached, inside = (
            frozenset.intersection(*map(frozenset, each)) for each in (teams, services, domains)
        )
        return self._complete(alone, reached, inside)

    def covers(self, reached: Reached, team: str) -> bool:
        """Whether it speaks of a team as a whole: by itself, or with every one of its services."""
        ids = self._ids_of(team)
        return team in reached.alone or (bool(ids) and ids <= reached.services)

    def is_dangling(self, selector: Selector | None) -> bool:
        """Whether a selector names something that does not exist: whom it is meant for is unknown."""
        if selector is None:
            return False
        return any(
            resolve(self._organisation, said, (kind,)) is None
            for kind in _REFERENCES
            for said in getattr(selector, kind)
        )

    def selects(self, selector: Selector | None, service: Service) -> bool:
        """Whether a selector speaks of one service that counts, with the team that owns it."""
        team = self.owners.teams.get(service.id)
        candidate = Candidate(None if team is None else self._organisation.teams[team], service)
        return self._selecting.holds(selector, candidate)

    def reaches_team(self, team: str, reached: Reached) -> bool:
        """Whether a team is reached by itself, or with a service or domain that is reached."""
        return (
            team in reached.alone
            or any(each.id in reached.services for each in self.owners.services_of.get(team, ()))
            or any(self.domains[id] == team for id in reached.domains)
        )

    @cached_property
    def _everybody(self) -> Reached:
        return self._complete(
            frozenset(self._organisation.teams), frozenset(self.owners.services), frozenset(self.domains)
        )

    @cached_property
    def domains(self) -> dict[str, str | None]:
        """Each domain with the team that its `owner:` names."""
        return {
            id: None if domain.owner is None else self.owners.find_owner(domain.owner)
            for id, domain in self._organisation.domains.items()
        }

    def _complete(self, alone: frozenset[str], services: frozenset[str], domains: frozenset[str]) -> Reached:
        through = {self.owners.teams.get(id) for id in services} | {self.domains[id] for id in domains}
        return Reached(
            alone | frozenset(team for team in through if team is not None), alone, services, domains
        )

    def _find_teams(self, key: str, wanted: set[str]) -> set[str]:
        return self._own(_TEAM, key, wanted) if key in _TEAM_KEYS else set()

    def _own(self, kind: str, key: str, wanted: set[str]) -> set[str]:
        """The things of a kind that have a wanted value of their own, without their team."""
        if (kind, key) not in self._indexes:
            self._indexes[kind, key] = self._make_index(kind, key)
        index = self._indexes[kind, key]
        return set().union(*(index.get(value, ()) for value in wanted))

    def _make_index(self, kind: str, key: str) -> _Index:
        """The things of a kind by what each has under a selector's key."""
        index: _Index = {}
        for id, values in self._find_values(kind, key):
            for value in values:
                index.setdefault(value, []).append(id)
        return index

    def _find_values(self, kind: str, key: str) -> Iterator[tuple[str, Iterable[str]]]:
        find = self._selecting.find_values
        if kind == _TEAM:
            yield from ((id, find(key, Candidate(team))) for id, team in self._organisation.teams.items())
        elif key == _DOMAIN:
            above = {id: tuple(find(key, Candidate(None, domain=id))) for id in self._organisation.domains}
            yield from above.items() if kind == _DOMAIN else self._find_domains_of_services(above)
        elif kind == _SERVICE:
            own = self._selecting.find_service_values
            yield from ((id, own(key, service)) for id, service in self.owners.services.items())

    def _find_domains_of_services(
        self, above: Mapping[str, tuple[str, ...]]
    ) -> Iterator[tuple[str, Iterable[str]]]:
        """The domains that each service sits in, from what stands above each domain."""
        for id, service in self.owners.services.items():
            if service.domain is not None:
                known = above.get(service.domain)
                yield id, known or self._selecting.find_service_values(_DOMAIN, service)

    def _ids_of(self, team: str) -> frozenset[str]:
        return self._services_of.get(team, frozenset())

    @cached_property
    def _services_of(self) -> dict[str, frozenset[str]]:
        """The ids of each team's services."""
        found = self.owners.services_of.items()
        return {team: frozenset(service.id for service in services) for team, services in found}
