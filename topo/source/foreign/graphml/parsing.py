"""Which nodes and edges does a GraphML file hold, and on which line?

Read with expat itself: it knows the line of everything, which ElementTree forgets, and a single handler
refuses what makes XML dangerous. Entities are never declared, so none expands, and expat fetches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from topo.source.positions import pack_mark

MOST_ELEMENTS = 2_000_000
"""How many elements of one file are read."""
_LONGEST = 1000


@dataclass(slots=True)
class Node:
    """A node: `data` is what it says of itself by the name of the attribute; `is_group`: it holds nodes."""

    id: str
    at: int
    data: dict[str, str] = field(default_factory=dict)
    is_group: bool = False


@dataclass(slots=True)
class Edge:
    """An edge; `data` as of a node."""

    source: str
    target: str
    at: int
    is_directed: bool
    data: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Graph:
    """What a file holds, in its order; `lacking` are marks of nodes and edges that do not say whose.

    `broke_at` is where it is no XML, or not XML that is read, `why` says so; what stood before is here.
    """

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    lacking: list[int] = field(default_factory=list)
    hyperedges: list[int] = field(default_factory=list)
    is_graphml: bool = False
    broke_at: int | None = None
    why: str = ""


class _Refused(Exception):
    pass


def parse_graphml(text: str, number: int) -> Graph:
    """The graph in the text of file `number`. Never raises."""
    parsing = _Parsing(number)
    try:
        parsing.parser.Parse(text.encode("utf-8", "replace"), True)
    except _Refused as refusal:
        parsing.graph.broke_at, parsing.graph.why = parsing.here(), str(refusal)
    except expat.ExpatError as error:
        parsing.graph.broke_at = pack_mark(number, max(0, error.lineno - 1), max(0, error.offset))
        parsing.graph.why = f"not valid XML: {expat.errors.messages.get(error.code, 'it breaks off')}"
    return parsing.graph


class _Parsing:
    """The state of one pass: what is open, and what the keys are called."""

    def __init__(self, number: int) -> None:
        self.graph = Graph()
        self._number = number
        self._names: dict[str, str] = {}
        self._directed: list[bool] = []
        self._open: list[Node | Edge | None] = []
        self._key: str | None = None
        self._text: list[str] = []
        self._count = 0
        # The text is UTF-8 whatever its first line says: it was decoded already.
        self.parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._refuse_entity

    def here(self) -> int:
        """The mark of where the parser stands."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        return pack_mark(self._number, max(0, line - 1), max(0, column))

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise _Refused(f"more than {MOST_ELEMENTS:,} elements; the rest of the file is not read")
        name = qualified.rpartition(" ")[2]
        if name == "graphml":
            self.graph.is_graphml = True
        elif name == "key":
            self._names[attributes.get("id", "")] = attributes.get("attr.name", attributes.get("id", ""))
        elif name == "graph":
            self._directed.append(attributes.get("edgedefault") != "undirected")
            if self._open and isinstance(self._open[-1], Node):
                self._open[-1].is_group = True
        elif name in ("node", "edge"):
            self._open.append(self._make(name, attributes))
        elif name == "hyperedge":
            self.graph.hyperedges.append(self.here())
        elif name == "data":
            key = attributes.get("key", "")
            self._key, self._text = self._names.get(key, key), []
        elif name == "NodeLabel" and self._key is not None:
            self._key, self._text = "label", []  # yEd draws the name of a node inside its data

    def _end(self, qualified: str) -> None:
        name = qualified.rpartition(" ")[2]
        if name == "graph" and self._directed:
            self._directed.pop()
        elif name in ("node", "edge") and self._open:
            self._open.pop()
        elif name in ("data", "NodeLabel"):
            self._put_data()

    def _put_data(self) -> None:
        owner = self._open[-1] if self._open else None
        text = "".join(self._text).strip()
        if owner is not None and self._key is not None and text:
            owner.data.setdefault(self._key, text[:_LONGEST])
        self._key, self._text = None, []

    def _characters(self, text: str) -> None:
        if self._key is not None:
            self._text.append(text)

    def _make(self, name: str, attributes: dict[str, str]) -> Node | Edge | None:
        made: Node | Edge
        at = self.here()
        if name == "node" and attributes.get("id"):
            made = Node(attributes["id"], at)
            self.graph.nodes.append(made)
        elif name == "edge" and attributes.get("source") and attributes.get("target"):
            default = self._directed[-1] if self._directed else True
            said = attributes.get("directed", "").strip().lower()
            is_directed = said in ("true", "1") if said else default
            made = Edge(attributes["source"], attributes["target"], at, is_directed)
            self.graph.edges.append(made)
        else:
            self.graph.lacking.append(at)
            return None
        if attributes.get("label"):
            made.data["label"] = attributes["label"][:_LONGEST]
        return made

    def _refuse_entity(self, *_: object) -> None:
        raise _Refused("the file declares an XML entity, which can be made to expand without end")
