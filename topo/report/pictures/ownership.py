"""What is owned by whom, and what by nobody?

A card for each team with everything that it owns, and a card for all that nobody owns. Grouped by domains,
a team has a card in each domain in which it owns something, and so has nobody.
"""

from collections.abc import Iterator

from topo.analysis.measures import Measures
from topo.analysis.ownership import Owning, State
from topo.report.gaps import describe_gap
from topo.report.pictures.cards import TEAM_WORDS, describe_type, find_kind, list_some
from topo.report.pictures.grouping import Boxes, domain_box
from topo.report.pictures.picture import (
    Box,
    Flow,
    Kind,
    Meaning,
    Node,
    Picture,
    explain,
    find_around,
    keep_used,
)
from topo.report.pictures.wanted import Grouping, Wanted, narrow
from topo.rules.naming import noun
from topo.text import count

MOST_THINGS = 15
"""How many things a card lists before it counts the rest; what nobody owns is listed further."""
MOST_OF_NOBODY = 60
MOST_TEAMS = 3
"""How many teams that share a thing are named before they are counted."""

_WORDS: dict[Meaning, str] = {
    Kind.NOBODY: "nobody owns it",
    Kind.WAIVED: "nobody owns it, waived",
    Kind.SHARED: "shared by several teams: owned by none",
    Kind.DOMAIN: "owned through its subdomains",
    **TEAM_WORDS,
    Kind.GROUP: "group",
}
_SPECIAL = {
    Kind.NOBODY: "nobody",
    Kind.WAIVED: "nobody, waived",
    Kind.SHARED: "shared",
    Kind.DOMAIN: "through subdomains",
}

Key = tuple[Kind | str, str | None]
"""Whose a thing is (a team's id, or the kind of card for what no one team owns), and its domain's box."""


def picture_ownership(measures: Measures, wanted: Wanted) -> Picture:
    """The picture of what is owned by whom."""
    drawing = _Drawing(measures, wanted)
    nodes = tuple(drawing.find_nodes())
    boxes = keep_used(drawing.find_boxes(), nodes)
    notes = tuple(drawing.find_notes())
    words = {**_WORDS, Kind.DOMAIN: "domain"} if wanted.group_by is Grouping.DOMAIN else _WORDS
    title = "what is owned by whom, and what by nobody"
    picture = Picture("ownership", title, nodes, (), boxes, notes, flow=Flow.DOWN)
    near = drawing.find_near(nodes, wanted) if wanted.focus else None
    return explain(narrow(picture, wanted, near), words)


class _Drawing:
    def __init__(self, measures: Measures, wanted: Wanted) -> None:
        self._measures = measures
        self._organisation = measures.organisation
        self._by = wanted.group_by
        self._boxes = Boxes(measures, wanted.focus)

    def find_boxes(self) -> tuple[Box, ...]:
        """The boxes around cards."""
        if self._by is Grouping.GROUP:
            return self._boxes.groups
        return self._boxes.domains if self._by is Grouping.DOMAIN else ()

    def find_nodes(self) -> Iterator[Node]:
        """What nobody owns first, then the teams by id, those that own nothing too."""
        held: dict[Key, list[Owning]] = {}
        for thing in self._measures.ownership.things:
            held.setdefault(self._find_key(thing), []).append(thing)
        for kind in _SPECIAL:
            for key in sorted((key for key in held if key[0] is kind), key=str):
                yield self._make_special(kind, key[1], held[key])
        keys = {key for key in held if not isinstance(key[0], Kind)}
        keys |= {(id, None) for id in self._organisation.teams if not any(key[0] == id for key in keys)}
        for key in sorted(keys, key=lambda key: (str(key[0]), key[1] or "")):
            yield self._make_card(str(key[0]), key[1], held.get(key, []))

    def _find_key(self, thing: Owning) -> Key:
        place = None
        if self._by is Grouping.DOMAIN:
            place = domain_box(thing.id if thing.kind == "domain" else thing.domain)
        if thing.state is State.OWNED:
            return thing.owner or Kind.DOMAIN, place
        kinds = {State.SHARED: Kind.SHARED, State.WAIVED: Kind.WAIVED}
        return kinds.get(thing.state, Kind.NOBODY), place

    def _make_special(self, kind: Kind, place: str | None, things: list[Owning]) -> Node:
        name = _SPECIAL[kind] if place is None else f"{_SPECIAL[kind]} {place}"
        title = f"{_SPECIAL[kind]}: {count(len(things), 'thing')}"
        items = list_some(map(self._describe_gap, things), MOST_OF_NOBODY)
        return Node(name, kind, title, items=items, box=place)

    def _make_card(self, team: str, place: str | None, things: list[Owning]) -> Node:
        about = self._organisation.teams[team]
        items = list_some(map(self._describe, things), MOST_THINGS)
        lines = (describe_type(self._measures, team), *(() if items else ("owns nothing",)))
        box = self._boxes.find_group(team) if self._by is Grouping.GROUP else place
        name = team if place is None else f"{team} {place}"
        return Node(name, find_kind(about), about.label, lines, items=items, team=team, box=box)

    def _describe(self, thing: Owning) -> str:
        entity = self._organisation.find("service" if thing.kind == "module" else thing.kind, thing.id)
        label = thing.id if entity is None else entity.label
        tier = "" if thing.tier is None else f" · tier\u00a0{thing.tier}"
        return f"{label}{tier}" if thing.kind == "service" else f"{noun(thing.kind)} {label}{tier}"

    def _describe_gap(self, thing: Owning) -> str:
        """A thing of nobody's, and why, unless simply nobody is named."""
        if thing.teams:
            many = len(thing.teams)
            teams = ", ".join(thing.teams) if many <= MOST_TEAMS else count(many, "team")
            parts = "" if thing.state is State.SHARED else "in part "
            return f"{self._describe(thing)}: {parts}{teams}"
        reason = describe_gap(thing.gap, thing.said).removeprefix("nobody").removeprefix(": ")
        return f"{self._describe(thing)}: {reason}" if reason else self._describe(thing)

    def find_near(self, nodes: tuple[Node, ...], wanted: Wanted) -> frozenset[str]:
        """The cards of the teams that are around the one in focus, and what nobody owns."""
        ties = self._measures.team_graph.ties
        steps = ((one, other) for one in sorted(ties) for other in ties[one])
        teams = find_around([wanted.focus or ""], steps, wanted.depth)
        return frozenset(node.id for node in nodes if node.team in teams or node.id == "nobody")

    def find_notes(self) -> Iterator[str]:
        """How much is owned."""
        overall = self._measures.ownership.overall
        if overall.total:
            waived = f", {overall.waived:,} waived" if overall.waived else ""
            owned = f"{overall.owned:,} of {overall.total:,} services and modules owned"
            yield f"{owned} ({100 * overall.owned // overall.total} %){waived}"
