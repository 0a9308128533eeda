"""Which domains does each team carry?

Those in which it owns a service directly, and those whose `owner:` it is (a domain with subdomains only if
some service sits in it directly). Every one counts in full, however small the part.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from topo.analysis.nesting import find_containers
from topo.analysis.owners import Owners
from topo.findings import Address
from topo.model.organisation import address_of


@dataclass(frozen=True, slots=True)
class Carried:
    """What one team carries.

    `domains` maps each domain to the addresses through which the team carries it: the domain of a service,
    the owner of the domain. `without_domain` are its services of which nobody says an existing domain.
    """

    domains: Mapping[str, tuple[Address, ...]]
    without_domain: tuple[str, ...] = ()


def find_carried(owners: Owners) -> dict[str, Carried]:
    """What each team carries, sorted by id; teams that carry nothing are left out."""
    through: dict[str, dict[str, list[Address]]] = {}
    without_domain: dict[str, list[str]] = {}
    domain_of = owners.domain_of
    for domain, team in find_owned_domains(owners).items():
        through.setdefault(team, {})[domain] = [address_of("domain", domain) / "owner"]
    for id in sorted(owners.teams):
        team = owners.teams[id]
        if id in domain_of:
            reasons = through.setdefault(team, {}).setdefault(domain_of[id], [])
            reasons.append(address_of("service", id) / "domain")
        else:
            without_domain.setdefault(team, []).append(id)
    return {
        team: _carried(through.get(team, {}), without_domain.get(team, []))
        for team in sorted({*through, *without_domain})
    }


def find_owned_domains(owners: Owners) -> dict[str, str]:
    """The team that each domain names as its owner, where that makes the team carry it."""
    inhabited = set(owners.domain_of.values())
    divided = set(find_containers(owners.organisation, "domain").values())
    found: dict[str, str] = {}
    for id, domain in sorted(owners.organisation.domains.items()):
        team = None if domain.owner is None else owners.find_owner(domain.owner)
        if team is not None and (id in inhabited or id not in divided):
            found[id] = team
    return found


def _carried(through: Mapping[str, list[Address]], without_domain: list[str]) -> Carried:
    domains = {domain: tuple(through[domain]) for domain in sorted(through)}
    return Carried(domains, tuple(without_domain))
