"""Which service waits on which?

a → b for each `depends_on`: a waits on b. Retired services are in no graph; external ones are nodes. A
dependency on oneself, or on what does not exist, is no edge. Who owns what is not looked at here, so that
this graph stays as it is when only owners change.

Services are known by their numbers in the order of their ids: lists of numbers are what the measures run
through.
"""

from dataclasses import dataclass
from functools import cached_property

from topo.findings import Address
from topo.graph.deployables import Deployable, find_deployables
from topo.graph.weights import find_entry
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve
from topo.model.service import Service

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


def view_services(organisation: Organisation, *, before: ServiceGraph | None = None) -> ServiceGraph:
    """The service graph; `before` itself where nothing but owners and other labels changed since."""
    if before is not None and _is_same(before.organisation, organisation):
        return before
    ids = tuple(sorted(id for id, service in organisation.services.items() if not service.is_retired))
    numbers = {id: number for number, id in enumerate(ids)}
    said: dict[Wait, str] = {}
    waits = [_find_waits(organisation, number, id, numbers, said) for number, id in enumerate(ids)]
    return ServiceGraph(organisation, ids, tuple(waits), find_deployables(organisation, numbers), said)


def _find_waits(
    organisation: Organisation, number: int, id: str, numbers: dict[str, int], said: dict[Wait, str]
) -> tuple[Wait, ...]:
    found = []
    for dependency in organisation.services[id].depends_on:
        other = numbers.get(dependency.service)
        if other is None:
            target = resolve(organisation, dependency.service, ("service",))
            other = None if target is None else numbers.get(target.id)
            if other is None:
                continue
            said[number, other] = dependency.service
        if other != number:
            found.append((other, find_entry(dependency)))
    return tuple(sorted(found))


def _is_same(before: Organisation, after: Organisation) -> bool:
    """Whether the same services wait on each other in the same way."""
    old, new = before.services, after.services
    return len(old) == len(new) and all(
        (other := old.get(id)) is service or (other is not None and _shape(other) == _shape(service))
        for id, service in new.items()
    )


def _shape(service: Service) -> tuple[object, ...]:
    return service.is_retired, service.is_external, service.part_of, service.depends_on
