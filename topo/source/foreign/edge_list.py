"""Which dependencies does a table of pairs say: one a line, who waits and on whom?

Any CSV that a tracing tool, a mesh or a spreadsheet writes; see `docs/sources/csv.md`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from topo.errors import UsageError
from topo.findings import Address
from topo.source.foreign.coupling import find_via
from topo.source.foreign.estate import Estate
from topo.source.foreign.opening import open_text
from topo.source.foreign.report import Report
from topo.source.foreign.wiring import MOST_DEPENDENCIES, Wiring
from topo.source.positions import Documents, Mapping, pack_mark, show_path
from topo.text import count, did_you_mean, printable

DELIMITERS = ",;\t"
"""What may separate columns."""

_WAITING = "from source src consumer caller client parent dependent"
_WAITED_FOR = "to target dst dest destination provider callee server child dependency depends_on"
_VIA = "via"
_HEAD_ROWS = 20
_LINE_END = re.compile("\r\n|[\n\r]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what: a name in the header or a number from 1; None: told by the header."""

    source: str | None = None
    target: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, and the line (from 0) on which it begins."""

    line: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells) or self.cells[0].lstrip().startswith("#")


@dataclass(frozen=True, slots=True)
class _Layout:
    """The numbers (from 0) of the columns, and whether the first row is a header."""

    source: int
    target: int
    via: int | None
    has_header: bool


def read_edge_lists(
    paths: Iterable[Path], documents: Documents, *, columns: Columns, root: Mapping
) -> Estate:
    """The part of a model that these tables make; `root` is the model read so far.

    Raises UsageError where a file has no column that `columns` names.
    """
    report = Report(documents)
    wiring = Wiring(root, report)
    notes: list[str] = []
    for path in paths:
        opened = open_text(path, report)
        if opened is not None:
            notes.append(_Reading(opened[0], opened[1], path, wiring, report).run(columns))
    return Estate(wiring.build(), {}, report.findings, report.skipped, (*notes, *report.notes))


class _Reading:
    """One table on its way into the wiring."""

    def __init__(self, text: str, number: int, path: Path, wiring: Wiring, report: Report) -> None:
        self._lines = _LINE_END.split(text)
        self._number = number
        self._shown = show_path(path)
        self._wiring = wiring
        self._report = report
        self._delimiter = find_delimiter(self._lines)

    def run(self, columns: Columns) -> str:
        """Read every row; returns the count of them in words."""
        rows = (row for row in self._find_rows() if not row.is_blank)
        first = next(rows, None)
        if first is None:
            return f"{self._shown}: no dependency is in it"
        layout = find_layout(first.cells, columns)
        before = self._wiring.dependencies
        read = 0 if layout.has_header else self._read(first, layout)
        for row in rows:
            if self._wiring.is_full:
                self._stop(row)
                break
            read += self._read(row, layout)
        found = count(self._wiring.dependencies - before, "dependency", "dependencies")
        head = "" if layout.has_header else ", which has no header: the first column waits on the second"
        if columns.source or columns.target:
            head = ""
        return printable(f"{self._shown}: {found} from {count(read, 'row')}{head}", limit=500)

    def _find_rows(self) -> Iterator[_Row]:
        reader = csv.reader(
            (line + "\n" for line in self._lines), delimiter=self._delimiter, skipinitialspace=True
        )
        while True:
            line = reader.line_num
            try:
                cells = next(reader, None)
            except csv.Error as error:
                message = f"the row is not read: {error}"
                at = pack_mark(self._number, line, 0)
                self._report.fail("SYN001", Address.of(self._shown), at, message, "is a quote left open?")
                continue
            if cells is None:
                return
            yield _Row(line, cells or [""])

    def _read(self, row: _Row, layout: _Layout) -> int:
        """Take one row over; 1 where it says a dependency."""
        ends = [self._find_end(row, column, layout) for column in (layout.source, layout.target)]
        if None in ends:
            return 0
        source, target = (end for end in ends if end is not None)
        if source.casefold() == target.casefold():
            self._skip(row, layout.target, f"`{source}` depends on itself", len(target))
            return 0
        for name, column in ((source, layout.source), (target, layout.target)):
            self._wiring.add(name.casefold(), self._mark(row, column), called=name)
        via, via_at = self._find_via(row, layout)
        at = self._mark(row, layout.target)
        self._wiring.connect(source.casefold(), target.casefold(), at, via=via, via_at=via_at)
        return 1

    def _find_end(self, row: _Row, column: int, layout: _Layout) -> str | None:
        """The name of a service in a cell; None, and why, where there is none."""
        if column >= len(row.cells):
            said = f"the row has {count(len(row.cells), 'column')}, and the name is in column {column + 1}"
            self._skip(row, 0, said)
            return None
        name = row.cells[column].strip()
        if not name:
            self._skip(row, column, "one of the two names is missing")
        elif "\n" in name:
            self._skip(row, column, "a name goes over several lines: is a quote left open?")
        else:
            return name
        return None

    def _find_via(self, row: _Row, layout: _Layout) -> tuple[str | None, int]:
        if layout.via is None or layout.via >= len(row.cells) or not row.cells[layout.via].strip():
            return None, 0
        word = row.cells[layout.via].strip()
        via = find_via(word)
        if via is None:
            self._report.list_word("words for a coupling that say nothing", printable(word, limit=60))
        return via, self._mark(row, layout.via)

    def _skip(self, row: _Row, column: int, reason: str, width: int = 1) -> None:
        self._report.skip(self._mark(row, column), f"the row is not used: {reason}", width=width)
        self._report.tally("row", "not used")

    def _stop(self, row: _Row) -> None:
        message = f"more than {MOST_DEPENDENCIES:,} dependencies; the rest of the file is not read"
        self._report.fail(
            "SYN001", Address.of(self._shown), self._mark(row, 0), message, "sum the table up by service"
        )

    def _mark(self, row: _Row, column: int) -> int:
        line = self._lines[row.line] if row.line < len(self._lines) else ""
        return pack_mark(self._number, row.line, find_cell(line, column, self._delimiter))


def find_delimiter(lines: Iterable[str]) -> str:
    """What separates the columns: what the first rows have most often, in as many of them as possible.

    >>> find_delimiter(["a;b", "c,d;e"]), find_delimiter(["a\\tb"]), find_delimiter(["a"])
    (';', '\\t', ',')
    """
    head = [line for line in lines if line.strip() and not line.lstrip().startswith("#")][:_HEAD_ROWS]
    return max(DELIMITERS, key=lambda each: (sum(each in line for line in head), -DELIMITERS.index(each)))


def find_cell(line: str, column: int, delimiter: str) -> int:
    """Where the text of a column begins in a line, quotes respected; the end of a line that has fewer.

    >>> find_cell('"a,b", c', 1, ",")
    7
    """
    at, is_quoted = 0, False
    for index, char in enumerate(line):
        if column == 0:
            break
        if char == '"':
            is_quoted = not is_quoted
        elif char == delimiter and not is_quoted:
            column -= 1
            at = index + 1
    if column:
        return 0
    return at + len(line[at:]) - len(line[at:].lstrip(" "))


def find_layout(first: list[str], columns: Columns) -> _Layout:
    """Which column holds what, by what the user says and the first row calls them.

    Raises UsageError where a column is named that the first row does not have.
    """
    names = [cell.strip().casefold() for cell in first]
    said = [columns.source, columns.target, columns.via]
    told = [_find_known(names, words) for words in (_WAITING, _WAITED_FOR, _VIA)]
    places = [_find_said(names, each) if each is not None else told[at] for at, each in enumerate(said)]
    is_named = any(each is not None and each.strip().casefold() in names for each in said)
    has_header = is_named or (told[0] is not None and told[1] is not None)
    if not has_header:
        places = [place if each is not None else None for place, each in zip(places, said, strict=True)]
    source, target, via = places
    if source is None:
        source = 1 if target == 0 else 0
    if target is None:
        target = 0 if source == 1 else 1
    return _Layout(source, target, via, has_header)


def _find_known(names: list[str], words: str) -> int | None:
    return next((names.index(word) for word in words.split() if word in names), None)


def _find_said(names: list[str], said: str) -> int:
    folded = said.strip().casefold()
    if folded in names:
        return names.index(folded)
    if folded.isascii() and folded.isdigit() and 0 < int(folded[:6]) <= len(names):
        return int(folded[:6]) - 1
    there = ", ".join(f"`{printable(name, limit=40)}`" for name in names[:10])
    hint = did_you_mean(folded, names) or f"the first row has {there}"
    raise UsageError(f"the table has no column `{printable(said, limit=60)}`", hint=hint)
