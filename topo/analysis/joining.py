"""What in the structure joins two teams, whatever they have declared?

A pair of teams is joined by a dependency between their services, a deployable that both have parts of, a
hand-off in a stream, or a domain that both carry. The first three *require* that they coordinate
(Cataldo et al. 2006, and the releases and hand-offs that they share); a shared domain makes them talk.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from topo.analysis.carrying import Carried, find_carried
from topo.analysis.declaring import Pair
from topo.analysis.linking import (
    Cause,
    CauseKind,
    Link,
    Linked,
    address_of_link,
    find_causes,
    find_wholes,
    link_deployables,
    link_services,
    link_streams,
)
from topo.analysis.owners import Owners
from topo.analysis.pairing import Links, Rows, change_rows, flatten, pair_up
from topo.analysis.renewing import Before, renew
from topo.graph.views import ServiceGraph, view_services
from topo.model.organisation import Organisation
from topo.model.stream import Stream

__all__ = [
    "Cause",
    "CauseKind",
    "Joining",
    "Link",
    "address_of_link",
    "find_causes",
    "find_joining",
    "find_wholes",
]


@dataclass(frozen=True)
class Joining:
    """The pairs of teams that structure joins, each with its links.

    `requiring` has by team, and by the other team, what makes the two coordinate, `sharing` the domains that
    both carry. `unseen_of` has by service its dependencies with an end that nobody owns: with whom to talk
    about them is not assessed. `carriers` are the teams that carry each domain.
    """

    requiring: Rows
    sharing: Rows
    unseen_of: Mapping[str, Links]
    carriers: Mapping[str, tuple[str, ...]] = field(repr=False)

    @cached_property
    def required(self) -> Mapping[Pair, Links]:
        """What joins each pair that must coordinate, sorted by pair."""
        return flatten(self.requiring)

    @cached_property
    def domains(self) -> Mapping[Pair, Links]:
        """The domains that each pair carries together, sorted by pair."""
        return flatten(self.sharing)

    @cached_property
    def unseen(self) -> Links:
        """The dependencies with an end that nobody owns, sorted."""
        return tuple(sorted(link for links in self.unseen_of.values() for link in links))

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs that structure joins, sorted."""
        return tuple(sorted((*self.required, *(pair for pair in self.domains if pair not in self.required))))

    def find_links(self, one: str, other: str) -> Links:
        """What joins two teams: what makes them coordinate, and the domains that they share."""
        return self.requiring.get(one, {}).get(other, ()) + self.sharing.get(one, {}).get(other, ())


def find_joining(
    owners: Owners,
    *,
    services: ServiceGraph | None = None,
    carried: Mapping[str, Carried] | None = None,
    before: Before[Joining] | None = None,
) -> Joining:
    """The pairs of teams that the structure of an organisation joins.

    What other measures have worked out already (`services` as a graph, `carried`) may be handed in; `before`
    is what joined the teams of an earlier organisation.
    """
    services = services or view_services(owners.organisation)
    carried = find_carried(owners) if carried is None else carried
    if before is not None:
        return _Following(before, owners, services, carried).follow()
    linked = [
        *link_services(owners, owners.services),
        *link_deployables(owners, services, range(len(services.deployables))),
        *link_streams(owners, owners.organisation.streams.items()),
    ]
    requiring = pair_up((pair, link) for pair, link in linked if pair is not None)
    carriers = _find_carriers(carried)
    return Joining(requiring, pair_up(_share(carriers)), _group(linked), carriers)


def _group(linked: Iterable[Linked]) -> dict[str, Links]:
    """What has an end that nobody owns, by service."""
    found: dict[str, list[Link]] = {}
    for pair, link in linked:
        if pair is None:
            found.setdefault(link[1], []).append(link)
    return {id: tuple(found[id]) for id in sorted(found)}


def _find_carriers(carried: Mapping[str, Carried]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for team in sorted(carried):
        for domain in carried[team].domains:
            found.setdefault(domain, []).append(team)
    return {domain: tuple(found[domain]) for domain in sorted(found)}


def _share(carriers: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Pair, Link]]:
    for domain, teams in carriers.items():
        for pair in combinations(teams, 2):
            yield pair, (CauseKind.DOMAIN, domain, domain, domain)


def _share_with(
    moved: Mapping[str, set[str]], carriers: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Pair, Link]]:
    """The pairs that share a domain, where one of the two is among those that took it up or gave it away."""
    for domain, some in moved.items():
        for pair in combinations(carriers.get(domain, ()), 2):
            if not some.isdisjoint(pair):
                yield pair, (CauseKind.DOMAIN, domain, domain, domain)


