"""How does somebody watch what takes long? An observer that is told what is done; by default nobody is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Hears how much is done, and of how much."""


def ignore(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
