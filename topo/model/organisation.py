"""What is the whole: every section of a model as one immutable value, with lookups by id?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from pydantic import Field

from topo.findings import Address
from topo.model.base import Entity
from topo.model.decision import Decision
from topo.model.document import ModelFile
from topo.model.domain import Domain, Product
from topo.model.people import Group, Person, Site
from topo.model.service import Service
from topo.model.stream import Stream
from topo.model.team import Team
from topo.model.tissue import Capability, DataProduct, Forum, Guardrail

COLLECTIONS: Mapping[str, tuple[str, ...]] = {
    "group": ("groups",),
    "person": ("people",),
    "site": ("sites",),
    "product": ("products",),
    "domain": ("domains",),
    "team": ("teams",),
    "service": ("services",),
    "capability": ("tissue", "capabilities"),
    "guardrail": ("tissue", "guardrails"),
    "forum": ("tissue", "forums"),
    "data": ("tissue", "data"),
    "decision": ("decisions",),
    "stream": ("streams",),
}
"""Where the things of each kind stand in a model."""

CLASSES: Mapping[str, type[Entity]] = {
    "group": Group,
    "person": Person,
    "site": Site,
    "product": Product,
    "domain": Domain,
    "team": Team,
    "service": Service,
    "capability": Capability,
    "guardrail": Guardrail,
    "forum": Forum,
    "data": DataProduct,
    "decision": Decision,
    "stream": Stream,
}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A waiver in a comment: the findings of `codes` at `addresses`, and below them, are accepted.

    `file`, `line` and `column` say where the comment stands.
    """

    codes: tuple[str, ...]
    addresses: tuple[Address, ...]
    until: date | None
    reason: str | None
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One side's word on who owns a thing: `owner:` on it, or a team's `owns:`."""

    thing: Address
    team: str
    said_at: Address


@dataclass(frozen=True, slots=True)
class Facts:
    """What the reading knows of an organisation beside what its YAML says."""

    implied_teams: frozenset[str] = frozenset()
    """Teams that a source names and nobody defines."""
    implied_services: frozenset[str] = frozenset()
    """Services that only a team's `owns:` names."""
    unreadable: frozenset[Address] = frozenset()
    """What was said but could not be read: rules do not take it for missing."""
    acceptances: tuple[Acceptance, ...] = ()
    """Waivers in comments; those on entities are the entities' own."""
    conflicts: tuple[tuple[Claim, ...], ...] = ()
    """Claims of ownership that disagree, a tuple for each thing, what counts first."""


class Organisation(ModelFile):
    """An organisation: one immutable value.

    Ownership said from either side stands on the thing: `owner` is set and `owns` is empty here.
    """

    facts: Facts = Field(default=Facts())

    def collection(self, kind: str) -> Mapping[str, Entity]:
        """Everything of `kind` (a key of `COLLECTIONS`) by id."""
        value: object = self
        for key in COLLECTIONS[kind]:
            value = getattr(value, key)
        return cast(Mapping[str, Entity], value)

    def find(self, kind: str, id: str) -> Entity | None:
        """The thing of `kind` called `id`, or None."""
        return self.collection(kind).get(id)

    def entities(self) -> Iterator[tuple[Address, Entity]]:
        """Every entity with its address, in the order of `COLLECTIONS`; stages follow their stream."""
        for kind, path in COLLECTIONS.items():
            for id, entity in self.collection(kind).items():
                address = Address((*path, id))
                yield address, entity
                if isinstance(entity, Stream):
                    for name, stage in entity.stages.items():
                        yield Address((*address.steps, "stages", name)), stage


def address_of(kind: str, id: str) -> Address:
    """The address of the thing of `kind` called `id`."""
    return Address((*COLLECTIONS[kind], id))
