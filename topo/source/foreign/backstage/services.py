"""Which services do the Components, Resources and APIs of a Backstage catalog make?"""

import re

from topo.findings import Address
from topo.source.foreign.backstage.catalog import Entity, find_mention, read_text
from topo.source.foreign.backstage.context import Context
from topo.source.foreign.backstage.dependencies import Dependencies, Providers
from topo.source.foreign.backstage.fields import describe_entity, put_reference, put_value, read_annotations
from topo.source.foreign.backstage.owners import Owner, put_owner
from topo.source.foreign.backstage.reference import EntityRef
from topo.source.foreign.backstage.unread import report_unread
from topo.source.foreign.backstage.words import find_component_kind, find_lifecycle, find_resource_kind
from topo.source.positions import Mapping

_SLUGS = {"github.com/project-slug": "github.com", "gitlab.com/project-slug": "gitlab.com"}
_SLUG = re.compile(r"[\w.-]+(?:/[\w.-]+)+\Z")
_SOURCE = re.compile(
    r"(?:url:)?https?://(?P<host>github\.com|gitlab\.com|bitbucket\.org)/(?P<path>[\w.-]+/[\w.-]+?)(?:\.git)?/?(?:$|(?:-/)?(?:tree|blob|src)/)"
)


def build_service(
    entity: Entity, owners: dict[EntityRef, Owner], dependencies: Dependencies, context: Context
) -> Mapping:
    """The service that a Component, a Resource, or an API that nothing provides, is."""
    address = context.address_of(entity)
    into = describe_entity(entity, address, context.report)
    _put_domain(into, entity, address, context)
    put_owner(into, owners.get(entity.ref), context)
    _put_kind(into, entity, address, context)
    _put_lifecycle(into, entity, address, context)
    _put_repo(into, entity, address, context)
    found = dependencies.list_of(entity)
    if found is not None:
        into.put("depends_on", found[0], key_at=found[1], value_at=found[0].at)
    if entity.kind == "Component":
        _put_part_of(into, entity, address, context)
    report_unread(entity, context.report)
    return into


def report_other_owners(providers: Providers, owners: dict[EntityRef, Owner], context: Context) -> None:
    """Say of each API that is owned by somebody else than the Component that provides it who counts."""
    for api in context.catalog.of_kind("API"):
        mine = owners.get(api.ref)
        for provider in providers.components.get(api.ref, ()):
            theirs = owners.get(provider)
            if mine is not None and theirs is not None and mine.ref != theirs.ref:
                said = f"the API `{api.id}` is owned by `{mine.mention.text}`"
                reason = f"{said}, its provider `{provider.name}` by `{theirs.mention.text}`, who counts"
                context.report.skip(mine.at, reason, width=len(mine.mention.text))


def _put_domain(into: Mapping, entity: Entity, address: Address, context: Context) -> None:
    said = find_mention(entity, "system", ("system",), address / "domain", context.report)
    if said is not None:
        put_reference(into, "domain", context.ids.refer(said.mention, "system", address / "domain"), said)


def _put_part_of(into: Mapping, entity: Entity, address: Address, context: Context) -> None:
    said = find_mention(entity, "subcomponentOf", ("component",), address / "part_of", context.report)
    if said is None:
        return
    if said.mention.as_kind("component") == entity.ref:
        message = f"the Component `{entity.id}` is a part of itself; that is not read"
        context.report.warn("REF003", address / "part_of", said.at, message, width=len(said.mention.text))
        return
    put_reference(into, "part_of", context.ids.refer(said.mention, "component", address / "part_of"), said)


def _put_kind(into: Mapping, entity: Entity, address: Address, context: Context) -> None:
    type = read_text(entity.spec, "type", address / "kind", context.report)
    kind = None
    if entity.kind == "Resource":
        kind = find_resource_kind(type or "")
    elif entity.kind == "Component" and type is not None:
        kind = find_component_kind(type)
        if kind is None:
            context.report.list_word("types of Component that say nothing of its kind", type)
    if kind is not None:
        put_value(into, "kind", kind, entity.spec, "type")


def _put_lifecycle(into: Mapping, entity: Entity, address: Address, context: Context) -> None:
    said = read_text(entity.spec, "lifecycle", address / "lifecycle", context.report)
    if said is None:
        return
    lifecycle = find_lifecycle(said)
    if lifecycle is None:
        context.report.list_word("lifecycles that are not read", said)
    else:
        put_value(into, "lifecycle", lifecycle, entity.spec, "lifecycle")


def _put_repo(into: Mapping, entity: Entity, address: Address, context: Context) -> None:
    annotations = read_annotations(entity, address / "repo", context.report)
    for key, host in _SLUGS.items():
        slug = annotations.get(key)
        if isinstance(slug, str) and _SLUG.match(slug):
            put_value(into, "repo", f"{host}/{slug}", annotations, key)
            return
    key = "backstage.io/source-location"
    source = annotations.get(key)
    match = _SOURCE.match(source) if isinstance(source, str) else None
    if match is not None:
        put_value(into, "repo", f"{match['host']}/{match['path']}", annotations, key)
