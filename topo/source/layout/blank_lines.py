"""Which lines are blank?

Never two in a row, none at the start or the end; exactly one above and below each section of a model that
takes more than one line, above the comments that stand at it. Blank lines that are part of a text stay.
"""

from collections.abc import Iterator
from itertools import pairwise

from topo.source.layout.sheet import Kind, Piece, Sheet


def space_out(sheet: Sheet) -> str:
    """The text with its blank lines set right, and one line end at its end."""
    parted = set(_find_parted(sheet))
    lines: list[str] = []
    may_blank = False
    for number, line in enumerate(sheet.lines):
        if number in parted and may_blank:
            lines.append("")
            may_blank = False
        if not sheet.is_blank(number):
            lines.append(line)
            may_blank = True
        elif may_blank:
            lines.append("")
            may_blank = False
    if lines and not may_blank:
        lines.pop()
    return "\n".join(lines) + ("\n" if lines and _may_end(sheet) else "")


def _may_end(sheet: Sheet) -> bool:
    """Whether a line end may be added: at the end of a block scalar that has none it would be text."""
    if sheet.text.endswith("\n"):
        return True
    last = sheet.pieces[-1] if sheet.pieces else None
    return last is None or last.kind is not Kind.BLOCK_SCALAR or "-" in last.text


def _find_parted(sheet: Sheet) -> Iterator[int]:
    """The lines that begin a section, or the comments at it, where a blank line must stand above."""
    for sections in _find_sections(sheet):
        for (first, first_end), (second, second_end) in pairwise(sections):
            if first_end > first.line or second_end > second.line:
                line = _find_start(sheet, second)
                if not _keeps_blank_lines(sheet, line - 1):
                    yield line


def _find_sections(sheet: Sheet) -> Iterator[list[tuple[Piece, int]]]:
    """For each document the keys of its outermost mapping, with the last line of each."""
    sections: list[tuple[Piece, int]] = []
    for piece in sheet.pieces:
        if piece.kind is Kind.MARKER:
            yield sections
            sections = []
        elif piece.begins_key and piece.block is not None and piece.block.depth == 0:
            sections.append((piece, piece.last_line))
        elif sections and (piece.kind is not Kind.COMMENT or piece.column > 0):
            sections[-1] = (sections[-1][0], piece.last_line)
    yield sections


def _find_start(sheet: Sheet, section: Piece) -> int:
    """The line of a section, or of the first of the comments right above it."""
    line = section.line
    while line and any(piece.is_alone and piece.column == 0 for piece in sheet.starting[line - 1]):
        line -= 1
    return line


def _keeps_blank_lines(sheet: Sheet, line: int) -> bool:
    """Whether a blank line below this one would be the text of a block scalar."""
    scalar = sheet.around.get(line) or next(reversed(sheet.starting[line]), None)
    return scalar is not None and scalar.kind is Kind.BLOCK_SCALAR and "+" in scalar.text
