"""Which services, waiting on which, do the names and pairs of a foreign file make?

A service that the model has already is that service, and only gains dependencies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from topo.source.foreign.naming import clean_id
from topo.source.foreign.report import Report
from topo.source.positions import Mapping, Sequence

MOST_DEPENDENCIES = 500_000
"""How many dependencies of one source are read: ten times what the largest estates have."""


@dataclass(slots=True)
class _Dependency:
    target: str
    at: int
    via: str | None = None
    via_at: int = 0

    def render(self) -> object:
        """As a model writes it: the id alone where nothing else is said."""
        if self.via is None:
            return self.target
        long_form = Mapping(self.at)
        long_form.put("service", self.target, key_at=self.at, value_at=self.at)
        long_form.put("via", self.via, key_at=self.via_at, value_at=self.via_at)
        return long_form


@dataclass(slots=True)
class _Service:
    at: int
    is_known: bool
    name: str | None
    kind: str | None = None
    kind_at: int = 0
    waits_on: dict[str, _Dependency] = field(default_factory=dict)


class Wiring:
    """Gathers services by the key that the file knows each by, and what they depend on.

    `root` is the model read so far: what a file calls as a service there is called (its id in any case,
    else its name) is that service.
    """

    def __init__(self, root: Mapping, report: Report) -> None:
        self._report = report
        services = root.get("services")
        self._known = dict(_find_known(services)) if isinstance(services, Mapping) else {}
        self._ids: dict[str, str] = {}
        self._services: dict[str, _Service] = {}
        self._taken: set[str] = set(self._known)
        self._alike: Counter[str] = Counter()
        self.dependencies = 0

    def __len__(self) -> int:
        return len(self._services)

    @property
    def is_full(self) -> bool:
        """Whether no further dependency is read."""
        return self.dependencies >= MOST_DEPENDENCIES

    def has(self, key: str) -> bool:
        """Whether the file has named this service already."""
        return key in self._ids

    def add(self, key: str, at: int, *, called: str | None = None, name: str | None = None) -> str:
        """The id of the service that the file knows by `key`, added where it is new.

        `called` is what the id is made of, the key unless given; `name` is what people read.
        """
        if key not in self._ids:
            wished = key if called is None else called
            self._ids[key] = id = self._find_id(wished, name)
            is_known = id.casefold() in self._known
            shown = name or (wished if id != wished else None)
            self._services.setdefault(id, _Service(at, is_known, shown))
        return self._ids[key]

    def set_kind(self, key: str, kind: str, at: int) -> None:
        """Say what sort of thing a service is."""
        service = self._services[self._ids[key]]
        service.kind, service.kind_at = kind, at

    def connect(self, source: str, target: str, at: int, *, via: str | None = None, via_at: int = 0) -> bool:
        """Let one service (by key) wait on another; whether the two were not connected yet.

        What is said again may add how the two are coupled; a service never waits on itself.
        """
        service = self._services[self._ids[source]]
        id = self._ids[target]
        if id == self._ids[source] or self.is_full:
            return False
        known = service.waits_on.get(id)
        if known is None:
            service.waits_on[id] = _Dependency(id, at, via, via_at)
            self.dependencies += 1
            return True
        if known.via is None:
            known.via, known.via_at = via, via_at
        elif via not in (None, known.via):
            reason = f"the dependency on `{id}` is said to be `{via}`, and `{known.via}` before, which counts"
            self._report.skip(via_at, reason)
        return False

    def connect_by_id(self, source: str, id: str, at: int) -> None:
        """Let a service wait on one that the file names and does not hold."""
        if id != self._ids[source] and not self.is_full:
            service = self._services[self._ids[source]]
            known = self._known.get(id.casefold(), id)
            if known not in service.waits_on:
                service.waits_on[known] = _Dependency(known, at)
                self.dependencies += 1

    def build(self) -> Mapping:
        """The part of a model that all of it makes."""
        root = Mapping()
        for id, service in self._services.items():
            if "services" not in root:
                root.put("services", Mapping(service.at), key_at=service.at, value_at=service.at)
            root["services"].put(id, _build(service), key_at=service.at, value_at=service.at)
        return root

    def _find_id(self, wished: str, name: str | None) -> str:
        id = clean_id(wished)
        for called in (id, wished, name):
            if called is not None and called.casefold() in self._known:
                return self._known[called.casefold()]
        stem = id
        while id.casefold() in self._taken:
            self._alike[stem.casefold()] += 1
            id = f"{stem}-{self._alike[stem.casefold()] + 1}"
        self._taken.add(id.casefold())
        return id


def _find_known(services: Mapping) -> Iterator[tuple[str, str]]:
    """What each service of the model may be called; an id beats a name."""
    for id, service in services.items():
        name = service.get("name") if isinstance(service, Mapping) else None
        if isinstance(name, str):
            yield name.casefold(), id
    yield from ((id.casefold(), id) for id in services)


def _build(service: _Service) -> Mapping:
    into = Mapping(service.at)
    if service.name is not None and not service.is_known:
        into.put("name", service.name, key_at=service.at, value_at=service.at)
    if service.kind is not None and not service.is_known:
        into.put("kind", service.kind, key_at=service.kind_at, value_at=service.kind_at)
    if service.waits_on:
        first = next(iter(service.waits_on.values()))
        items = Sequence(first.at)
        for each in service.waits_on.values():
            items.add(each.render(), each.at)
        into.put("depends_on", items, key_at=first.at, value_at=first.at)
    return into
