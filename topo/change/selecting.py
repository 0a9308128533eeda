"""Does a selector in a move name what is there?"""

from topo.change.draft import Draft
from topo.findings import Address
from topo.model.references import find_fields
from topo.model.selector import Selector


def check_selector(draft: Draft, field: str, selector: Selector) -> None:
    """Refuse what a selector under `field` names and is not there."""
    for name, key, kinds in find_fields(Selector)[0]:
        for text in getattr(selector, name):
            draft.look_up(Address.of(field, key).item(text), text, *kinds)
