"""Who is in another team at the end than at the start, when people move several times?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from topo.change.applied import Transfer

_NOBODY = 1e-9


def find_net(transfers: Iterable[Transfer], renamed: Mapping[str, str] | None = None) -> tuple[Transfer, ...]:
    """The whole way of the people who move: who moves on counts once, who comes back not at all.

    Where people are counted, not named, those who came last are the ones who move on: so it is the least
    that it can be. `renamed` is what teams are called now, by what they were called on the way.

    >>> there, on = Transfer(2.0, "qa", source="a", target="b"), Transfer(1.0, "qa", source="b", target="c")
    >>> [(each.count, each.source, each.target) for each in find_net([there, on])]
    [(1.0, 'a', 'b'), (1.0, 'a', 'c')]
    """
    now = renamed or {}
    under_way: list[Transfer] = []
    for transfer in transfers:
        source, target = transfer.source or "", transfer.target or ""
        source, target = now.get(source, source), now.get(target, target)
        under_way = _move_on(under_way, replace(transfer, source=source or None, target=target or None))
    return _merge(each for each in under_way if each.source != each.target)


def _move_on(under_way: list[Transfer], transfer: Transfer) -> list[Transfer]:
    """Those who are under way, once some of them or somebody else move."""
    left, kept = transfer.count, list[Transfer]()
    moved: list[Transfer] = []
    for each in reversed(under_way):
        taken = min(left, each.count) if _may_be(each, transfer) else 0.0
        left -= taken
        if taken > _NOBODY:
            moved.append(replace(each, count=taken, target=transfer.target))
        if each.count - taken > _NOBODY:
            kept.append(replace(each, count=each.count - taken))
    if left > _NOBODY:
        moved.append(replace(transfer, count=left))
    return [*reversed(kept), *reversed(moved)]


def _may_be(mover: Transfer, transfer: Transfer) -> bool:
    """Whether who moves now may be who came before; who leaves does not come back."""
    if transfer.source is None or mover.target != transfer.source or mover.person != transfer.person:
        return False
    return mover.role == transfer.role or None in (mover.role, transfer.role)


def _merge(transfers: Iterable[Transfer]) -> tuple[Transfer, ...]:
    """Those who go the same way together, sorted."""
    counts: dict[Transfer, float] = {}
    for each in transfers:
        key = replace(each, count=0.0)
        counts[key] = counts.get(key, 0.0) + each.count
    together = (replace(key, count=count) for key, count in counts.items())
    return tuple(sorted(together, key=_order))


def _order(transfer: Transfer) -> tuple[str, ...]:
    said = (transfer.source, transfer.target, transfer.role, transfer.person)
    return tuple(each or "" for each in said)
