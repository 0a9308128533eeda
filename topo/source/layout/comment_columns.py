"""Where does a comment at the end of a line go when the line in front of it changes?

Comments of one paragraph that stand in one column stay in one column. What moves the column is the longest
line in front of it: the space between that line and its comment stays what it was, and is never nothing.
"""

from collections import defaultdict
from dataclasses import dataclass

from topo.source.layout.sheet import Kind, Piece, Sheet


@dataclass(frozen=True, slots=True)
class _Trailing:
    """A comment, and where what is in front of it ends, before and after (None where nothing is)."""

    comment: Piece
    end_before: int | None
    end_after: int | None


def put_comments(sheet: Sheet, lines: list[str]) -> None:
    """Add to `lines`, the new ones without them, the comments at their ends and what goes on with those."""
    continuations = find_continuations(sheet)
    trailing = []
    for comment in sheet.pieces:
        if comment.is_trailing:
            before = len(sheet.lines[comment.line][: comment.column].rstrip())
            trailing.append(_Trailing(comment, before, len(lines[comment.line])))
        elif comment.line in continuations and comment.kind is Kind.COMMENT:
            lines[comment.line] = ""
            trailing.append(_Trailing(comment, None, None))
    for line, column, text in _place(trailing, sheet.find_paragraphs()):
        lines[line] = lines[line].ljust(column) + text


def _place(trailing: list[_Trailing], paragraphs: list[int]) -> list[tuple[int, int, str]]:
    """Line, new column and text of each comment."""
    groups: dict[tuple[int, int], list[_Trailing]] = defaultdict(list)
    for each in trailing:
        groups[paragraphs[each.comment.line], each.comment.column].append(each)
    return [
        (each.comment.line, column, each.comment.text)
        for (_, old_column), group in groups.items()
        for column in [_find_column(old_column, group)]
        for each in group
    ]


def _find_column(old_column: int, group: list[_Trailing]) -> int:
    before = [each.end_before for each in group if each.end_before is not None]
    after = [each.end_after for each in group if each.end_after is not None]
    if not before:
        return old_column
    return max(after) + max(old_column - max(before), 1)


def find_continuations(sheet: Sheet) -> set[int]:
    """The lines whose comment, alone, goes on with the one at the end of a line above, in its column."""
    found: set[int] = set()
    for comment in sheet.pieces:
        if comment.kind is not Kind.COMMENT or not comment.is_alone or comment.line == 0:
            continue
        above = next(reversed(sheet.starting[comment.line - 1]), None)
        if above is None or above.kind is not Kind.COMMENT or above.column != comment.column:
            continue
        if above.is_alone and above.line not in found:
            continue
        _, after = sheet.neighbours[comment.line]
        if after is None or after.flow or after.block is None or after.block.column != comment.column:
            found.add(comment.line)
    return found
