"""Which services are released together?"""

from collections.abc import Mapping
from typing import NamedTuple

from topo.model.organisation import Organisation
from topo.model.references import resolve


class Deployable(NamedTuple):
    """A service that others are part of; `parts` are the numbers of all of them and of itself."""

    id: str
    parts: tuple[int, ...]


def find_deployables(organisation: Organisation, numbers: Mapping[str, int]) -> tuple[Deployable, ...]:
    """The outermost deployables by id: a part of a part is released with the whole.

    Only the services in `numbers` are seen; what is part of itself, in however many steps, is in none.
    """
    services = organisation.services
    above = {
        id: outer
        for id in numbers
        if (said := services[id].part_of) is not None
        and (outer := _find_deployable(organisation, said, numbers)) is not None
    }
    parts: dict[str, list[int]] = {}
    for id in above:
        outermost = _outermost(id, above)
        if outermost is not None:
            parts.setdefault(outermost, [numbers[outermost]]).append(numbers[id])
    return tuple(Deployable(id, tuple(sorted(parts[id]))) for id in sorted(parts))


def _find_deployable(organisation: Organisation, said: str, numbers: Mapping[str, int]) -> str | None:
    target = resolve(organisation, said, ("service",))
    return target.id if target is not None and target.id in numbers else None


def _outermost(id: str, above: Mapping[str, str]) -> str | None:
    seen = {id}
    while id in above:
        id = above[id]
        if id in seen:
            return None
        seen.add(id)
    return id
