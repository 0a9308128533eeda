"""Does reading the spliced texts give the organisation that was meant?"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from topo.findings import Address
from topo.model.differing import Change, Renaming, find_difference
from topo.model.organisation import Acceptance, Organisation
from topo.source.loading import LoadedModel, load_model


def find_misread(
    model: LoadedModel, target: Organisation, texts: Mapping[Path, str], renamed: Iterable[Renaming] = ()
) -> list[Address]:
    """The addresses at which the model, with these texts in its files, would say something else; sorted.

    `renamed` is what the target calls otherwise. Files that do not change are read from memory, each once.
    A waiver in a comment that would go with a thing that stays, or come to cover another one, counts too.
    """
    documents = (each for each in model.positions.documents if not each.is_foreign)
    known = {document.path: document.text for document in documents}
    again = load_model(model.root, texts={**known, **texts}, like=model)
    differing = find_difference(target, again.organisation)
    lost = _find_lost_waivers(model.organisation, target, again.organisation, renamed)
    orders = {each.address for each in differing.changed if _is_order_alone(each)}
    return sorted({*differing.addresses, *lost} - orders)


def _is_order_alone(change: Change) -> bool:
    """Whether only the order of dependencies differs: those of other files come behind the model's own."""
    if change.address.steps[-1] != "depends_on" or change.before is None or change.after is None:
        return False
    return sorted(change.before, key=repr) == sorted(change.after, key=repr)


def _find_lost_waivers(
    before: Organisation, target: Organisation, again: Organisation, renamed: Iterable[Renaming]
) -> Iterator[Address]:
    if not before.facts.acceptances:
        return
    moves = {each.before: each.after for each in renamed}
    kept = {address for address, _ in target.entities()}
    left = [_key(each, {}) for each in again.facts.acceptances]
    for each in before.facts.acceptances:
        key = _key(each, moves)
        addresses = key[1]
        if key in left:
            left.remove(key)
        elif any(outer.covers(address) for address in addresses for outer in kept):
            yield addresses[0]


def _key(
    acceptance: Acceptance, moves: Mapping[Address, Address]
) -> tuple[object, tuple[Address, ...], object]:
    addresses = tuple(_move(address, moves) for address in acceptance.addresses)
    return acceptance.codes, addresses, (acceptance.until, acceptance.reason, acceptance.problem)


def _move(address: Address, moves: Mapping[Address, Address]) -> Address:
    for before, after in moves.items():
        if before.covers(address):
            return Address((*after.steps, *address.steps[len(before.steps) :]))
    return address
