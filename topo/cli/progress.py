"""How does somebody at a terminal see that something takes long? On stderr, and only there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from topo.analysis.progress import Progress, ignore

_WIPE = "\r\x1b[K"


@contextmanager
def watch_progress(what: str) -> Iterator[Progress]:
    """A line that counts up while `what` is done, and is gone afterwards; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield ignore
        return
    watched = _Watched(what)
    try:
        yield watched.tell
    finally:
        watched.end()


class _Watched:
    def __init__(self, what: str) -> None:
        self._what = what
        self._shown: int | None = None

    def tell(self, done: int, total: int) -> None:
        """Show the share that is done, where it is another one than is shown."""
        percent = 100 * done // total if total else 100
        if percent != self._shown:
            self._shown = percent
            print(f"\r{self._what} {percent:>3} %", end="", file=sys.stderr, flush=True)  # noqa: T201

    def end(self) -> None:
        """Leave no trace of it."""
        if self._shown is not None:
            print(_WIPE, end="", file=sys.stderr, flush=True)  # noqa: T201
