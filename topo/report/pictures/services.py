"""Which service waits on which, and whose is each?

Services in the boxes of their owners (or domains, or groups), those of nobody in a box of their own. Retired
services are in no picture; external ones stand outside of all boxes.
"""

from collections.abc import Iterator, Mapping

from topo.analysis.measures import Measures
from topo.analysis.nesting import find_containers
from topo.analysis.ownership import Owning, State
from topo.analysis.waiting import NOTHING_SAID
from topo.graph.weights import BLOCKING, entry_name
from topo.model.service import Service
from topo.report.gaps import describe_gap
from topo.report.pictures.cards import TEAM_WORDS, find_kind
from topo.report.pictures.grouping import (
    NOBODYS_BOX,
    Boxes,
    domain_box,
    make_nobodys_box,
    owner_box,
)
from topo.report.pictures.picture import Box, Edge, Kind, Meaning, Node, Picture, Tie, explain, keep_used
from topo.report.pictures.wanted import Grouping, Wanted, narrow
from topo.text import count

_WORDS: dict[Meaning, str] = {
    **TEAM_WORDS,
    Kind.GROUP: "group",
    Kind.DOMAIN: "domain",
    Kind.SHARED: "domain shared by several teams",
    Kind.NOBODY: "nobody owns it",
    Kind.WAIVED: "nobody owns it, waived",
    Kind.EXTERNAL: "external service",
    Tie.BLOCKS: "waits on, and is blocked",
    Tie.WAITS: "waits on",
    Tie.PART_OF: "part of, released together",
}


def picture_services(measures: Measures, wanted: Wanted) -> Picture:
    """The picture of services and what they wait on."""
    drawing = _Drawing(measures, wanted)
    nodes = tuple(drawing.find_nodes())
    edges = (*drawing.find_waits(), *drawing.find_parts())
    boxes = keep_used(drawing.find_boxes(), nodes)
    picture = Picture(
        "services", "which service waits on which", nodes, edges, boxes, tuple(drawing.find_notes())
    )
    return explain(narrow(picture, wanted), _WORDS)


class _Drawing:
    def __init__(self, measures: Measures, wanted: Wanted) -> None:
        self._measures = measures
        self._organisation = measures.organisation
        self._services = measures.team_graph.services
        self._by = wanted.group_by or Grouping.OWNER
        self._boxes = Boxes(measures, wanted.focus)

    def find_boxes(self) -> list[Box]:
        """All boxes that a service may stand in."""
        if self._by is Grouping.DOMAIN:
            return list(self._boxes.domains)
        teams = self._measures.owners.services_of
        parents: Mapping[str, str | None] = {}
        groups: tuple[Box, ...] = ()
        if self._by is Grouping.GROUP:
            groups, parents = self._boxes.groups, {team: self._boxes.find_group(team) for team in teams}
        return [make_nobodys_box(), *groups, *self._boxes.make_owners(teams, parents)]

    def find_nodes(self) -> Iterator[Node]:
        """Every live service."""
        for id in self._services.ids:
            service = self._organisation.services[id]
            owning = self._measures.ownership.find("service", id)
            if owning is None:
                yield Node(id, Kind.EXTERNAL, service.label, ("external",))
            else:
                yield self._make_node(service, owning)

    def _make_node(self, service: Service, owning: Owning) -> Node:
        lines, team = list(describe_service(service)), owning.owner
        if self._by is Grouping.DOMAIN and team is not None:
            lines.append(f"owner: {team}")
        kind, said = Kind.SERVICE, describe_gap(owning.gap, owning.said)
        alarms: tuple[str, ...] = ()
        if owning.state is State.WAIVED:
            kind, lines = Kind.WAIVED, [*lines, f"{said}, waived"]
        elif team is None:
            kind, alarms = Kind.NOBODY, (said,) if said.startswith("nobody") else ("nobody", said)
        elif self._by is Grouping.DOMAIN:
            kind = find_kind(self._organisation.teams[team])
        box = self._find_box(owning)
        return Node(service.id, kind, service.label, tuple(lines), alarms, team=team, box=box)

    def _find_box(self, owning: Owning) -> str | None:
        if self._by is Grouping.DOMAIN:
            return domain_box(owning.domain)
        return NOBODYS_BOX if owning.owner is None else owner_box(owning.owner)

    def find_waits(self) -> Iterator[Edge]:
        """One arrow for each pair, with the ways in which the first waits on the second."""
        ids, teams = self._services.ids, self._measures.owners.teams
        for number, waits in enumerate(self._services.waits):
            entries: dict[int, list[int]] = {}
            for other, entry in waits:
                entries.setdefault(other, []).append(entry)
            for other, found in sorted(entries.items()):
                one, two = ids[number], ids[other]
                tie = Tie.BLOCKS if BLOCKING.intersection(found) else Tie.WAITS
                how = tuple(entry_name(entry).rpartition(".")[2] for entry in found)
                inside = one in teams and teams[one] == teams.get(two)
                yield Edge(one, two, tie, reasons=how, is_inside=inside)

    def find_parts(self) -> Iterator[Edge]:
        """What is part of which deployable."""
        live = set(self._services.ids)
        for id, whole in sorted(find_containers(self._organisation, "service").items()):
            if id in live and whole in live and id != whole:
                yield Edge(id, whole, Tie.PART_OF)

    def find_notes(self) -> Iterator[str]:
        """What is not assessed, and what stands in no box."""
        if not self._services.says_anything:
            yield f"waiting not assessed: {NOTHING_SAID}"
        outside = self._measures.ownership.by_domain.get(None)
        if self._by is Grouping.DOMAIN and outside is not None:
            yield f"in no domain: {count(outside.total + outside.waived, 'service')}"


def describe_service(service: Service) -> Iterator[str]:
    """What sort of service it is, how critical, and where in its life, as far as it is said."""
    facts = [] if service.kind in (None, "service") else [str(service.kind)]
    facts += [] if service.tier is None else [f"tier {service.tier}"]
    facts += [] if service.lifecycle in (None, "production") else [str(service.lifecycle)]
    if facts:
        yield " · ".join(facts)
