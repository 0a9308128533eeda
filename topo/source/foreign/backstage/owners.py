"""Who owns each entity of a Backstage catalog?"""

from collections.abc import Iterable
from dataclasses import dataclass

from topo.source.foreign.backstage.catalog import Entity, find_mention
from topo.source.foreign.backstage.context import Context
from topo.source.foreign.backstage.reference import EntityRef, Mention
from topo.source.positions import Mapping


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is said to own an entity: `ref` is a group or a user; the marks of `owner` and of what it says."""

    ref: EntityRef
    mention: Mention
    key_at: int
    at: int


def find_owners(entities: Iterable[Entity], context: Context) -> dict[EntityRef, Owner]:
    """The owner of each entity that has one, by the entity."""
    owners = {}
    for entity in entities:
        owner = _find_owner(entity, context)
        if owner is not None:
            owners[entity.ref] = owner
    return owners


def _find_owner(entity: Entity, context: Context) -> Owner | None:
    address = context.address_of(entity) / "owner"
    said = find_mention(entity, "owner", ("group", "user"), address, context.report)
    if said is None:
        return None
    ref = said.mention.as_kind(said.mention.kind or "group")
    return Owner(ref, said.mention, said.key_at, said.at)


def put_owner(into: Mapping, owner: Owner | None, context: Context) -> None:
    """Say in the model who owns a thing: a team, or a group or person as what it is."""
    if owner is None:
        return
    if owner.ref.kind == "user":
        id = context.id_of_person(owner.mention)
        said = f"person:{id}" if context.ids.has_other("teams", id) else id
    else:
        said = context.id_of_group(owner.mention)
    into.put("owner", said, key_at=owner.key_at, value_at=owner.at)
