"""Which wishes make what stands there say what it is to say?

Two ways of saying a thing are compared key by key and item by item, down to the scalar that differs; what
does not differ is not looked at, in whichever form it stands.
"""

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from topo.findings import Address
from topo.source.positions import Mapping, identity_of
from topo.source.positions import Sequence as RawSequence
from topo.source.splicing.pages import Layer, Pages
from topo.source.splicing.refusal import CannotSplice
from topo.source.splicing.renames import Renames
from topo.source.splicing.tree import Alias, Collection, Entry, Node, Scalar
from topo.source.splicing.wording import Said, SaidList

_ABSENT = object()
Tell = Callable[[Address, CannotSplice, object], None]
"""Told of an address that cannot be spliced, why, and what should be said there (None: nothing)."""
MayAdd = Callable[[Address, Any], bool]
"""Takes a field that must not stand in a public file, and writes it elsewhere; False for any other."""


class Reconciling:
    """Wishes for the fields of things."""

    def __init__(self, pages: Pages, renames: Renames, tell: Tell, keep_private: MayAdd) -> None:
        self._pages = pages
        self._renames = renames
        self._tell = tell
        self._keep_private = keep_private

    def thing(
        self, layers: Sequence[Layer], raw: object, before: Said, after: Said, address: Address
    ) -> None:
        """Make a thing say `after`; it may stand in its short form."""
        node = layers[-1].node if layers else None
        if isinstance(node, Scalar) and not node.is_null and before != after:
            try:
                layers[-1].wishes.replace(node, after, address)
            except CannotSplice as refusal:
                self._tell(address, refusal, after)
        else:
            self.mapping(layers, raw, before, after, address)

    # --- mappings -------------------------------------------------------------------------------------

    def mapping(
        self,
        layers: Sequence[Layer],
        raw: object,
        before: dict[str, Any],
        after: dict[str, Any],
        address: Address,
    ) -> None:
        """Make a mapping say `after` instead of `before`.

        It may stand on several layers, the last one winning. `raw` is what the reading made of them, and of
        what foreign files say.
        """
        renames = find_said_renames(before, after)
        for old, new in renames.items():
            self._rename(layers, old, new, address)
        old_keys = {new: old for old, new in renames.items()}
        gone = [key for key in before if key not in after and key not in renames]
        for key in [*after, *gone]:
            old_key = old_keys.get(key, key)
            said, wanted = before.get(old_key, _ABSENT), after.get(key, _ABSENT)
            if said is _ABSENT or wanted is _ABSENT or said != wanted:
                order = [old_keys.get(each, each) for each in _find_order(after, key)]
                try:
                    self._field(layers, raw, old_key, said, wanted, address / key, order)
                except CannotSplice as refusal:
                    self._tell(address / key, refusal, None if wanted is _ABSENT else wanted)

    def _rename(self, layers: Sequence[Layer], old: str, new: str, address: Address) -> None:
        for layer in layers:
            holder = layer.find(old)
            if holder is not None:
                holder.wishes.rename(holder.entry, new, address / new)

    def _field(
        self,
        layers: Sequence[Layer],
        raw: object,
        key: str,
        before: Any,
        after: Any,
        address: Address,
        order: Iterable[str],
    ) -> None:
        holders = [holder for layer in layers if (holder := layer.find(key)) is not None]
        raw_value = raw.get(key) if isinstance(raw, Mapping) else None
        if not holders and isinstance(raw, Mapping) and key in raw.keys_at:
            self._refuse_foreign(raw.keys_at[key])
        is_private = bool(holders) and holders[-1].is_private
        if after is _ABSENT:
            if not holders:
                raise CannotSplice("a merge key brings it, or an alias")
            for holder in holders:
                holder.wishes.remove(holder.entry, address)
        elif not is_private and self._keep_private(address, after):
            return
        elif not holders:
            self._add(layers, key, after, address, order)
        elif _are_mappings(holders) and isinstance(after, dict):
            said = before if isinstance(before, dict) else {}
            self.mapping(holders, raw_value, said, after, address)
        else:
            self.value(holders[-1], raw_value, before, after, address)

    def _refuse_foreign(self, mark: int) -> None:
        if self._pages.is_foreign(mark):
            raise CannotSplice(f"{self._pages.documents.of(mark).shown} says it, which is not topo's own")

    def _add(
        self, layers: Sequence[Layer], key: str, value: Any, address: Address, order: Iterable[str]
    ) -> None:
        if not layers:
            raise CannotSplice("no file of the model's own speaks of it")
        layer = layers[0]
        node = layer.node
        if isinstance(node, Alias):
            raise CannotSplice("an alias stands in its place", node.start)
        if isinstance(node, Collection) and node.is_mapping:
            layer.wishes.add(node, key, value, after=_find_place(node, order), address=address)
        elif isinstance(node, Scalar) and node.is_null:
            layer.wishes.fill(layer.entry, key, value, address=address)
        else:
            raise CannotSplice("it is no mapping", node.start)

    # --- values ---------------------------------------------------------------------------------------

    def value(self, layer: Layer, raw: object, before: Any, after: Any, address: Address) -> None:
        """Make one value say `after` instead of `before`. Raises CannotSplice."""
        node = layer.node
        if isinstance(node, Alias):
            if isinstance(after, dict | list):
                raise CannotSplice("an alias stands in its place", node.start)
            layer.wishes.replace(node, after, address)
        elif _is_nothing(node) and isinstance(after, dict) and after:
            for key, inner in after.items():
                layer.wishes.fill(layer.entry, key, inner, address=address)
        elif isinstance(node, Collection) and node.is_mapping and isinstance(after, dict):
            self.mapping([layer], raw, before if isinstance(before, dict) else {}, after, address)
        elif isinstance(node, Collection) and not node.is_mapping and isinstance(after, list):
            self._list(layer, node, raw, before, after, address)
        elif (
            isinstance(node, Scalar) and isinstance(after, SaidList) and after.may_be_one and len(after) == 1
        ):
            layer.wishes.replace(node, after[0], address)
        elif isinstance(node, Scalar) and isinstance(after, Said) and not after.is_short:
            layer.wishes.replace(node, after.widened(), address)
        else:
            layer.wishes.replace(node, after, address)

    # --- lists ----------------------------------------------------------------------------------------

    def _list(
        self, layer: Layer, node: Collection, raw: object, before: Any, after: list[Any], address: Address
    ) -> None:
        items = before if isinstance(before, list) else [before] if before is not _ABSENT else []
        spots = self._find_spots(layer, node, raw, len(items))
        elsewhere = [identity_of(item) for item, spot in zip(items, spots, strict=True) if spot is None]
        if after and all(identity_of(item) in elsewhere for item in after):
            # What other files say is left; an empty list here would take that away too.
            layer.wishes.remove(layer.entry, address)
            return
        self.items(
            spots,
            raw if isinstance(raw, RawSequence) else (),
            items,
            after,
            address,
            add=lambda value, behind, at: layer.wishes.add(
                node, None, value, after=behind.entry if behind else None, address=at
            ),
        )

    def _find_spots(
        self, layer: Layer, node: Collection, raw: object, count: int
    ) -> "Sequence[Layer | None]":
        """Where each item stands; None for one of a foreign file."""
        if isinstance(raw, RawSequence) and len(raw) == count:
            spots = [self._pages.find_value(mark) for mark in raw.items_at]
            is_here = (spot is None or spot.entry.collection is node for spot in spots)
            return [spot if here else None for spot, here in zip(spots, is_here, strict=True)]
        if len(node.entries) == count:
            return [Layer(layer.wishes, entry, layer.is_private) for entry in node.entries]
        raise CannotSplice("not all of its items could be read", node.start)

    def items(
        self,
        spots: "Sequence[Layer | None]",
        raw: Sequence[object],
        before: Sequence[Any],
        after: Sequence[Any],
        address: Address,
        *,
        add: "Callable[[Any, Layer | None, Address], None]",
        collapses: bool = False,
    ) -> None:
        """Make a list say `after`; `spots` is where each item of `before` stands, `add` puts a new one.

        `collapses`: a list of which nothing is left goes itself.
        """
        behind: Layer | None = None
        for old, new in self._pair(before, after):
            spot = None if old is None else spots[old]
            if old is None:
                assert new is not None
                add(after[new], behind, address.item(identity_of(after[new])))
                continue
            behind = spot or behind
            where = address.item(identity_of(before[old] if new is None else after[new]))
            if new is not None and before[old] == after[new]:
                continue
            if spot is None:
                raise CannotSplice("an item of it stands elsewhere")
            if new is None:
                spot.wishes.remove(spot.entry, where, collapses=collapses)
            else:
                self.value(spot, raw[old] if old < len(raw) else None, before[old], after[new], where)

    def _pair(self, before: Sequence[Any], after: Sequence[Any]) -> "Iterable[tuple[int | None, int | None]]":
        """Items that name the same, by their numbers, in order; None where one has no partner."""
        new = [identity_of(item) for item in after]
        kept = frozenset(new)
        names = map(identity_of, before)
        old = [name if name in kept else self._renames.apply(name) for name in names]
        for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                yield from zip(range(start, end), range(first, last), strict=True)
            else:
                yield from _pair_similar(before, after, range(start, end), range(first, last), self._renames)


