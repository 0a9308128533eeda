"""How is something new written, so that it looks like what stands beside it?

Its *peers* are the values that stand in the same place: other teams for a team, their `owns` for its `owns`.
What most of them do is done: braces or lines, columns, dashes, quotes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from topo.source.rendering import (
    WIDEST,
    is_leaf,
    is_literal,
    is_scalar,
    write_literal,
    write_quoted,
    write_scalar,
)
from topo.source.splicing.page import Page
from topo.source.splicing.tree import Collection, Entry, Node, Scalar

_MOST_PEERS = 24
_STEP = 2


@dataclass(frozen=True, slots=True)
class Peers:
    """The values that stand in the same place as something new, and the page that they are on."""

    page: Page
    nodes: tuple[Node, ...] = ()

    @classmethod
    def beside(cls, page: Page, collection: Collection, after: Entry | None) -> "Peers":
        """The values of a collection, those nearest to an entry."""
        middle = after.number if after else 0
        first = max(0, middle - _MOST_PEERS // 2)
        near = collection.entries[first : first + _MOST_PEERS]
        return cls(page, tuple(entry.value for entry in near))

    def inside(self, key: str) -> "Peers":
        """What the peers have at a key."""
        mappings = (node for node in self.nodes if isinstance(node, Collection) and node.is_mapping)
        return Peers(self.page, tuple(entry.value for each in mappings if (entry := each.find(key))))

    def items(self) -> "Peers":
        """The items of the peers that are lists."""
        lists = (node for node in self.nodes if isinstance(node, Collection) and not node.is_mapping)
        return Peers(self.page, tuple(entry.value for each in lists for entry in each.entries[:_MOST_PEERS]))

    # --- what they do -------------------------------------------------------------------------------

    def write_inline(self, value: Any, *, in_flow: bool) -> str:
        """A value on one line."""
        if isinstance(value, dict):
            fields = (
                f"{self.write_key(key, in_flow=True)}: {self.inside(key).write_inline(inner, in_flow=True)}"
                for key, inner in value.items()
            )
            return "{" + ", ".join(fields) + "}"
        if isinstance(value, list):
            items = self.items()
            return "[" + ", ".join(items.write_inline(inner, in_flow=True) for inner in value) + "]"
        quote = self._find_quote()
        return (
            write_quoted(value, quote)
            if quote and isinstance(value, str)
            else write_scalar(value, in_flow=in_flow)
        )

    def write_key(self, key: str, *, in_flow: bool) -> str:
        """A key as a peer writes it."""
        for node in self.nodes:
            entry = node.find(key) if isinstance(node, Collection) else None
            is_alike = entry is not None and (entry.collection.is_flow or not in_flow)
            if entry and is_alike and isinstance(entry.key, Scalar) and entry.key.anchor is None:
                return self.page.text[entry.key.start : entry.key.end]
        return write_scalar(key, in_flow=in_flow)

    def write_entry(self, key: str, value: Any, column: int, *, gap: int = 1) -> list[str]:
        """The lines of a key with its value in block style; `gap` spaces stand between them on one line."""
        return self._write_behind(write_scalar(key, in_flow=False), value, column, gap)

    def _write_behind(self, key: str, value: Any, column: int, gap: int = 1) -> list[str]:
        start = f"{' ' * column}{key}:"
        if self._is_inline(value, len(start) + gap, column):
            return [f"{start}{' ' * gap}{self.write_inline(value, in_flow=False)}"]
        if isinstance(value, str):
            return write_literal(start, value, column + self._find_width())
        if isinstance(value, list):
            return [start, *self._write_items(value, column + self._find_dash())]
        return [start, *self._write_entries(value, column + self._find_width())]

    def write_item(self, value: Any, column: int) -> list[str]:
        """The lines of an item of a list in block style; `column` is that of the dash."""
        gap = self._find_gap()
        start = f"{' ' * column}-{' ' * gap}"
        if self._is_inline(value, len(start), column + 1):
            return [start + self.write_inline(value, in_flow=False)]
        if isinstance(value, str):
            return write_literal(start.rstrip(), value, column + 1 + gap)
        inside = column + 1 + gap
        lines = (
            self._write_items(value, inside)
            if isinstance(value, list)
            else self._write_entries(value, inside)
        )
        return [start + lines[0].lstrip(" "), *lines[1:]]

    def _write_entries(self, value: dict[str, Any], column: int) -> list[str]:
        return [
            line
            for key, inner in value.items()
            for line in self.inside(key)._write_behind(self.write_key(key, in_flow=False), inner, column)
        ]

    def _write_items(self, value: list[Any], column: int) -> list[str]:
        items = self.items()
        return [line for inner in value for line in items.write_item(inner, column)]

    def _is_inline(self, value: Any, start: int, column: int) -> bool:
        """Whether a value stands behind its key or dash, where `start` columns are taken."""
        if is_scalar(value):
            return not is_literal(value)
        if not value:
            return True
        alike = [each for each in self._filled() if each.is_mapping == isinstance(value, dict)]
        if start + len(self.write_inline(value, in_flow=False)) > self._find_room(alike):
            return False
        if alike:
            return 2 * sum(each.is_flow for each in alike) >= len(alike)
        return is_leaf(value, column)

    def _filled(self) -> list[Collection]:
        return [node for node in self.nodes if isinstance(node, Collection) and node.entries]

    def _find_room(self, alike: Iterable[Collection]) -> int:
        """As many columns as topo writes, or as the widest of the peers takes."""
        ends = (self.page.find_place(each.end) for each in alike if each.is_flow)
        return max([WIDEST, *(column for _, column in ends)])

    def _find_quote(self) -> str:
        """The quote that all peers have; "" where they differ or stand plain."""
        styles = {node.style for node in self.nodes if isinstance(node, Scalar) and not node.is_empty}
        return styles.pop() if len(styles) == 1 and styles <= {"'", '"'} else ""

    def _find_width(self) -> int:
        """How much further in the keys of a mapping stand than its own key."""
        blocks = [node for node in self._filled() if not node.is_flow and node.is_mapping]
        return _find_step(blocks) or _find_step(self.page.blocks[0]) or _STEP

    def _find_dash(self) -> int:
        """How much further in the dashes of a list stand than its key."""
        blocks = [node for node in self._filled() if not node.is_flow and not node.is_mapping]
        for each in (blocks, self.page.blocks[1]):
            step = _find_step(each)
            if step is not None:
                return step
        return self._find_width()

    def _find_gap(self) -> int:
        """How many spaces stand behind a dash."""
        for node in self.nodes:
            entry = node.holder
            if entry and entry.key is None and not entry.collection.is_flow:
                gap = node.start - entry.start - 1
                if gap > 0 and not self.page.text[entry.start + 1 : node.start].strip(" "):
                    return gap
        return 1


def find_gap(page: Page, collection: Collection, after: Entry | None, key: str) -> int:
    """How many spaces follow the colon of a new key, so that its value is in line with others."""
    middle = after.number if after else -1
    near = collection.entries[max(0, middle - 2) : middle + 4]
    values = [each for each in near if each.key and page.find_line(each.value.start) == page.first_line(each)]
    columns = {each.value.column for each in values}
    widths = {each.key.end - each.key.start for each in values if each.key}
    if len(columns) != 1 or len(widths) < 2:
        return 1
    return max(1, columns.pop() - collection.entries[0].column - len(write_scalar(key, in_flow=False)) - 1)


def _find_step(blocks: Sequence[Collection]) -> int | None:
    steps = [each.entries[0].column - each.holder.column for each in blocks if each.holder]
    return max(set(steps), key=steps.count) if steps else None
