"""How is an organisation changed while a move is being made?

A draft shows what it was and what it has become so far, gathers what does not fit, and copies only the
sections that change.
"""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from topo.change.applied import Applied, Inverse, Transfer
from topo.change.facts import forget_unreadable
from topo.change.refusal import Misfit
from topo.change.touching import find_touched
from topo.findings import Address
from topo.model.base import Entity, FrozenDict
from topo.model.domain import Domain
from topo.model.organisation import COLLECTIONS, Facts, Organisation
from topo.model.references import Target, resolve
from topo.model.service import Service
from topo.model.stream import Stream
from topo.model.team import Team
from topo.model.tissue import Forum, Guardrail
from topo.rules.naming import called, joined, named, noun, quoted
from topo.rules.nearness import Nearness

AnyEntity = TypeVar("AnyEntity", bound=Entity)
_BESIDE = ("interactions", "check", "policies", "facts")
_FEW = 8


class Draft:
    """An organisation in the making."""

    def __init__(self, organisation: Organisation) -> None:
        self.before = organisation
        self.interactions = organisation.interactions
        self.check = organisation.check
        self.policies = organisation.policies
        self.facts: Facts = organisation.facts
        self.misfits: list[Misfit] = []
        self.transfers: list[Transfer] = []
        self._sections: dict[str, dict[str, Entity]] = {}
        self._things: set[Target] = set()

    # --- what is there ------------------------------------------------------------------------------

    def collection(self, kind: str) -> Mapping[str, Entity]:
        """Everything of a kind as it is by now."""
        return self._sections[kind] if kind in self._sections else self.before.collection(kind)

    @property
    def teams(self) -> Mapping[str, Team]:
        """The teams by now."""
        return cast(Mapping[str, Team], self.collection("team"))

    @property
    def services(self) -> Mapping[str, Service]:
        """The services by now."""
        return cast(Mapping[str, Service], self.collection("service"))

    @property
    def domains(self) -> Mapping[str, Domain]:
        """The domains by now."""
        return cast(Mapping[str, Domain], self.collection("domain"))

    @property
    def streams(self) -> Mapping[str, Stream]:
        """The streams by now."""
        return cast(Mapping[str, Stream], self.collection("stream"))

    @property
    def guardrails(self) -> Mapping[str, Guardrail]:
        """The guardrails by now."""
        return cast(Mapping[str, Guardrail], self.collection("guardrail"))

    @property
    def forums(self) -> Mapping[str, Forum]:
        """The forums by now."""
        return cast(Mapping[str, Forum], self.collection("forum"))

    @property
    def organisation(self) -> Organisation:
        """The organisation by now, as a value."""
        return self.before.model_copy(update=self._changes())

    def resolve(self, text: str, *kinds: str) -> Target | None:
        """What a reference names by now."""
        for kind in kinds:
            if text in self.collection(kind):
                return Target(kind, text)
        return resolve(self.organisation, text, kinds) if ":" in text else None

    # --- what does not fit --------------------------------------------------------------------------

    def refuse(self, field: Address | str, message: str, hint: str | None = None) -> None:
        """Say that something does not fit."""
        self.misfits.append(Misfit(Address.of(field) if isinstance(field, str) else field, message, hint))

    def look_up(self, field: Address | str, text: str, *kinds: str) -> Target | None:
        """What a field of the move names; where it names nothing, that does not fit."""
        found = self.resolve(text, *kinds)
        if found is None:
            wanted = joined(map(noun, kinds), last="or")
            other = resolve(self.before, text, tuple(COLLECTIONS))
            is_other = other is not None and other.kind not in kinds
            message = f"{called(other.kind, other.id)} is no {wanted}" if is_other and other else None
            self.refuse(field, message or f"{quoted(text)} names no {wanted}", self._suggest(text, kinds))
        return found

    def find_id(self, field: Address | str, text: str, kind: str) -> str | None:
        """The id of the thing of a kind that a field of the move names, or None, which does not fit."""
        found = self.look_up(field, text, kind)
        return None if found is None else found.id

    def _suggest(self, text: str, kinds: tuple[str, ...]) -> str | None:
        known = sorted({id for kind in kinds for id in self.collection(kind)})
        nearest = Nearness(known).find(text.rpartition(":")[2])
        if nearest:
            return f"did you mean {named(nearest, last='or')}?"
        return f"there are {named(known)}" if 0 < len(known) <= _FEW else None

    def check_is_free(self, field: Address | str, kind: str, id: str) -> bool:
        """Whether nothing of a kind has an id, in whatever case; where something has, that does not fit."""
        taken = id if id in self.collection(kind) else self._find_case(kind, id)
        if taken is None:
            return True
        differs = "" if taken == id else f", which {quoted(id)} differs from by case alone"
        self.refuse(field, f"there is a {called(kind, taken)} already{differs}", "choose another id")
        return False

    def _find_case(self, kind: str, id: str) -> str | None:
        folded = id.casefold()
        return next((each for each in self.collection(kind) if each.casefold() == folded), None)

    # --- what changes -------------------------------------------------------------------------------

    def put(self, kind: str, entity: Entity) -> None:
        """Let a thing be: in its place where it has one, else behind the others of its kind."""
        if self.collection(kind).get(entity.id) != entity:
            self._section(kind)[entity.id] = entity
            self._things.add(Target(kind, entity.id))

    def update(self, kind: str, id: str, **fields: object) -> None:
        """Give fields of a thing other values."""
        self.put(kind, self.collection(kind)[id].model_copy(update=fields))

    def remove(self, kind: str, id: str) -> None:
        """Let a thing be gone; who speaks of it is not looked at."""
        del self._section(kind)[id]
        self._things.add(Target(kind, id))

    def replace_key(self, kind: str, old: str, entity: Entity) -> None:
        """Put a thing with a new id in the place of another."""
        section = self._section(kind)
        self._sections[kind] = {
            (entity.id if id == old else id): (entity if id == old else each) for id, each in section.items()
        }
        self._things |= {Target(kind, old), Target(kind, entity.id)}

    def _section(self, kind: str) -> dict[str, Entity]:
        if kind not in self._sections:
            self._sections[kind] = dict(self.before.collection(kind))
        return self._sections[kind]

    # --- the result ---------------------------------------------------------------------------------

    def finish(self) -> Applied:
        """What came of it."""
        if self.before.facts.unreadable:
            self.facts = forget_unreadable(self.facts, self.before, self.organisation)
        after = self._changes()
        before = {name: getattr(self.before, name) for name in after}
        result = self.before.model_copy(update=after)
        touched, transfers = find_touched(self.before, result, self._things), tuple(self.transfers)
        inverse = Inverse(before, after, touched, tuple(each.inverse for each in transfers))
        return Applied(result, inverse, touched, transfers)

    def _changes(self) -> dict[str, Any]:
        changes = {name: getattr(self, name) for name in _BESIDE}
        changes = {name: each for name, each in changes.items() if each is not getattr(self.before, name)}
        tissue: dict[str, Any] = {}
        for kind, section in self._sections.items():
            path = COLLECTIONS[kind]
            (tissue if path[0] == "tissue" else changes)[path[-1]] = FrozenDict(section)
        if tissue:
            changes["tissue"] = self.before.tissue.model_copy(update=tissue)
        return changes
