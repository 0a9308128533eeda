"""Which things contain each other, where each stands in at most one other?"""

from collections.abc import Iterable, Mapping
from typing import Any

from topo.analysis.renewing import Before
from topo.model.organisation import Organisation
from topo.model.references import resolve

CONTAINERS = {"group": "parent", "domain": "parent", "service": "part_of"}
"""The kinds whose things stand in another of their kind, and the field that says so."""


def find_containers(organisation: Organisation, kind: str) -> dict[str, str]:
    """The container of each thing of `kind` that has one; what names nothing is left out.

    A thing that is said to contain itself is its own container here.
    """
    found: dict[str, str] = {}
    for id, thing in organisation.collection(kind).items():
        said: str | None = getattr(thing, CONTAINERS[kind])
        target = None if said is None else resolve(organisation, said, (kind,))
        if target is not None:
            found[id] = target.id
    return found


def find_rings(containers: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The rings in which following the containers ends, each from its first id on, sorted.

    >>> find_rings({"a": "b", "b": "c", "c": "b", "d": "d", "e": "f"})
    [('b', 'c'), ('d',)]
    """
    rings: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in containers:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path[at] = None
            at = containers.get(at)
        if at is not None and at in path:
            members = list(path)
            rings.append(_from_the_first(members[members.index(at) :]))
        done.update(path)
    return sorted(rings)


def _from_the_first(ring: list[str]) -> tuple[str, ...]:
    first = ring.index(min(ring))
    return (*ring[first:], *ring[:first])


class Nesting:
    """Things in their containers, as a forest: the members of a ring count as standing in nothing."""

    def __init__(self, containers: Mapping[str, str], ids: Iterable[str]) -> None:
        in_a_ring = {id for ring in find_rings(containers) for id in ring}
        self.containers = {id: above for id, above in containers.items() if id not in in_a_ring}
        """The container of each thing that has one."""
        self._inside: dict[str, list[str]] = {}
        for id in sorted(self.containers):
            self._inside.setdefault(self.containers[id], []).append(id)
        outermost_first = [id for id in sorted(ids) if id not in self.containers]
        for id in outermost_first:  # grows while it is walked
            outermost_first += self.find(id)
        self.innermost_first = outermost_first[::-1]

    def find(self, id: str) -> list[str]:
        """The things directly inside one."""
        return self._inside.get(id, [])

    def find_all(self, id: str) -> list[str]:
        """A thing and all inside it, however deep."""
        found = [id]
        for each in found:  # grows while it is walked
            found += self.find(each)
        return found


Containers = Mapping[str, Mapping[str, str]]
"""By kind: the container of each thing that has one."""


def find_all_containers(
    organisation: Organisation, *, before: Before[Containers] | None = None
) -> Containers:
    """The containers of the things of every kind that has some; as `before` where no change touches them."""
    if before is None:
        return {kind: find_containers(organisation, kind) for kind in CONTAINERS}
    return {
        kind: find_containers(organisation, kind) if _is_touched(before, organisation, kind) else known
        for kind, known in before.result.items()
    }


def _is_touched(before: Before[Any], organisation: Organisation, kind: str) -> bool:
    """Whether things of a kind are new or gone, or stand in others than before."""
    was, now = before.inputs["organisation"].collection(kind), organisation.collection(kind)
    field = CONTAINERS[kind]
    return any(
        id not in was or id not in now or getattr(was[id], field) != getattr(now[id], field)
        for id in before.compare(was, now)
    )


def nest_domains(organisation: Organisation, *, before: Before[Nesting] | None = None) -> Nesting:
    """The domains in each other; the same as `before` where no change touches that."""
    if before is not None and not _is_touched(before, organisation, "domain"):
        return before.result
    return Nesting(find_containers(organisation, "domain"), organisation.domains)
