"""How much is owned?

Coverage is owned / all that count: waived things are in neither number, shared ones in the denominator
alone. A thing is weighted by its tier (profile `ownership`). It is a sum over things, and so it is made from
how many there are of each kind, tier and state.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from topo.analysis.owning import Owning, State
from topo.analysis.parts import sum_repeated
from topo.model.base import EMPTY

NO_WEIGHTS: Mapping[str, float] = EMPTY

Tally = Mapping[tuple[str, int | None, State], int]
"""How many things there are of each kind, tier and state."""


class Coverage(NamedTuple):
    """How much is owned: counts of things, and the same weighted by tier."""

    owned: int = 0
    total: int = 0
    waived: int = 0
    weighted_owned: float = 0.0
    weighted_total: float = 0.0

    @property
    def share(self) -> float | None:
        """Owned / total from 0 to 1; None where nothing counts."""
        return self.owned / self.total if self.total else None

    @property
    def weighted_share(self) -> float | None:
        """The same, weighted by tier; None where nothing counts."""
        return self.weighted_owned / self.weighted_total if self.weighted_total else None


def measure_coverage(things: Iterable[Owning], weights: Mapping[str, float] = NO_WEIGHTS) -> Coverage:
    """The coverage of these things."""
    return cover(tally(things), weights)


def tally(things: Iterable[Owning]) -> Counter[tuple[str, int | None, State]]:
    """How many of these things there are of each kind, tier and state."""
    return Counter((thing.kind, thing.tier, thing.state) for thing in things)


def retally(counted: Tally, gone: Iterable[Owning], new: Iterable[Owning]) -> Tally:
    """The tally once some things are others."""
    found = Counter(counted)
    found.subtract(tally(gone))
    found.update(tally(new))
    return +found


def cover(counted: Tally, weights: Mapping[str, float] = NO_WEIGHTS) -> Coverage:
    """The coverage of things that are counted already."""
    owned, total = _by_weight(counted, weights, State.OWNED), _by_weight(counted, weights)
    waived = sum(number for (_, _, state), number in counted.items() if state is State.WAIVED)
    return Coverage(
        sum(owned.values()),
        sum(total.values()),
        waived,
        sum_repeated(owned.items()),
        sum_repeated(total.items()),
    )


def entry_of(tier: int | None) -> str:
    """The entry of the profile that weighs things of a tier.

    >>> entry_of(2), entry_of(None)
    ('tier-2', 'no-tier')
    """
    return "no-tier" if tier is None else f"tier-{tier}"


def _by_weight(counted: Tally, weights: Mapping[str, float], wanted: State | None = None) -> Counter[float]:
    """How many things there are of each weight; waived ones are not among them."""
    found: Counter[float] = Counter()
    for (_, tier, state), number in counted.items():
        if state is not State.WAIVED and wanted in (None, state):
            found[weights.get(entry_of(tier), 1.0)] += number
    return found
