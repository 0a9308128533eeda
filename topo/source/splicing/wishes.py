"""What is wished of a page, and which splices grant it?

Wishes are gathered first and granted together: what happens to a comma, a bracket or a blank line depends on
everything that comes and goes beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from topo.findings import Address
from topo.source.rendering import is_scalar, write_quoted, write_scalar
from topo.source.splicing.blocks import NewLines, splice_block
from topo.source.splicing.flows import NewText, splice_flow
from topo.source.splicing.page import Page
from topo.source.splicing.plan import Splice
from topo.source.splicing.refusal import CannotSplice
from topo.source.splicing.settling import settle
from topo.source.splicing.styling import Peers, find_gap
from topo.source.splicing.tree import Alias, Collection, Entry, Node, Scalar
from topo.source.splicing.wording import shorten


@dataclass(slots=True)
class Addition:
    """Something new in a collection: a key (None in a list) with its value, behind an entry or first."""

    key: str | None
    value: Any
    after: Entry | None
    address: Address
    is_thing: bool


class Wishes:
    """The wishes of one page. Each raises CannotSplice where no splice would be safe."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._removed: dict[Collection, dict[Entry, Address]] = {}
        self._added: dict[Collection, list[Addition]] = {}
        self._filled: dict[Entry, tuple[Any, Address]] = {}
        self._appended: dict[str, Any] = {}
        self._appended_for: Address | None = None
        self._splices: list[Splice] = []
        self._collapsing: set[Collection] = set()
        self.refused: list[tuple[Address, CannotSplice]] = []
        """What turned out not to be spliceable when the wishes were granted together."""

    # --- wishing --------------------------------------------------------------------------------------

    def remove(self, entry: Entry, address: Address, *, collapses: bool = False) -> None:
        """Take an entry out; `collapses`: its collection goes too when nothing is left in it."""
        refuse_locked(entry.lock)
        _refuse_bare(entry.collection)
        self._removed.setdefault(entry.collection, {})[entry] = address
        if collapses:
            self._collapsing.add(entry.collection)

    def add(
        self,
        collection: Collection,
        key: str | None,
        value: Any,
        *,
        after: Entry | None,
        address: Address,
        is_thing: bool = False,
    ) -> None:
        """Put something new behind an entry of a collection, or first.

        What is wished twice under one key is united. `is_thing`: it looks like the things beside it; else
        it is a field, and looks like the same field of other things.
        """
        refuse_locked(collection.lock)
        _refuse_bare(collection)
        if not collection.entries and collection.holder and not collection.holder.collection.is_flow:
            self.fill(collection.holder, key, value, address=address)
            return
        waiting = self._added.setdefault(collection, [])
        same = next((each for each in waiting if key is not None and each.key == key), None)
        if same is None:
            waiting.append(Addition(key, value, after, address, is_thing))
        else:
            same.value = _unite(same.value, value)

    def fill(self, entry: Entry, key: str | None, value: Any, *, address: Address) -> None:
        """Put something into a key without a value, or with an empty collection as its value."""
        refuse_locked(entry.value.lock)
        said, first = self._filled.get(entry, (None, address))
        new = [value] if key is None else {key: value}
        self._filled[entry] = (new if said is None else _unite(said, new), first)

    def append(self, key: str, value: Any, address: Address) -> None:
        """Put a section at the end of a page that holds none."""
        self._appended = _unite(self._appended, {key: value})
        self._appended_for = self._appended_for or address

    def rename(self, entry: Entry, new: str, address: Address) -> None:
        """Give a key another name; what stands in line behind its colon stays in line."""
        refuse_locked(entry.collection.lock)
        key = entry.key
        if not isinstance(key, Scalar) or key.anchor:
            raise CannotSplice("its key is an alias, or has an anchor", entry.start)
        text = _write_like(key, new, in_flow=_is_in_flow(key))
        self._splices.append(Splice(key.start, key.end, text, address))
        shift = len(text) - (key.end - key.start)
        spaces = self._find_padding(key.end)
        if spaces and shift:
            start, count = spaces
            keeps = max(1, count - shift)
            self._splices.append(Splice(start, start + count, " " * keeps, address))

    def replace(self, node: Node, value: Any, address: Address) -> None:
        """Write another value in the place of one, on one line."""
        refuse_locked(node.holder.collection.lock if node.holder else None)
        if not isinstance(node, Alias):
            refuse_locked(node if node.is_named else None)
        _refuse_named_inside(node)
        text = self._write_instead(node, shorten(value))
        if isinstance(node, Collection) and not node.is_flow and node.holder and node.holder.key:
            self._replace_block(node, node.holder, text, address)
            return
        start = self._find_content(node)
        colon = "" if self.page.text[start - 1 : start] != ":" else " "
        if isinstance(node, Scalar) and node.is_empty and node.holder and node.holder.key and not colon:
            colon = self._find_missing_colon(node.holder)
        if isinstance(node, Scalar) and node.is_empty and self.page.text[start - 1 : start] == "-":
            colon = " "
        self._splices.append(Splice(start, node.end, f"{colon}{text}", address))

    # --- granting -------------------------------------------------------------------------------------

    def grant(self) -> tuple[Splice, ...]:
        """All splices in order; what cannot be spliced after all is `refused`."""
        self._collapse()
        splices = list(self._splices)
        for entry, (value, address) in self._filled.items():
            splices += self._attempt(self._grant_fill(entry, value, address), address)
        # What comes at the end of an inner collection stands in front of what comes behind the outer one.
        collections = dict.fromkeys([*self._removed, *self._added])
        for collection in sorted(collections, key=lambda each: -each.depth):
            splices += self._attempt(self._grant(collection), self._find_address(collection))
        if self._appended_for is not None:
            splices.append(self._grant_appended(self._appended_for))
        settled, clashing = settle(self.page, splices)
        self.refused += clashing
        return settled

    def _attempt(self, splices: Iterator[Splice], address: Address) -> list[Splice]:
        try:
            return list(splices)
        except CannotSplice as refusal:
            self.refused.append((address, refusal))
            return []

    def _find_address(self, collection: Collection) -> Address:
        """An address of something that comes or goes in a collection."""
        removed, added = self._removed.get(collection), self._added.get(collection)
        return added[0].address if added else next(iter((removed or {}).values()))

    def _collapse(self) -> None:
        """Let what would be left empty go itself: a section without things, and what holds it."""
        waiting = [each for each in self._removed if each in self._collapsing]
        while waiting:
            collection = waiting.pop()
            holder = collection.holder
            if holder is None or self._added.get(collection) or not self._is_emptied(collection):
                continue
            address = next(iter(self._removed[collection].values()))
            if not holder.lock:
                del self._removed[collection]
                self._removed.setdefault(holder.collection, {})[holder] = address
                waiting.append(holder.collection)

    def _is_emptied(self, collection: Collection) -> bool:
        return len(self._removed.get(collection, ())) == len(collection.entries)

    def _grant(self, collection: Collection) -> Iterator[Splice]:
        removed, added = self._removed.get(collection, {}), self._added.get(collection, [])
        if collection.is_flow:
            texts = [NewText(self._write_flow(collection, each), each.after, each.address) for each in added]
            yield from splice_flow(self.page, collection, removed, texts)
        elif added or not self._is_emptied(collection) or collection.holder is None:
            lines = [
                NewLines(self._write_lines(collection, each), each.after, each.address) for each in added
            ]
            yield from splice_block(self.page, collection, removed, lines)
        else:
            yield from self._empty(collection, collection.holder, next(iter(removed.values())))

    def _empty(self, collection: Collection, holder: Entry, address: Address) -> Iterator[Splice]:
        """Say that nothing is left: `{}` or `[]`."""
        before = len(self._splices)
        self._replace_block(collection, holder, "{}" if collection.is_mapping else "[]", address)
        added, self._splices = self._splices[before:], self._splices[:before]
        yield from added

    def _grant_fill(self, entry: Entry, value: Any, address: Address) -> Iterator[Splice]:
        node, page = entry.value, self.page
        peers = self._find_peers_of(entry)
        is_block = not _is_in_flow(node) and entry.key is not None
        lines = peers.write_entry(entry.name, shorten(value), entry.column) if is_block else []
        if len(lines) < 2 or page.text[entry.key.end : node.start].strip(" \t:"):  # type: ignore[union-attr]
            self.replace(node, value, address)
            yield self._splices.pop()
            return
        colon = page.text.index(":", entry.key.end) + 1  # type: ignore[union-attr]
        trail = page.find_trail(node.end)
        end = page.ending_of(page.find_line(trail))
        text = "".join(f"{end}{line}" for line in lines[1:])
        if not (isinstance(node, Scalar) and node.is_empty):
            yield Splice(colon, node.end, "", address)
        yield Splice(trail, trail, text, address)

    def _grant_appended(self, address: Address) -> Splice:
        page = self.page
        peers = Peers(page)
        end = page.line_end
        lines = [line for key, value in self._appended.items() for line in peers.write_entry(key, value, 0)]
        text = "".join(f"{line}{end}" for line in lines)
        at = len(page.text)
        return Splice(at, at, text if page.is_ended else f"{end}{text}", address)

    # --- writing --------------------------------------------------------------------------------------

    def _write_flow(self, collection: Collection, addition: Addition) -> str:
        peers = self._find_peers(collection, addition)
        value = peers.write_inline(shorten(addition.value), in_flow=True)
        return value if addition.key is None else f"{write_scalar(addition.key, in_flow=True)}: {value}"

    def _write_lines(self, collection: Collection, addition: Addition) -> list[str]:
        peers = self._find_peers(collection, addition)
        column = collection.entries[0].column
        value = shorten(addition.value)
        if addition.key is None:
            return peers.write_item(value, column)
        gap = find_gap(self.page, collection, addition.after, addition.key)
        return peers.write_entry(addition.key, value, column, gap=gap)

    def _find_peers(self, collection: Collection, addition: Addition) -> Peers:
        """What stands in the same place: of a field, in the things beside the one that it is in."""
        beside = Peers.beside(self.page, collection, addition.after)
        holder = collection.holder
        if addition.key is None or addition.is_thing or holder is None:
            return beside
        others = Peers.beside(self.page, holder.collection, holder).inside(addition.key)
        if others.nodes:
            return others
        alike = [each for each in beside.nodes if _is_alike(each, addition.value)]
        return Peers(self.page, tuple(alike))

    def _find_peers_of(self, entry: Entry) -> Peers:
        beside = Peers.beside(self.page, entry.collection, entry)
        return Peers(self.page, tuple(node for node in beside.nodes if node is not entry.value))

    def _write_instead(self, node: Node, value: Any) -> str:
        in_flow = _is_in_flow(node)
        if isinstance(node, Scalar) and is_scalar(value):
            return _write_like(node, value, in_flow=in_flow)
        peers = self._find_peers_of(node.holder) if node.holder else Peers(self.page)
        return peers.write_inline(value, in_flow=in_flow)

    def _replace_block(self, node: Collection, holder: Entry, text: str, address: Address) -> None:
        page = self.page
        assert holder.key is not None
        if node.anchor is not None:
            raise CannotSplice(f"the anchor `&{node.anchor}` stands in front of it", node.start)
        colon = page.text.index(":", holder.key.end) + 1
        first, last = page.find_line(colon) + 1, page.find_bottom(holder)
        start, end = page.start_of(first), page.start_of(last + 1)
        self._splices += [Splice(colon, colon, f" {text}", address), Splice(start, end, "", address)]

    def _find_content(self, node: Node) -> int:
        """Where a node begins, behind an anchor."""
        if node.anchor is None or isinstance(node, Collection):
            return node.content if isinstance(node, Collection) else node.start
        text = self.page.text[node.start : node.end]
        return node.start + len(text) - len(text.removeprefix(f"&{node.anchor}").lstrip())

    def _find_padding(self, offset: int) -> tuple[int, int] | None:
        """The spaces behind a colon, where there are several in front of a value on the same line."""
        text, colon = self.page.text, self.page.text.find(":", offset)
        if colon != offset:
            return None
        at = colon + 1
        while text[at : at + 1] == " ":
            at += 1
        count = at - colon - 1
        is_value = at < self.page.end_of(self.page.find_line(colon)) and text[at] != "#"
        return (colon + 1, count) if count > 1 and is_value else None

    def _find_missing_colon(self, entry: Entry) -> str:
        """What lacks between a key and its value: in braces a key may stand alone."""
        assert entry.key is not None
        between = self.page.text[entry.key.end : entry.value.start]
        return "" if ":" in between else ": "


