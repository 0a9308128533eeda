"""How does the text of a YAML file become a tree of text that knows where everything stood?

One pass over libyaml's events. Every scalar stays the text that was typed; only a plain `~`, `null` or
nothing at all is None. Nothing is constructed from tags, aliases share what they name, and both depth and
what aliases expand to are bounded.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

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

from topo.source.positions import COLUMN_BITS, MOST_COLUMN, Mapping, Sequence, pack_mark, unpack_mark
from topo.source.problem import Problem
from topo.text import printable

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
MOST_VALUES = 500_000
"""How many keys, values, mappings and lists a file may hold."""
MOST_DUPLICATES = 10_000
"""How many keys that stand twice are told of a file."""
_A_LONG_TEXT = 1000
"""Characters of a text that count as one more value where an alias stands for it."""
_TAG = re.compile(r"![^\s,\[\]{}]*")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_VALUE_EVENTS = (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)
_ALLOWED_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})


class Reading(NamedTuple):
    """The documents of one text, in order, and the problems met."""

    documents: tuple[Any, ...]
    problems: tuple[Problem, ...]
    is_complete: bool
    untold: int = 0
    """Further keys that stand twice: there are too many to tell of each."""


_Level = tuple[Mapping | Sequence, str | None, int]
"""An open container, and the key in it (with its mark) whose value is being read."""


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
        reader.problems.append(_explain(error, text, reader.opened))
        return reader.salvage()
    return Reading(tuple(reader.documents), tuple(reader.problems), True, reader.untold)


def _explain(error: yaml.YAMLError, text: str, opened: tuple[int, int] | None) -> Problem:
    # The scanner runs ahead of the events: newer ones stop at a depth of their own before ours is reached.
    if isinstance(error, yaml.MarkedYAMLError) and "nesting depth" in str(error.problem):
        return _too_deep(error.problem_mark)
    from topo.source.explaining import explain_syntax  # only what is wrong needs it

    return explain_syntax(error, text, opened)


def _too_deep(mark: Any) -> Problem:
    return Problem(
        "SYN007",
        mark.line,
        mark.column,
        f"more than {DEEPEST} levels deep; the rest of the file is not read",
        "too deep",
        "a model is at most a dozen levels deep: check the brackets and the indentation",
    )


class _Reader:
    """The state of one pass: the containers that are open, the anchors, the problems."""

    def __init__(self, text: str, file: int) -> None:
        self.documents: list[Any] = []
        self.problems: list[Problem] = []
        self._text = text
        self._base = pack_mark(file, 0, 0)
        self._anchors: dict[str, Any] = {}
        self._open: set[int] = set()
        self._measured: dict[int, _Extent] = {}
        self._expanded = 0
        self.untold = 0
        self._holder = Sequence()
        self.opened: tuple[int, int] | None = None

    def salvage(self) -> Reading:
        """What had been read when the text turned out to be broken, without the entity that broke off."""
        if self._holder and isinstance(self._holder[0], Mapping):
            root = self._holder[0]
            _drop_last(root)
            self.documents.append(root)
        return Reading(tuple(self.documents), tuple(self.problems), False, self.untold)

    def run(self) -> None:
        """Consume the whole stream."""
        parser = _Parser(self._text)
        # No value takes less than two characters: only a large text can hold too many.
        may_hold_too_many = len(self._text) > 2 * MOST_VALUES
        next_event = self._counted(parser.get_event) if may_hold_too_many else parser.get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind is DocumentStartEvent:
                self._anchors, self._open, self._measured = {}, set(), {}
                self.documents.append(self._document(next_event))
            elif kind is StreamEndEvent or event is None:
                return

    def _counted(self, next_event: Callable[[], Any]) -> Callable[[], Any]:
        """The next event, as long as there are not too many."""
        left = MOST_VALUES

        def count() -> Any:
            nonlocal left
            event = next_event()
            if isinstance(event, _VALUE_EVENTS):
                left -= 1
                if left < 0:
                    self._too_many(event.start_mark)
            return event

        return count

    # One loop over flat state, not a function per event: this is where a large model's time goes.
    def _document(self, next_event: Any) -> Any:  # noqa: PLR0912, PLR0915
        base = self._base
        holder = self._holder = Sequence()
        container: Mapping | Sequence = holder
        stack: list[_Level] = []
        key: str | None = None
        key_at = 0
        in_mapping = False
        while True:
            try:
                event = next_event()
            except yaml.YAMLError:
                _, *self.opened = unpack_mark(container.at)  # type: ignore[assignment]
                raise
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
            column = mark.column
            # Not min(): a call for each of a million events is felt.
            within = column if column < MOST_COLUMN else MOST_COLUMN  # noqa: FURB136
            at = base | (mark.line << COLUMN_BITS) | within
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
                value = self._alias(event, len(stack))
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
                        self._duplicate(container, key, mark, stack)  # type: ignore[arg-type]
                        key = f"\0{key}\0{at}"
                    continue
                container.put(key, value, key_at=key_at, value_at=at)  # type: ignore[union-attr]
                if key[:1] == "\0":
                    _drop(container, key)  # type: ignore[arg-type]
            else:
                container.add(value, at)  # type: ignore[union-attr]
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= DEEPEST:
                    raise _Stop(_too_deep(mark))
                stack.append((container, key, key_at))
                container = value
                in_mapping = kind is MappingStartEvent
            key = None

    def _alias(self, event: Any, depth: int) -> Any:
        mark = event.start_mark
        if event.anchor not in self._anchors:
            raise _Stop(_unknown_alias(event.anchor, mark))
        value = self._anchors[event.anchor]
        if id(value) in self._open:
            self._bomb(event, f"the alias `*{printable(event.anchor, limit=60)}` stands inside what it names")
        extent = self._measure(value)
        self._expanded += extent.size
        if self._expanded > MOST_EXPANDED:
            self._bomb(event, f"the aliases of this file stand for more than {MOST_EXPANDED:,} values")
        if depth + extent.depth > DEEPEST:
            raise _Stop(_too_deep(mark))
        return value

    def _measure(self, value: Any) -> "_Extent":
        """How much a value is; aliases inside count in full, and a long text as the values it could be."""
        if not isinstance(value, Mapping | Sequence):
            return _Extent(1 + len(value or "") // _A_LONG_TEXT, 0, value)
        known = self._measured.get(id(value))
        if known is None:
            inside = [
                self._measure(each) for each in (value.values() if isinstance(value, Mapping) else value)
            ]
            depth = 1 + max((each.depth for each in inside), default=0)
            known = self._measured[id(value)] = _Extent(1 + sum(each.size for each in inside), depth, value)
        return known

    def _merge(self, mapping: Mapping) -> None:
        at = mapping.values_at["<<"]
        given = mapping["<<"]
        _drop(mapping, "<<")
        for other in given if isinstance(given, Sequence) else [given]:
            if not isinstance(other, Mapping):
                _, line, column = unpack_mark(at)
                self.problems.append(
                    Problem(
                        "SYN004", line, column, "`<<` merges a mapping, and this is none", "not a mapping"
                    )
                )
                continue
            for key in other:
                if key not in mapping:
                    mapping.take(other, key)

    def _duplicate(self, container: Mapping, key: str, mark: Any, stack: list[_Level]) -> None:
        if len(self.problems) >= MOST_DUPLICATES:
            self.untold += 1
            return
        _, *first = unpack_mark(container.keys_at[key])
        self.problems.append(
            Problem(
                "SYN002",
                mark.line,
                mark.column,
                f"the key `{printable(key, limit=60)}` is here twice; the first one counts",
                "the second one",
                "remove one of them, or merge the two",
                len(key),
                (first[0], first[1]),
                keys=(*(_written(outer) for _, outer, _ in stack if outer is not None), key),
            )
        )

    def _refuse_tag(self, event: Any) -> None:
        from topo.source.explaining import line_of

        mark = event.start_mark
        found = _TAG.search(line_of(self._text, mark.line), mark.column)
        tag, column = (found[0], found.start()) if found else (event.tag, mark.column)
        raise _Stop(
            Problem(
                "SYN001",
                mark.line,
                column,
                f"the tag `{printable(tag, limit=60)}` is not part of the language",
                "a tag",
                "take the tag out; quote the value if it is meant to start with `!`",
                len(tag),
            )
        )

    def _refuse_key(self, event: Any) -> None:
        from topo.source.explaining import line_of
        from topo.source.traps import find_trap

        mark = event.start_mark
        trap = find_trap(line_of(self._text, mark.line), mark.column)
        if trap is not None:
            said, column, hint, width = trap.message, trap.column, trap.hint, trap.width
        else:
            said, column, width = "a key is one word or text, and this is a list or a mapping", mark.column, 1
            hint = "quote it if it is meant as text"
        message = printable(f"not valid YAML: {said}", limit=300)
        raise _Stop(Problem("SYN001", mark.line, column, message, "here", printable(hint, limit=300), width))

    def _too_many(self, mark: Any) -> None:
        message = f"more than {MOST_VALUES:,} keys and values; the rest of the file is not read"
        hint = "split it, or leave it out of `files`"
        raise _Stop(Problem("SYN001", mark.line, mark.column, message, "too many", hint))

    def _bomb(self, event: Any, message: str) -> None:
        mark = event.start_mark
        raise _Stop(
            Problem(
                "SYN008",
                mark.line,
                mark.column,
                f"{message}; the rest of the file is not read",
                "this alias",
                "write the values out",
                len(event.anchor) + 1,
            )
        )


class _Extent(NamedTuple):
    """How many values a value holds, itself included, and how deep they nest."""

    size: int
    depth: int
    value: Any
    """Keeps what was measured alive, so that nothing else gets its number."""


def _written(key: str) -> str:
    """A key as it was written: one that stands twice is put aside under another name."""
    return key.split("\0")[1] if key[:1] == "\0" else key


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


def _unknown_alias(anchor: str, mark: Any) -> Problem:
    called = printable(anchor, limit=60)
    return Problem(
        "SYN001",
        mark.line,
        mark.column,
        f"the alias `*{called}` names no anchor",
        "an alias",
        f"define it with `&{called}`, or quote the value",
        len(anchor) + 1,
    )
