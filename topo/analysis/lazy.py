"""How does a mapping hold values that few ask for? It makes each of them when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Lazy(Mapping[str, Value]):
    """A mapping whose ids are known, and whose values are made once each."""

    def __init__(self, ids: tuple[str, ...], make: Callable[[str], Value]) -> None:
        self._ids = dict.fromkeys(ids)
        self._make = make
        self._made: dict[str, Value] = {}

    def __getitem__(self, id: str) -> Value:
        if id not in self._made:
            if id not in self._ids:
                raise KeyError(id)
            self._made[id] = self._make(id)
        return self._made[id]

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
