"""What do domain points and required pairs become when one service changes hands?

Both are sums over (thing, team) pairs, so a move touches what depends on the service, its deployable, the
domain that it sits in and the streams that name it, and nothing else. The full measures are the truth
(`cognitive_load`, `joining`); a property test holds the two together. Cycles, closure and pools are no sums
and are not kept here; nor is what a capability serves, which a selector may make depend on owners.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from topo.analysis.declaring import Pair, sort_pair
from topo.analysis.joining import find_wholes
from topo.analysis.owners import Owners
from topo.model.organisation import Organisation


class Ledger:
    """Domain points by team and pairs of teams by what joins them, while services change owners.

    `weights` are the entries of the profile `cognitive-load`.
    """

    def __init__(self, organisation: Organisation, *, weights: Mapping[str, float]) -> None:
        self._owners = Owners(organisation)
        self._teams: dict[str, str] = {}
        self._weights = weights
        self._domain_of = self._owners.domain_of
        self._neighbours = _find_neighbours(self._owners)
        self._whole_of: dict[str, str] = {}
        self._streams_of = _find_streams(self._owners)
        self._required: Counter[Pair] = Counter()
        self._sharing: Counter[Pair] = Counter()
        self._holders: dict[str, Counter[str]] = {}
        self._carriers: dict[str, Counter[str]] = {}
        self._carried: dict[str, set[str]] = {}
        self._without_domain: Counter[str] = Counter()
        self._fill(find_wholes(self._owners))

    @property
    def required(self) -> frozenset[Pair]:
        """The pairs of teams that must coordinate."""
        return frozenset(self._required)

    @property
    def sharing(self) -> frozenset[Pair]:
        """The pairs of teams that carry a domain together."""
        return frozenset(self._sharing)

    def find_points(self, team: str) -> float | None:
        """The domain points of a team; None where nothing of what it carries can be weighed."""
        domains = self._owners.organisation.domains
        carried = self._carried.get(team, ())
        said = [complexity for id in carried if (complexity := domains[id].complexity) is not None]
        if not domains or (not said and (carried or self._without_domain[team])):
            return None
        return float(sum(sorted(self._weights[complexity] for complexity in said)))

    def find_owner(self, service: str) -> str | None:
        """The team that owns a service now."""
        return self._teams.get(service)

    def move_service(self, service: str, to: str | None) -> str | None:
        """Give a service to the team `to`, or to nobody, and return who had it: moving it back undoes this.

        Raises KeyError for a service that is in no measure (retired, external, unknown).
        """
        if service not in self._owners.services:
            raise KeyError(service)
        before = self.find_owner(service)
        after = None if to is None else self._owners.find_owner(to)
        if before != after:
            streams = self._streams_of.get(service, ())
            self._count_streams(streams, -1)
            self._take(service)
            self._give(service, after)
            self._count_streams(streams, 1)
        return before

    def _fill(self, wholes: Mapping[str, tuple[str, ...]]) -> None:
        self._whole_of = {part: whole for whole, parts in wholes.items() for part in parts}
        for team, domains in self._owners.domains_owned.items():
            for domain in domains:
                self._join(self._carriers.setdefault(domain, Counter()), team, self._sharing)
                self._carried.setdefault(team, set()).add(domain)
        teams, self._owners.teams = self._owners.teams, self._teams
        for service, team in teams.items():
            self._give(service, team)
        self._count_streams(self._owners.organisation.streams, 1)

    def _give(self, service: str, team: str | None) -> None:
        if team is None:
            return
        self._teams[service] = team
        self._count_dependencies(service, team, 1)
        if service in self._whole_of:
            holders = self._holders.setdefault(self._whole_of[service], Counter())
            self._join(holders, team, self._required)
        domain = self._domain_of.get(service)
        if domain is None:
            self._without_domain[team] += 1
            return
        self._join(self._carriers.setdefault(domain, Counter()), team, self._sharing)
        self._carried.setdefault(team, set()).add(domain)

    def _take(self, service: str) -> None:
        team = self._teams.pop(service, None)
        if team is None:
            return
        self._count_dependencies(service, team, -1)
        if service in self._whole_of:
            self._part(self._holders[self._whole_of[service]], team, self._required)
        domain = self._domain_of.get(service)
        if domain is None:
            self._without_domain[team] -= 1
            return
        self._part(self._carriers[domain], team, self._sharing)
        if team not in self._carriers[domain]:
            self._carried[team].discard(domain)

    def _count_dependencies(self, service: str, team: str, by: int) -> None:
        for neighbour in self._neighbours.get(service, ()):
            other = self._teams.get(neighbour)
            if other is not None and other != team:
                _change(self._required, sort_pair(team, other), by)

    def _count_streams(self, streams: Iterable[str], by: int) -> None:
        for id in streams:
            for before, after, _ in self._owners.find_hand_offs(self._owners.organisation.streams[id]):
                _change(self._required, sort_pair(before, after), by)

    def _join(self, teams: Counter[str], team: str, pairs: Counter[Pair]) -> None:
        """Count one more thing that a team has in something; the first joins it to all who have some."""
        teams[team] += 1
        if teams[team] == 1:
            for pair in _pair_up(team, teams):
                _change(pairs, pair, 1)

    def _part(self, teams: Counter[str], team: str, pairs: Counter[Pair]) -> None:
        """Count one thing less; the last parts the team from all who have some."""
        teams[team] -= 1
        if teams[team] == 0:
            del teams[team]
            for pair in _pair_up(team, teams):
                _change(pairs, pair, -1)


def _pair_up(team: str, teams: Iterable[str]) -> Iterator[Pair]:
    return (sort_pair(team, other) for other in teams if other != team)


def _change(pairs: Counter[Pair], pair: Pair, by: int) -> None:
    pairs[pair] += by
    if not pairs[pair]:
        del pairs[pair]


def _find_neighbours(owners: Owners) -> dict[str, list[str]]:
    """What each service depends on and what depends on it, once for each dependency."""
    found: dict[str, list[str]] = {}
    for id, service in owners.services.items():
        for each in service.depends_on:
            target = owners.find_service(each.service)
            if target is not None and target != id:
                found.setdefault(id, []).append(target)
                found.setdefault(target, []).append(id)
    return found


def _find_streams(owners: Owners) -> dict[str, list[str]]:
    """The streams with a stage that is done by whoever owns the service."""
    found: dict[str, list[str]] = {}
    for id, stream in owners.organisation.streams.items():
        said = {stage.service for stage in stream.stages.values() if stage.team is None}
        for service in {owners.find_service(each) for each in said if each is not None} - {None}:
            found.setdefault(str(service), []).append(id)
    return found
