"""What belongs to a domain: which services and subdomains, and whose are they?"""

from dataclasses import dataclass

from topo.analysis.nesting import Nesting, find_containers
from topo.analysis.ownership import counts
from topo.change.owning import find_owner
from topo.model.organisation import Organisation
from topo.model.references import Target, resolve


@dataclass(frozen=True, slots=True)
class Belonging:
    """What lies in a domain and its subdomains.

    `owner` is the team that answers for the domain: the one that it names, else the one that owns services in
    it; `owners` are all teams that do. `all` are its services that need or have an owner, and the subdomains
    that name one; `of_owner` are those of them that the domain's owner has, or nobody where it has none.
    """

    owner: str | None
    owners: frozenset[str]
    is_shared: bool
    all: tuple[Target, ...]
    of_owner: tuple[Target, ...]


def find_belonging(organisation: Organisation, domain: str) -> Belonging:
    """What belongs to a domain."""
    nesting = Nesting(find_containers(organisation, "domain"), organisation.domains)
    inside = nesting.find_all(domain)
    services = find_services(organisation, frozenset(inside))
    below = [Target("domain", id) for id in inside[1:] if organisation.domains[id].owner is not None]
    owners = {each: find_owner(organisation, each) for each in (*below, *services)}
    teams = frozenset(
        team
        for each in services
        if (team := owners[each]) is not None and counts(organisation.services[each.id])
    )
    named = find_owner(organisation, Target("domain", domain))
    owner = named or (next(iter(teams)) if len(teams) == 1 else None)
    mine = tuple(each for each, team in owners.items() if team == owner)
    return Belonging(owner, teams, named is None and len(teams) > 1, tuple(owners), mine)


def find_services(organisation: Organisation, domains: frozenset[str]) -> list[Target]:
    """The services directly in any of these domains that need or have an owner, in the order of the model."""
    words = domains | {f"domain:{id}" for id in domains}
    return [
        Target("service", id)
        for id, service in organisation.services.items()
        if service.domain in words and (service.owner is not None or counts(service))
    ]


def find_domain(organisation: Organisation, service: str) -> str | None:
    """The domain that a service is in."""
    said = organisation.services[service].domain
    target = None if said is None else resolve(organisation, said, ("domain",))
    return None if target is None else target.id


def find_depth(organisation: Organisation, domain: str) -> int:
    """How many domains a domain lies in, counting itself."""
    containers, seen = find_containers(organisation, "domain"), list[str]()
    at: str | None = domain
    while at is not None and at not in seen:
        seen.append(at)
        at = containers.get(at)
    return len(seen)
