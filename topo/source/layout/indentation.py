"""In which column does each line begin?

Each level stands two columns further in, items of a list stand further in than their key. What a line
begins inside of decides how it moves:

- a key or a dash goes to the column of its block, a value on a line of its own one level further in;
- a line inside braces that open at a line's end stands one level further in than that line; inside braces
  whose first entry shares their line it follows that entry, or keeps its distance;
- a block scalar moves as a whole; lines of other scalars keep their distance;
- a comment alone on its line goes with the level it stood at.
"""

import re
from dataclasses import dataclass

from topo.source.layout.comment_columns import put_comments
from topo.source.layout.sheet import INDENT, Block, Kind, Piece, Sheet

_INDICATORS = frozenset({Kind.DASH, Kind.QUESTION, Kind.COLON})
_AWAITING = frozenset({Kind.DASH, Kind.QUESTION, Kind.COLON, Kind.PROPERTY})


def indent(sheet: Sheet) -> str:
    """The text with each line at its column; nothing else changes but what must keep its alignment."""
    return _Indenting(sheet).run()


@dataclass(frozen=True, slots=True)
class _Move:
    """Where the content of a line stood, behind dashes, and where it goes."""

    before: int
    after: int

    @property
    def shift(self) -> int:
        return self.after - self.before


class _Indenting:
    """One pass from the first line to the last: where a line goes depends on lines above it alone."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._moves: list[_Move] = []
        self._lines: list[str] = []
        self._last_alone = (-1, 0, 0)  # line, column before and after of the last comment alone on its line

    def run(self) -> str:
        """The new text."""
        for number in range(len(self._sheet.lines)):
            move, line = self._lay_out(number)
            self._moves.append(move)
            self._lines.append(self._without_comment(number, line))
        put_comments(self._sheet, self._lines)
        end = "\n" if self._sheet.text.endswith("\n") else ""
        return "\n".join(self._lines) + end

    def _without_comment(self, number: int, line: str) -> str:
        """The new line without the comment at its end, which is to follow; the old one ends the same."""
        last = next(reversed(self._sheet.starting[number]), None)
        if last is None or not last.is_trailing:
            return line
        return line[: last.column - len(self._sheet.lines[number])].rstrip()

    def _lay_out(self, number: int) -> tuple[_Move, str]:
        line = self._sheet.lines[number]
        pieces = self._sheet.starting[number]
        around = self._sheet.around.get(number)
        if around is not None:
            is_block = around.kind is Kind.BLOCK_SCALAR
            return self._lay_out_content(line, around) if is_block else self._lay_out_inside(line, around)
        if not pieces:
            return _Move(0, 0), ""
        if pieces[0].flow is not None:
            column = self._column_in_flow(pieces[0])
        elif pieces[0].kind is Kind.COMMENT:
            column = self._column_of_comment(pieces[0])
        elif pieces[0].kind in (Kind.MARKER, Kind.DIRECTIVE):
            column = 0
        else:
            return self._lay_out_entry(line, pieces)
        return _Move(pieces[0].column, column), " " * column + line[pieces[0].column :]

    def _lay_out_entry(self, line: str, pieces: list[Piece]) -> tuple[_Move, str]:
        """A line in block style: its dashes, one space behind each, and then its content."""
        start, at = "", 0
        while at < len(pieces) and pieces[at].kind in _INDICATORS:
            piece = pieces[at]
            start = start.ljust(_wanted(piece.block)) + line[piece.column] + " "
            at += 1
        if at == len(pieces) or pieces[at].kind is Kind.COMMENT:
            content = pieces[at].column if at < len(pieces) else len(line)
            return _Move(content, len(start)), start + line[content:] if at < len(pieces) else start.rstrip()
        first = pieces[at]
        column = _wanted(first.block) if first.begins_key else _wanted_inside(first.block)
        return _Move(first.column, column), start.ljust(column) + line[first.column :]

    def _column_in_flow(self, first: Piece) -> int:
        flow = first.flow
        assert flow is not None
        opening = self._moves[flow.opened.line]
        closes = first.kind is Kind.CLOSE
        if flow.is_hanging:
            return opening.after + (0 if closes and first.column <= opening.before else INDENT)
        column = first.column + opening.shift
        if flow.first is not None and first.column == flow.first.column:
            return column
        least = _wanted(first.block) if closes else _wanted_inside(first.block)
        return max(column, least)

    def _lay_out_inside(self, line: str, scalar: Piece) -> tuple[_Move, str]:
        """A line that begins inside another scalar, where white space at its start says nothing."""
        content = line.lstrip(" \t")
        before = len(line) - len(content)
        if scalar.block is None:
            return _Move(before, before), line
        after = max(before + self._moves[scalar.line].shift, _wanted_inside(scalar.block))
        return _Move(before, after), " " * after + content if content else ""

    def _lay_out_content(self, line: str, scalar: Piece) -> tuple[_Move, str]:
        """A line of a block scalar: white space beyond the margin is part of the text."""
        move = _find_content_move(scalar)
        if move.shift == 0 or not scalar.margin:
            return move, line
        inside = line[move.before :]
        return move, " " * move.after + inside if inside else ""

    def _column_of_comment(self, comment: Piece) -> int:
        """The level that a comment alone on its line stands at; one that is further in keeps its distance."""
        before, after = self._sheet.neighbours[comment.line]
        levels = _find_levels(before, after)
        exact = [wanted for column, wanted in levels if column == comment.column]
        column = exact[0] if exact else self._column_between(comment, before, levels)
        self._last_alone = (comment.line, comment.column, column)
        return column

    def _column_between(self, comment: Piece, before: Piece | None, levels: list[tuple[int, int]]) -> int:
        line, column_before, column_after = self._last_alone
        if line == comment.line - 1 and column_before < comment.column:
            return column_after + comment.column - column_before
        if before and before.kind in _AWAITING and before.block and comment.column > before.block.column:
            return _wanted_inside(before.block)
        outside = [level for level in levels if level[0] <= comment.column]
        return max(outside, default=min(levels, default=(0, 0)))[1]


def _wanted(block: Block | None) -> int:
    return block.wanted if block else 0


def _wanted_inside(block: Block | None) -> int:
    return block.wanted + INDENT if block else 0


def _find_levels(before: Piece | None, after: Piece | None) -> list[tuple[int, int]]:
    """The levels open at a comment, what follows first: where each stood and where it goes."""
    levels: list[tuple[int, int]] = []
    for piece in (after, before):
        if piece is not None and piece.block is not None:
            levels += [(block.column, block.wanted) for block in piece.block.chain()]
    return levels


def _find_content_move(scalar: Piece) -> _Move:
    """The margin of a block scalar's content, and where it goes: one level further in than its block."""
    if scalar.block is None:
        return _Move(0, 0)
    if re.search("[0-9]", scalar.text):  # the margin is counted from the block, and goes with it
        return _Move(scalar.margin, scalar.margin + scalar.block.wanted - scalar.block.column)
    return _Move(scalar.margin, scalar.block.wanted + INDENT)
