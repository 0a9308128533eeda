"""Which domains does each team carry?

Those in which it owns a service directly, and those whose `owner:` it is (a domain with subdomains only if
some service sits in it directly). Every one counts in full, however small the part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from topo.analysis.owners import Owners
from topo.analysis.renewing import Before, renew
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


def find_carried(
    owners: Owners, *, before: Before[Mapping[str, Carried]] | None = None
) -> Mapping[str, Carried]:
    """What each team carries, sorted by id; teams that carry nothing are left out.

    `before` is what the teams of an earlier organisation carried.
    """
    owned = owners.domains_owned
    if before is None:
        teams = sorted({*owned, *owners.services_of})
        return {team: _carry(team, owned.get(team, ()), owners) for team in teams}
    touched = _find_touched(before, owners)
    if not touched:
        return before.result

    def measure(team: str) -> Carried | None:
        domains = owned.get(team, ())
        return _carry(team, domains, owners) if domains or team in owners.services_of else None

    return renew(before.result, touched, measure)


def _find_touched(before: Before[Mapping[str, Carried]], owners: Owners) -> set[str]:
    """The teams with other services, with services in other domains, or that own other domains."""
    was: Owners = before.inputs["owners"]
    touched = set(before.compare(was.services_of, owners.services_of))
    moved = before.compare(was.domain_of, owners.domain_of)
    touched.update(teams[id] for teams in (was.teams, owners.teams) for id in moved if id in teams)
    return touched.union(before.compare(was.domains_owned, owners.domains_owned))


def _carry(team: str, owned: Iterable[str], owners: Owners) -> Carried:
    through = {domain: [address_of("domain", domain) / "owner"] for domain in owned}
    without_domain = []
    for service in owners.services_of.get(team, ()):
        domain = owners.domain_of.get(service.id)
        if domain is None:
            without_domain.append(service.id)
        else:
            address = Address(("services", service.id, "domain"))
            through.setdefault(domain, []).append(address)
    return Carried({domain: tuple(through[domain]) for domain in sorted(through)}, tuple(without_domain))
