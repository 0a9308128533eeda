"""When is garbage looked for? Between keys, and never among what was measured.

A look at all that a large organisation is made of takes a third of a second, in which no key does anything.
It finds nothing: measures hold no cycles, and go when the last one lets go of them. What Textual leaves
behind when a dialog closes does have cycles, and is young and little.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


class Collector:
    """Leaves it to the interpreter, unless it is calm."""

    def __init__(self, *, is_calm: bool = False) -> None:
        self._is_calm = is_calm

    def set_aside(self) -> None:
        """Never look again at anything that there is now."""
        if self._is_calm:
            gc.freeze()

    def collect(self) -> None:
        """Look at what came since last time."""
        if self._is_calm:
            gc.collect(1)


@contextmanager
def calm_collector() -> Iterator[Collector]:
    """Look for garbage only when told to; at the end it is as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield Collector(is_calm=True)
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
