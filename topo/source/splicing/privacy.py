"""What does only the private overlay say, so that no other file may come to say it?

A field stays private when only the overlay speaks of that field at all, when a text in it stands in the
overlay alone for that field, or when it names a thing that the overlay alone defines.
"""

from collections.abc import Iterator
from typing import Any

from topo.findings import Address
from topo.model.organisation import COLLECTIONS
from topo.source.positions import Mapping, Sequence, unpack_mark
from topo.source.splicing.pages import Pages, walk
from topo.source.splicing.placing import put_under
from topo.source.splicing.wording import shorten

_NUMERIC = frozenset("0123456789.%+-")
_Field = tuple[str, str]
"""The last key of a section, and a field of the things in it."""


class Privacy:
    """What the overlay of a model keeps to itself."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._public: dict[_Field, set[str]] = {}
        self._private: dict[_Field, set[str]] = {}
        self._ids: set[str] = set()
        if pages.overlay is not None:
            for path in COLLECTIONS.values():
                self._read(path, walk(pages.root, path) or Mapping())

    def keep(self, address: Address, value: Any) -> bool:
        """Write a field of a thing into the overlay where it must not stand elsewhere; False where it may."""
        if self._pages.overlay is None:
            return False
        depth = 3 if address.steps[0] == "tissue" else 2
        if len(address.steps) != depth + 1 or not self.is_private(address, value):
            return False
        put_under(self._pages.open(self._pages.overlay), address.steps, value, address)
        return True

    def is_private(self, address: Address, value: Any) -> bool:
        """Whether the field of a thing at `address` must not say `value` in a public file."""
        field = (address.steps[-3], address.steps[-1])
        private, public = self._private.get(field), self._public.get(field)
        if private is not None and public is None:
            return True
        texts = set(_find_texts(shorten(value)))
        words = {text for text in texts if not _NUMERIC.issuperset(text)}
        hidden = (private or set()) - (public or set())
        return bool(words & hidden) or any(text.rpartition(":")[2] in self._ids for text in words)

    def _read(self, path: tuple[str, ...], section: Mapping) -> None:
        for id, thing in section.items():
            if self._is_overlay(section.keys_at.get(id, section.at)):
                self._ids.add(id)
            for key, value in thing.items() if isinstance(thing, Mapping) else ():
                mark = thing.keys_at.get(key)
                if mark is not None:
                    known = self._private if self._is_overlay(mark) else self._public
                    known.setdefault((path[-1], key), set()).update(_find_texts(value))

    def _is_overlay(self, mark: int) -> bool:
        return unpack_mark(mark)[0] == self._pages.overlay


def _find_texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _find_texts(inner)
    elif isinstance(value, list | Sequence):
        for inner in value:
            yield from _find_texts(inner)
    elif value is not None:
        yield str(value)
