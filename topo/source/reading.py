"""How does the text of a YAML file become a tree of text that knows where everything stood?

One pass over libyaml's events. Every scalar stays the text that was typed; only a plain `~`, `null` or
nothing at all is None. Nothing is constructed from tags, aliases share what they name, and both depth and
what aliases expand to are bounded.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from topo.source.positions import Mapping, Sequence
from topo.source.traps import find_trap, hint_for_syntax

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # a PyYAML that was built without libyaml: the same events, slower

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        def __init__(self, stream: str) -> None:
            yaml.reader.Reader.__init__(self, stream)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


DEEPEST = 64
"""How deep mappings and sequences may nest."""
MOST_EXPANDED = 200_000
"""How many values the aliases of one file may stand for."""
LARGEST_FILE = 32 * 1024 * 1024
"""The largest file that is read, in bytes."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ALLOWED_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps (a part of) a text from being read; `line` and `column` count from 0."""

    code: str
    line: int
    column: int
    message: str
    label: str = ""
    hint: str | None = None
    width: int = 1
    other: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The documents of one text, in order, and the problems met."""

    documents: tuple[Any, ...]
    problems: tuple[Problem, ...]
    is_complete: bool


class _Stop(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@contextmanager
def paused_collector() -> Iterator[None]:
    """Switch the garbage collector off around work that only allocates."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_yaml(text: str, *, file: int = 0) -> Reading:
    """Read every document of `text`; `file` is the file's number in marks. Never raises."""
    reader = _Reader(text, file)
    try:
        reader.run()
    except _Stop as stop:
        reader.problems.append(stop.problem)
        return reader.salvage()
    except yaml.YAMLError as error:
        reader.problems.append(_syntax_problem(error, text))
        return reader.salvage()
    return Reading(tuple(reader.documents), tuple(reader.problems), is_complete=True)


class _Reader:
    """The state of one pass: the containers that are open, the anchors, the problems."""

    def __init__(self, text: str, file: int) -> None:
        self.documents: list[Any] = []
        self.problems: list[Problem] = []
        self._text = text
        self._base = file << 44
        self._anchors: dict[str, Any] = {}
        self._open: set[int] = set()
        self._sizes: dict[int, int] = {}
        self._expanded = 0
        self._holder = Sequence()

    def salvage(self) -> Reading:
        """What had been read when the text turned out to be broken, without the entity that broke off."""
        if self._holder and isinstance(self._holder[0], Mapping):
            root = self._holder[0]
            _drop_last(root)
            self.documents.append(root)
        return Reading(tuple(self.documents), tuple(self.problems), is_complete=False)

    def run(self) -> None:
        """Consume the whole stream."""
        parser = _Parser(self._text)
        next_event = parser.get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind is DocumentStartEvent:
                self._anchors, self._open, self._sizes = {}, set(), {}
                self.documents.append(self._document(next_event))
            elif kind is StreamEndEvent or event is None:
                return

    def _document(self, next_event: Any) -> Any:
        # One loop over flat state, not a function per event: this is where a large model's time goes.
        base = self._base
        holder = self._holder = Sequence()
        container: Mapping | Sequence = holder
        stack: list[tuple[Mapping | Sequence, str | None, int]] = []
        key: str | None = None
        key_at = 0
        in_mapping = False
        while True:
            event = next_event()
            kind = type(event)
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                done = container
                if self._open:
                    self._open.discard(id(done))
                if in_mapping and "<<" in done:
                    self._merge(done)  # type: ignore[arg-type]
                container, key, key_at = stack.pop()
                in_mapping = key is not None or type(container) is Mapping
                key = None
                continue
            if kind is DocumentEndEvent:
                self._holder = Sequence()
                return holder[0] if holder else None
            mark = event.start_mark
            at = base | (mark.line << 20) | (mark.column if mark.column < 0xFFFFF else 0xFFFFF)
            value: Any
            if kind is ScalarEvent:
                value = event.value
                if event.tag is not None and event.tag not in _ALLOWED_TAGS:
                    self._refuse_tag(event)
                if event.implicit[0] and value in _NULLS:
                    value = None
                if event.anchor is not None:
                    self._anchors[event.anchor] = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                value = Mapping(at) if kind is MappingStartEvent else Sequence(at)
                if event.tag is not None and event.tag not in _ALLOWED_TAGS:
                    self._refuse_tag(event)
                if event.anchor is not None:
                    self._anchors[event.anchor] = value
                    self._open.add(id(value))
            elif kind is AliasEvent:
                value = self._alias(event)
            else:
                continue
            if in_mapping:
                if key is None:
                    if kind is ScalarEvent:
                        key = event.value
                    elif value is not None and type(value) is str:
                        key = value
                    else:
                        self._refuse_key(event)
                    key_at = at
                    if key in container:
                        self._duplicate(container, key, mark)  # type: ignore[arg-type]
                        key = f"\0{key}\0{at}"
                    continue
                container.put(key, value, key_at=key_at, value_at=at)  # type: ignore[union-attr]
                if key[:1] == "\0":
                    _drop(container, key)  # type: ignore[arg-type]
            else:
                container.add(value, at)  # type: ignore[union-attr]
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= DEEPEST:
                    self._too_deep(mark)
                stack.append((container, key, key_at))
                container = value
                in_mapping = kind is MappingStartEvent
            key = None

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchors:
            mark = event.start_mark
            raise _Stop(_unknown_alias(event.anchor, mark.line, mark.column, self._line(mark.line)))
        value = self._anchors[event.anchor]
        if id(value) in self._open:
            self._bomb(event, f"the alias `*{event.anchor}` stands inside what it names")
        self._expanded += self._size(value)
        if self._expanded > MOST_EXPANDED:
            self._bomb(event, f"the aliases of this file stand for more than {MOST_EXPANDED:,} values")
        return value

    def _size(self, value: Any) -> int:
        """How many values a value holds, itself included; aliases inside count in full."""
        if not isinstance(value, Mapping | Sequence):
            return 1
        known = self._sizes.get(id(value))
        if known is None:
            inside = value.values() if isinstance(value, Mapping) else value
            known = 1 + sum(self._size(each) for each in inside)
            self._sizes[id(value)] = known
        return known

    def _merge(self, mapping: Mapping) -> None:
        at = mapping.values_at["<<"]
        given = mapping["<<"]
        _drop(mapping, "<<")
        for other in given if isinstance(given, Sequence) else [given]:
            if not isinstance(other, Mapping):
                _, line, column = at >> 44, (at >> 20) & 0xFFFFFF, at & 0xFFFFF
                self.problems.append(
                    Problem("SYN004", line, column, "`<<` merges a mapping, and this is none", "not a mapping")
                )
                continue
            for key in other:
                if key not in mapping:
                    mapping.take(other, key)

    def _line(self, number: int) -> str:
        lines = self._text.split("\n", number + 1)
        return lines[number] if number < len(lines) else ""

    def _duplicate(self, container: Mapping, key: str, mark: Any) -> None:
        first = container.keys_at[key]
        self.problems.append(
            Problem(
                "SYN002",
                mark.line,
                mark.column,
                f"the key `{key}` is here twice; the first one counts",
                "the second one",
                "remove one of them, or merge the two",
                len(key),
                ((first >> 20) & 0xFFFFFF, first & 0xFFFFF),
            )
        )

    def _refuse_tag(self, event: Any) -> None:
        mark = event.start_mark
        raise _Stop(
            Problem(
                "SYN001",
                mark.line,
                mark.column,
                f"the tag `{event.tag}` is not part of the language",
                "a tag",
                "remove the tag; quote the value if it is meant to start with `!`",
            )
        )

    def _refuse_key(self, event: Any) -> None:
        mark = event.start_mark
        message, hint = "a key must be a plain word, and this is a mapping or a list", "quote it if it is meant as text"
        raise _Stop(_trapped("key", self._line(mark.line), mark.line, mark.column, message, hint))

    def _too_deep(self, mark: Any) -> None:
        raise _Stop(
            Problem(
                "SYN007",
                mark.line,
                mark.column,
                f"more than {DEEPEST} levels deep; the rest of the file is not read",
                "too deep",
                "a model is at most a dozen levels deep: check the brackets and the indentation",
            )
        )

    def _bomb(self, event: Any, message: str) -> None:
        mark = event.start_mark
        raise _Stop(
            Problem("SYN008", mark.line, mark.column, f"{message}; the rest of the file is not read", "this alias",
                    "write the values out", len(event.anchor) + 1)
        )


