"""Where in which file does each piece of a model stand?

Reading gives trees of `Mapping` and `Sequence`: plain dicts and lists of text that remember a *mark* for
each key and value. A mark is one integer: file number, line and column (from 0).
"""

import os
import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from topo.findings import Address, Position
from topo.text import printable

if TYPE_CHECKING:
    from topo.source.reading import Reading

COLUMN_BITS = 20
_LINE_BITS = 26
MOST_COLUMN = (1 << COLUMN_BITS) - 1
# Where YAML ends a line; lines are numbered by it, whatever else calls itself a line end.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_ANY_LINE_END = re.compile("\r?\n")
_WIDEST_WORD = 500
_FAR = os.path.join("..", "..", "..", "..")
_MOST_LINE = (1 << _LINE_BITS) - 1


def pack_mark(file: int, line: int, column: int) -> int:
    """The mark of a place; what lies beyond 67 million lines or a million columns is cut."""
    return (
        (file << (_LINE_BITS + COLUMN_BITS))
        | (min(line, _MOST_LINE) << COLUMN_BITS)
        | min(column, MOST_COLUMN)
    )


def unpack_mark(mark: int) -> tuple[int, int, int]:
    """File number, line and column (both from 0) of a mark."""
    return mark >> (_LINE_BITS + COLUMN_BITS), (mark >> COLUMN_BITS) & _MOST_LINE, mark & MOST_COLUMN


class Mapping(dict[str, Any]):
    """A YAML mapping with the mark of itself (`at`), of each key and of each value."""

    __slots__ = ("at", "keys_at", "values_at")

    def __init__(self, at: int = 0) -> None:
        super().__init__()
        self.at = at
        self.keys_at: dict[str, int] = {}
        self.values_at: dict[str, int] = {}

    def put(self, key: str, value: object, *, key_at: int, value_at: int) -> None:
        """Set a key with its marks."""
        self[key] = value
        self.keys_at[key] = key_at
        self.values_at[key] = value_at

    def take(self, other: "Mapping", key: str) -> None:
        """Set a key as another mapping has it, with its marks."""
        self.put(
            key,
            other[key],
            key_at=other.keys_at.get(key, other.at),
            value_at=other.values_at.get(key, other.at),
        )

    def copy(self) -> "Mapping":
        """The same keys, values and marks in a mapping of their own."""
        twin = Mapping(self.at)
        dict.update(twin, self)
        twin.keys_at.update(self.keys_at)
        twin.values_at.update(self.values_at)
        return twin


class Sequence(list[Any]):
    """A YAML sequence with the mark of itself (`at`) and of each item."""

    __slots__ = ("at", "items_at")

    def __init__(self, at: int = 0) -> None:
        super().__init__()
        self.at = at
        self.items_at: list[int] = []

    def add(self, value: object, at: int) -> None:
        """Append an item with its mark."""
        self.append(value)
        self.items_at.append(at)