def _pair_similar(
    before: Sequence[Any], after: Sequence[Any], old: Iterable[int], new: Iterable[int], renames: Renames
) -> "Iterable[tuple[int | None, int | None]]":
    waiting = list(new)
    for number in old:
        similar = (each for each in waiting if is_similar(before[number], after[each], renames))
        partner = next(similar, None)
        if partner is not None:
            skipped = waiting[: waiting.index(partner)]
            yield from ((None, each) for each in skipped)
            del waiting[: len(skipped) + 1]
        yield number, partner
    yield from ((None, each) for each in waiting)


def is_similar(before: object, after: object, renames: Renames) -> bool:
    """Whether two interactions are one whose teams changed: the mode is the same, and a team is."""
    if not (isinstance(before, dict) and isinstance(after, dict)) or before.get("mode") is None:
        return False
    if before["mode"] != after.get("mode"):
        return False
    if "between" in before:
        return not {renames.apply(team) for team in before["between"]}.isdisjoint(after["between"])
    return all(renames.apply(before.get(key, "")) == after.get(key, "") for key in ("provider", "by"))


def find_said_renames(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    """The new key of each thing of a mapping that was renamed, by its old one: `formerly` says so."""
    renames: dict[str, str] = {}
    for key, said in after.items():
        former = said.get("formerly", ()) if isinstance(said, Said) and key not in before else ()
        gone = [old for old in former if old in before and old not in after and old not in renames]
        if gone:
            renames[gone[-1]] = key
    return renames


def _find_order(after: dict[str, Any], key: str) -> list[str]:
    """The keys that belong in front of a key."""
    keys = [*after.order, *after] if isinstance(after, Said) else [*after]
    return keys[: keys.index(key)] if key in keys else []


def _find_place(node: Collection, order: Iterable[str]) -> Entry | None:
    """The entry that a new key follows: the last of those that belong in front of it, or a merge key."""
    before = [entry for key in order if (entry := node.find(key)) is not None]
    return max(before, key=lambda entry: entry.number) if before else node.find("<<")


def _are_mappings(holders: Iterable[Layer]) -> bool:
    return all(
        isinstance(each.node, Collection) and each.node.is_mapping and each.node.entries for each in holders
    )


def _is_nothing(node: Node) -> bool:
    return (isinstance(node, Scalar) and node.is_null) or (isinstance(node, Collection) and not node.entries)
