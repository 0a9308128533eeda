"""How much does each way of depending weigh, so exactly that sums never drift?

A weight is kept as a whole number of units, all of one size: sums of units are exact in any order, and
what is added can be taken away again. As a float such a sum is rounded once, and so it equals `math.fsum`
of the weights that are in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm

from topo.model.service import Dependency

ENTRIES = ("release", "shared-code", "data", "sync", "async", "blocking", "slowing", "no")
"""The entries of the profile `dependencies`; elsewhere in this room one is known by its place here."""
RELEASE = ENTRIES.index("release")
BLOCKING = frozenset(map(ENTRIES.index, ("release", "shared-code", "blocking")))
"""What blocks. It is a word, not a threshold: no change of a weight makes a dependency block."""

PLACES = {entry: place for place, entry in enumerate(ENTRIES)}
"""The place of each entry."""


def find_entry(dependency: Dependency) -> int:
    """The place of the entry that weighs a dependency: what people say of it beats how it is coupled.

    >>> ENTRIES[find_entry(Dependency(service="stock", via="async", slows="blocking"))]
    'blocking'
    """
    return PLACES[dependency.slows or dependency.via]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights as whole numbers of units, `denominator` units to 1."""

    values: tuple[float, ...]
    units: tuple[int, ...]
    denominator: int

    @classmethod
    def of(cls, profile: Mapping[str, float]) -> "Weights":
        """The weights that a profile gives; raises KeyError where it lacks an entry.

        >>> weights = Weights.of({entry: 0.1 for entry in ENTRIES})
        >>> weights.amount(3 * weights.units[RELEASE])
        0.30000000000000004
        """
        values = tuple(float(profile[entry]) for entry in ENTRIES)
        ratios = [value.as_integer_ratio() for value in values]
        denominator = lcm(*(below for _, below in ratios))
        return cls(values, tuple(above * denominator // below for above, below in ratios), denominator)

    def amount(self, units: int) -> float:
        """A sum of units as a number."""
        return units / self.denominator


def entry_name(place: int) -> str:
    """What an output calls the entry: `dependencies.sync`."""
    return f"dependencies.{ENTRIES[place]}"
