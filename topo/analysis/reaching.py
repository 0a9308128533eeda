"""Whom does a selector reach, asked of the whole organisation at once?

The candidates are those of `topo.analysis.selecting`: each team by itself, with each service that it owns,
and with each domain whose `owner:` it is; services and domains that nobody owns stand alone. All keys of a
selector must hold for one candidate. Retired and external services are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from topo.analysis.owners import Owners
from topo.analysis.selecting import Candidate, Selecting, find_wanted
from topo.model.references import resolve
from topo.model.selector import Selector

_TEAM_KEYS = frozenset({"team", "team_type", "group", "tag"})
_REFERENCES = ("team", "group", "domain", "service")

_Key = tuple[str, str]
"""A candidate: `team`, `service` or `domain`, and its id."""


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
        self._team_of = dict(self._find_candidates())
        self._index: dict[str, dict[str, set[_Key]]] = {}

    def find(self, selector: Selector | None) -> Reached:
        """Whom `selector` reaches; an absent one, and `all: true`, reach everybody."""
        found: set[_Key] | None = None
        for key, wanted in find_wanted(selector) if selector is not None else ():
            index = self._index_of(key)
            holding = set().union(*(index.get(value, ()) for value in sorted(wanted)))
            found = holding if found is None else found & holding
        return self._everybody if found is None else self._sort_out(found)

    def covers(self, reached: Reached, team: str) -> bool:
        """Whether it speaks of a team as a whole: by itself, or with every one of its services."""
        services = self.owners.services_of.get(team, ())
        return team in reached.alone or (
            bool(services) and all(service.id in reached.services for service in services)
        )

    def is_dangling(self, selector: Selector | None) -> bool:
        """Whether a selector names something that does not exist: whom it is meant for is unknown."""
        if selector is None:
            return False
        return any(
            resolve(self._organisation, said, (kind,)) is None
            for kind in _REFERENCES
            for said in getattr(selector, kind)
        )

    @cached_property
    def _everybody(self) -> Reached:
        return self._sort_out(set(self._team_of))

    def _find_candidates(self) -> Iterator[tuple[_Key, str | None]]:
        """Each candidate with its team."""
        for id in self._organisation.teams:
            yield ("team", id), id
        for id in self.owners.services:
            yield ("service", id), self.owners.teams.get(id)
        for id, domain in self._organisation.domains.items():
            yield ("domain", id), None if domain.owner is None else self.owners.find_owner(domain.owner)

    def _index_of(self, key: str) -> dict[str, set[_Key]]:
        """The candidates by what they have under a selector's key."""
        if key not in self._index:
            index = self._index[key] = {}
            of_teams = self._values_of_teams(key)
            for candidate, team in self._team_of.items():
                for value in (*self._own_values(key, candidate), *of_teams.get(team or "", ())):
                    index.setdefault(value, set()).add(candidate)
        return self._index[key]

    def _values_of_teams(self, key: str) -> dict[str, tuple[str, ...]]:
        if key not in _TEAM_KEYS:
            return {}
        return {
            id: tuple(self._selecting.find_values(key, Candidate(team)))
            for id, team in self._organisation.teams.items()
        }

    def _own_values(self, key: str, candidate: _Key) -> Iterator[str]:
        kind, id = candidate
        if kind == "service":
            service = self.owners.services[id]
            yield from self._selecting.find_values(key, Candidate(None, service))
        elif kind == "domain" and key == "domain":
            yield from self._selecting.find_values(key, Candidate(None, domain=id))

    def _sort_out(self, found: set[_Key]) -> Reached:
        teams = frozenset(team for each in found if (team := self._team_of[each]) is not None)
        alone, services, domains = (
            frozenset(id for each, id in found if each == kind) for kind in ("team", "service", "domain")
        )
        return Reached(teams, alone, services, domains)
