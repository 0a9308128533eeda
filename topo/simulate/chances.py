"""How are times drawn?

One seed gives a stream of random numbers for each thing that is random, named after it: what happens at one
stage never shifts what happens at another, so that two variants of a model meet the same luck.

A service time of given mean and c² is of no variation for 0, Gamma (Erlang where 1 / c² is whole) below 1,
exponential for 1, and beyond it hyper-exponential of two phases with balanced means (Tijms 1994, app. B).
"""

from collections.abc import Callable
from math import log, sqrt
from random import Random

Draw = Callable[[], float]
"""Gives the next random number of its kind."""


def open_stream(*names: object) -> Random:
    """The stream of random numbers called by these names, the same in every process.

    >>> open_stream(1, "orders").random() == open_stream(1, "orders").random()
    True
    """
    return Random("\x1f".join(map(str, names)))


def make_draw(chance: Random, mean: float, variability: float) -> Draw:
    """Draws times of a mean and a squared coefficient of variation."""
    if variability == 0.0:
        return lambda: mean
    if variability == 1.0:
        return make_exponential(chance, mean)
    if variability < 1.0:
        shape = 1.0 / variability
        return lambda: chance.gammavariate(shape, mean / shape)
    return _make_hyper_exponential(chance, mean, variability)


def make_exponential(chance: Random, mean: float) -> Draw:
    """Draws times that know nothing of the time gone by."""
    random = chance.random
    return lambda: -mean * log(1.0 - random())


def _make_hyper_exponential(chance: Random, mean: float, variability: float) -> Draw:
    random = chance.random
    # 1 − p from its own formula: the difference of two numbers near 1 would lose it.
    rare = 1.0 / ((variability + 1.0) * (1.0 + sqrt((variability - 1.0) / (variability + 1.0))))
    short, long = mean / (2.0 * (1.0 - rare)), mean / (2.0 * rare)
    return lambda: -(long if random() < rare else short) * log(1.0 - random())
