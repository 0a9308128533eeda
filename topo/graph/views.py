"""Which service waits on which?

a → b for each `depends_on`: a waits on b. Retired services are in no graph; external ones are nodes. A
dependency on oneself, or on what does not exist, is no edge. Who owns what is not looked at here, so that
this graph stays as it is when only owners change.

Services are known by their numbers in the order of their ids: lists of numbers are what the measures run
through.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from topo.findings import Address
from topo.graph.deployables import Deployable, find_deployables
from topo.graph.weights import find_entry
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve
from topo.model.service import Dependency, Service

Wait = tuple[int, int]
"""The number of the service at the other end, and the place of the entry that weighs the dependency."""


@dataclass(frozen=True, eq=False)
class ServiceGraph:
    """The services that count, and what each of them waits on."""

    organisation: Organisation
    """The one that this was made from; owners may differ in a later one that it is used for."""
    ids: tuple[str, ...]
    waits: tuple[tuple[Wait, ...], ...]
    """By service: what it waits on."""
    deployables: tuple[Deployable, ...]
    said: dict[Wait, str]
    """How a dependency's target is written, by the numbers of both ends, where that is not just its id."""

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each service."""
        return {id: number for number, id in enumerate(self.ids)}

    @cached_property
    def waited_on(self) -> list[list[Wait]]:
        """By service: what waits on it."""
        found: list[list[Wait]] = [[] for _ in self.ids]
        for number, waits in enumerate(self.waits):
            for other, entry in waits:
                found[other].append((number, entry))
        return found

    @cached_property
    def successors(self) -> list[list[int]]:
        """By service: the distinct services that it waits on, in order."""
        return [sorted({other for other, _ in waits}) for waits in self.waits]

    @cached_property
    def deployables_of(self) -> dict[int, int]:
        """By service that is released with others: the place of its deployable."""
        return {part: place for place, each in enumerate(self.deployables) for part in each.parts}

    @property
    def says_anything(self) -> bool:
        """Whether any service says what it depends on or is released with: else no waiting can be seen."""
        return bool(self.deployables) or any(self.waits)

    def address(self, number: int, other: int) -> Address:
        """Where it is written that one service waits on another."""
        written = self.said.get((number, other), self.ids[other])
        return (address_of("service", self.ids[number]) / "depends_on").item(written)


def view_services(
    organisation: Organisation, *, before: ServiceGraph | None = None, changed: Collection[str] | None = None
) -> ServiceGraph:
    """The service graph; `before` itself where nothing but owners and other labels changed since.

    `changed` are the services that are other objects than in the organisation before, where that is known.
    """
    if before is None:
        return _view(organisation)
    was, now = before.organisation.services, organisation.services
    if changed is None:
        changed = [id for id in {**was, **now} if was.get(id) is not now.get(id)]
    reshaped = [id for id in changed if _shape(was.get(id)) != _shape(now.get(id))]
    if not reshaped:
        return before
    if any(id not in before.numbers or not _is_live(now.get(id)) for id in reshaped):
        return _view(organisation)
    return _change(before, organisation, sorted(before.numbers[id] for id in reshaped))


def _view(organisation: Organisation) -> ServiceGraph:
    ids = tuple(sorted(id for id, each in organisation.services.items() if each.lifecycle != "retired"))
    numbers = {id: number for number, id in enumerate(ids)}
    said: dict[Wait, str] = {}
    services = organisation.services
    waits = [
        _find_waits(organisation, number, services[id].depends_on, numbers, said)
        for number, id in enumerate(ids)
    ]
    graph = ServiceGraph(organisation, ids, tuple(waits), find_deployables(organisation, numbers), said)
    vars(graph)["numbers"] = numbers
    return graph


def _change(before: ServiceGraph, organisation: Organisation, reshaped: list[int]) -> ServiceGraph:
    """The graph in which some services wait on others than before, or are released with others."""
    said = {wait: text for wait, text in before.said.items() if wait[0] not in reshaped}
    waits, waited_on = list(before.waits), list(before.waited_on)
    for number in reshaped:
        depends_on = organisation.services[before.ids[number]].depends_on
        waits[number] = _find_waits(organisation, number, depends_on, before.numbers, said)
        for other in {other for other, _ in (*before.waits[number], *waits[number])}:
            kept = [wait for wait in waited_on[other] if wait[0] != number]
            new = [(number, entry) for target, entry in waits[number] if target == other]
            waited_on[other] = sorted((*kept, *new))
    deployables = find_deployables(organisation, before.numbers)
    if deployables == before.deployables:
        deployables = before.deployables
    graph = ServiceGraph(organisation, before.ids, tuple(waits), deployables, said)
    vars(graph).update(numbers=before.numbers, waited_on=waited_on)
    return graph


def _find_waits(
    organisation: Organisation,
    number: int,
    depends_on: Iterable[Dependency],
    numbers: Mapping[str, int],
    said: dict[Wait, str],
) -> tuple[Wait, ...]:
    found = []
    for dependency in depends_on:
        text = dependency.service
        other = numbers.get(text)
        if other is None:
            target = resolve(organisation, text, ("service",))
            other = None if target is None else numbers.get(target.id)
            if other is None:
                continue
            said[number, other] = text
        if other != number:
            found.append((other, find_entry(dependency)))
    found.sort()
    return tuple(found)


def _is_live(service: Service | None) -> bool:
    return service is not None and not service.is_retired


def _shape(service: Service | None) -> tuple[object, ...] | None:
    """What the graph says of a service; None where it is not in it."""
    if service is None or service.is_retired:
        return None
    return service.part_of, service.depends_on
