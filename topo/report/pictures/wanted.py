"""What of an organisation is wanted in a picture: all of it, or the surroundings of one team?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from topo.report.pictures.picture import Node, Picture, find_around, keep_used
from topo.text import count


class Grouping(StrEnum):
    """What boxes stand for."""

    OWNER = "owner"
    GROUP = "group"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of a picture, and grouped by what; `focus` is the id of a team, `depth` steps around it.

    `stream` is the id of the one value stream that is wanted.
    """

    focus: str | None = None
    depth: int = 1
    group_by: Grouping | None = None
    stream: str | None = None


def narrow(picture: Picture, wanted: Wanted, near: frozenset[str] | None = None) -> Picture:
    """What of a picture is at most `depth` steps from the team in focus; all of it where none is.

    `near` are the ids of these nodes, where steps go along anything but the picture's edges.
    """
    if wanted.focus is None:
        return picture
    starts = find_starts(picture.nodes, wanted)
    steps = ((edge.tail, edge.head) for edge in picture.edges)
    kept = find_around(starts, steps, wanted.depth) if near is None else near
    nodes = tuple(replace(node, is_focus=node.id in starts) for node in picture.nodes if node.id in kept)
    edges = tuple(edge for edge in picture.edges if edge.tail in kept and edge.head in kept)
    boxes = keep_used(picture.boxes, nodes)
    shown = f"{count(wanted.depth, 'step')} around {wanted.focus}: {len(nodes)} of {len(picture.nodes)}"
    return replace(picture, nodes=nodes, edges=edges, boxes=boxes, notes=(shown, *picture.notes))


def find_starts(nodes: Iterable[Node], wanted: Wanted) -> frozenset[str]:
    """The nodes that are the team's in focus."""
    return frozenset(node.id for node in nodes if node.team == wanted.focus)