class Document:
    """A file that was read: its path as shown, its text, and whether it is foreign to topo (and YAML).

    `reading` is what the text was read as, where it is one of the model's own.
    """

    __slots__ = ("_lines", "is_foreign", "is_yaml", "path", "reading", "shown", "text")

    def __init__(self, path: Path, text: str, *, is_foreign: bool = False, is_yaml: bool = True) -> None:
        self.path = path
        self.shown = show_path(path)
        self.text = text
        self.is_foreign = is_foreign
        self.is_yaml = is_yaml
        self.reading: Reading | None = None
        self._lines: list[str] | None = None

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end, or "" where there is none."""
        if self._lines is None:
            self._lines = (_LINE_END if self.is_yaml else _ANY_LINE_END).split(self.text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""


def show_path(path: Path) -> str:
    """A path as people read it: relative to the working folder unless it lies far from it, safe to print."""
    whole = os.path.abspath(path)
    relative = os.path.relpath(whole)
    return printable((whole if relative.startswith(_FAR) else relative).replace(os.sep, "/"))


class Documents:
    """Every file that was read, by its number in marks; `first` is the first number that is free."""

    def __init__(self, first: int = 0) -> None:
        self._all: dict[int, Document] = {}
        self._by_name: dict[str, Document] = {}
        self._next = first

    def __iter__(self) -> Iterator[Document]:
        return iter(self._all.values())

    def __contains__(self, number: int) -> bool:
        return number in self._all

    def __len__(self) -> int:
        return len(self._all)

    def add(self, document: Document, number: int | None = None) -> int:
        """Remember a file, under a number that is taken for it or else the next; returns its number."""
        if number is None:
            number = self._next
            self._next += 1
        self._all[number] = document
        self._by_name.setdefault(document.shown, document)
        return number

    def numbered(self) -> Iterable[tuple[int, Document]]:
        """Every file with its number, in the order of reading."""
        return self._all.items()

    def of(self, mark: int) -> Document:
        """The file in which a mark lies."""
        return self._all[unpack_mark(mark)[0]]

    def has_foreign(self, value: object) -> bool:
        """Whether any piece of a value stands in a foreign file."""
        return any(self.of(mark).is_foreign for mark in _all_marks(value))

    def position(self, mark: int, *, width: int | None = None) -> Position:
        """The position of a mark, `width` characters wide where its line is that long.

        What is quoted there is two wider.
        """
        file, line, column = unpack_mark(mark)
        document = self._all[file]
        if width is None:
            return Position(document.shown, line + 1, column + 1)
        text = document.line(line + 1)
        if text[column : column + 1] in ('"', "'"):
            width += 2
        end = max(column + 1, min(column + width, len(text)))
        return Position(document.shown, line + 1, column + 1, end + 1)

    def source_line(self, position: Position) -> str | None:
        """The line of text that a position lies in, or None where the file is not one of these."""
        document = self._by_name.get(position.file)
        return None if document is None else document.line(position.line)


class Positions:
    """Looks up where an address stands, in the tree that the reading assembled.

    `root` is the union of all files, shaped like a model file. `aliases` lead from what no file holds (the
    files of a tree) to what speaks of it (the `tree:` of its source).
    """

    def __init__(
        self, documents: Documents, root: Mapping, aliases: AnyMapping[Address, Address] | None = None
    ) -> None:
        self.documents = documents
        self.root = root
        self.aliases = aliases or {}
        self._numbers: dict[int, dict[str, int]] = {}
        self._extents: dict[tuple[str, ...], tuple[str, int, int] | None] = {}

    def find(self, address: Address) -> Position | None:
        """The position of the key (or list item) at `address`, or of the nearest piece above it."""
        mark = self._find_mark(self._resolve(address))
        if mark is None:
            return None
        at, text = mark
        return self.documents.position(at, width=self._width(at, text))

    def find_value(self, address: Address) -> Position | None:
        """The position of the value at `address`; of the key where the value is no scalar."""
        address = self._resolve(address)
        container = self._container(address)
        if isinstance(container, str) and address.steps[-1] == f"[{container}]":
            address = Address(address.steps[:-1])  # one item without its list
            container = self._container(address)
        if isinstance(container, Mapping):
            key = address.steps[-1]
            value = container.get(key)
            if isinstance(value, str) and key in container.values_at:
                at = container.values_at[key]
                return self.documents.position(at, width=self._width(at, value))
        return self.find(address)

    def find_extent(self, address: Address) -> tuple[str, int, int] | None:
        """The file, first and last line of the entity that `address` stands in; None where it is nowhere."""
        steps = address.steps[: 3 if address.steps[:1] == ("tissue",) else 2]
        if steps not in self._extents:
            self._extents[steps] = self._measure_extent(steps)
        return self._extents[steps]

    def _measure_extent(self, steps: tuple[str, ...]) -> tuple[str, int, int] | None:
        found = self._find_mark(Address(steps))
        if found is None:
            return None
        value: object = self.root
        for step in steps:
            value = self._step_into(value, step)
        file, first, _ = unpack_mark(found[0])
        last = max(
            (line for number, line, _ in map(unpack_mark, _all_marks(value)) if number == file), default=first
        )
        return self.documents.position(found[0]).file, first + 1, max(first, last) + 1

    def holds(self, address: Address) -> bool:
        """Whether just this address stands in a file, and not only a piece above it."""
        value: object = self.root
        for step in self._resolve(address).steps:
            if not isinstance(value, Mapping | Sequence) or self._mark_in(value, step) is None:
                return False
            value = self._step_into(value, step)
        return True

    def is_foreign(self, address: Address) -> bool:
        """Whether the thing at `address` stands in a file that is not topo's own."""
        mark = self._find_mark(address)
        return mark is not None and self.documents.of(mark[0]).is_foreign

    def _resolve(self, address: Address) -> Address:
        if not self.aliases:
            return address
        outer = (Address(address.steps[:length]) for length in range(len(address.steps), 0, -1))
        return next((self.aliases[each] for each in outer if each in self.aliases), address)

    def _container(self, address: Address) -> object:
        value: object = self.root
        for step in address.steps[:-1]:
            value = self._step_into(value, step)
        return value

    def _find_mark(self, address: Address) -> tuple[int, str] | None:
        value: object = self.root
        found = None
        for step in address.steps:
            if not isinstance(value, Mapping | Sequence):
                break
            mark = self._mark_in(value, step)
            if mark is None:
                break
            found, value = mark, self._step_into(value, step)
        return found

    def _width(self, at: int, text: str) -> int:
        _, line, column = unpack_mark(at)
        document = self.documents.of(at)
        whole = document.line(line + 1)
        if document.is_foreign:
            # There a team is called `@acme/pay` or `group:default/pay`.
            return _measure_word(whole[column : column + _WIDEST_WORD])
        return max(1, min(len(text), len(whole) - column))

    def _step_into(self, value: object, step: str) -> object:
        if isinstance(value, Mapping):
            return value.get(step)
        number = self._number_in(value, step) if isinstance(value, Sequence) else None
        return None if number is None else value[number]  # type: ignore[index]

    def _mark_in(self, container: Mapping | Sequence, step: str) -> tuple[int, str] | None:
        if isinstance(container, Mapping):
            at = container.keys_at.get(step)
            return None if at is None else (at, step)
        number = self._number_in(container, step)
        if number is None:
            return None
        item = container[number]
        return container.items_at[number], item if isinstance(item, str) else ""

    def _number_in(self, items: Sequence, step: str) -> int | None:
        """The number of the first item that an address calls `step`."""
        numbers = self._numbers.get(id(items))
        if numbers is None:
            numbers = self._numbers[id(items)] = {}
            for number, item in enumerate(items):
                numbers.setdefault(f"[{identity_of(item)}]", number)
        return numbers.get(step)


