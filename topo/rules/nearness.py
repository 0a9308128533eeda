"""Which ids did somebody probably mean who wrote one that nothing has, where there may be thousands?

Comparing a word with every id takes milliseconds in a large model. So ids are first looked up by the pairs
of letters that they share with the word, and only the best of them are compared.
"""

from collections import Counter
from collections.abc import Iterable

from topo.text import find_nearest

_FEW = 200
"""Up to so many ids are all compared."""
_COMMON = 500
"""A pair of letters that so many ids have says little about any of them."""
_COMPARED = 40


class Nearness:
    """Finds the ids near a word."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = tuple(sorted(set(ids)))
        self._by_pair: dict[str, list[str]] = {}
        self._by_fold: dict[str, list[str]] = {}
        if len(self._ids) > _FEW:
            for id in self._ids:
                self._by_fold.setdefault(id.casefold(), []).append(id)
                for pair in _pairs(id):
                    self._by_pair.setdefault(pair, []).append(id)

    def find(self, word: str, *, most: int = 3) -> list[str]:
        """The ids that `word` was probably meant to be, nearest first; a case-only difference comes alone.

        >>> Nearness(["checkout", "payments"]).find("chekout")
        ['checkout']
        """
        return find_nearest(word, self._candidates(word), most=most)

    def _candidates(self, word: str) -> Iterable[str]:
        if not self._by_pair:
            return self._ids
        shared: Counter[str] = Counter()
        for pair in _pairs(word):
            ids = self._by_pair.get(pair, ())
            if len(ids) <= _COMMON:
                shared.update(ids)
        likeliest = sorted(shared, key=lambda id: (-shared[id], abs(len(id) - len(word)), id))
        return [*self._by_fold.get(word.casefold(), ()), *likeliest[:_COMPARED]]


def _pairs(word: str) -> set[str]:
    framed = f" {word.casefold()} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
