"""What is known of an organisation, and else what is known of the one that it came of?"""

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Inherited(Generic[Key, Value]):
    """Values by key; what is not known here is looked for where this came from, whenever it got known there.

    A chain of any length is kept as three mappings, so that undoing without limit holds no more than that.
    """

    __slots__ = ("_before", "_older", "_own")

    def __init__(self) -> None:
        self._own: dict[Key, Value] = {}
        self._before: dict[Key, Value] = {}
        self._older: dict[Key, Value] = {}

    def follow(self) -> "Inherited[Key, Value]":
        """What comes of this: it knows what is known here, now and later."""
        later = Inherited[Key, Value]()
        later._before = self._own
        later._older = {**self._older, **self._before}
        return later

    def get(self, key: Key) -> Value | None:
        """The value that is known last; None where there is none."""
        for known in (self._own, self._before, self._older):
            if key in known:
                return known[key]
        return None

    def __setitem__(self, key: Key, value: Value) -> None:
        self._own[key] = value
