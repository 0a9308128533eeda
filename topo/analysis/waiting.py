"""Which teams wait on each other, and how much?

Services are collapsed to their owners; the weights of the dependencies between them are added (profile
`dependencies`). A service that no team owns is a node of its own. Teams that share a deployable wait on each
other with the weight of a release, once for each pair and deployable. Per team: the teams it waits on and
those that wait on it (distinct; those with a blocking tie apart), its outgoing, incoming and internal load,
and the share of the outgoing load that blocks. Of the whole: the share of all weight that crosses teams. That
share alone says little: with everybody in one team it is zero, so the channels inside stand beside it.

A dependency blocks when people say so, or when nothing is said and it is `release` or `shared-code`.

>>> from topo.graph.projections import view_teams
>>> from topo.model.organisation import Organisation
>>> organisation = Organisation.model_validate({
...     "teams": {"shop": {"id": "shop"}, "pay": {"id": "pay"}},
...     "services": {
...         "cart": {"id": "cart", "owner": "shop", "depends_on": [{"service": "gateway", "via": "release"}]},
...         "gateway": {"id": "gateway", "owner": "pay"},
...     },
... })
>>> weights = dict.fromkeys(["shared-code", "data", "sync", "async", "blocking", "slowing", "no"], 0.5)
>>> waiting = measure_waiting(view_teams(organisation, weights | {"release": 1.0}))
>>> waiting.find("shop").loads.waits_on, waiting.find("shop").outgoing.amount
(('pay',), 1.0)

Source: counting (A); the weights are topo's own (E).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import NamedTuple

from topo.analysis.parts import Number, Part, count_up, not_assessed, sum_repeated
from topo.analysis.renewing import Before, renew
from topo.graph.owners import is_nobodys, service_of
from topo.graph.teams import Cause, TeamGraph, Tie
from topo.graph.weights import RELEASE, Weights
from topo.model.organisation import address_of

NOTHING_SAID = "no service says what it depends on"
OWNS_NOTHING = "owns no service"
LOAD = "load"

Row = Mapping[str, Tie]


class Loads(NamedTuple):
    """What one team's ties come to: loads, and the teams at their other ends, by id.

    `blocking` is what of the outgoing load blocks.
    """

    outgoing: float
    incoming: float
    internal: float
    blocking: float
    waits_on: tuple[str, ...]
    waits_on_blocking: tuple[str, ...]
    waited_on_by: tuple[str, ...]
    waited_on_by_blocking: tuple[str, ...]


@dataclass(frozen=True)
class TeamWaiting:
    """Whom one team waits on, and who waits on it.

    `loads` are plain facts, for going through many teams: zero also where nothing can be said. The numbers
    are made when they are asked for, with parts that add up to the same, or not assessed.
    `of_nobody` are the services that it waits on and no team owns (external ones too): they are in its load.
    """

    team: str
    loads: Loads
    of_nobody: tuple[str, ...]
    graph: TeamGraph = field(repr=False, compare=False)

    @property
    def is_assessed(self) -> bool:
        """Whether its waiting can be seen: it owns a service, and dependencies are declared at all."""
        return self._why_not() is None

    @cached_property
    def outgoing(self) -> Number:
        """The load with which it waits on others, a part for each dependency and shared deployable."""
        return self._load("outgoing load", self.loads.outgoing, self.graph.find_causes)

    @cached_property
    def incoming(self) -> Number:
        """The load with which others wait on it; the same parts as theirs."""
        return self._load("incoming load", self.loads.incoming, self.graph.find_causes_of_others)

    @cached_property
    def internal(self) -> Number:
        """The load of the dependencies between its own services."""
        return self._load("internal load", self.loads.internal, self.graph.find_inside)

    @cached_property
    def blocking_share(self) -> Number:
        """The share (0 to 1) of its outgoing load that blocks; not assessed where it waits on nobody."""
        name, unit = "blocking share", "share"
        reason = self._why_not()
        total = self.loads.outgoing
        if reason or not total:
            return not_assessed(name, unit, reason or "waits on nobody")

        def make_parts() -> Iterator[Part]:
            for cause in self.graph.find_causes(self.team):
                if cause.is_blocking:
                    yield part_of(cause, total=total, unit=unit)

        weights = self.graph.weights.values
        counted = self.graph.count_blocking(self.team).items() if self.loads.blocking else ()
        amount = sum_repeated((weights[entry] / total, number) for entry, number in counted)
        return Number(name, amount, unit, make_parts)

    @property
    def teams_waited_on(self) -> Number:
        """How many teams it waits on."""
        return self._count("teams it waits on", self.loads.waits_on)

    @property
    def teams_waited_on_blocking(self) -> Number:
        """How many teams it waits on with a tie that blocks."""
        return self._count("teams it waits on, blocking", self.loads.waits_on_blocking)

    @property
    def teams_waiting(self) -> Number:
        """How many teams wait on it."""
        return self._count("teams that wait on it", self.loads.waited_on_by)

    @property
    def teams_waiting_blocking(self) -> Number:
        """How many teams wait on it with a tie that blocks."""
        return self._count("teams that wait on it, blocking", self.loads.waited_on_by_blocking)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All of its numbers."""
        return (
            *(self.teams_waited_on, self.teams_waited_on_blocking),
            *(self.teams_waiting, self.teams_waiting_blocking),
            *(self.outgoing, self.incoming, self.internal, self.blocking_share),
        )

    def _why_not(self) -> str | None:
        if not self.graph.services.says_anything:
            return NOTHING_SAID
        return None if self.team in self.graph.parts else OWNS_NOTHING

    def _load(self, name: str, amount: float, find: Callable[[str], Iterable[Cause]]) -> Number:
        reason = self._why_not()
        if reason:
            return not_assessed(name, LOAD, reason)
        return Number(name, amount, LOAD, lambda: map(part_of, find(self.team)))

    def _count(self, name: str, teams: tuple[str, ...]) -> Number:
        reason = self._why_not()
        if reason:
            return not_assessed(name, "teams", reason)
        return count_up(
            name,
            "teams",
            len(teams),
            lambda: (Part(team, 1, "teams", address_of("team", team)) for team in teams),
        )


