"""What stands where on the lines of a YAML text?

A sheet is a text as its layout sees it: lines, the pieces on them (tokens that can be seen, and comments),
and for each piece the block and the braces that it stands in. Lines and columns count from 0 here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from yaml import tokens

from topo.source.comments import Comment, find_comments
from topo.source.scanning import scan_tokens

INDENT = 2
"""How many columns each level stands further in."""


class Kind(Enum):
    """What a piece is."""

    DASH = "-"
    QUESTION = "?"
    COLON = ":"
    OPEN = "{"
    CLOSE = "}"
    COMMA = ","
    SCALAR = "scalar"
    BLOCK_SCALAR = "|"
    ALIAS = "*"
    PROPERTY = "&"
    MARKER = "---"
    DIRECTIVE = "%"
    COMMENT = "#"


_KINDS: dict[type, Kind] = {
    tokens.BlockEntryToken: Kind.DASH,
    tokens.KeyToken: Kind.QUESTION,
    tokens.ValueToken: Kind.COLON,
    tokens.FlowMappingStartToken: Kind.OPEN,
    tokens.FlowSequenceStartToken: Kind.OPEN,
    tokens.FlowMappingEndToken: Kind.CLOSE,
    tokens.FlowSequenceEndToken: Kind.CLOSE,
    tokens.FlowEntryToken: Kind.COMMA,
    tokens.ScalarToken: Kind.SCALAR,
    tokens.AliasToken: Kind.ALIAS,
    tokens.AnchorToken: Kind.PROPERTY,
    tokens.TagToken: Kind.PROPERTY,
    tokens.DocumentStartToken: Kind.MARKER,
    tokens.DocumentEndToken: Kind.MARKER,
    tokens.DirectiveToken: Kind.DIRECTIVE,
}
_HEADER = re.compile("[|>][-+0-9]*")


@dataclass(slots=True, eq=False)
class Block:
    """A mapping or sequence in block style; `column` is where its keys or dashes stand."""

    column: int
    parent: "Block | None"
    is_sequence: bool
    is_indentless: bool = False
    """A sequence whose dashes stand in the column of the key above: no token says where it begins."""
    depth: int = 0

    @property
    def wanted(self) -> int:
        """The column where its keys or dashes belong."""
        return INDENT * self.depth

    def chain(self) -> "Iterator[Block]":
        """This block and those around it, the innermost first."""
        block: Block | None = self
        while block is not None:
            yield block
            block = block.parent


@dataclass(slots=True, eq=False)
class Flow:
    """A mapping or sequence in braces or brackets."""

    opened: "Piece"
    parent: "Flow | None"
    first: "Piece | None" = None
    """What stands first inside, no comment."""

    @property
    def is_hanging(self) -> bool:
        """Whether what is inside begins on a line of its own."""
        return self.first is None or self.first.line > self.opened.line


@dataclass(slots=True, eq=False)
class Piece:
    """Something that can be seen. `block` and `flow` are the innermost ones that it stands in.

    A bracket that opens stands outside what it opens, the one that closes inside. Of a block scalar the
    piece is the header (`|-`) alone, and `last_line` the last line of its content. `text` is that of a
    comment or a header.
    """

    kind: Kind
    line: int
    column: int
    end_line: int
    end_column: int
    block: Block | None
    flow: Flow | None
    begins_key: bool = False
    last_line: int = 0
    margin: int = 0
    """Of a block scalar: the columns in front of its content, or 0 where it has none."""
    text: str = ""
    is_alone: bool = False

    @property
    def is_trailing(self) -> bool:
        """Whether this is a comment at the end of a line that holds something else."""
        return self.kind is Kind.COMMENT and not self.is_alone


@dataclass
class Sheet:
    """A text, its lines without their ends, and the pieces in order."""

    text: str
    lines: list[str]
    pieces: list[Piece] = field(default_factory=list)
    starting: list[list[Piece]] = field(default_factory=list)
    """The pieces that start on each line."""
    around: dict[int, Piece] = field(default_factory=dict)
    """The scalar that each line begins inside of, for those that do."""

    def is_blank(self, line: int) -> bool:
        """Whether a line holds nothing, and is not part of a scalar."""
        return not self.lines[line].strip() and line not in self.around

    def find_paragraphs(self) -> list[int]:
        """The number of the paragraph that each line belongs to: blank lines part them."""
        numbers, number = [], 0
        for line in range(len(self.lines)):
            number += self.is_blank(line)
            numbers.append(number)
        return numbers

    @cached_property
    def neighbours(self) -> "dict[int, tuple[Piece | None, Piece | None]]":
        """For the line of each comment the pieces before and after it that are none."""
        found: dict[int, tuple[Piece | None, Piece | None]] = {}
        waiting: list[int] = []
        before: Piece | None = None
        for piece in self.pieces:
            if piece.kind is Kind.COMMENT:
                waiting.append(piece.line)
                continue
            found.update((line, (before, piece)) for line in waiting)
            waiting, before = [], piece
        found.update((line, (before, None)) for line in waiting)
        return found


def read_sheet(text: str) -> Sheet:
    r"""The sheet of a text whose lines all end with `\n`. Raises yaml.YAMLError where it is none."""
    sheet = Sheet(text, text.split("\n"))
    if sheet.lines[-1] == "":
        sheet.lines.pop()
    sheet.pieces = _Walk(sheet.lines, find_comments(text)).find_pieces(text)
    sheet.starting = [[] for _ in sheet.lines]
    for piece in sheet.pieces:
        sheet.starting[piece.line].append(piece)
        for line in range(piece.line + 1, piece.last_line + 1):
            sheet.around[line] = piece
    return sheet


class _Walk:
    """The state of one walk over the tokens: which blocks and braces are open."""

    def __init__(self, lines: list[str], comments: tuple[Comment, ...]) -> None:
        self._lines = lines
        self._comments = comments
        self._next_comment = 0
        self._block: Block | None = None
        self._flow: Flow | None = None
        self._is_key_next = False
        self._pieces: list[Piece] = []

    def find_pieces(self, text: str) -> list[Piece]:
        """Every piece in order."""
        for token in scan_tokens(text):
            self._take_comments(token.start_mark.line, token.start_mark.column)
            self._take(token)
        self._take_comments(len(self._lines), 0)
        return self._pieces

    def _take_comments(self, line: int, column: int) -> None:
        while self._next_comment < len(self._comments):
            comment = self._comments[self._next_comment]
            at, end = comment.column - 1, comment.column - 1 + len(comment.text)
            if (comment.line - 1, at) >= (line, column):
                return
            piece = Piece(Kind.COMMENT, comment.line - 1, at, comment.line - 1, end, self._block, self._flow)
            piece.text, piece.is_alone, piece.last_line = comment.text, comment.is_alone, piece.line
            self._pieces.append(piece)
            self._next_comment += 1

    def _take(self, token: Any) -> None:
        kind = type(token)
        if kind is tokens.BlockMappingStartToken or kind is tokens.BlockSequenceStartToken:
            self._open_block(token.start_mark.column, is_sequence=kind is tokens.BlockSequenceStartToken)
        elif kind is tokens.BlockEndToken:
            self._leave_indentless()
            self._block = self._block.parent if self._block else None
        elif kind in _KINDS:
            self._take_visible(token, _KINDS[kind])

    def _take_visible(self, token: Any, kind: Kind) -> None:
        if kind in (Kind.QUESTION, Kind.COLON) and self._flow is None:
            self._leave_indentless()
        if token.start_mark.index == token.end_mark.index:
            self._is_key_next = kind is Kind.QUESTION
            return
        if kind is Kind.DASH and not (self._block and self._block.is_sequence):
            self._open_block(token.start_mark.column, is_sequence=True, is_indentless=True)
        piece = self._piece(token, kind)
        self._is_key_next = False
        self._pieces.append(piece)
        if self._flow and self._flow.first is None and kind is not Kind.CLOSE:
            self._flow.first = piece
        if kind is Kind.OPEN:
            self._flow = Flow(piece, self._flow)
        elif kind is Kind.CLOSE and self._flow:
            self._flow = self._flow.parent

    def _piece(self, token: Any, kind: Kind) -> Piece:
        start, end = token.start_mark, token.end_mark
        begins_key = self._flow is None and (self._is_key_next or kind is Kind.QUESTION)
        place = (start.line, start.column, end.line, end.column)
        piece = Piece(kind, *place, self._block, self._flow, begins_key, last_line=end.line)
        if kind is Kind.SCALAR and token.style in ("|", ">"):
            self._cut_to_header(piece)
        return piece

    def _cut_to_header(self, piece: Piece) -> None:
        header = _HEADER.match(self._lines[piece.line], piece.column)
        assert header is not None
        piece.kind, piece.text = Kind.BLOCK_SCALAR, header[0]
        piece.last_line = min(piece.end_line - (piece.end_column == 0), len(self._lines) - 1)
        piece.end_line, piece.end_column = piece.line, header.end()
        piece.margin = self._find_margin(piece)
        # Empty lines at its end are its own only where the header says so.
        while "+" not in header[0] and self._is_empty(piece.last_line, piece):
            piece.last_line -= 1

    def _find_margin(self, scalar: Piece) -> int:
        stated = re.search("[0-9]", scalar.text)
        if stated:
            return (scalar.block.column if scalar.block else 0) + int(stated[0])
        content = self._lines[scalar.line + 1 : scalar.last_line + 1]
        return next((len(line) - len(line.lstrip(" ")) for line in content if line.strip(" ")), 0)

    def _is_empty(self, line: int, scalar: Piece) -> bool:
        text = self._lines[line]
        return (
            line > scalar.line and not text.strip(" ") and (len(text) <= scalar.margin or not scalar.margin)
        )

    def _open_block(self, column: int, *, is_sequence: bool, is_indentless: bool = False) -> None:
        depth = self._block.depth + 1 if self._block else 0
        self._block = Block(column, self._block, is_sequence, is_indentless, depth)

    def _leave_indentless(self) -> None:
        if self._block and self._block.is_indentless:
            self._block = self._block.parent
