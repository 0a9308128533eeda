"""On which pages does a thing of the model stand, and what stands at a mark?"""

from pathlib import Path
from typing import NamedTuple

import yaml

from topo.source.discovery import OVERLAY
from topo.source.loading import LoadedModel
from topo.source.positions import Document, Mapping, unpack_mark
from topo.source.splicing.page import Page, find_root
from topo.source.splicing.refusal import CannotSplice
from topo.source.splicing.tree import Collection, Entry, Node
from topo.source.splicing.wishes import Wishes


class Layer(NamedTuple):
    """A key with its value on one page; the private overlay lies over the model's other files."""

    wishes: Wishes
    entry: Entry
    is_private: bool

    @property
    def node(self) -> Node:
        """The value."""
        return self.entry.value

    def find(self, key: str) -> "Layer | None":
        """What stands at a key of the value."""
        entry = self.node.find(key) if isinstance(self.node, Collection) else None
        return None if entry is None else Layer(self.wishes, entry, self.is_private)


class Pages:
    """The pages of a model's own files, opened when they are asked for."""

    def __init__(self, model: LoadedModel) -> None:
        self.documents = model.positions.documents
        self.root = model.positions.root
        self._model = model
        self._opened: dict[int, Wishes] = {}
        self.overlay = self._find_document(model.folder / OVERLAY)

    @property
    def opened(self) -> dict[int, Wishes]:
        """The pages opened so far, by the number of their document."""
        return self._opened

    def document(self, number: int) -> Document:
        """The document of a page."""
        return list(self.documents)[number]

    def open(self, number: int) -> Wishes:
        """A page by its number in marks. Raises CannotSplice where its text is no YAML."""
        if number not in self._opened:
            page = Page(self.document(number).text, number)
            try:
                assert page.tree is not None
            except yaml.YAMLError:
                raise CannotSplice("its file is not valid YAML") from None
            self._opened[number] = Wishes(page)
        return self._opened[number]

    def open_root(self) -> Wishes:
        """The page that the model begins with."""
        number = self._find_document(self._model.root)
        assert number is not None
        return self.open(number)

    def is_foreign(self, mark: int) -> bool:
        """Whether a mark lies in a file that is not topo's own."""
        return self.documents.of(mark).is_foreign

    def find_key(self, mark: int) -> Layer | None:
        """The entry whose key begins at a mark; None where no key of the model's own files does."""
        number, line, column = unpack_mark(mark)
        if self.is_foreign(mark):
            return None
        wishes = self.open(number)
        entry = wishes.page.tree.keys.get((line, column))
        return None if entry is None else Layer(wishes, entry, number == self.overlay)

    def find_value(self, mark: int) -> Layer | None:
        """The entry whose value begins at a mark."""
        number, line, column = unpack_mark(mark)
        if self.is_foreign(mark):
            return None
        wishes = self.open(number)
        node = wishes.page.tree.values.get((line, column))
        return (
            None
            if node is None or node.holder is None
            else Layer(wishes, node.holder, number == self.overlay)
        )

    def find_layers(self, path: tuple[str, ...], id: str) -> list[Layer]:
        """Where a thing stands: in one of the model's files, in the overlay, or in both, the overlay last."""
        section = walk(self.root, path)
        mark = None if section is None else section.keys_at.get(id)
        first = None if mark is None else self.find_key(mark)
        layers = [] if first is None or first.entry.name != id else [first]
        if self.overlay is not None and not any(layer.is_private for layer in layers):
            wishes = self.open(self.overlay)
            node = find_root(wishes.page, *path, id)
            if node is not None and node.holder is not None:
                layers.append(Layer(wishes, node.holder, is_private=True))
        return layers

    def _find_document(self, path: Path) -> int | None:
        for number, document in enumerate(self.documents):
            if document.path == path and not document.is_foreign:
                return number
        return None


def walk(root: Mapping, path: tuple[str, ...]) -> Mapping | None:
    """The mapping at these keys, None where there is none."""
    value: object = root
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else None
