"""What does each meaning look like, in every format?

The shapes and colours are those that Team Topologies draws with: yellow for stream-aligned, blue for
platform, purple for enabling, orange octagons for complicated subsystems; collaboration is double and purple,
a service a grey triangle, help dotted and green. Red is kept for what nobody owns. Colour says nothing alone:
a card says its kind in words, a line has its own pattern and ends.

Source: Skelton & Pais 2019, and the team shape templates of Team Topologies.
"""

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from topo.report.pictures.picture import Edge, Kind, Meaning, Tie

INK = "#1f2328"
FAINT = "#424a53"
"""Text of facts."""
PALE = "#8c959f"
"""Lines that cross no border between teams."""
ALARM = "#a40e26"
"""Text of what is wrong."""
RING = "#a61e7c"
"""Lines of a ring of teams that wait on each other."""
PAPER = "#ffffff"
FOCUS = "#0b3d91"
"""The border of the team in focus."""


class Shape(StrEnum):
    """The outline of a card."""

    BOX = "box"
    ROUNDED = "rounded"
    OCTAGON = "octagon"


class Look(NamedTuple):
    """How a thing, and a box of the same kind, is painted; `width` is the border's in points."""

    fill: str
    tint: str
    """What a box of it is filled with: lighter, since cards stand in it."""
    border: str
    width: float = 1.2
    shape: Shape = Shape.ROUNDED
    is_dashed: bool = False


class Pattern(StrEnum):
    """How a line is drawn."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOUBLE = "double"


class End(StrEnum):
    """What stands at the end of a line."""

    NONE = "none"
    ARROW = "arrow"
    TRIANGLE = "triangle"
    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"


class Line(NamedTuple):
    """How a tie is painted: from `least` points wide up to `most` for the heaviest."""

    colour: str
    pattern: Pattern
    head: End
    tail: End = End.NONE
    least: float = 1.4
    most: float = 1.4


LOOKS: Mapping[Kind, Look] = {
    Kind.STREAM_ALIGNED: Look("#ffedb8", "#fffaeb", "#9a7400"),
    Kind.PLATFORM: Look("#b7cdf1", "#eff4fc", "#3b66ad", shape=Shape.BOX),
    Kind.ENABLING: Look("#e2c9e4", "#f9f2f9", "#83478a"),
    Kind.COMPLICATED_SUBSYSTEM: Look("#ffc08b", "#fff2e7", "#a85a0b", shape=Shape.OCTAGON),
    Kind.TEAM: Look("#f0f2f4", "#fafbfc", "#57606a"),
    Kind.SERVICE: Look(PAPER, PAPER, "#57606a", 1.0),
    Kind.DOMAIN: Look("#f0f2f4", "#f8f9fa", "#57606a", shape=Shape.BOX),
    Kind.GROUP: Look("#f0f2f4", "#f6f8fa", "#8c959f", shape=Shape.BOX),
    Kind.STREAM: Look("#f0f2f4", "#f6f8fa", "#8c959f", shape=Shape.BOX),
    Kind.WAIT: Look(PAPER, PAPER, "#8c959f", 1.0, is_dashed=True),
    Kind.EXTERNAL: Look(PAPER, PAPER, "#57606a", shape=Shape.BOX, is_dashed=True),
    Kind.SHARED: Look("#fff3c4", "#fffbea", "#8a5a00", 2.4, Shape.BOX, is_dashed=True),
    Kind.WAIVED: Look("#fdecec", "#fff7f7", "#c1121f", 1.6, Shape.BOX, is_dashed=True),
    Kind.NOBODY: Look("#ffd9d9", "#fff0f0", "#c1121f", 4.0, Shape.BOX),
}

LINES: Mapping[Tie, Line] = {
    Tie.BLOCKS: Line(INK, Pattern.SOLID, End.ARROW, least=1.6, most=4.8),
    Tie.WAITS: Line("#57606a", Pattern.DASHED, End.ARROW, least=1.0, most=3.6),
    Tie.RELEASED_TOGETHER: Line(INK, Pattern.SOLID, End.DIAMOND, least=1.6, most=4.8),
    Tie.PART_OF: Line("#6e7781", Pattern.DOTTED, End.DIAMOND),
    Tie.CONTAINS: Line("#6e7781", Pattern.SOLID, End.NONE),
    Tie.COLLABORATION: Line("#6b4fc8", Pattern.DOUBLE, End.NONE, least=2.0, most=2.0),
    Tie.FACILITATING: Line("#2f7d57", Pattern.DOTTED, End.NONE, End.CIRCLE, least=2.4, most=2.4),
    Tie.X_AS_A_SERVICE: Line("#6e7781", Pattern.SOLID, End.NONE, End.TRIANGLE, least=1.6, most=1.6),
    Tie.TICKET: Line("#6e7781", Pattern.SOLID, End.NONE, End.SQUARE),
    Tie.NO_MODE: Line("#6e7781", Pattern.SOLID, End.NONE, least=1.0, most=1.0),
    Tie.UNDECLARED: Line("#bc4c00", Pattern.DASHED, End.NONE, least=3.0, most=3.0),
    Tie.NEXT: Line(INK, Pattern.SOLID, End.ARROW, least=1.4, most=4.0),
    Tie.REWORK: Line("#bc4c00", Pattern.DASHED, End.NONE, End.ARROW, least=1.6, most=1.6),
    Tie.SHARED_DOMAIN: Line("#bc4c00", Pattern.DASHED, End.NONE, least=1.2, most=1.2),
}

_WORDS: Mapping[Tie, str] = {
    Tie.BLOCKS: "solid",
    Tie.WAITS: "dashed",
    Tie.RELEASED_TOGETHER: "a diamond",
    Tie.PART_OF: "dotted, a diamond",
    Tie.COLLABORATION: "a double line",
    Tie.FACILITATING: "dotted, a circle at who is helped",
    Tie.X_AS_A_SERVICE: "a triangle at who consumes",
    Tie.TICKET: "a square at who asks",
    Tie.UNDECLARED: "thick, dashed",
    Tie.NEXT: "solid",
    Tie.REWORK: "dashed, an arrow back",
    Tie.SHARED_DOMAIN: "thin, dashed",
}


def find_words(meaning: Meaning, said: str) -> str:
    """What a legend says of a meaning: for a tie with the pattern, for those who see no colour.

    >>> find_words(Tie.BLOCKS, "waits, blocked")
    'waits, blocked (solid)'
    """
    pattern = _WORDS.get(meaning) if isinstance(meaning, Tie) else None
    return f"{said} ({pattern})" if pattern else said


def find_width(tie: Tie, share: float | None) -> float:
    """How wide a line is, in points: it grows with the root of the share, so that light ones are seen too.

    >>> find_width(Tie.BLOCKS, 1.0), find_width(Tie.BLOCKS, 0.0), find_width(Tie.BLOCKS, None)
    (4.8, 1.6, 1.6)
    """
    line = LINES[tie]
    return round(line.least + (line.most - line.least) * math.sqrt(max(0.0, share or 0.0)), 2)


def find_colour(edge: Edge) -> str:
    """The colour of a tie: what is wrong stands out, what stays inside a team steps back."""
    if edge.tie in (Tie.BLOCKS, Tie.WAITS):
        if edge.alarms:
            return RING
        if edge.is_inside and edge.tie is Tie.WAITS:
            return PALE
    return LINES[edge.tie].colour
