"""Where in a YAML text do each mapping, list, key and value begin and end?

The places are libyaml's own marks, as offsets into the text. A node in block style ends where its last value
does, without the line end, blank lines and comments that libyaml counts in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from topo.source.scanning import parse_events

Place: TypeAlias = tuple[int, int]
"""Line and column, from 0, as marks count them."""

LINE_ENDS = "\n\r\x85\u2028\u2029"
"""The characters that end a line of YAML 1.1."""
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_HEADER = re.compile("[|>][-+0-9]*")


@dataclass(slots=True, eq=False)
class Node:
    """A value or a key; `start` is where its anchor stands, if it has one, and `end` is exclusive."""

    start: int
    end: int
    column: int
    holder: "Entry | None" = None
    anchor: str | None = None
    is_named: bool = False
    """Whether an alias elsewhere stands for it."""

    @property
    def lock(self) -> "Node | None":
        """The node, this or one around it, that stands elsewhere too; what changes in it changes there."""
        node: Node | None = self
        while node is not None:
            if node.is_named:
                return node
            node = node.holder.collection if node.holder else None
        return None


@dataclass(slots=True, eq=False)
class Scalar(Node):
    """A text; `style` is its quote, `|` or `>`, or "" where it is plain."""

    text: str = ""
    style: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there at all."""
        return self.start == self.end

    @property
    def is_null(self) -> bool:
        """Whether it says nothing."""
        return not self.style and self.text in _NULLS


@dataclass(slots=True, eq=False)
class Alias(Node):
    """An alias, and the node that it stands for."""

    target: Node | None = None


@dataclass(slots=True, eq=False)
class Collection(Node):
    """A mapping or a list."""

    is_mapping: bool = True
    is_flow: bool = False
    is_bare: bool = False
    """Whether this is the one pair of a mapping without braces, as in `[a: b]`."""
    content: int = 0
    """Where it begins behind its anchor."""
    entries: "list[Entry]" = field(default_factory=list)
    _by_key: "dict[str, Entry] | None" = None

    def find(self, key: str) -> "Entry | None":
        """The first entry of a mapping with this key; one that a merge key brings is not found."""
        if self._by_key is None:
            self._by_key = {}
            for entry in self.entries:
                self._by_key.setdefault(entry.name, entry)
        return self._by_key.get(key) if self.is_mapping else None

    @property
    def depth(self) -> int:
        """How many collections it stands in."""
        outer, depth = self.holder, 0
        while outer is not None:
            outer, depth = outer.collection.holder, depth + 1
        return depth

    @property
    def opened(self) -> int:
        """The offset behind the bracket that opens it."""
        return self.content + 1


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, or an item of a list; `start` is where the key, the dash or the item begins."""

    collection: Collection
    number: int
    start: int
    column: int
    key: Node | None
    value: Node

    @property
    def name(self) -> str:
        """The key's text, "" for the item of a list."""
        key = self.key.target if isinstance(self.key, Alias) else self.key
        return key.text if isinstance(key, Scalar) else ""

    @property
    def end(self) -> int:
        """Where key and value end."""
        return max(self.value.end, self.key.end if self.key else 0)

    @property
    def lock(self) -> Node | None:
        """The node around it, or anywhere in it, that an alias elsewhere stands for."""
        return self.collection.lock or next((node for node in _find_inside(self) if node.is_named), None)


@dataclass(slots=True)
class Tree:
    """The documents of a text, and their entries and values by the place where they begin."""

    documents: list[Node] = field(default_factory=list)
    keys: dict[Place, Entry] = field(default_factory=dict)
    values: dict[Place, Node] = field(default_factory=dict)


def read_tree(text: str) -> Tree:
    """The tree of a text without a byte order mark. Raises yaml.YAMLError where it is no YAML."""
    return _Growing(text).grow()


