"""How much sooner is an item done when its touch gets faster and nothing else changes?

S = 1 / ((1 − p) + p / s), where p is the share of the flow time that is worked on and gets s times as fast.
It is called *faster touch alone, queues as they are*: no bound, for a faster stage also has a shorter
queue.

Source: Amdahl (1967), AFIPS 30, 10.1145/1465482.1465560 (A).
"""

from typing import NamedTuple

NAME = "faster touch alone, queues as they are"


class Amdahl(NamedTuple):
    """`share` (0 to 1) of the flow time gets `speed_up` times as fast, and the whole `whole` times."""

    share: float
    speed_up: float
    whole: float


def find_whole_speed_up(share: float, speed_up: float) -> float:
    """How many times as fast the whole gets.

    >>> [round(find_whole_speed_up(p, s), 3) for p, s in [(0.2, 2), (0.3, 2), (0.3, 10), (0.16, 1.26)]]
    [1.111, 1.176, 1.37, 1.034]
    """
    left = (1.0 - share) + share / speed_up
    return 1.0 / left if left else float("inf")
