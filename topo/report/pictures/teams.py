"""Who waits on whom?

A card for each team, an arrow from each that waits to what it waits on, as wide as the load. A service of
nobody that somebody waits on, or that waits on somebody, is a thing of its own; the others of nobody are
listed on one card, so that none is missed. External services are shown where somebody waits on them. A
deployable that teams share is a thing between them: a line for each pair would bury the rest.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from topo.analysis.measures import Measures
from topo.analysis.ownership import State
from topo.analysis.waiting import NOTHING_SAID
from topo.graph.owners import is_nobodys, node_of_nobody, service_of
from topo.graph.teams import Cause
from topo.graph.teams import Tie as Row
from topo.graph.weights import RELEASE
from topo.report.gaps import describe_gap
from topo.report.pictures.cards import TEAM_WORDS, list_some, make_card
from topo.report.pictures.grouping import Boxes
from topo.report.pictures.picture import (
    Box,
    Edge,
    Flow,
    Kind,
    Meaning,
    Node,
    Picture,
    Tie,
    explain,
    find_around,
    keep_used,
)
from topo.report.pictures.wanted import Grouping, Wanted, find_starts, narrow
from topo.text import count

_WORDS: dict[Meaning, str] = {
    **TEAM_WORDS,
    Kind.SERVICE: "released by several teams together",
    Kind.NOBODY: "service that nobody owns",
    Kind.WAIVED: "service that nobody owns, waived",
    Kind.EXTERNAL: "external service",
    Tie.BLOCKS: "waits on, and is blocked; wider: more load ~",
    Tie.WAITS: "waits on; wider: more load ~",
    Tie.RELEASED_TOGETHER: "has a part of it: all wait on each other's releases",
    Kind.GROUP: "group",
    Kind.DOMAIN: "domain",
    Kind.SHARED: "domain shared by several teams",
}


def picture_teams(measures: Measures, wanted: Wanted) -> Picture:
    """The picture of who waits on whom."""
    drawing = _Drawing(measures, wanted)
    nodes = tuple(drawing.find_nodes())
    boxes = keep_used(drawing.find_boxes(), nodes)
    picture = Picture(
        "teams",
        "who waits on whom",
        nodes,
        tuple(drawing.find_edges()),
        boxes,
        tuple(drawing.find_notes()),
        flow=Flow.DOWN,
    )
    near = None
    if wanted.focus is not None:
        near = find_around(find_starts(nodes, wanted), drawing.find_steps(), wanted.depth)
    return explain(narrow(picture, wanted, near), _WORDS)


class _Drawing:
    def __init__(self, measures: Measures, wanted: Wanted) -> None:
        self._measures = measures
        self._organisation = measures.organisation
        self._graph = measures.team_graph
        self._by = wanted.group_by
        self._boxes = Boxes(measures, wanted.focus)
        self._rings: dict[str, int] = {}
        self._ring_ties: dict[tuple[str, str], int] = {}
        for number, cycle in enumerate(measures.cycles.found, start=1):
            self._rings.update(dict.fromkeys(cycle.nodes, number))
            self._ring_ties.update(dict.fromkeys(cycle.ties, number))

    def find_boxes(self) -> tuple[Box, ...]:
        """The boxes around teams."""
        if self._by is Grouping.GROUP:
            return self._boxes.groups
        return self._boxes.roots if self._by is Grouping.DOMAIN else ()

    def find_nodes(self) -> Iterator[Node]:
        """The teams, what they share, the services of nobody, and a card for those that nobody is tied to."""
        for id in self._graph.teams:
            box = self._boxes.find_team(id, self._by)
            yield make_card(self._measures, id, alarms=self._find_alarms(id), box=box)
        alone = []
        for id in sorted({*map(service_of, filter(is_nobodys, self._graph.node_ids)), *self._shared}):
            node = self._make_service(id)
            if self._is_tied(id):
                yield node
            elif node.kind is not Kind.EXTERNAL:
                alone.append(node)
        for kind, said in ((Kind.NOBODY, "nobody"), (Kind.WAIVED, "nobody, waived")):
            titles = [each.title for each in alone if each.kind is kind]
            if titles:
                yield Node(said, kind, f"{said}: {count(len(titles), 'service')}", items=list_some(titles))

    def _make_service(self, id: str) -> Node:
        teams = self._shared.get(id, ())
        alarms = (f"{count(len(teams), 'team')} release it together",) if teams else ()
        return make_service(self._measures, id, alarms=(*alarms, *self._find_alarms(node_of_nobody(id))))

    def _is_tied(self, id: str) -> bool:
        node = node_of_nobody(id)
        return id in self._shared or bool(self._graph.ties.get(node) or self._graph.tied_by.get(node))

    @cached_property
    def _shared(self) -> dict[str, tuple[str, ...]]:
        """The deployables that several teams share, and these teams."""
        sharing = [each for sharing in self._graph.sharers.values() for each in sharing]
        return {id: tuple(teams) for id, teams in sorted(sharing)}

    def find_edges(self) -> Iterator[Edge]:
        """The ties, then what ties each team to a deployable that it shares."""
        graph = self._graph
        release = graph.weights.units[RELEASE]
        ties = [tie.units for others in graph.ties.values() for tie in others.values()]
        most = max([*ties, *([release] if self._shared else ())], default=0) or 1
        for node, others in sorted(graph.ties.items()):
            for other, tie in sorted(others.items()):
                yield self._make_edge(node, other, tie, most)
        for id, teams in self._shared.items():
            for team in teams:
                yield Edge(team, f"service {id}", Tie.RELEASED_TOGETHER, share=release / most)

    def _make_edge(self, node: str, other: str, tie: Row, most: int) -> Edge:
        kind = Tie.BLOCKS if tie.blocking_edges else Tie.WAITS
        ring = self._ring_ties.get((node, other))
        return Edge(
            node_id(node),
            node_id(other),
            kind,
            f"~{self._graph.weights.amount(tie.units):.3g}",
            tie.units / most,
            (f"ring {ring}",) if ring else (),
            list_some(self._find_reasons(node, other)),
        )

    def find_steps(self) -> tuple[tuple[str, str], ...]:
        """Along what a team's surroundings are found: who waits on whom, by a shared deployable too."""
        pairs = [(edge.tail, edge.head) for edge in self.find_edges()]
        return (*pairs, *(pair for teams in self._shared.values() for pair in combinations(teams, 2)))

    def find_notes(self) -> Iterator[str]:
        """What is not assessed, and what is kept apart."""
        if not self._graph.services.says_anything:
            yield f"waiting not assessed: {NOTHING_SAID}"
        if not self._organisation.domains:
            yield "domain points not assessed: no domains"

    def _find_alarms(self, node: str) -> tuple[str, ...]:
        return (f"in ring {self._rings[node]}",) if node in self._rings else ()

    def _find_reasons(self, node: str, other: str) -> Iterator[str]:
        for cause in self._graph.find_causes(node, other=other):
            if cause.service is not None:
                yield _describe(cause)


def make_service(measures: Measures, id: str, *, alarms: tuple[str, ...] = ()) -> Node:
    """A service as a thing of its own among teams: owned, external, waived or with nobody."""
    service, name = measures.organisation.services[id], f"service {id}"
    owning = measures.ownership.find("service", id)
    if owning is None:
        return Node(name, Kind.EXTERNAL, service.label, ("external",), alarms)
    if owning.owner is not None:
        return Node(name, Kind.SERVICE, service.label, (service.kind or "service",), alarms)
    reason = describe_gap(owning.gap, owning.said)
    if owning.state is State.WAIVED:
        return Node(name, Kind.WAIVED, service.label, (f"{reason}, waived",), alarms)
    said = (reason,) if reason.startswith("nobody") else ("nobody", reason)
    return Node(name, Kind.NOBODY, service.label, (), (*said, *alarms))


def node_id(node: str) -> str:
    """The id in pictures of a node of the team graph."""
    return f"service {service_of(node)}" if is_nobodys(node) else node


def _describe(cause: Cause) -> str:
    how = cause.weighed_by.rpartition(".")[2]
    return f"{cause.service} → {cause.target} ({how})"