class _Following:
    """What joins teams once an organisation has changed."""

    def __init__(
        self,
        before: Before[Joining],
        owners: Owners,
        services: ServiceGraph,
        carried: Mapping[str, Carried],
    ) -> None:
        self.before = before
        self.earlier = before.result
        self.was: Owners = before.inputs["owners"]
        self.now = owners
        self.graphs: tuple[ServiceGraph, ServiceGraph] = (before.inputs["services"], services)
        self.carried = carried
        self.changed = self._find_changed()

    def follow(self) -> Joining:
        """What joins them now; the same rows for teams that nothing touches."""
        gone, new = self._find_links(self.was, self.graphs[0]), self._find_links(self.now, self.graphs[1])
        requiring = change_rows(self.earlier.requiring, _seen(gone), _seen(new))
        unseen_of = self.earlier.unseen_of
        touched = {link[1] for pair, link in (*gone, *new) if pair is None}
        if touched:
            left = _group(new)
            unseen_of = renew(unseen_of, touched, left.get)
        carriers, sharing = self._follow_sharing()
        return Joining(requiring, sharing, unseen_of, carriers)

    def _find_changed(self) -> set[str]:
        """The services with other owners or dependencies than before, those that are new or gone too."""
        was, now = self.was.organisation, self.now.organisation
        found = set(self.before.compare(was.services, now.services))
        if was.teams is not now.teams:
            found |= self.before.compare(self.was.teams, self.now.teams)
        return {id for id in found if _shape(self.was, id) != _shape(self.now, id)}

    def _find_links(self, owners: Owners, graph: ServiceGraph) -> list[Linked]:
        """What joins teams through what changed, with one of the two owners."""
        services = {*self.changed, *self._find_dependents()}
        return [
            *link_services(owners, services),
            *link_deployables(owners, graph, self._find_places(graph)),
            *link_streams(owners, self._find_streams(owners.organisation)),
        ]

    def _find_dependents(self) -> set[str]:
        found: set[str] = set()
        for graph in self.graphs:
            numbers = (graph.numbers[id] for id in self.changed if id in graph.numbers)
            found.update(graph.ids[source] for number in numbers for source, _ in graph.waited_on[number])
        return found

    def _find_places(self, graph: ServiceGraph) -> Iterable[int]:
        """The deployables that changed, or have a part that did."""
        one, other = self.graphs
        if one.deployables is not other.deployables or one.ids is not other.ids:
            return range(len(graph.deployables))
        numbers = (graph.numbers[id] for id in self.changed if id in graph.numbers)
        return {graph.deployables_of[number] for number in numbers if number in graph.deployables_of}

    def _find_streams(self, organisation: Organisation) -> list[tuple[str, Stream]]:
        """The streams that changed, or have a stage that is done by the owner of a service that did."""
        was, now = self.was.organisation, self.now.organisation
        if was.tissue.guardrails is not now.tissue.guardrails or was.teams.keys() != now.teams.keys():
            return list(organisation.streams.items())
        changed = self.before.compare(was.streams, now.streams)
        return [
            (id, stream)
            for id, stream in organisation.streams.items()
            if id in changed or any(self._is_touched(stage.service) for stage in stream.stages.values())
        ]

    def _is_touched(self, said: str | None) -> bool:
        return said is not None and said.rpartition(":")[2] in self.changed

    def _follow_sharing(self) -> tuple[Mapping[str, tuple[str, ...]], Rows]:
        """Who carries which domain, and who shares one."""
        was: Mapping[str, Carried] = self.before.inputs["carried"]
        moved: dict[str, set[str]] = {}
        for team in self.before.compare(was, self.carried):
            then, now = (each[team].domains.keys() if team in each else set() for each in (was, self.carried))
            for domain in then ^ now:
                moved.setdefault(domain, set()).add(team)
        earlier = self.earlier.carriers

        def find_now(domain: str) -> tuple[str, ...] | None:
            return tuple(sorted(moved[domain].symmetric_difference(earlier.get(domain, ())))) or None

        carriers = renew(earlier, moved, find_now)
        gone, new = (_share_with(moved, each) for each in (earlier, carriers))
        return carriers, change_rows(self.earlier.sharing, gone, new)


def _seen(linked: Iterable[Linked]) -> list[tuple[Pair, Link]]:
    return [(pair, link) for pair, link in linked if pair is not None]


def _shape(owners: Owners, id: str) -> tuple[object, ...] | None:
    """What joins a service to others: its owner, what it depends on, and whether it counts."""
    service = owners.services.get(id)
    return None if service is None else (owners.teams.get(id), service.depends_on)
