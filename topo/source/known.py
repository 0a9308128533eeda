"""What does a model have in common with one that was read before?

Two states of a model share most of their files. A text that both hold is read once, and what both make of
the same piece of it is the same object: so it is plain at a glance that it did not change.
"""

from typing import TYPE_CHECKING, Any

from topo.findings import Address
from topo.model.base import EMPTY, Entity, FrozenDict
from topo.model.organisation import COLLECTIONS
from topo.source.positions import Documents, Mapping
from topo.source.reading import Reading

if TYPE_CHECKING:
    from topo.source.loading import LoadedModel


class Known:
    """The readings of a model by their text, and the entities by the trees that they were made of."""

    def __init__(self, before: "LoadedModel | None" = None) -> None:
        self._before = before
        self._readings: dict[str, tuple[int, Reading]] = {}
        self._sections: dict[str, Mapping] = {}
        self._unclear: set[tuple[str, ...]] = set()
        self.next_number = 0
        if before is not None:
            self._remember(before)

    def _remember(self, before: "LoadedModel") -> None:
        for number, document in before.positions.documents.numbered():
            self.next_number = max(self.next_number, number + 1)
            if document.reading is not None:
                self._readings[document.text] = number, document.reading
        self._unclear = {
            *(each.address.steps for each in before.findings),
            *(each.steps for each in before.organisation.facts.unreadable),
        }
        self._unclear |= {steps[:length] for steps in self._unclear for length in range(1, len(steps))}
        for kind, path in COLLECTIONS.items():
            section: object = before.positions.root
            for key in path:
                section = section.get(key) if isinstance(section, Mapping) else None
            if isinstance(section, Mapping):
                self._sections[kind] = section

    def find_reading(self, text: str, documents: Documents) -> tuple[int, Reading] | None:
        """The reading of a text and the number that its marks carry; None where it must be read.

        So it is for a text that stands in `documents` already: two files need two numbers.
        """
        found = self._readings.get(text)
        return None if found is None or found[0] in documents else found

    def find_entity(self, kind: str, id: str, raw: Mapping, address: Address) -> Entity | None:
        """The entity that was made of this very tree, where nothing was to be said of it."""
        section = self._sections.get(kind)
        if section is None or section.get(id) is not raw or address.steps in self._unclear:
            return None
        assert self._before is not None
        return self._before.organisation.find(kind, id)

    def keep_entities(self, kind: str, entities: FrozenDict) -> FrozenDict:
        """The entities of a kind as they were, where they are these, in this order."""
        before: Any = EMPTY if self._before is None else self._before.organisation.collection(kind)
        if len(before) != len(entities):
            return entities
        pairs = zip(before.items(), entities.items(), strict=True)
        is_same = all(id == other and one is two for (id, one), (other, two) in pairs)
        return before if is_same else entities

    def keep(self, field: str, value: Any) -> Any:
        """The value of a field of the organisation as it was, where it is equal, order and all."""
        before = None if self._before is None else getattr(self._before.organisation, field)
        return before if before == value and repr(before) == repr(value) else value
