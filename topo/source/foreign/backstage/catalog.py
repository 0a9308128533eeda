"""What is a Backstage catalog: which entities does it hold, each with the place of its name?"""

from collections.abc import Iterator
from dataclasses import dataclass

from topo.findings import Address
from topo.source.foreign.backstage.reference import EntityRef, Mention, parse_reference, qualify
from topo.source.foreign.report import Report
from topo.source.misfits import describe
from topo.source.positions import Mapping, Sequence

KINDS = {
    kind.lower(): kind
    for kind in ("Component", "API", "Resource", "System", "Domain", "Group", "User", "Location", "Template")
}
"""The kinds that are known, by their names in lower case."""


ENTITY_FIELDS = ("owner", "lifecycle", "memberOf", "children", "targets")
"""Fields of a spec that tell an entity from other things of the same kind, such as a Dapr component."""
SECTIONS = {
    "Component": "services",
    "Resource": "services",
    "API": "services",
    "System": "domains",
    "Domain": "domains",
    "Group": "teams",
    "User": "people",
}
"""The section of a model in which entities of a kind end up; a group may stand in `groups`."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: `kind` is written as Backstage does, name and namespace as the file does.

    `ref` is what other entities know it by.
    """

    ref: EntityRef
    kind: str
    namespace: str
    name: str
    name_at: int
    at: int
    metadata: Mapping
    spec: Mapping

    @property
    def id(self) -> str:
        """What topo calls it, where nothing else is called so."""
        return qualify(self.namespace, self.name)


class Catalog:
    """The entities of a catalog, in the order of reading; of two with one reference the first."""

    def __init__(self) -> None:
        self._entities: dict[EntityRef, Entity] = {}
        self._by_kind: dict[str, list[Entity]] = {}

    def add(self, entity: Entity) -> Entity:
        """Add an entity, unless one has its reference; returns the one that counts."""
        first = self._entities.setdefault(entity.ref, entity)
        if first is entity:
            self._by_kind.setdefault(entity.kind, []).append(entity)
        return first

    def find(self, ref: EntityRef) -> Entity | None:
        """The entity with this reference."""
        return self._entities.get(ref)

    def of_kind(self, *kinds: str) -> Iterator[Entity]:
        """Every entity of these kinds, kind by kind."""
        for kind in kinds:
            yield from self._by_kind.get(kind, ())

    def __contains__(self, ref: EntityRef) -> bool:
        return ref in self._entities


@dataclass(frozen=True, slots=True)
class Said:
    """What an entity says under a key: the mention, and the marks of the key and of the mention."""

    mention: Mention
    key_at: int
    at: int


def find_mentions(entity: Entity, key: str, address: Address, report: Report) -> list[Said]:
    """The references under `key` of the spec, a list or a single one; what is no reference is reported."""
    value = entity.spec.get(key)
    if value is None:
        return []
    key_at, value_at = marks_of(entity.spec, key)
    items = (
        list(zip(value, value.items_at, strict=True)) if isinstance(value, Sequence) else [(value, value_at)]
    )
    found = []
    for item, at in items:
        mention = parse_reference(item, namespace=entity.namespace, at=at)
        if mention is not None:
            found.append(Said(mention, key_at, mention.at))
        elif item is not None:
            _refuse_reference(key, item, at, address, report)
    return found


def find_mention(
    entity: Entity, key: str, kinds: tuple[str, ...], address: Address, report: Report
) -> Said | None:
    """The one reference under `key`, to an entity of one of `kinds`: of the first unless it says so."""
    value = entity.spec.get(key)
    if isinstance(value, Sequence) and len(value) > 1:
        message = f"`{key}` names one {KINDS[kinds[0]]}, and this is a list of {len(value)}"
        _misfit(key, address, marks_of(entity.spec, key)[1], message, "name one alone", report)
        return None
    said = next(iter(find_mentions(entity, key, address, report)), None)
    if said is None or (said.mention.kind or kinds[0]) in kinds:
        return said
    refuse_kind(said.mention, key, kinds[0], address, report)
    return None


def refuse_kind(mention: Mention, key: str, kind: str, address: Address, report: Report) -> None:
    """Report a reference to a kind that `key` cannot name."""
    message = f"`{key}` names a {KINDS[kind]}, and `{mention.text}` is none"
    _misfit(key, address, mention.at, message, None, report, width=len(mention.text))


def _refuse_reference(key: str, value: object, at: int, address: Address, report: Report) -> None:
    message = f"`{key}` takes references, and this is {describe(value)}"
    width = len(value) if isinstance(value, str) else 1
    _misfit(key, address, at, message, "write `[kind:][namespace/]name`", report, width=width)


def _misfit(
    key: str, address: Address, at: int, message: str, hint: str | None, report: Report, *, width: int = 1
) -> None:
    """A value that does not fit: an error where it is the owner, as nobody is accountable then."""
    say = report.fail if key == "owner" else report.warn
    say("SYN004", address, at, message, hint, width=width)


def read_text(mapping: Mapping, key: str, address: Address, report: Report) -> str | None:
    """The text under `key`; None where there is none, and where it is something else, which is reported."""
    value = mapping.get(key)
    if value is None or isinstance(value, str):
        return value or None
    report.warn(
        "SYN004", address, marks_of(mapping, key)[1], f"`{key}` takes text, and this is {describe(value)}"
    )
    return None


def read_mapping(mapping: Mapping, key: str, address: Address, report: Report) -> Mapping:
    """The mapping under `key`, empty where there is none; something else is reported."""
    value = mapping.get(key)
    if isinstance(value, Mapping):
        return value
    if value is not None:
        at = marks_of(mapping, key)[1]
        report.warn("SYN004", address, at, f"`{key}` takes a mapping, and this is {describe(value)}")
    return Mapping(mapping.at)


def marks_of(mapping: Mapping, key: str) -> tuple[int, int]:
    """The marks of a key and of its value."""
    return mapping.keys_at.get(key, mapping.at), mapping.values_at.get(key, mapping.at)