@dataclass(frozen=True)
class Waiting:
    """The dependency load of every team, by id, and of the whole."""

    teams: tuple[TeamWaiting, ...]
    graph: TeamGraph = field(repr=False, compare=False)

    def find(self, team: str) -> TeamWaiting:
        """The load of one team; raises KeyError where there is none."""
        return self.by_id[team]

    @cached_property
    def by_id(self) -> dict[str, TeamWaiting]:
        """The teams by id."""
        return {each.team: each for each in self.teams}

    @cached_property
    def cross_team_share(self) -> Number:
        """The share (0 to 1) of all weight that leaves a team (or a service of nobody), a part for each.

        Never shown without the channels inside teams: merging everybody makes it zero.
        """
        name, graph = "cross-team share", self.graph
        crossing = self.outgoing_units
        total = sum(crossing.values()) + sum(graph.internal.values())
        if not graph.services.says_anything:
            return not_assessed(name, "share", NOTHING_SAID)
        if not total:
            return not_assessed(name, "share", "no dependency weighs anything")
        amount = fsum([units / total for units in crossing.values()])
        return Number(
            name,
            amount,
            "share",
            lambda: (_crossing(node, crossing[node], total) for node in sorted(crossing)),
        )

    @cached_property
    def blocked(self) -> Mapping[str, "TeamWaiting"]:
        """The teams that wait on others with a tie that blocks, by id."""
        return {id: each for id, each in self.by_id.items() if each.loads.waits_on_blocking}

    @cached_property
    def outgoing_units(self) -> Mapping[str, int]:
        """By node that waits on others: with how much weight, in units of the graph's weights."""
        nodes = sorted({*self.graph.ties, *self.graph.shared})
        return {node: _count_units(self.graph, node) or 0 for node in nodes}

    @property
    def numbers(self) -> Iterator[Number]:
        """Every number in it."""
        yield self.cross_team_share
        for team in self.teams:
            yield from team.numbers


