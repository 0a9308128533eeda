"""Which domains do the Systems and Domains of a Backstage catalog make?

A System is a domain below its Domain: both are parts of the problem, and services sit in the smaller one.
"""

from topo.source.foreign.backstage.catalog import Entity, find_mention
from topo.source.foreign.backstage.context import Context
from topo.source.foreign.backstage.fields import describe_entity, put_reference
from topo.source.foreign.backstage.owners import Owner, put_owner
from topo.source.foreign.backstage.reference import EntityRef
from topo.source.foreign.backstage.unread import report_unread
from topo.source.positions import Mapping

_PARENT_KEYS = {"System": "domain", "Domain": "subdomainOf"}


def build_domain(entity: Entity, owners: dict[EntityRef, Owner], context: Context) -> Mapping:
    """The domain that a System or a Domain is."""
    address = context.address_of(entity)
    into = describe_entity(entity, address, context.report)
    _put_parent(into, entity, context)
    put_owner(into, owners.get(entity.ref), context)
    report_unread(entity, context.report)
    return into


def _put_parent(into: Mapping, entity: Entity, context: Context) -> None:
    key, address = _PARENT_KEYS[entity.kind], context.address_of(entity) / "parent"
    said = find_mention(entity, key, ("domain",), address, context.report)
    if said is None:
        return
    if said.mention.as_kind("domain") == entity.ref:
        message = f"the Domain `{entity.id}` is its own parent; that is not read"
        context.report.warn("REF003", address, said.at, message, width=len(said.mention.text))
        return
    put_reference(into, "parent", context.ids.refer(said.mention, "domain", address), said)
