"""What does topo call each entity of a Backstage catalog?

Its name, or `namespace.name` outside of the namespace `default`. Several kinds become one (Component,
Resource and API are services): where two have one name, the second is `name.resource`, `name.api` or
`name.system`.
"""

from topo.findings import Address
from topo.source.foreign.backstage.catalog import KINDS, SECTIONS, Entity
from topo.source.foreign.backstage.reference import EntityRef, Mention
from topo.source.foreign.naming import clean_id
from topo.source.foreign.report import Report


class Ids:
    """Gives ids: to entities first, then to what is only mentioned."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._ids: dict[EntityRef, str] = {}
        self._taken: dict[str, dict[str, EntityRef]] = {}

    def give(self, entity: Entity) -> str:
        """The id of an entity that is in the model."""
        return self._assign(entity.ref, entity.id, entity.name_at, entity.name)

    def imply(self, mention: Mention, kind: str) -> str:
        """The id of something of `kind` that is mentioned and that nobody defines, for a bare entry."""
        return self._assign(mention.as_kind(kind), mention.id, mention.at, mention.text)

    def of(self, ref: EntityRef) -> str | None:
        """The id of an entity of the model, or None."""
        return self._ids.get(ref)

    def refer(self, mention: Mention, kind: str, address: Address) -> str | None:
        """The id that a mention of a `kind` means; of what nobody defines, the one that it would have.

        Where something of another kind is called so, the mention is reported, and there is no id.
        """
        known = self._ids.get(mention.as_kind(kind))
        if known is not None:
            return known
        id, section = clean_id(mention.id), SECTIONS[KINDS[kind]]
        other = self._taken.get(section, {}).get(id.casefold())
        if other is None:
            return id
        there = KINDS[other.kind]
        message = f"`{mention.text}` names no {KINDS[kind]} of this catalog; there is a {there} of that name"
        hint = f"write `{other.kind}:{mention.name}`" if section == "services" else f"is the {there} meant?"
        self._report.warn("REF001", address, mention.at, message, hint, width=len(mention.text))
        return None

    def has_other(self, section: str, id: str) -> bool:
        """Whether something in `section` is called `id`."""
        return id.casefold() in self._taken.get(section, {})

    def _assign(self, ref: EntityRef, wished: str, at: int, written: str) -> str:
        if ref in self._ids:
            return self._ids[ref]
        section = SECTIONS[KINDS[ref.kind]]
        taken = self._taken.setdefault(section, {})
        stem = id = clean_id(wished)
        number = 1
        while id.casefold() in taken:
            id = f"{stem}.{ref.kind}" if number == 1 else f"{stem}.{ref.kind}-{number}"
            number += 1
        taken[id.casefold()] = ref
        self._ids[ref] = id
        if stem != wished:
            message = f"`{wished}` is not an id; it is read as `{id}`"
            hint = "names in Backstage have letters, digits, `-`, `_` and `.`"
            self._report.warn("SYN006", Address.of(section, id), at, message, hint, width=len(written))
        return id