def measure_waiting(graph: TeamGraph, *, before: Before[Waiting] | None = None) -> Waiting:
    """The dependency load of the teams in a graph (`view_teams` makes one of an organisation).

    What was measured `before`, of a graph that this one was made from, is kept for teams that no change
    touched.
    """
    teams = graph.organisation.teams
    if before is None:
        return Waiting(tuple(_measure(graph, team) for team in sorted(teams)), graph)
    was = before.result
    touched = before.compare(was.graph.marks, graph.marks)
    touched |= before.compare(was.graph.organisation.teams, teams)
    if was.graph.services.says_anything != graph.services.says_anything:
        touched |= teams.keys()
    by_id = renew(was.by_id, touched, lambda team: _measure(graph, team) if team in teams else None)
    waiting = Waiting(was.teams if by_id is was.by_id else tuple(by_id.values()), graph)
    units = renew(was.outgoing_units, touched, lambda node: _count_units(graph, node))
    blocked = renew(was.blocked, touched, lambda team: _find_blocked(by_id, team))
    vars(waiting).update(by_id=by_id, outgoing_units=units, blocked=blocked)
    return waiting


def _find_blocked(by_id: Mapping[str, TeamWaiting], team: str) -> TeamWaiting | None:
    waiting = by_id.get(team)
    return waiting if waiting is not None and waiting.loads.waits_on_blocking else None


def _measure(graph: TeamGraph, team: str) -> TeamWaiting:
    rows = graph.ties.get(team, {}), graph.tied_by.get(team, {}), graph.shared.get(team, {})
    loads = find_loads(graph.weights, *rows, graph.internal.get(team, 0), graph.nobodys)
    of_nobody = (service_of(node) for node in rows[0] if node in graph.nobodys) if graph.nobodys else ()
    return TeamWaiting(team, loads, tuple(sorted(of_nobody)), graph)


def find_loads(
    weights: Weights,
    ties: Row,
    tied_by: Row,
    shared: Mapping[str, int],
    internal: int,
    nobodys: Collection[str],
) -> Loads:
    """The sums of a node, of what it depends on, what depends on it, and with whom it shares deployables.

    `nobodys` are the nodes at the other ends that are no teams.
    """
    released = weights.units[RELEASE] * sum(shared.values()) if shared else 0
    return Loads(
        weights.amount(sum([tie[0] for tie in ties.values()]) + released),
        weights.amount(sum([tie[0] for tie in tied_by.values()]) + released),
        weights.amount(internal),
        weights.amount(sum([tie[2] for tie in ties.values()]) + released),
        *_find_teams(ties, shared, nobodys),
        *_find_teams(tied_by, shared, nobodys),
    )


def _find_teams(
    ties: Row, shared: Mapping[str, int], nobodys: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The teams at the other ends, by id, and those of them with a tie that blocks."""
    teams = sorted({*ties, *shared} if shared else ties)
    if nobodys:
        teams = [node for node in teams if node not in nobodys]
    return tuple(teams), tuple([node for node in teams if node in shared or ties[node][3]])


def part_of(cause: Cause, *, total: float = 1.0, unit: str = LOAD) -> Part:
    """What one cause of waiting adds to a load, or to a share of `total`."""
    whose = "no team" if is_nobodys(cause.other) else cause.other
    label = f"{cause.service} waits on {cause.target} ({whose})"
    if cause.service is None:
        label = f"{cause.target} is released together with {cause.other}"
    note = "blocking" if cause.is_blocking else ""
    return Part(label, cause.weight / total, unit, cause.address, cause.weighed_by, note)


def _count_units(graph: TeamGraph, node: str) -> int | None:
    """The weight with which a node waits on others, in units; None where it waits on none."""
    ties, shared = graph.ties.get(node), graph.shared.get(node)
    if ties is None and shared is None:
        return None
    own = sum(tie[0] for tie in ties.values()) if ties else 0
    return own + (graph.weights.units[RELEASE] * sum(shared.values()) if shared else 0)


def _crossing(node: str, units: int, total: int) -> Part:
    kind, id = ("service", service_of(node)) if is_nobodys(node) else ("team", node)
    return Part(f"{id} waits on others", units / total, "share", address_of(kind, id))
