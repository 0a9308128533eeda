"""Which groups of a Backstage catalog are teams, and which hold teams?

Backstage has one kind for a team, a department and a whole company, and its type is free text; topo has two.
"""

from collections.abc import Set
from dataclasses import dataclass

from topo.findings import Address
from topo.source.foreign.backstage.catalog import (
    Entity,
    Said,
    find_mention,
    find_mentions,
    refuse_kind,
)
from topo.source.foreign.backstage.context import Context
from topo.source.foreign.backstage.reference import EntityRef
from topo.source.foreign.backstage.words import is_group_word, is_team_word


@dataclass(frozen=True, slots=True)
class GroupTree:
    """The groups of a catalog: what says who the parent of each is, and which of them are teams."""

    parents: dict[EntityRef, tuple[EntityRef, Said]]
    teams: frozenset[EntityRef]

    def find_group(self, ref: EntityRef) -> tuple[EntityRef, Said] | None:
        """The nearest group above `ref`, past what are teams, and what says so; None at the top."""
        seen: set[EntityRef] = {ref}
        parent = self.parents.get(ref)
        while parent is not None and parent[0] in self.teams:
            if parent[0] in seen:
                return None
            seen.add(parent[0])
            parent = self.parents.get(parent[0])
        return parent


def read_groups(context: Context, *, owning: Set[EntityRef], peopled: Set[EntityRef]) -> GroupTree:
    """The tree of groups; `owning` are those that own something, `peopled` those that have members."""
    parents = _read_parents(context)
    holding = {parent for parent, _ in parents.values()}
    teams = {
        group.ref
        for group in context.catalog.of_kind("Group")
        if is_team(
            _type_of(group), holds=group.ref in holding, acts=group.ref in owning or group.ref in peopled
        )
    }
    return GroupTree(parents, frozenset(teams))


def is_team(type: str, *, holds: bool, acts: bool) -> bool:
    """Whether a group is a team, by its type, whether it `holds` groups, and whether it `acts`.

    It acts where it owns something or has members.

    >>> is_team("department", holds=True, acts=True), is_team("team", holds=True, acts=True)
    (False, True)
    >>> is_team("business-unit", holds=False, acts=True), is_team("business-unit", holds=False, acts=False)
    (True, False)
    """
    if holds:
        return acts and is_team_word(type)
    return acts or not is_group_word(type)


def _type_of(group: Entity) -> str:
    type = group.spec.get("type")
    return type if isinstance(type, str) else ""


def _read_parents(context: Context) -> dict[EntityRef, tuple[EntityRef, Said]]:
    """The parent of each group: its own word, else that of the group that lists it among its children."""
    parents: dict[EntityRef, tuple[EntityRef, Said]] = {}
    for group in context.catalog.of_kind("Group"):
        address = Address.of("groups", context.ids.of(group.ref) or group.id, "parent")
        said = find_mention(group, "parent", ("group",), address, context.report)
        if said is None:
            continue
        if said.mention.as_kind("group") == group.ref:
            message = f"the Group `{group.id}` is its own parent; that is not read"
            context.report.warn("REF003", address, said.at, message, width=len(said.mention.text))
        else:
            parents[group.ref] = (said.mention.as_kind("group"), said)
    for group in context.catalog.of_kind("Group"):
        address = Address.of("groups", context.ids.of(group.ref) or group.id)
        for said in find_mentions(group, "children", address, context.report):
            _read_child(group, said, parents, address, context)
    return parents


def _read_child(
    group: Entity,
    said: Said,
    parents: dict[EntityRef, tuple[EntityRef, Said]],
    address: Address,
    context: Context,
) -> None:
    mention = said.mention
    if mention.kind not in (None, "group"):
        refuse_kind(mention, "children", "group", address, context.report)
        return
    child = mention.as_kind("group")
    if child == group.ref:
        message = f"the Group `{group.id}` is its own child; that is not read"
        context.report.warn("REF003", address, said.at, message, width=len(mention.text))
    elif child not in context.catalog:
        message = f"`{mention.text}` names no Group of this catalog"
        hint = _suggest(child, context)
        context.report.warn(
            "REF001", (address / "children").item(mention.id), said.at, message, hint, width=len(mention.text)
        )
    elif parents.setdefault(child, (group.ref, said))[0] != group.ref:
        other = parents[child][0].name
        reason = f"`{group.id}` is not the parent of `{mention.text}`: a group has one, and its is `{other}`"
        context.report.skip(said.at, reason, width=len(mention.text))


def _suggest(missing: EntityRef, context: Context) -> str | None:
    """What may have been meant: the group of that name in another namespace, else one called nearly so."""
    groups = context.catalog.of_kind("Group")
    elsewhere = next((group for group in groups if group.ref.name == missing.name), None)
    if elsewhere is not None:
        return f"did you mean `{elsewhere.namespace}/{elsewhere.name}`?"
    groups = context.catalog.of_kind("Group")
    near = (group.name for group in groups if group.ref.namespace == missing.namespace)
    return context.report.suggest(missing.name, lambda: near)
