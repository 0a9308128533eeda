"""Which services does each service of a Backstage catalog wait on?

A Component that consumes an API waits on the Components that provide it. An API that no Component provides
stands for whatever does: it is a service itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from topo.findings import Address
from topo.source.foreign.backstage.catalog import KINDS, Entity, Said, find_mentions, marks_of, refuse_kind
from topo.source.foreign.backstage.context import Context
from topo.source.foreign.backstage.reference import EntityRef, Mention
from topo.source.positions import Mapping, Sequence

_ASYNC_TYPES = frozenset({"asyncapi"})


@dataclass(slots=True)
class Dependency:
    """One dependency, with the place that says it; `via_at` is where an API says how the two are coupled."""

    target: str
    key_at: int
    at: int
    via: str | None = None
    via_at: int = 0

    def merge(self, other: "Dependency") -> None:
        """Take in the same dependency said again: what says how beats what does not, and sync beats async."""
        if other.via == "sync" or self.via is None:
            self.via, self.via_at = other.via, other.via_at


@dataclass(frozen=True, slots=True)
class Providers:
    """The Components that provide each API."""

    components: dict[EntityRef, list[EntityRef]] = field(default_factory=dict)

    def has(self, api: EntityRef) -> bool:
        """Whether any Component provides an API."""
        return api in self.components


def find_providers(context: Context) -> Providers:
    """Who provides which API, by what the Components say."""
    providers = Providers()
    for component in context.catalog.of_kind("Component"):
        address = context.address_of(component)
        for said in find_mentions(component, "providesApis", address, context.report):
            if said.mention.kind not in (None, "api"):
                refuse_kind(said.mention, "providesApis", "api", address, context.report)
                continue
            known = providers.components.setdefault(said.mention.as_kind("api"), [])
            if component.ref not in known:
                known.append(component.ref)
    return providers


class Dependencies:
    """Gathers the dependencies of all services, from either end."""

    def __init__(self, providers: Providers, context: Context) -> None:
        self._providers = providers
        self._context = context
        self._found: dict[EntityRef, dict[str, Dependency]] = {}

    def read(self, entity: Entity) -> None:
        """Gather what a Component or Resource says of its own dependencies, and of others' on it."""
        address = self._context.address_of(entity) / "depends_on"
        for said in self._mentions(entity, "dependsOn", address):
            self._read_depends_on(entity, said, address)
        for said in self._mentions(entity, "dependencyOf", address):
            self._read_dependency_of(entity, said, address)
        for said in self._mentions(entity, "consumesApis", address) if entity.kind == "Component" else ():
            if said.mention.kind not in (None, "api"):
                refuse_kind(said.mention, "consumesApis", "api", address, self._context.report)
            else:
                self._consume(entity, said, address)

    def list_of(self, entity: Entity) -> tuple[Sequence, int] | None:
        """The dependencies of a service as a model writes them, with the mark of the key."""
        found = list(self._found.get(entity.ref, {}).values())
        if not found:
            return None
        items = Sequence(found[0].at)
        for each in found:
            items.add(_render(each), each.at)
        return items, found[0].key_at

    def _mentions(self, entity: Entity, key: str, address: Address) -> Iterator[Said]:
        yield from find_mentions(entity, key, address, self._context.report)

    def _read_depends_on(self, entity: Entity, said: Said, address: Address) -> None:
        kind = said.mention.kind or self._guess_kind(said.mention)
        if kind == "api":
            self._consume(entity, said, address)
        elif kind in ("component", "resource"):
            if said.mention.as_kind(kind) == entity.ref:
                self._warn_of_self(entity, said, address)
                return
            target = self._context.ids.refer(said.mention, kind, address.item(said.mention.id))
            if target is not None:
                self._add(entity.ref, Dependency(target, said.key_at, said.at))
        else:
            self._skip(said, kind, "a service waits on services: name the Component or Resource")

    def _read_dependency_of(self, entity: Entity, said: Said, address: Address) -> None:
        kind = said.mention.kind or self._guess_kind(said.mention)
        other = said.mention.as_kind(kind)
        if kind not in ("component", "resource"):
            self._skip(said, kind, "services are waited on by services: name the Component or Resource")
        elif other == entity.ref:
            self._warn_of_self(entity, said, address)
        elif other not in self._context.catalog:
            message = f"`{said.mention.text}` names no {KINDS[kind]} of this catalog"
            hint = self._context.report.suggest(said.mention.name, lambda: self._names(KINDS[kind]))
            self._context.report.warn("REF001", address, said.at, message, hint, width=len(said.mention.text))
        else:
            self._add(other, Dependency(address.steps[1], said.key_at, said.at))

    def _names(self, kind: str) -> list[str]:
        return [each.name for each in self._context.catalog.of_kind(kind)]

    def _guess_kind(self, mention: Mention) -> str:
        """The kind of a mention that states none: a Component, else a Resource, else an API of that name."""
        kinds = ("component", "resource", "api")
        return next((kind for kind in kinds if mention.as_kind(kind) in self._context.catalog), "component")

    def _consume(self, entity: Entity, said: Said, address: Address) -> None:
        """Wait on the providers of an API, else on the API as a service of its own."""
        api = said.mention.as_kind("api")
        via, via_at = self._coupling(api, said.at)
        own = self._context.ids.of(api)
        providers = self._providers.components.get(api, [])
        targets = [self._context.ids.of(component) for component in providers if component != entity.ref]
        for target in targets or ([] if providers else [own]):
            if target is not None:
                self._add(entity.ref, Dependency(target, said.key_at, said.at, via, via_at))
        if own is None and not providers:
            message = f"nothing provides or defines the API `{said.mention.text}`: the dependency is left out"
            hint = self._context.report.suggest(said.mention.name, self._known_apis)
            where = address.item(said.mention.id)
            self._context.report.warn("REF001", where, said.at, message, hint, width=len(said.mention.text))

    def _known_apis(self) -> set[str]:
        defined = {api.name for api in self._context.catalog.of_kind("API")}
        return defined | {api.name for api in self._providers.components}

    def _coupling(self, ref: EntityRef, at: int) -> tuple[str | None, int]:
        """How a consumer of an API is coupled to its provider, and what says so; None: nothing does."""
        api = self._context.catalog.find(ref)
        type = None if api is None else api.spec.get("type")
        if api is None or not isinstance(type, str):
            return None, at
        return ("async" if type.lower() in _ASYNC_TYPES else "sync"), marks_of(api.spec, "type")[1]

    def _add(self, source: EntityRef, dependency: Dependency) -> None:
        known = self._found.setdefault(source, {}).setdefault(dependency.target, dependency)
        if known is not dependency:
            known.merge(dependency)

    def _warn_of_self(self, entity: Entity, said: Said, address: Address) -> None:
        message = f"the {entity.kind} `{entity.id}` depends on itself; that is not read"
        self._context.report.warn("REF003", address, said.at, message, width=len(said.mention.text))

    def _skip(self, said: Said, kind: str, why: str) -> None:
        text = said.mention.text
        called = KINDS.get(kind, kind)
        self._context.report.skip(
            said.at, f"the dependency on the {called} `{text}` is not used: {why}", width=len(text)
        )
        self._context.report.tally("dependency|dependencies", "not used")


def _render(dependency: Dependency) -> object:
    if dependency.via != "async":
        return dependency.target
    at, long_form = dependency.at, Mapping(dependency.at)
    long_form.put("service", dependency.target, key_at=at, value_at=at)
    long_form.put("via", dependency.via, key_at=dependency.via_at, value_at=dependency.via_at)
    return long_form
