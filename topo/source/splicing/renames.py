"""What is a text called after the renaming of what it names?"""

from collections.abc import Iterable

from topo.model.differing import Renaming
from topo.model.organisation import COLLECTIONS

_KINDS = {path: kind for kind, path in COLLECTIONS.items()}


class Renames:
    """The new ids of what was renamed, by kind and over all kinds."""

    def __init__(self, renamed: Iterable[Renaming]) -> None:
        self._by_kind: dict[str, dict[str, str]] = {}
        self._all: dict[str, str] = {}
        for before, after in renamed:
            old, new = before.steps[-1], after.steps[-1]
            kind = _KINDS.get(before.steps[:-1], "")
            self._by_kind.setdefault(kind, {})[old] = new
            self._all.setdefault(old, new)

    def of(self, kind: str, id: str) -> str:
        """The id of a thing after the renaming."""
        return self._by_kind.get(kind, {}).get(id, id)

    def former(self, kind: str, id: str) -> str:
        """The id of a thing before the renaming."""
        return next((old for old, new in self._by_kind.get(kind, {}).items() if new == id), id)

    def apply(self, text: str) -> str:
        """A reference after the renaming, with its kind in front where it stood there.

        >>> from topo.findings import Address
        >>> renames = Renames([Renaming(Address.of("teams", "pay"), Address.of("teams", "payments"))])
        >>> renames.apply("pay"), renames.apply("team:pay"), renames.apply("cart")
        ('payments', 'team:payments', 'cart')
        """
        kind, colon, id = text.partition(":")
        if colon and kind in self._by_kind:
            return f"{kind}:{self.of(kind, id)}"
        return " ".join(self._all.get(word, word) for word in text.split(" "))