def _measure_word(rest: str) -> int:
    """How wide the word, or what stands in quotes, at the start of `rest` is."""
    quoted = re.match(r"(\"|').*?\1", rest)
    word = quoted or re.match(r"[^\s,\]}]+", rest)
    return max(1, len(word.group().rstrip(":")) if word else 1)


def _all_marks(value: object) -> Iterator[int]:
    if isinstance(value, Mapping):
        yield from value.keys_at.values()
        yield from value.values_at.values()
        for inner in value.values():
            yield from _all_marks(inner)
    elif isinstance(value, Sequence):
        yield from value.items_at
        for inner in value:
            yield from _all_marks(inner)


_NAMING = (
    *("service", "person", "rule", "metric", "url"),
    *("backstage", "codeowners", "compose", "edges", "graphml"),
)


def identity_of(item: object) -> str:
    """What an address calls an item of a list: what it names, never its number."""
    if not isinstance(item, dict):
        return str(item)
    if "mode" in item:
        return _interaction_identity(item)
    for key in _NAMING:
        if isinstance(item.get(key), str):
            return str(item[key])
    return " ".join(str(value) for value in item.values() if isinstance(value, str))


def _interaction_identity(item: dict[str, Any]) -> str:
    first = [str(item[key]) for key in ("provider", "by") if isinstance(item.get(key), str)]
    others: list[str] = []
    for key in ("consumers", "between", "for"):
        value = item.get(key)
        others += (
            [value] if isinstance(value, str) else [each for each in value or () if isinstance(each, str)]
        )
    return " ".join((str(item["mode"]), *first, *sorted(others)))
