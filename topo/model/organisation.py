"""What is the whole: every section of a model as one immutable value, with lookups by id?"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, NamedTuple, cast

from pydantic import Field

from topo.findings import Address
from topo.model.base import Entity, Reads
from topo.model.decision import Decision
from topo.model.document import ModelFile
from topo.model.domain import Domain, Product
from topo.model.evidence import PathCoverage
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

MOST_THINGS = 100_000
"""How many things of one kind a model may hold."""

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

SHORT_FORMS: Mapping[str, Callable[[str], dict[str, str]]] = {"site": lambda zone: {"zone": zone}}
"""The kinds whose entity may be written as one text, and what that text is short for."""


class Acceptance(NamedTuple):
    """A waiver: the findings of `codes` at `addresses`, and below them, are accepted up to `until`.

    One in a comment has the `file`, `line` and `column` (from 1) where it stands, one on an entity
    `said_at`.
    """

    codes: tuple[str, ...]
    addresses: tuple[Address, ...]
    until: date | None
    reason: str | None
    file: str = ""
    line: int = 0
    column: int = 0
    covers_line: int = 0
    """The line that a comment covers."""
    problem: str | None = None
    """Why it waives nothing, where it is no waiver."""
    said_at: Address | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it has a reason and a last day; without either it waives nothing."""
        return self.problem is None and bool(self.reason) and self.until is not None

    def is_active(self, as_of: date) -> bool:
        """Whether it is complete and its last day is not past on `as_of`."""
        return self.is_complete and self.until is not None and as_of <= self.until

    def covers(self, code: str, address: Address) -> bool:
        """Whether it speaks of findings of `code` at `address`."""
        return code in self.codes and any(outer.covers(address) for outer in self.addresses)


class Claim(NamedTuple):
    """One side's word on who owns a thing: `owner:` on it, or a team's `owns:`."""

    thing: Address
    team: str
    said_at: Address


class Facts(NamedTuple):
    """What the reading knows of an organisation beside what its YAML says."""

    implied_teams: frozenset[str] = frozenset()
    """Teams that a source names and nobody defines."""
    implied_services: frozenset[str] = frozenset()
    """Services that only a team's `owns:` names."""
    unreadable: frozenset[Address] = frozenset()
    """What was said but could not be read: rules do not take it for missing."""
    acceptances: tuple[Acceptance, ...] = ()
    """Waivers in comments; those on entities are the entities' own."""
    perhaps_defined: frozenset[str] = frozenset()
    """Ids that seem to stand in text that could not be read: a reference to one is not called dangling."""
    conflicts: tuple[tuple[Claim, ...], ...] = ()
    """Claims of ownership that disagree, a tuple for each thing, what counts first."""
    paths: tuple[PathCoverage, ...] = ()
    """How the files of the repositories that sources name are covered."""


class Organisation(ModelFile):
    """An organisation: one immutable value.

    Ownership said from either side stands on the thing: `owner` is set and `owns` is empty here.
    """

    facts: Annotated[Facts, Reads(lambda facts: facts, {})] = Field(default=Facts())

    def collection(self, kind: str) -> Mapping[str, Entity]:
        """Everything of `kind` (a key of `COLLECTIONS`) by id."""
        value: object = self
        for key in COLLECTIONS[kind]:
            value = getattr(value, key)
        return cast(Mapping[str, Entity], value)

    def find(self, kind: str, id: str) -> Entity | None:
        """The thing of `kind` called `id`, or None."""
        return self.collection(kind).get(id)

    def acceptances(self) -> Iterator[Acceptance]:
        """Every waiver, those in comments first, then those on entities."""
        yield from self.facts.acceptances
        for steps, entity in self._find_entities():
            for waiver in entity.waivers:
                address = Address(steps)
                said_at = (address / "waivers").item(waiver.rule)
                yield Acceptance((waiver.rule,), (address,), waiver.until, waiver.why, said_at=said_at)

    def entities(self) -> Iterator[tuple[Address, Entity]]:
        """Every entity with its address, in the order of `COLLECTIONS`; stages follow their stream."""
        return ((Address(steps), entity) for steps, entity in self._find_entities())

    def renames(self) -> Iterator[tuple[Address, tuple[str, ...]]]:
        """The ids that things had before (`formerly:`), with the address that each has now."""
        return (
            (Address(steps), entity.formerly) for steps, entity in self._find_entities() if entity.formerly
        )

    def _find_entities(self) -> Iterator[tuple[tuple[str, ...], Entity]]:
        for kind, path in COLLECTIONS.items():
            for id, entity in self.collection(kind).items():
                yield (*path, id), entity
                if kind == "stream" and isinstance(entity, Stream):
                    for name, stage in entity.stages.items():
                        yield (*path, id, "stages", name), stage


def address_of(kind: str, id: str) -> Address:
    """The address of the thing of `kind` called `id`."""
    return Address((*COLLECTIONS[kind], id))
