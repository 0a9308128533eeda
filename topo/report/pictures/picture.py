"""What is in a picture, by what it means? Things, ties between them and boxes around them.

No colour, no shape and no place stands here: these are a drawing's business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a thing or a box is."""

    STREAM_ALIGNED = "stream-aligned"
    PLATFORM = "platform"
    ENABLING = "enabling"
    COMPLICATED_SUBSYSTEM = "complicated-subsystem"
    TEAM = "team"
    """A team that says no type."""
    SERVICE = "service"
    DOMAIN = "domain"
    GROUP = "group"
    STREAM = "stream"
    WAIT = "wait"
    """Where items wait, and nobody works on them."""
    EXTERNAL = "external"
    """Somebody else's: nobody here has to own it."""
    SHARED = "shared"
    """With several teams, so with none."""
    WAIVED = "waived"
    """With nobody, and that is accepted until a day."""
    NOBODY = "nobody"


class Tie(StrEnum):
    """What a tie between two things is."""

    BLOCKS = "blocks"
    """The first waits on the second, and cannot go on without it."""
    WAITS = "waits"
    RELEASED_TOGETHER = "released together"
    PART_OF = "part of"
    CONTAINS = "contains"
    COLLABORATION = "collaboration"
    FACILITATING = "facilitating"
    X_AS_A_SERVICE = "x-as-a-service"
    TICKET = "ticket"
    NO_MODE = "no mode"
    """Declared, and how is not said."""
    UNDECLARED = "undeclared"
    """The two have to work together, and nothing in force says how."""
    NEXT = "next"
    """An item goes on from the first to the second."""
    REWORK = "rework"
    """From the second to the first items are sent back; so that the path keeps its direction."""
    SHARED_DOMAIN = "shared domain"
    """The same, and only a domain that both carry is the reason."""


class Flow(StrEnum):
    """In which direction a picture is read."""

    DOWN = "down"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its title, facts in `lines`, in `alarms` what is wrong with it, in `items` what it lists.

    `team` is whose it is, for finding a team's surroundings. `box` is the box that it stands in.
    """

    id: str
    kind: Kind
    title: str
    lines: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    team: str | None = None
    box: str | None = None
    is_focus: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie from `tail` to `head`, both ids of nodes.

    `share` is its weight as a share (0 to 1) of the heaviest one's; None: it has none. `alarms` are what is
    wrong with it, `reasons` what it comes from.
    """

    tail: str
    head: str
    tie: Tie
    label: str = ""
    share: float | None = None
    alarms: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    is_inside: bool = False
    """Whether it crosses no border between teams."""


@dataclass(frozen=True, slots=True)
class Box:
    """What stands around things that belong together; boxes nest by `parent`."""

    id: str
    kind: Kind
    title: str
    lines: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    parent: str | None = None
    is_focus: bool = False


Meaning = Kind | Tie
"""What a legend explains."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: nodes, edges and boxes by id, in the order in which they are drawn.

    `notes` stand below the title: what is not assessed, left out or kept apart. `legend` says of each
    meaning that occurs what it is, in the order in which it is shown.
    """

    name: str
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    boxes: tuple[Box, ...] = ()
    notes: tuple[str, ...] = ()
    legend: tuple[tuple[Meaning, str], ...] = ()
    flow: Flow = Flow.RIGHT


def explain(picture: Picture, words: Mapping[Meaning, str]) -> Picture:
    """The picture with a legend: the `words` of the meanings that occur in it, in their order."""
    present: set[Meaning] = {node.kind for node in picture.nodes}
    present.update(box.kind for box in picture.boxes)
    present.update(edge.tie for edge in picture.edges)
    return replace(picture, legend=tuple(each for each in words.items() if each[0] in present))


def keep_used(boxes: Iterable[Box], nodes: Iterable[Node]) -> tuple[Box, ...]:
    """The boxes that hold something, themselves or through others, in their order."""
    known = {box.id: box for box in boxes}
    used: set[str] = set()
    for node in nodes:
        at = node.box
        while at is not None and at not in used:
            used.add(at)
            at = known[at].parent
    return tuple(box for box in known.values() if box.id in used)


def find_around(starts: Iterable[str], edges: Iterable[tuple[str, str]], depth: int) -> frozenset[str]:
    """What is at most `depth` steps from one of `starts`, in either direction.

    >>> sorted(find_around(["a"], [("b", "a"), ("b", "c"), ("c", "d")], 2))
    ['a', 'b', 'c']
    """
    beside: dict[str, list[str]] = {}
    for one, other in edges:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    found = edge = set(starts)
    for _ in range(depth):
        edge = {other for one in edge for other in beside.get(one, ())} - found
        if not edge:
            break
        found = found | edge
    return frozenset(found)
