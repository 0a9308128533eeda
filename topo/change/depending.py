"""Which service depends on which, as written?"""

from collections.abc import Iterable

from topo.model.organisation import Organisation
from topo.model.references import resolve
from topo.model.service import Dependency


def find_dependency(organisation: Organisation, consumer: str, provider: str) -> Dependency | None:
    """What a service says of its dependency on another; None where it has none."""
    for each in organisation.services[consumer].depends_on:
        target = resolve(organisation, each.service, ("service",))
        if target is not None and target.id == provider:
            return each
    return None


def find_consumers(organisation: Organisation, provider: str) -> list[str]:
    """The services that say that they depend on one, in the order of the model; retired ones too."""
    words = frozenset({provider, f"service:{provider}"})
    return [
        id
        for id, service in organisation.services.items()
        if service.depends_on and not words.isdisjoint([each.service for each in service.depends_on])
    ]


def without(dependencies: Iterable[Dependency], gone: Iterable[Dependency]) -> tuple[Dependency, ...]:
    """The dependencies that are not among those that are gone."""
    said = {each.service for each in gone}
    return tuple(each for each in dependencies if each.service not in said)
