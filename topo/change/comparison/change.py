"""Is one number better or worse than another?"""

import math
from dataclasses import dataclass
from enum import StrEnum

from topo.analysis.catalogue.measure import Better
from topo.change.comparison.aspect import Aspect, Key, Value

_RELATIVE, _ABSOLUTE = 1e-9, 1e-12


class Verdict(StrEnum):
    """What became of a number."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    DIFFERENT = "different"
    """Another one, of which neither direction is better."""
    NEW = "new"
    """There was no such thing before."""
    GONE = "gone"
    """There is no such thing any more."""
    NOT_ASSESSED = "not assessed"
    """It cannot be told on one of the two sides."""


@dataclass(frozen=True, slots=True)
class Change:
    """One number before and after; None where what it is of is not there."""

    aspect: Aspect
    id: str
    before: Value | None
    after: Value | None

    @property
    def key(self) -> Key:
        """What it is of."""
        return self.aspect.of, self.id, self.aspect.name

    @property
    def delta(self) -> float | None:
        """After less before; None where one of them has no number, or is endless."""
        one, other = _size(self.before), _size(self.after)
        if one is None or other is None or math.isinf(one) or math.isinf(other):
            return None
        return 0.0 if is_same(one, other) else other - one

    @property
    def verdict(self) -> Verdict:
        """Whether that is better."""
        if self.before is None:
            return Verdict.NEW
        if self.after is None:
            return Verdict.GONE
        one, other = self.before.size, self.after.size
        return Verdict.NOT_ASSESSED if one is None or other is None else judge(self.aspect.better, one, other)

    @property
    def weight(self) -> float:
        """How large the change is beside what was there, to put the largest first; infinite for endless."""
        one, other = _size(self.before), _size(self.after)
        if one is None or other is None or is_same(one, other):
            return 0.0
        if math.isinf(one) or math.isinf(other):
            return math.inf
        return abs(other - one) / max(abs(one), abs(other))


def is_same(one: float, other: float) -> bool:
    """Whether two numbers are the same but for how they were added up.

    >>> is_same(0.1 + 0.2, 0.3), is_same(float("inf"), float("inf")), is_same(1.0, 1.001)
    (True, True, False)
    """
    return one == other or math.isclose(one, other, rel_tol=_RELATIVE, abs_tol=_ABSOLUTE)


def judge(better: Better, before: float, after: float) -> Verdict:
    """Whether one number is better than the one before it.

    >>> judge("lower", 3.0, 2.0).value, judge("neither", 3.0, 2.0).value
    ('better', 'different')
    """
    if is_same(before, after):
        return Verdict.SAME
    if better == "neither":
        return Verdict.DIFFERENT
    return Verdict.BETTER if (after < before) == (better == "lower") else Verdict.WORSE


def _size(value: Value | None) -> float | None:
    return None if value is None else value.size
