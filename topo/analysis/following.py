"""Who owns which service once an organisation has changed?

Only what changed is looked up again: services that are others now, and those whose owner is said in a way
that now means somebody else. All else is taken over from the owners before.
"""

from collections.abc import Collection, Mapping
from copy import copy

from topo.analysis.owners import Owners, find_counting
from topo.analysis.owning import counts
from topo.analysis.renewing import Before, renew, replace_values
from topo.model.organisation import Organisation
from topo.model.service import Service


def find_owners(organisation: Organisation, *, before: Before[Owners] | None = None) -> Owners:
    """The teams behind the services of an organisation; `before` are those of an earlier one."""
    if before is None:
        return Owners(organisation)
    earlier = before.result
    was = earlier.organisation
    later = copy(earlier)
    later.organisation = organisation
    touched = before.compare(was.services, organisation.services)
    said_otherwise = _ask_again(later, before.compare(was.teams, organisation.teams))
    if said_otherwise:
        touched |= {id for id, each in earlier.services.items() if each.owner in said_otherwise}
    if touched:
        _follow_services(later, earlier, touched)
    is_same_tree = was.domains is organisation.domains or was.domains.keys() == organisation.domains.keys()
    _follow_domains(later, earlier, touched if is_same_tree else None)
    if (
        was.domains is not organisation.domains
        or was.teams is not organisation.teams
        or _is_other_home(later, earlier)
    ):
        vars(later).pop("domains_owned", None)
    return later


def _ask_again(later: Owners, changed: Collection[str]) -> set[str]:
    """Look up what names a changed team; returns what now means somebody else."""
    if not changed:
        return set()
    earlier, later.known = later.known, {}
    for said, team in earlier.items():
        if said.rpartition(":")[2] not in changed:
            later.known[said] = team
    return {said for said, team in earlier.items() if later.find_owner(said) != team}


def _follow_services(later: Owners, earlier: Owners, touched: Collection[str]) -> None:
    services = later.organisation.services
    counting = {id: services[id] for id in touched if id in services and counts(services[id])}
    if len(counting) == len(touched) < len(services) and all(id in earlier.services for id in touched):
        all_count = earlier.services is earlier.organisation.services
        later.services = services if all_count else {**earlier.services, **counting}
    else:  # in the order of the model
        later.services = find_counting(later.organisation)
    later.teams = replace_values(earlier.teams, touched, dict(later.find_teams(counting)))
    if "services_of" in vars(earlier):
        teams = _find_containers(touched, earlier.teams, later.teams)

        def gather(team: str) -> tuple[Service, ...] | None:
            kept = {each.id for each in earlier.services_of.get(team, ())}
            return tuple(later.services[id] for id in _find_inside(team, kept, touched, later.teams)) or None

        vars(later)["services_of"] = renew(earlier.services_of, teams, gather)


def _follow_domains(later: Owners, earlier: Owners, touched: Collection[str] | None) -> None:
    """The domains of services; `touched` is None where other domains are there, and all are looked up."""
    if touched is None:
        for name in ("domain_of", "inside"):
            vars(later).pop(name, None)
    elif touched and "domain_of" in vars(earlier):
        found = dict(later.find_domains({id: later.services[id] for id in touched if id in later.services}))
        if found != {id: earlier.domain_of[id] for id in touched if id in earlier.domain_of}:
            vars(later)["domain_of"] = replace_values(earlier.domain_of, touched, found)
            _follow_inside(later, earlier, touched)


def _is_other_home(later: Owners, earlier: Owners) -> bool:
    """Whether services sit in other domains than before."""
    if "inside" not in vars(earlier) or "inside" not in vars(later):
        return "inside" in vars(earlier)
    return later.inside is not earlier.inside and later.inside.keys() != earlier.inside.keys()


def _follow_inside(later: Owners, earlier: Owners, touched: Collection[str]) -> None:
    if "inside" in vars(earlier):
        domains = _find_containers(touched, earlier.domain_of, later.domain_of)

        def gather(domain: str) -> tuple[str, ...] | None:
            kept = set(earlier.inside.get(domain, ()))
            return tuple(_find_inside(domain, kept, touched, later.domain_of)) or None

        vars(later)["inside"] = renew(earlier.inside, domains, gather)


def _find_containers(ids: Collection[str], *several: Mapping[str, str]) -> set[str]:
    """In what these things stand, and stood."""
    return {containers[id] for containers in several for id in ids if id in containers}


def _find_inside(
    container: str, kept: set[str], touched: Collection[str], containers: Mapping[str, str]
) -> list[str]:
    """What stands in a container now: what stood there before, and what is touched and has come to it."""
    return sorted(kept.difference(touched).union(id for id in touched if containers.get(id) == container))
