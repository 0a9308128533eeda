"""What do all kinds of Backstage entities say of themselves, in topo's words?"""

from topo.findings import Address
from topo.source.foreign.backstage.catalog import Entity, Said, marks_of, read_mapping, read_text
from topo.source.foreign.naming import clean_id
from topo.source.foreign.report import Report
from topo.source.misfits import describe
from topo.source.positions import Mapping, Sequence


def describe_entity(entity: Entity, address: Address, report: Report) -> Mapping:
    """A part of a model with the entity's name, description, tags and links."""
    into = Mapping(entity.at)
    if (
        not put_text(into, "name", entity.metadata, "title", address, report)
        and clean_id(entity.name) != entity.name
    ):
        into.put("name", entity.name, key_at=entity.name_at, value_at=entity.name_at)
    put_text(into, "description", entity.metadata, "description", address, report)
    _put_links(into, entity.metadata, address, report)
    _put_tags(into, entity.metadata, address, report)
    return into


def put_text(into: Mapping, field: str, mapping: Mapping, key: str, address: Address, report: Report) -> bool:
    """Take over the text under `key` as `field`; whether there is one."""
    value = read_text(mapping, key, address / field, report)
    if value is not None:
        put_value(into, field, value.strip(), mapping, key)
    return value is not None


def put_value(into: Mapping, field: str, value: object, mapping: Mapping, key: str) -> None:
    """Set `field` to what `mapping` says under `key`, in other words."""
    key_at, value_at = marks_of(mapping, key)
    into.put(field, value, key_at=key_at, value_at=value_at)


def put_reference(into: Mapping, field: str, id: str | None, said: Said) -> None:
    """Set `field` to the id of what is mentioned; nothing where there is none."""
    if id is not None:
        into.put(field, id, key_at=said.key_at, value_at=said.at)


def _put_tags(into: Mapping, metadata: Mapping, address: Address, report: Report) -> None:
    tags = Sequence(marks_of(metadata, "tags")[1])
    for item, at in _items(metadata, "tags"):
        if isinstance(item, str):
            tags.add(item, at)
        elif item is not None:
            report.warn("SYN004", address / "tags", at, f"a tag is text, and this is {describe(item)}")
    if tags:
        put_value(into, "tags", tags, metadata, "tags")


def _put_links(into: Mapping, metadata: Mapping, address: Address, report: Report) -> None:
    links = Sequence(marks_of(metadata, "links")[1])
    for item, at in _items(metadata, "links"):
        if isinstance(item, Mapping) and isinstance(item.get("url"), str):
            link = Mapping(at)
            put_text(link, "title", item, "title", address / "links", report)
            put_text(link, "url", item, "url", address / "links", report)
            links.add(link, at)
        elif item is not None:
            message = f"a link is a mapping with a `url`, and this is {describe(item)}"
            report.warn("SYN004", address / "links", at, message)
    if links:
        put_value(into, "links", links, metadata, "links")


def _items(mapping: Mapping, key: str) -> list[tuple[object, int]]:
    value = mapping.get(key)
    if isinstance(value, Sequence):
        return list(zip(value, value.items_at, strict=True))
    return [] if value is None else [(value, marks_of(mapping, key)[1])]


def read_annotations(entity: Entity, address: Address, report: Report) -> Mapping:
    """The annotations of an entity."""
    return read_mapping(entity.metadata, "annotations", address, report)
