"""Which lines of a text belong to an entry, and which comments?

A comment directly above an entry, in its column, is its own; one that a blank line parts from it is not, nor
a drawn heading (`# --- Renting ---`), nor the first line of a file, nor the comment over a paragraph of
entries where all paragraphs have one. Comments below that stand further in are the entry's too.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from topo.source.splicing.tree import Collection, Entry, Node, Tree, read_tree

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_HEADING = re.compile(r"#+\s*[-=*~_#+─═—–]{2}|.*[-=*~_#+─═—–]{3}\Z")
_ENOUGH_BLOCKS = 8
_WAIVER = re.compile(r"#+\s*topo\b", re.IGNORECASE)
_TRAILING = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\n\r\x85\u2028\u2029]*)?")


class Page:
    """A text with its tree and its lines, which count from 0; `number` is that of its document in marks."""

    def __init__(self, text: str, number: int = 0) -> None:
        self.text = text
        self.number = number
        self._ends = [end.span() for end in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in self._ends)]
        if self._starts[-1] == len(text) and text:
            self._starts.pop()
        self._headed: dict[Collection, bool] = {}

    @cached_property
    def tree(self) -> Tree:
        """What stands where; raises yaml.YAMLError where the text is no YAML."""
        return read_tree(self.text)

    @cached_property
    def blocks(self) -> tuple[list[Collection], list[Collection]]:
        """The first few mappings, and the first few lists, in block style that stand below a key."""
        found: tuple[list[Collection], list[Collection]] = ([], [])
        for entry in self.tree.keys.values():
            node = entry.value
            if isinstance(node, Collection) and not node.is_flow:
                found[not node.is_mapping].append(node)
                if min(map(len, found)) >= _ENOUGH_BLOCKS:
                    break
        return found

    # --- lines --------------------------------------------------------------------------------------

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    @property
    def line_end(self) -> str:
        """How its first line ends; a line feed where none does."""
        return self.text[slice(*self._ends[0])] if self._ends else "\n"

    def ending_of(self, line: int) -> str:
        """How a line ends; as the first line does where it has no end."""
        return self.text[slice(*self._ends[line])] if 0 <= line < len(self._ends) else self.line_end

    @property
    def is_ended(self) -> bool:
        """Whether its last line has an end (an empty text has no line that lacks one)."""
        return not self.text or bool(self._ends and self._ends[-1][1] == len(self.text))

    def find_line(self, offset: int) -> int:
        """The number of the line in which an offset lies."""
        return bisect_right(self._starts, offset) - 1

    def start_of(self, line: int) -> int:
        """Where a line begins; the length of the text behind the last one."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def end_of(self, line: int) -> int:
        """Where a line ends, without its line end."""
        return self._ends[line][0] if line < len(self._ends) else len(self.text)

    def line(self, number: int) -> str:
        """A line without its end, "" where there is none."""
        return self.text[self.start_of(number) : self.end_of(number)] if 0 <= number < self.lines else ""

    def is_blank(self, line: int) -> bool:
        """Whether a line, of which there is one, holds nothing."""
        return 0 <= line < self.lines and not self.line(line).strip()

    def comment_column(self, line: int) -> int | None:
        """The column of the comment that a line holds alone; None where it holds anything else."""
        text = self.line(line)
        said = text.lstrip(" \t")
        return len(text) - len(said) if said.startswith("#") else None

    def find_place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, from 0."""
        line = self.find_line(offset)
        return line, offset - self.start_of(line)

    # --- entries ------------------------------------------------------------------------------------

    def begins_line(self, entry: Entry) -> bool:
        """Whether nothing stands in front of an entry on its line."""
        return not self.text[self.start_of(self.find_line(entry.start)) : entry.start].strip(" \t")

    def first_line(self, entry: Entry) -> int:
        """The line on which an entry begins."""
        return self.find_line(entry.start)

    def last_line(self, entry: Entry) -> int:
        """The line on which an entry ends, comments below it left out."""
        return self.find_line(max(entry.start, entry.end - 1))

    def find_trail(self, offset: int) -> int:
        """Where the spaces and the comment end that follow an offset on its line; there, if more follows."""
        found = _TRAILING.match(self.text, offset)
        end = found.end() if found else offset
        return end if end == self.end_of(self.find_line(offset)) else offset

    def find_top(self, entry: Entry) -> int:
        """The first line of an entry's own: that of the comments directly above it."""
        first = self.first_line(entry)
        bound = self._find_bound(entry)
        top = first
        while top - 1 > bound and self.comment_column(top - 1) == entry.column:
            top -= 1
        headings = [line for line in range(top, first) if _HEADING.match(self.line(line).strip())]
        top = max([top, *(line + 1 for line in headings)])
        if top == first or (top == 0 and entry.column == 0):
            return first
        if self._is_over_paragraph(entry, top):
            waivers = (line for line in range(top, first) if _WAIVER.match(self.line(line).strip()))
            return next(waivers, first)
        return top

    def find_bottom(self, entry: Entry) -> int:
        """The last line of an entry's own: that of the comments below it that stand further in."""
        last = bottom = self.last_line(entry)
        while last + 1 < self.lines:
            last += 1
            column = self.comment_column(last)
            if column is not None and column > entry.column:
                bottom = last
            elif not self.is_blank(last):
                break
        return bottom

    def _find_bound(self, entry: Entry) -> int:
        """The last line that belongs to what stands in front of an entry."""
        if entry.number:
            return self.last_line(entry.collection.entries[entry.number - 1])
        holder = entry.collection.holder
        if holder is None:
            return -1
        return self.find_line(holder.key.end if holder.key else holder.start)

    def _is_over_paragraph(self, entry: Entry, top: int) -> bool:
        """Whether the comment at `top` stands over a paragraph of entries, as over every other one."""
        entries = entry.collection.entries
        if not self._begins_paragraph(entry, top):
            return False
        following = entries[entry.number + 1 : entry.number + 2]
        if not following or self.first_line(following[0]) != self.last_line(entry) + 1:
            return False
        collection = entry.collection
        if collection not in self._headed:
            self._headed[collection] = self._are_paragraphs_headed(entries)
        return self._headed[collection]

    def _are_paragraphs_headed(self, entries: Sequence[Entry]) -> bool:
        """Whether there are several paragraphs, each with a comment over it."""
        starts = [each for each in entries if self._begins_paragraph(each, self._find_first_comment(each))]
        return len(starts) > 1 and all(
            self.comment_column(self.first_line(each) - 1) is not None for each in starts
        )

    def _begins_paragraph(self, entry: Entry, top: int) -> bool:
        return self.is_blank(top - 1) or (entry.number == 0 and top - 1 <= self._find_bound(entry))

    def _find_first_comment(self, entry: Entry) -> int:
        top = self.first_line(entry)
        while self.comment_column(top - 1) is not None:
            top -= 1
        return top


def find_root(page: Page, *keys: str) -> Node | None:
    """The value at these keys in the first document that has them; None where none has."""
    for document in page.tree.documents:
        node: Node | None = document
        for key in keys:
            entry = node.find(key) if isinstance(node, Collection) else None
            node = entry.value if entry else None
        if node is not None:
            return node
    return None
