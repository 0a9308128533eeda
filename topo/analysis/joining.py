"""What in the structure joins two teams, whatever they have declared?

A pair of teams is joined by a dependency between their services, a deployable that both have parts of, a
hand-off in a stream, or a domain that both carry. The first three *require* that they coordinate
(Cataldo et al. 2006, and the releases and hand-offs that they share); a shared domain makes them talk.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from topo.analysis.carrying import Carried, find_carried
from topo.analysis.declaring import Pair, sort_pair
from topo.analysis.owners import Owners
from topo.findings import Address
from topo.graph.deployables import find_deployables

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
Links = dict[Pair, list[Link]]


@dataclass(frozen=True)
class Joining:
    """The pairs of teams that structure joins, each with its links, sorted by pair.

    `required` are those that must coordinate; `domains` those that carry one domain. `unseen` are the
    dependencies with an end that nobody owns: with whom to talk about them is not assessed.
    """

    required: Mapping[Pair, list[Link]]
    domains: Mapping[Pair, list[Link]]
    unseen: tuple[Link, ...]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs that structure joins, sorted."""
        return tuple(sorted((*self.required, *(pair for pair in self.domains if pair not in self.required))))


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


def find_joining(owners: Owners, *, carried: Mapping[str, Carried] | None = None) -> Joining:
    """The pairs of teams that the structure of an organisation joins.

    `carried` is what each team carries, where another measure has worked it out already.
    """
    required: Links = {}
    unseen = _add_dependencies(owners, required)
    _add_deployables(owners, required)
    _add_hand_offs(owners, required)
    domains = _find_domains(find_carried(owners) if carried is None else carried)
    return Joining(_sort(required), _sort(domains), tuple(sorted(unseen)))


def _sort(links: Links) -> Links:
    return {pair: links[pair] for pair in sorted(links)}


def find_wholes(owners: Owners) -> dict[str, tuple[str, ...]]:
    """The services that are released with each deployable that has parts, itself among them.

    A part of a part is one too; retired services are parts of nothing.
    """
    live = sorted(id for id, each in owners.organisation.services.items() if not each.is_retired)
    numbers = {id: number for number, id in enumerate(live)}
    found = find_deployables(owners.organisation, numbers)
    return {whole.id: tuple(live[number] for number in whole.parts) for whole in found}


def _add_dependencies(owners: Owners, required: Links) -> list[Link]:
    """Add the dependencies that cross teams; those that nobody owns an end of are returned."""
    unseen: list[Link] = []
    teams, known, dependency = owners.teams, owners.services, CauseKind.DEPENDENCY
    for id, service in owners.services.items():
        team = teams.get(id)
        for each in service.depends_on:
            said = each.service
            target = said if said in known else owners.find_service(said)
            if target is None or target == id:
                continue
            other = teams.get(target)
            if team is None or other is None:
                unseen.append((dependency, id, said, each.via))
            elif team != other:
                pair = (team, other) if team < other else (other, team)
                link = (dependency, id, said, each.via)
                if pair in required:
                    required[pair].append(link)
                else:
                    required[pair] = [link]
    return unseen


def _add_deployables(owners: Owners, required: Links) -> None:
    for whole, parts in find_wholes(owners).items():
        parts_of: dict[str, list[str]] = {}
        for part in parts:
            if part in owners.teams:
                parts_of.setdefault(owners.teams[part], []).append(part)
        for pair in combinations(sorted(parts_of), 2):
            required.setdefault(pair, []).extend(_find_parts(whole, (*parts_of[pair[0]], *parts_of[pair[1]])))


def _find_parts(whole: str, parts: tuple[str, ...]) -> Iterator[Link]:
    """One link for each part that a pair has in a deployable."""
    for part in parts:
        field = "owner" if part == whole else "part_of"
        yield (CauseKind.DEPLOYABLE, part, field, RELEASE)


def _add_hand_offs(owners: Owners, required: Links) -> None:
    for id, stream in owners.organisation.streams.items():
        for before, after, stage in owners.find_hand_offs(stream):
            link = (CauseKind.HAND_OFF, id, stage, f"{before} → {after}")
            required.setdefault(sort_pair(before, after), []).append(link)


def _find_domains(carried: Mapping[str, Carried]) -> Links:
    teams_of: dict[str, list[str]] = {}
    for team, each in carried.items():
        for domain in each.domains:
            teams_of.setdefault(domain, []).append(team)
    found: Links = {}
    for domain, teams in teams_of.items():
        for pair in combinations(sorted(teams), 2):
            found.setdefault(pair, []).append((CauseKind.DOMAIN, domain, domain, domain))
    return found
