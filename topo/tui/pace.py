"""How fast do keys come? What is worked out beside them would take its half of the time they need.

Somebody who runs through the lenses wants the one at the end: none of those on the way is worked out. And
what nobody asked for, as a lens that may be opened next, is made while no key comes at all.
"""

from collections.abc import Callable

HURRY = 0.1
"""Seconds between two keys below which they come in a hurry."""
REST = 0.06
"""After how many seconds without a key a hurry is over."""
IDLE = 0.3
"""After how many seconds without a key there is time for what nobody asked for."""


class Pace:
    """What is known of the last keys. `clock` gives seconds and never goes back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._came = self._noted = float("-inf")
        self._gap = float("inf")

    def note(self, came: float) -> None:
        """A key came at that time, by whatever clock; it may have waited until now."""
        self._gap, self._came = came - self._came, came
        self._noted = self._clock()

    @property
    def is_hurried(self) -> bool:
        """Whether keys come faster than what they ask for could be looked at."""
        return self._gap < HURRY and self._clock() - self._noted < REST

    @property
    def is_idle(self) -> bool:
        """Whether there is time for what nobody asked for."""
        return self._clock() - self._noted >= IDLE
