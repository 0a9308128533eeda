"""How is a picture written as DOT, the language of Graphviz?

The text is whole in itself: it can be drawn, changed and read by any Graphviz tool. Names reach it quoted,
or escaped in labels that are HTML-like, so that none can end a string or begin a tag.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from topo.report.drawing.dot_head import render_head
from topo.report.drawing.dot_text import escape_html, escape_string
from topo.report.drawing.lettering import (
    ALARMS,
    BOLD,
    ITEMS,
    Style,
    TextLine,
    clean,
    find_size,
    label,
    letter,
    tell,
    tell_edge,
)
from topo.report.drawing.look import (
    ALARM,
    FAINT,
    FOCUS,
    INK,
    LINES,
    LOOKS,
    PAPER,
    End,
    Pattern,
    Shape,
    find_colour,
    find_width,
)
from topo.report.drawing.rows import find_rows
from topo.report.pictures.picture import Box, Edge, Flow, Node, Picture

if TYPE_CHECKING:
    from graphviz import Digraph

MOST_CURVES = 600
"""Up to how many lines they are drawn as curves, which take Graphviz long to find."""

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*\Z")
_SHAPES = {Shape.BOX: "box", Shape.ROUNDED: "box", Shape.OCTAGON: "octagon"}
_ENDS = {
    End.NONE: "none",
    End.ARROW: "normal",
    End.TRIANGLE: "empty",
    End.CIRCLE: "dot",
    End.SQUARE: "box",
    End.DIAMOND: "diamond",
}
_MIDDLE, _LEFT = "<br/>", '<br align="left"/>'
_FONT = "Helvetica,Arial,sans-serif"


def render_dot(picture: Picture, *, dpi: int | None = None) -> str:
    """The picture as DOT; the same picture gives the same bytes. `dpi` is for bitmaps."""
    from graphviz import Digraph

    attributes = _graph_attributes(picture)
    graph = Digraph(
        name=picture.name,
        graph_attr=attributes if dpi is None else {**attributes, "dpi": str(dpi)},
        node_attr={"fontname": _FONT, "fontsize": "10.5"},
        edge_attr={"fontname": _FONT, "fontsize": "9", "arrowsize": "0.8"},
    )
    names = _name_apart(picture.nodes)
    _Writing(picture, names).write(graph)
    return str(graph.source)


def _graph_attributes(picture: Picture) -> dict[str, str]:
    return {
        "label": render_head(picture),
        "labelloc": "t",
        "labeljust": "l",
        "fontname": _FONT,
        "bgcolor": PAPER,
        "rankdir": "TB" if picture.flow is Flow.DOWN else "LR",
        "nodesep": "0.3",
        "ranksep": "0.7",
        "pad": "0.2",
        "splines": "true" if len(picture.edges) <= MOST_CURVES else "line",
        "outputorder": "edgesfirst",
        "tooltip": escape_string(clean(picture.title)),
    }


def _name_apart(nodes: Iterable[Node]) -> dict[str, str]:
    """A name in DOT for each id: itself, or a number where it holds what DOT reads otherwise."""
    return {
        node.id: node.id if _SAFE_ID.match(node.id) else f"node {number}"
        for number, node in enumerate(nodes, start=1)
    }


class _Writing:
    def __init__(self, picture: Picture, names: dict[str, str]) -> None:
        self._picture = picture
        self._names = names
        self._titles = {node.id: node.title for node in picture.nodes}

    def write(self, graph: "Digraph") -> None:
        """Boxes with what stands in them, the other nodes, then the edges."""
        self._write_inside(graph, None)
        for edge in self._picture.edges:
            self._write_edge(graph, edge)
        for one, other in find_rows(self._picture):
            graph.edge(self._names[one], self._names[other], style="invis")

    def _write_inside(self, graph: "Digraph", box: str | None) -> None:
        for inner in self._picture.boxes:
            if inner.parent == box:
                number = self._picture.boxes.index(inner)
                with graph.subgraph(name=f"cluster_{number}", graph_attr=_box_attributes(inner)) as cluster:
                    self._write_inside(cluster, inner.id)
        for node in self._picture.nodes:
            if node.box == box:
                graph.node(self._names[node.id], **_node_attributes(node))

    def _write_edge(self, graph: "Digraph", edge: Edge) -> None:
        shown = label(self._picture, edge)
        attributes = _edge_attributes(edge)
        if shown:
            attributes["label"] = _html(line._replace(text=f"\u00a0{line.text}") for line in shown)
        attributes["tooltip"] = attributes["labeltooltip"] = escape_string(tell_edge(edge, self._titles))
        graph.edge(self._names[edge.tail], self._names[edge.head], **attributes)


def _node_attributes(node: Node) -> dict[str, str]:
    look = LOOKS[node.kind]
    style = ["filled"]
    style += ["rounded"] if look.shape is Shape.ROUNDED else []
    style += ["dashed"] if look.is_dashed else []
    return {
        "label": _html(letter(node)),
        "margin": "0.02,0.02" if look.shape is Shape.OCTAGON else "0.14,0.08",
        "shape": _SHAPES[look.shape],
        "style": ",".join(style),
        "fillcolor": look.fill,
        "color": FOCUS if node.is_focus else look.border,
        "penwidth": f"{max(look.width, 3.0) if node.is_focus else look.width:g}",
        "tooltip": escape_string(tell(node)),
    }


def _box_attributes(box: Box) -> dict[str, str]:
    look = LOOKS[box.kind]
    return {
        "label": _html(letter(box), is_left=True),
        "labeljust": "l",
        "labelloc": "t",
        "style": "filled,dashed" if look.is_dashed else "filled",
        "fillcolor": look.tint,
        "color": FOCUS if box.is_focus else look.border,
        "penwidth": f"{max(look.width, 3.0) if box.is_focus else look.width:g}",
        "margin": "12",
        "tooltip": escape_string(tell(box)),
    }


def _edge_attributes(edge: Edge) -> dict[str, str]:
    line = LINES[edge.tie]
    colour = find_colour(edge)
    is_double = line.pattern is Pattern.DOUBLE
    found = {
        "color": f"{colour}:{PAPER}:{colour}" if is_double else colour,
        "penwidth": f"{find_width(edge.tie, edge.share):g}",
        "arrowhead": _ENDS[line.head],
    }
    if line.pattern in (Pattern.DASHED, Pattern.DOTTED):
        found["style"] = line.pattern.value
    if line.tail is not End.NONE:
        found |= {"dir": "both", "arrowtail": _ENDS[line.tail]}
    return found


def _html(lines: Iterable[TextLine], *, is_left: bool = False) -> str:
    """Lines of text as an HTML-like label; a line is justified by the break that ends it."""
    text = "".join(
        f"{_html_line(line)}{_LEFT if is_left or line.style in ITEMS else _MIDDLE}" for line in lines
    )
    return f"<{text.removesuffix(_MIDDLE)}>"


def _html_line(line: TextLine) -> str:
    text = escape_html(line.text)
    inner = f"<b>{text}</b>" if line.style in BOLD else text
    colour = ALARM if line.style in ALARMS else INK if line.style is Style.TITLE else FAINT
    return f'<font point-size="{find_size(line.style):g}" color="{colour}">{inner}</font>'
