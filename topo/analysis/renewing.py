"""What of a measure still holds once an organisation has changed?

A changed organisation shares with the earlier one whatever the change did not touch: the very same objects.
So what differs is told by identity, in one quick run through a section, and only what hangs on it is measured
again. All else is taken over as it is, again as the same objects, so that the measures that build on it tell
in the same way what is left to do.

Measuring from the start is the truth; a property test holds every measure to it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import is_not
from typing import Any, Generic, TypeVar

from topo.findings import Address
from topo.model.organisation import COLLECTIONS, Organisation

Result = TypeVar("Result")
Thing = TypeVar("Thing")
Value = TypeVar("Value")

NOTHING: frozenset[str] = frozenset()
_ABSENT = object()


class Differences:
    """What differs between mappings by id, looked at once for each two of them."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], tuple[object, object, frozenset[str]]] = {}

    def tell(self, earlier: Mapping[str, object], later: Mapping[str, object], ids: Iterable[str]) -> None:
        """Say what differs, so that nobody has to look."""
        self._found[id(earlier), id(later)] = earlier, later, frozenset(ids)

    def find(self, earlier: Mapping[str, object], later: Mapping[str, object]) -> frozenset[str]:
        """The ids whose values are not the same object; those that are new or gone too."""
        if earlier is later:
            return NOTHING
        key = id(earlier), id(later)
        if key not in self._found:  # what is kept with it stays alive, and so its number is not used again
            self._found[key] = earlier, later, find_differing(earlier, later)
        return self._found[key][2]


@dataclass(frozen=True, slots=True)
class Before(Generic[Result]):
    """What a measure said before, and of what: its `inputs` by the names under which they are given."""

    result: Result
    inputs: Mapping[str, Any]
    differences: Differences

    def find_changed(self, name: str, later: Mapping[str, object]) -> frozenset[str]:
        """The ids for which an input that is a mapping has another value than it had."""
        return self.differences.find(self.inputs[name], later)

    def compare(self, earlier: Mapping[str, object], later: Mapping[str, object]) -> frozenset[str]:
        """The ids for which two mappings do not have the same object."""
        return self.differences.find(earlier, later)


def tell_touched(
    differences: Differences, was: Organisation, now: Organisation, touched: Iterable[Address]
) -> None:
    """Say of every section that two organisations do not share which of its things differ."""
    steps = [address.steps for address in touched]
    for kind, path in COLLECTIONS.items():
        earlier, later = was.collection(kind), now.collection(kind)
        if earlier is not later:
            depth = len(path)
            ids = {each[depth] for each in steps if len(each) > depth and each[:depth] == path}
            differences.tell(earlier, later, ids)


def find_differing(earlier: Mapping[str, object], later: Mapping[str, object]) -> frozenset[str]:
    """The ids whose values are not the same object; those that are new or gone too.

    All of them where those that stay do not stand in the same order: what keeps the order of a model is then
    made from the start.

    >>> one, other = object(), object()
    >>> sorted(find_differing({"a": one, "b": one, "c": one}, {"a": one, "b": other, "d": one}))
    ['b', 'c', 'd']
    """
    if len(earlier) == len(later):
        ids = list(later)
        if ids == list(earlier):
            return frozenset(compress(ids, map(is_not, earlier.values(), later.values())))
    if [id for id in earlier if id in later] != [id for id in later if id in earlier]:
        return frozenset((*earlier, *later))
    get = earlier.get
    differing = {id for id, value in later.items() if get(id, _ABSENT) is not value}
    return frozenset(differing.union(id for id in earlier if id not in later))


def renew(
    earlier: Mapping[str, Value], touched: Collection[str], measure: Callable[[str], Value | None]
) -> Mapping[str, Value]:
    """What was measured of each id, sorted by id, with that of `touched` measured again.

    Where `measure` says None there is nothing of that id (any more). Where nothing is touched, it is the same
    mapping.

    >>> renew({"a": 1, "c": 3}, {"b", "c"}, {"b": 2}.get)
    {'a': 1, 'b': 2}
    """
    if not touched:
        return earlier
    found, has_new = dict(earlier), False
    for id in touched:
        value = measure(id)
        if value is None:
            found.pop(id, None)
        else:
            has_new = has_new or id not in earlier
            found[id] = value
    return sort_by_id(found) if has_new else found


def measure_each(
    things: Mapping[str, Thing],
    measure: Callable[[Thing], Value],
    earlier: Mapping[str, Value] | None = None,
    touched: Collection[str] = NOTHING,
) -> Mapping[str, Value]:
    """What is measured of each thing, sorted by id; of what was measured `earlier`, only `touched` again.

    What is new or gone is in `touched`.
    """
    if earlier is None:
        return {id: measure(things[id]) for id in sorted(things)}
    return renew(earlier, touched, lambda id: measure(things[id]) if id in things else None)


def replace_values(
    earlier: Mapping[str, Value], ids: Collection[str], values: Mapping[str, Value]
) -> Mapping[str, Value]:
    """A mapping whose `ids` have these values now; one without a value is left out."""
    if not ids:
        return earlier
    found = {**earlier, **values}
    for id in ids:
        if id not in values:
            found.pop(id, None)
    return found


def sort_by_id(found: Mapping[str, Value]) -> dict[str, Value]:
    """A mapping in the order of its ids."""
    return {id: found[id] for id in sorted(found)}


def find_differing_places(earlier: Sequence[object], later: Sequence[object]) -> Iterable[int]:
    """The places at which two sequences of one length do not hold the same object."""
    return compress(range(len(later)), map(is_not, earlier, later))
