"""How much space stands between two pieces of one line?

None inside brackets, before a comma or before the colon of a key; one space after a comma, a colon, a dash
or an anchor. More than one stays where it aligns something: the values of neighbouring keys, or what stands
in the same column on the line above or below. What is aligned stays so, in the column that the longest of
the lines needs.
"""

from dataclasses import dataclass
from itertools import pairwise

from topo.source.layout.comment_columns import put_comments
from topo.source.layout.sheet import Block, Kind, Piece, Sheet


def space(sheet: Sheet) -> str:
    """The text with its pieces set apart as they should be.

    Lines begin where they did, but for those that follow an entry in braces that moved.
    """
    return _Spacing(sheet).run()


@dataclass(frozen=True, slots=True)
class _Gap:
    """The space in front of a piece: its least width, and whether more of it may be there to align."""

    least: int
    may_align: bool = False


def _find_gap(before: Piece, piece: Piece) -> _Gap:
    found = piece.column - before.end_column
    if before.kind is Kind.OPEN:
        return _Gap(0)
    if piece.kind in (Kind.COMMA, Kind.CLOSE):
        return _Gap(min(found, 1) if before.kind is Kind.COLON else 0)
    if piece.kind is Kind.COLON:
        # An alias or anchor would swallow the colon; where there is no key, there is nothing to stand at.
        return _Gap(0 if before.kind in (Kind.SCALAR, Kind.CLOSE) else min(found, 1))
    if before.kind is Kind.COMMA or (before.kind is Kind.COLON and not _begins_line(before)):
        return _Gap(1, may_align=True)
    if before.kind in (Kind.SCALAR, Kind.ALIAS, Kind.CLOSE, Kind.DIRECTIVE):
        return _Gap(found)
    return _Gap(1)


def _begins_line(piece: Piece) -> bool:
    return piece.flow is None and piece.block is not None and piece.column == piece.block.column


class _Spacing:
    """One pass over the columns, from the left: where a piece goes depends on what stands left of it."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._before: dict[Piece, Piece] = {}
        self._gaps: dict[Piece, _Gap] = {}
        self._columns: dict[Piece, int] = {}
        self._groups: dict[Piece, list[Piece]] = {}
        self._ordered = [[each for each in pieces if not each.is_trailing] for pieces in sheet.starting]

    def run(self) -> str:
        """The new text."""
        self._measure()
        self._find_alignments()
        everything = (piece for pieces in self._ordered for piece in pieces)
        for piece in sorted(everything, key=lambda piece: (piece.column, piece.line)):
            if piece not in self._columns:
                self._place(piece)
        lines = [self._write(number) for number in range(len(self._sheet.lines))]
        put_comments(self._sheet, lines)
        return "\n".join(lines) + ("\n" if self._sheet.text.endswith("\n") else "")

    def _measure(self) -> None:
        for number, pieces in enumerate(self._ordered):
            around = self._sheet.around.get(number)
            if around is not None and around.end_line == number and pieces:
                self._before[pieces[0]] = around
            self._before.update((piece, before) for before, piece in pairwise(pieces))
        self._gaps = {piece: _find_gap(before, piece) for piece, before in self._before.items()}

    def _find_alignments(self) -> None:
        paragraphs = self._sheet.find_paragraphs()
        lines = [line for line, pieces in enumerate(self._ordered) if pieces and not pieces[0].is_alone]
        for above, below in pairwise(lines):
            if paragraphs[above] == paragraphs[below]:
                self._align_lines(above, below)
        values: dict[tuple[Block | None, int], Piece] = {}
        for value, before in self._before.items():
            if before.kind is Kind.COLON and before.flow is None and self._gaps[value].may_align:
                sibling = values.setdefault((before.block, value.column), value)
                if sibling is not value:
                    self._align(sibling, value)

    def _align_lines(self, above: int, below: int) -> None:
        columns = {piece.column: piece for piece in self._ordered[above] if self._may_align(piece)}
        for piece in self._ordered[below]:
            if piece.column in columns and self._may_align(piece):
                self._align(columns[piece.column], piece)

    def _may_align(self, piece: Piece) -> bool:
        return piece in self._gaps and self._gaps[piece].may_align

    def _align(self, one: Piece, other: Piece) -> None:
        """Hold two pieces in one column, if they are there and space in front of one says so."""
        if one.column != other.column or max(self._found_gap(one), self._found_gap(other)) < 2:
            return
        smaller, larger = sorted((self._groups.setdefault(each, [each]) for each in (one, other)), key=len)
        if smaller is not larger:
            larger += smaller
            self._groups.update((piece, larger) for piece in smaller)

    def _found_gap(self, piece: Piece) -> int:
        return piece.column - self._before[piece].end_column

    def _place(self, piece: Piece) -> None:
        if piece not in self._before:
            self._columns[piece] = self._column_of_first(piece)
            return
        group = self._groups.get(piece, [piece])
        column = max(self._end_of(self._before[each]) + self._gaps[each].least for each in group)
        self._columns.update((each, column) for each in group)

    def _column_of_first(self, piece: Piece) -> int:
        """A line inside braces follows what it is aligned with; every other line begins where it did."""
        if piece.flow is None:
            return piece.column
        leader = piece.flow.first
        if leader is None or leader is piece or piece.flow.is_hanging or leader.column != piece.column:
            leader = next(iter(self._ordered[piece.flow.opened.line]), None)
        if leader is None or leader not in self._columns or leader.column > piece.column:
            return piece.column
        return piece.column + self._columns[leader] - leader.column

    def _end_of(self, piece: Piece) -> int:
        if piece.end_line > piece.line:  # its last line stays where it is
            return piece.end_column
        return self._columns[piece] + piece.end_column - piece.column

    def _write(self, number: int) -> str:
        line = self._sheet.lines[number]
        around = self._sheet.around.get(number)
        if around is not None and (around.kind is Kind.BLOCK_SCALAR or around.end_line > number):
            return line
        written = [line[: around.end_column] if around is not None else ""]
        width = len(written[0])
        for piece in self._ordered[number]:
            end = piece.end_column if piece.end_line == number else len(line)
            written += [" " * (self._columns[piece] - width), line[piece.column : end]]
            width = self._columns[piece] + end - piece.column
        return "".join(written)
