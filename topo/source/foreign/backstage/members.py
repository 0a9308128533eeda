"""Who is in which group of a Backstage catalog? Either side may say it: both count."""

from topo.findings import Address
from topo.source.foreign.backstage.catalog import find_mentions, refuse_kind
from topo.source.foreign.backstage.context import Context
from topo.source.foreign.backstage.reference import EntityRef, Mention

Members = dict[EntityRef, dict[EntityRef, "Membership"]]
"""The members of each group, in the order in which they were said."""


class Membership:
    """One person in one group, with the first mention that says so: of the person, or of the group."""

    __slots__ = ("at", "group", "key_at", "person")

    def __init__(self, person: Mention, group: Mention, key_at: int, at: int) -> None:
        self.person = person
        self.group = group
        self.key_at = key_at
        self.at = at


def find_members(context: Context) -> Members:
    """Every membership that a Group or a User states."""
    members: Members = {}
    for group in context.catalog.of_kind("Group"):
        own = Mention("group", group.namespace, group.name, group.name, group.name_at)
        address = Address.of("teams", context.ids.of(group.ref) or group.id, "members")
        for said in find_mentions(group, "members", address, context.report):
            if said.mention.kind not in (None, "user"):
                refuse_kind(said.mention, "members", "user", address, context.report)
            else:
                _add(members, Membership(said.mention, own, said.key_at, said.at))
    for user in context.catalog.of_kind("User"):
        own = Mention("user", user.namespace, user.name, user.name, user.name_at)
        for said in find_mentions(user, "memberOf", context.address_of(user), context.report):
            if said.mention.kind not in (None, "group"):
                refuse_kind(said.mention, "memberOf", "group", context.address_of(user), context.report)
            else:
                _add(members, Membership(own, said.mention, said.key_at, said.at))
    return members


def _add(members: Members, membership: Membership) -> None:
    group = membership.group.as_kind("group")
    members.setdefault(group, {}).setdefault(membership.person.as_kind("user"), membership)