def _drop(mapping: Mapping, key: str) -> None:
    del mapping[key], mapping.keys_at[key], mapping.values_at[key]


def _drop_last(root: Mapping) -> None:
    """Drop the last entity of the last section: the text broke off inside it, or right behind."""
    if not root:
        return
    last = list(root)[-1]
    section = root[last]
    if isinstance(section, Mapping) and len(section) > 1:
        _drop(section, list(section)[-1])
    elif isinstance(section, Sequence) and len(section) > 1:
        section.pop()
        section.items_at.pop()
    else:
        _drop(root, last)


def _unknown_alias(anchor: str, line: int, column: int, text: str) -> Problem:
    message = f"the alias `*{anchor}` names no anchor"
    return Problem("SYN001", line, column, message, "an alias", f"define it with `&{anchor}`, or quote the value", len(anchor) + 1)


def _syntax_problem(error: yaml.YAMLError, text: str) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        return _reader_problem(error, text)
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    said = error.problem or str(error)
    what = f"{said} ({error.context})" if error.context and error.problem else said
    source = text.split("\n", line + 1)[line] if text.count("\n") >= line else ""
    if error.context_mark is not None and "quoted scalar" in what:
        line, column = error.context_mark.line, error.context_mark.column
    return _trapped(what, source, line, column, what, hint_for_syntax(what))


def _trapped(problem: str, source: str, line: int, column: int, message: str, hint: str | None) -> Problem:
    """The problem in the words of the trap that it is, else in the parser's."""
    trap = find_trap(problem, source, column)
    if trap is None:
        return Problem("SYN001", line, column, f"not valid YAML: {message}", "here", hint)
    return Problem("SYN001", line, trap.column, f"not valid YAML: {trap.message}", "here", trap.hint, trap.width)


def _reader_problem(error: yaml.YAMLError, text: str) -> Problem:
    # The C reader gives no position for a character that YAML forbids: find it.
    for at, char in enumerate(text):
        if not _is_allowed(char):
            line = text.count("\n", 0, at)
            column = at - (text.rfind("\n", 0, at) + 1)
            return Problem(
                "SYN001",
                line,
                column,
                f"not valid YAML: the control character U+{ord(char):04X} is not allowed",
                "not a printable character",
                "remove it",
            )
    return Problem("SYN001", 0, 0, f"not valid YAML: {error}")


def _is_allowed(char: str) -> bool:
    code = ord(char)
    return char in "\t\n\r\x85" or 0x20 <= code <= 0x7E or (0xA0 <= code and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF))
