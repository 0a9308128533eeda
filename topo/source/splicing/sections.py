"""Where does what a model says beside its things change: its name, calendar, rules, policies?"""

from typing import Any

from topo.findings import Address
from topo.model.base import EMPTY
from topo.model.organisation import COLLECTIONS, Organisation
from topo.model.tissue import Tissue
from topo.source.positions import Mapping
from topo.source.splicing.pages import Pages
from topo.source.splicing.placing import put_under
from topo.source.splicing.reconciling import Reconciling
from topo.source.splicing.refusal import CannotSplice
from topo.source.splicing.telling import Telling
from topo.source.splicing.wording import Said, write_out

_WITHOUT_THINGS: dict[str, Any] = {
    **{path[0]: EMPTY for path in COLLECTIONS.values()},
    "tissue": Tissue.model_construct(),
    "interactions": (),
}


def splice_sections(
    pages: Pages, reconciling: Reconciling, telling: Telling, *, before: Organisation, after: Organisation
) -> None:
    """Make the files say what `after` says beside its things and interactions."""
    said, wanted = (write_out(each.model_copy(update=_WITHOUT_THINGS)) for each in (before, after))
    for key in dict.fromkeys((*said, *wanted)):
        if said.get(key) != wanted.get(key):
            telling.attempt(
                lambda key=key: _splice(pages, reconciling, key, said, wanted),  # type: ignore[misc]
                Address.of(key),
                wanted.get(key),
            )


def _splice(pages: Pages, reconciling: Reconciling, key: str, said: Said, wanted: Said) -> None:
    section = pages.root.get(key)
    if key != "policies" or not isinstance(section, Mapping):
        _splice_value(pages, reconciling, pages.root, Address.of(key), said.get(key), wanted.get(key))
        return
    before, after = said.get(key, {}), wanted.get(key, {})
    for id in dict.fromkeys((*before, *after)):
        _splice_value(pages, reconciling, section, Address.of(key, id), before.get(id), after.get(id))


def _splice_value(
    pages: Pages, reconciling: Reconciling, raw: Mapping, address: Address, before: Any, after: Any
) -> None:
    if before == after:
        return
    key = address.steps[-1]
    mark = raw.keys_at.get(key)
    holder = None if mark is None else pages.find_key(mark)
    if holder is None and before is not None:
        raise CannotSplice("it does not stand where it can be changed")
    if holder is None:
        put_under(pages.open_root(), address.steps, after, address)
    elif after is None:
        holder.wishes.remove(holder.entry, address, collapses=True)
    else:
        reconciling.value(holder, raw.get(key), before, after, address)
