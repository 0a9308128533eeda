"""Which things, interactions and settings differ between two organisations?"""

from collections.abc import Iterable, Iterator, Mapping

from topo.findings import Address
from topo.model.organisation import COLLECTIONS, Organisation, address_of
from topo.model.references import Target


def find_touched(before: Organisation, after: Organisation, things: Iterable[Target]) -> tuple[Address, ...]:
    """The addresses of what differs, in the order of the model; of things only `things` are compared.

    What is new or gone differs too.
    """
    found = (*_find_things(before, after, things), *_find_interactions(before, after))
    return (*found, *_find_settings(before, after))


def _find_things(before: Organisation, after: Organisation, things: Iterable[Target]) -> Iterator[Address]:
    order = {kind: number for number, kind in enumerate(COLLECTIONS)}
    for kind, id in sorted(things, key=lambda thing: (order[thing.kind], thing.id)):
        one, other = before.find(kind, id), after.find(kind, id)
        if one is not other and one != other:
            yield address_of(kind, id)


def _find_interactions(before: Organisation, after: Organisation) -> Iterator[Address]:
    if before.interactions is not after.interactions:
        differing = set(before.interactions) ^ set(after.interactions)
        for identity in sorted({each.identity for each in differing}):
            yield Address.of("interactions").item(identity)


def _find_settings(before: Organisation, after: Organisation) -> Iterator[Address]:
    rules = [each.check.rules if each.check is not None else {} for each in (before, after)]
    yield from _compare(Address.of("check", "rules"), *rules)
    yield from _compare(Address.of("policies"), before.policies, after.policies)


def _compare(section: Address, one: Mapping[str, object], other: Mapping[str, object]) -> Iterator[Address]:
    if one is not other:
        yield from (section / id for id in sorted({*one, *other}) if one.get(id) != other.get(id))