class _Growing:
    """One pass over the events: the collections that are open, and the key that waits for its value."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tree = Tree()
        self._open: list[Collection] = []
        self._keys: list[tuple[Node, Place] | None] = []
        self._anchors: dict[str, Node] = {}

    def grow(self) -> Tree:
        for event in parse_events(self._text):
            if isinstance(event, ScalarEvent | AliasEvent | MappingStartEvent | SequenceStartEvent):
                self._take(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self._close(event)
            elif isinstance(event, DocumentStartEvent):
                self._anchors = {}
            elif isinstance(event, DocumentEndEvent):
                self._open, self._keys = [], []
        return self._tree

    def _take(self, event: Any) -> None:
        node = self._node(event)
        place = (event.start_mark.line, event.start_mark.column)
        if not self._open:
            self._tree.documents.append(node)
        elif self._open[-1].is_mapping and self._keys[-1] is None:
            self._keys[-1] = (node, place)
        else:
            self._put(node, place)
        if isinstance(node, Collection):
            self._open.append(node)
            self._keys.append(None)

    def _put(self, node: Node, place: Place) -> None:
        collection, waiting = self._open[-1], self._keys[-1]
        key = None if waiting is None else waiting[0]
        start, column = (node.start, node.column) if key is None else (key.start, key.column)
        if key is None and not collection.is_flow:
            start = self._find_dash(node.start)
            column = start - self._find_line(start)
        entry = Entry(collection, len(collection.entries), start, column, key, node)
        node.holder = entry
        collection.entries.append(entry)
        self._tree.values[place] = node
        if waiting is not None:
            waiting[0].holder = entry
            self._tree.keys[waiting[1]] = entry
            self._keys[-1] = None

    def _close(self, event: Any) -> None:
        collection = self._open.pop()
        self._keys.pop()
        if collection.is_flow and not collection.is_bare:
            collection.end = event.end_mark.index
        elif collection.entries:
            collection.end = collection.entries[-1].end

    def _node(self, event: Any) -> Node:
        start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
        if isinstance(event, AliasEvent):
            target = self._anchors.get(str(event.anchor))
            if target is not None:
                target.is_named = True
            return Alias(start, end, column, target=target)
        node: Node
        if isinstance(event, ScalarEvent):
            style = event.style or ""
            end = self._trim(start, end) if style in ("|", ">") else end
            node = Scalar(start, end, column, text=event.value, style=style)
        else:
            node = self._collection(event, start, column)
        if event.anchor is not None:
            node.anchor = event.anchor
            self._anchors[event.anchor] = node
        return node

    def _collection(self, event: Any, start: int, column: int) -> Collection:
        found = Collection(start, start, column, is_mapping=isinstance(event, MappingStartEvent))
        found.content = self.skip_properties(start)
        found.is_flow = bool(event.flow_style)
        found.is_bare = found.is_flow and self._text[found.content : found.content + 1] not in ("{", "[")
        return found

    def skip_properties(self, start: int) -> int:
        """The offset behind the anchor and the tag that a node begins with."""
        found = _PROPERTIES.match(self._text, start)
        return found.end() if found else start

    def _trim(self, start: int, end: int) -> int:
        """Where the last line of a block scalar ends that is its own: a `+` keeps the empty ones."""
        header = _HEADER.match(self._text, self.skip_properties(start))
        assert header is not None
        content = self._text[start:end]
        if "+" in header[0]:
            return end - (content.endswith("\n") + content.endswith("\r\n"))
        kept = len(content.rstrip())
        return max(start + kept, header.end())

    def _find_dash(self, start: int) -> int:
        """The offset of the dash of an item: between the two stand only spaces, line ends and comments."""
        at = start
        while True:
            line = self._find_line(at)
            said = self._text[line:at].partition("#")[0].rstrip()
            if said or line == 0:
                return line + len(said) - 1
            at = line - 1

    def _find_line(self, at: int) -> int:
        while at > 0 and self._text[at - 1] not in LINE_ENDS:
            at -= 1
        return at


def _find_inside(entry: Entry) -> Iterator[Node]:
    pending = [entry.value] if entry.key is None else [entry.key, entry.value]
    while pending:
        node = pending.pop()
        yield node
        for inner in node.entries if isinstance(node, Collection) else ():
            pending += [inner.value] if inner.key is None else [inner.key, inner.value]
