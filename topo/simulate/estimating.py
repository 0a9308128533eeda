"""How sure is a mean over several runs?

Runs of different luck are independent, so their mean has the interval of Student's t: ± t · s / √n, with
95 % and n − 1 degrees of freedom. t is found from the distribution for whole degrees of freedom.

Source: Student (1908); Abramowitz & Stegun (1964), 26.7.3 and 26.7.4; Law (2015), Simulation Modeling and
Analysis, 9.5.3 (replication/deletion). Grade A.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import atan, cos, fsum, pi, sin, sqrt
from statistics import NormalDist
from typing import NamedTuple

SURE = 0.95
_MANY = 400
"""Degrees of freedom from which on t is that of a normal distribution, with its next term."""


class Estimate(NamedTuple):
    """A mean over runs; the true one is with 95 % within ± `half` of it. None: one run alone says nothing."""

    mean: float
    half: float | None

    def covers(self, value: float) -> bool:
        """Whether a value lies in the interval."""
        return self.half is not None and abs(value - self.mean) <= self.half


def estimate(values: Iterable[float | None]) -> Estimate | None:
    """The mean of the runs that have a value; None where none has."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    mean = fsum(known) / len(known)
    if len(known) == 1:
        return Estimate(mean, None)
    spread = sqrt(fsum((value - mean) ** 2 for value in known) / (len(known) - 1))
    return Estimate(mean, find_t(len(known) - 1) * spread / sqrt(len(known)))


@lru_cache
def find_t(freedom: int) -> float:
    """The t that 95 % lie within on both sides.

    >>> [round(find_t(freedom), 3) for freedom in (1, 2, 9, 19, 100, 1000)]
    [12.706, 4.303, 2.262, 2.093, 1.984, 1.962]
    """
    if freedom > _MANY:
        z = NormalDist().inv_cdf((1.0 + SURE) / 2.0)
        return z + (z**3 + z) / (4.0 * freedom)
    low, high = 0.0, 20.0
    while high - low > 1e-12:
        middle = (low + high) / 2.0
        low, high = (middle, high) if _find_share(middle, freedom) < SURE else (low, middle)
    return low


def _find_share(t: float, freedom: int) -> float:
    """The share within ± t."""
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    terms = [term] if freedom > 1 else []
    for number in range(2 + odd, freedom, 2):
        term *= (number - 1) / number * cos(angle) ** 2
        terms.append(term)
    total = sin(angle) * fsum(terms)
    return 2.0 / pi * (angle + total) if odd else total
