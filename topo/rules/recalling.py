"""Which findings still hold once an organisation has changed?

A finding rests on things and measures. Where these are the very same objects as before, it is the same
finding, and nobody has to word it again.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from topo.analysis.inheriting import Inherited
from topo.analysis.renewing import Differences
from topo.findings import Finding
from topo.model.base import Entity

Thing = TypeVar("Thing", bound=Entity)
_PLAIN = (bool, int, float, str)


class _Recalled(NamedTuple):
    basis: tuple[object, ...]
    findings: tuple[Finding, ...]


class Recall:
    """The findings so far, each with what it rests on."""

    def __init__(self) -> None:
        self._known: Inherited[Hashable, _Recalled] = Inherited()
        self._scanned: Inherited[str, tuple[Mapping[str, Entity], Mapping[str, tuple[Finding, ...]]]]
        self._scanned = Inherited()

    def follow(self) -> "Recall":
        """What may still hold of a changed organisation."""
        later = Recall()
        later._known = self._known.follow()
        later._scanned = self._scanned.follow()
        return later

    def find(
        self, key: Hashable, basis: tuple[object, ...], find: Callable[[], Iterable[Finding]]
    ) -> tuple[Finding, ...]:
        """The findings called `key`: those before where they rest on the same, else found now.

        `basis` is all that they depend on: things and results that are the same objects as long as they say
        the same, numbers and texts.
        """
        known = self._known.get(key)
        if known is None or not _is_same(known.basis, basis):
            known = self._known[key] = _Recalled(basis, tuple(find()))
        return known.findings

    def scan(
        self,
        code: str,
        things: Mapping[str, Thing],
        find: Callable[[Thing], Iterable[Finding]],
        differences: Differences,
    ) -> Iterable[Finding]:
        """What a rule finds in each thing by itself; only things that changed are looked at again."""
        before = self._scanned.get(code)
        if before is None:
            found = {id: said for id, thing in things.items() if (said := tuple(find(thing)))}
        else:
            was, known = before
            found = dict(known)
            for id in differences.find(was, things):
                said = tuple(find(things[id])) if id in things else ()
                found.pop(id, None)
                if said:
                    found[id] = said
        self._scanned[code] = things, found
        return (finding for said in found.values() for finding in said)


def _is_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(a is b or (type(a) in _PLAIN and a == b) for a, b in zip(one, other, strict=True))
