"""What joins two teams, thing by thing?

A link is one dependency, one part of a shared deployable, one hand-off in a stream or one shared domain.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from topo.analysis.declaring import Pair, sort_pair
from topo.analysis.owners import Owners
from topo.findings import Address
from topo.graph.deployables import find_deployables
from topo.graph.views import ServiceGraph
from topo.model.stream import Stream

RELEASE = "release"


class CauseKind(StrEnum):
    """In which way something joins two teams."""

    DEPENDENCY = "dependency"
    DEPLOYABLE = "deployable"
    HAND_OFF = "hand-off"
    DOMAIN = "domain"
    INTERACTION = "interaction"
    CAPABILITY = "capability"


class Cause(NamedTuple):
    """One thing that joins two teams: what it is, where it stands, and its coupling, mode or what it is."""

    kind: CauseKind
    address: Address
    what: str


Link = tuple[CauseKind, str, str, str]
"""A cause before anybody looks at it: its kind, the thing, the item or field of it, and its `what`."""
Linked = tuple[Pair | None, Link]
"""A link with the pair of teams that it joins; None where nobody owns an end of it."""


def find_causes(links: Iterable[Link]) -> tuple[Cause, ...]:
    """What these links are, sorted."""
    return tuple(Cause(link[0], address_of_link(link), link[3]) for link in sorted(links))


def address_of_link(link: Link) -> Address:
    """Where a link stands."""
    return Address(_find_steps(link))


def _find_steps(link: Link) -> tuple[str, ...]:
    kind, thing, item, _ = link
    if kind is CauseKind.DEPENDENCY:
        return ("services", thing, "depends_on", f"[{item}]")
    if kind is CauseKind.DEPLOYABLE:
        return ("services", thing, item)
    return ("streams", thing, "stages", item) if kind is CauseKind.HAND_OFF else ("domains", thing)


def find_wholes(owners: Owners) -> dict[str, tuple[str, ...]]:
    """The services that are released with each deployable that has parts, itself among them.

    A part of a part is one too; retired services are parts of nothing.
    """
    live = sorted(id for id, each in owners.organisation.services.items() if not each.is_retired)
    numbers = {id: number for number, id in enumerate(live)}
    found = find_deployables(owners.organisation, numbers)
    return {whole.id: tuple(live[number] for number in whole.parts) for whole in found}


def link_services(owners: Owners, ids: Iterable[str]) -> Iterator[Linked]:
    """The dependencies of these services that cross teams, or have an end that nobody owns."""
    teams, known, dependency = owners.teams, owners.services, CauseKind.DEPENDENCY
    for id in ids:
        service = known.get(id)
        if service is None or not service.depends_on:
            continue
        team = teams.get(id)
        for each in service.depends_on:
            said = each.service
            target = said if said in known else owners.find_service(said)
            if target is None or target == id:
                continue
            other = teams.get(target)
            if team is None or other is None:
                yield None, (dependency, id, said, each.via)
            elif team != other:
                pair = (team, other) if team < other else (other, team)
                yield pair, (dependency, id, said, each.via)


def link_deployables(owners: Owners, services: ServiceGraph, places: Iterable[int]) -> Iterator[Linked]:
    """The parts that teams have in these deployables, one for each part of a pair."""
    ids = services.ids
    for place in places:
        whole = services.deployables[place]
        parts_of: dict[str, list[str]] = {}
        for number in whole.parts:
            if ids[number] in owners.teams:
                parts_of.setdefault(owners.teams[ids[number]], []).append(ids[number])
        for pair in combinations(sorted(parts_of), 2):
            for part in (*parts_of[pair[0]], *parts_of[pair[1]]):
                yield pair, (CauseKind.DEPLOYABLE, part, "owner" if part == whole.id else "part_of", RELEASE)


def link_streams(owners: Owners, streams: Iterable[tuple[str, Stream]]) -> Iterator[Linked]:
    """The hand-offs in these streams."""
    for id, stream in streams:
        for before, after, stage in owners.find_hand_offs(stream):
            yield sort_pair(before, after), (CauseKind.HAND_OFF, id, stage, f"{before} → {after}")
