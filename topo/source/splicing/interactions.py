"""Where do the interactions that come, go or change stand, and beside which others does a new one go?"""

from collections.abc import Sequence
from typing import Any

from topo.findings import Address
from topo.model.interaction import Interaction
from topo.source.positions import Sequence as RawSequence
from topo.source.positions import identity_of
from topo.source.splicing.pages import Layer, Pages
from topo.source.splicing.placing import put_item
from topo.source.splicing.reconciling import Reconciling, is_similar
from topo.source.splicing.renames import Renames
from topo.source.splicing.wording import Said, write_out

_SECTION = "interactions"


def splice_interactions(
    pages: Pages,
    reconciling: Reconciling,
    renames: Renames,
    before: Sequence[Interaction],
    after: Sequence[Interaction],
) -> None:
    """Make the files say `after`. Raises CannotSplice.

    One that only got other teams is changed where it stands; a new one follows the last of its mode.
    """
    if tuple(before) == tuple(after):
        return
    items, marks = _align(pages.root.get(_SECTION), before)
    spots = [pages.find_value(mark) for mark in marks]
    said = [write_out(each) for each in before]
    beside = [(spot, each.mode) for spot, each in zip(spots, before, strict=True) if spot is not None]

    def add(value: Any, _behind: Layer | None, address: Address) -> None:
        last = _find_last([spot for spot, mode in beside if mode == value["mode"]])
        last = last or _find_last([spot for spot, _ in beside])
        if last is None:
            put_item(pages.open_root(), _SECTION, value, address)
        else:
            last.wishes.add(last.entry.collection, None, value, after=last.entry, address=address)

    wanted = _arrange(said, [write_out(each) for each in after], renames)
    reconciling.items(spots, items, said, wanted, Address.of(_SECTION), add=add, collapses=True)


def _arrange(before: Sequence[Said], after: Sequence[Said], renames: Renames) -> list[Said]:
    """What is to be said in the order of what was: that of interactions says nothing. New ones come last."""
    waiting = list(after)
    partners: list[Said | None] = []
    for said in before:
        name = renames.apply(identity_of(said))
        same = [each for each in waiting if identity_of(each) == name]
        partner = next((each for each in same if each == said), same[0] if same else None)
        if partner is not None:
            waiting.remove(partner)
        partners.append(partner)
    for number, said in enumerate(before):
        if partners[number] is None:
            partner = next((each for each in waiting if is_similar(said, each, renames)), None)
            if partner is not None:
                waiting.remove(partner)
                partners[number] = partner
    return [*(each for each in partners if each is not None), *waiting]


def _align(raw: object, interactions: Sequence[Interaction]) -> tuple[list[object], list[int]]:
    """What was read of each interaction, and its mark: of some items nothing could be made."""
    pairs = list(zip(raw, raw.items_at, strict=True)) if isinstance(raw, RawSequence) else []
    items, marks = [], []
    for interaction in interactions:
        while pairs:
            item, mark = pairs.pop(0)
            if identity_of(item) == interaction.identity:
                items.append(item)
                marks.append(mark)
                break
    return items, marks


def _find_last(spots: Sequence[Layer]) -> Layer | None:
    """The last one on the page that holds most of them; of several pages the first."""
    pages = [spot.wishes for spot in spots if not spot.is_private]
    if not pages:
        return None
    fullest = max(pages, key=lambda page: (pages.count(page), -page.page.number))
    return max((spot for spot in spots if spot.wishes is fullest), key=lambda spot: spot.entry.start)
