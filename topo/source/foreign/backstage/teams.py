"""Which teams, groups and people do the Groups and Users of a Backstage catalog make?"""

import re
from collections.abc import Iterable

from topo.findings import Address
from topo.source.foreign.backstage.catalog import Entity, Said, read_mapping, read_text
from topo.source.foreign.backstage.context import Context
from topo.source.foreign.backstage.fields import (
    describe_entity,
    put_reference,
    put_text,
    put_value,
    read_annotations,
)
from topo.source.foreign.backstage.groups import GroupTree
from topo.source.foreign.backstage.members import Members, Membership
from topo.source.foreign.backstage.reference import EntityRef
from topo.source.foreign.backstage.unread import report_unread
from topo.source.foreign.backstage.words import find_team_type
from topo.source.positions import Mapping, Sequence

_TEAM_SLUG = "github.com/team-slug"
_SLUG = re.compile(r"@?([\w.-]+/[\w.-]+)\Z")


def build_team(group: Entity, tree: GroupTree, members: Members, context: Context) -> Mapping:
    """The team that a Group is."""
    address = context.address_of(group, "teams")
    into = describe_entity(group, address, context.report)
    profile = _read_profile(into, group, address, context)
    type = read_text(group.spec, "type", address / "type", context.report)
    team_type = find_team_type(type or "")
    if team_type is not None:
        put_value(into, "type", team_type, group.spec, "type")
    _put_group(into, group, tree, context)
    put_members(into, members.get(group.ref, {}).values(), context)
    _put_contacts(into, group, profile, address, context)
    report_unread(group, context.report)
    return into


def build_group(group: Entity, tree: GroupTree, members: Members, context: Context) -> Mapping:
    """The group that a Group is."""
    address = context.address_of(group, "groups")
    into = describe_entity(group, address, context.report)
    _read_profile(into, group, address, context)
    parent = tree.find_group(group.ref)
    if parent is not None:
        put_reference(into, "parent", _refer(parent, address / "parent", context), parent[1])
    for membership in members.get(group.ref, {}).values():
        reason = f"`{membership.person.name}` is a member of the group `{group.id}`: only teams have members"
        context.report.skip(membership.at, reason)
        context.report.tally("membership in a group|memberships in groups", "not used")
    report_unread(group, context.report)
    return into


def build_person(user: Entity, context: Context) -> Mapping:
    """The person that a User is."""
    address = context.address_of(user)
    into = describe_entity(user, address, context.report)
    _read_profile(into, user, address, context)
    report_unread(user, context.report)
    return into


def put_members(into: Mapping, members: Iterable[Membership], context: Context) -> None:
    """Say who is in a team, each person at the place that says it."""
    listed = list(members)
    if not listed:
        return
    people = Sequence(listed[0].at)
    for membership in listed:
        people.add(context.id_of_person(membership.person), membership.at)
    into.put("members", people, key_at=listed[0].key_at, value_at=listed[0].at)


def _read_profile(into: Mapping, entity: Entity, address: Address, context: Context) -> Mapping:
    """The profile of a Group or User; its `displayName` is what people read."""
    profile = read_mapping(entity.spec, "profile", address / "name", context.report)
    put_text(into, "name", profile, "displayName", address, context.report)
    return profile


def _put_group(into: Mapping, team: Entity, tree: GroupTree, context: Context) -> None:
    """The nearest group above a team; a team above it is told of, as teams hold no teams."""
    direct, found = tree.parents.get(team.ref), tree.find_group(team.ref)
    if direct is not None and direct[0] in tree.teams:
        above = context.ids.of(direct[0])
        reason = f"`{team.id}` sits in the team `{above}`, and teams hold no teams: the two are neighbours"
        context.report.skip(direct[1].at, reason, width=len(direct[1].mention.text))
        context.report.tally("team in a team|teams in teams", "read as neighbours")
    if found is not None:
        address = context.address_of(team, "teams") / "group"
        put_reference(into, "group", _refer(found, address, context), found[1])


def _refer(above: tuple[EntityRef, Said], address: Address, context: Context) -> str | None:
    """The id of a group; only one that is named as `parent` may be undefined."""
    return context.ids.of(above[0]) or context.ids.refer(above[1].mention, "group", address)


def _put_contacts(into: Mapping, group: Entity, profile: Mapping, address: Address, context: Context) -> None:
    contacts = Mapping(group.at)
    annotations = read_annotations(group, address, context.report)
    slug = annotations.get(_TEAM_SLUG)
    match = _SLUG.match(slug) if isinstance(slug, str) else None
    if match is not None:
        put_value(contacts, "github", f"@{match[1]}", annotations, _TEAM_SLUG)
    put_text(contacts, "email", profile, "email", address / "contacts", context.report)
    if contacts:
        first = next(iter(contacts))
        into.put("contacts", contacts, key_at=contacts.keys_at[first], value_at=contacts.values_at[first])