def refuse_locked(lock: Node | None) -> None:
    """Raise CannotSplice where an alias elsewhere stands for a node."""
    if lock is not None:
        called = f"the anchor `&{lock.anchor}`"
        raise CannotSplice(
            f"{called} is used elsewhere too: what changes here would change there", lock.start
        )


def _refuse_named_inside(node: Node) -> None:
    if isinstance(node, Collection):
        for entry in node.entries:
            refuse_locked(entry.lock)


def _refuse_bare(collection: Collection) -> None:
    if collection.is_bare:
        raise CannotSplice("it is a single pair without braces", collection.start)


def _is_in_flow(node: Node) -> bool:
    holder = node.holder
    return holder is not None and holder.collection.is_flow


def _is_alike(node: Node, value: Any) -> bool:
    if isinstance(node, Collection):
        return isinstance(value, dict if node.is_mapping else list)
    return is_scalar(value)


def _unite(said: Any, more: Any) -> Any:
    """Both, mappings deeply."""
    if isinstance(said, dict) and isinstance(more, dict):
        for key, value in more.items():
            said[key] = _unite(said[key], value) if key in said else value
        return said
    return [*said, *more] if isinstance(said, list) and isinstance(more, list) else more


def _write_like(node: Scalar, value: Any, *, in_flow: bool) -> str:
    """A scalar with the quotes that another one has."""
    if node.style in ("'", '"') and isinstance(value, str):
        return write_quoted(value, node.style)
    return write_scalar(value, in_flow=in_flow)
