"""What may the reading have known of an organisation? Drawn facts about things that are there."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from topo.findings import Address
from topo.model.base import FrozenDict
from topo.model.organisation import COLLECTIONS, Acceptance, Claim, Facts, Organisation, address_of
from topo.model.service import Dependency


def find_addresses(organisation: Organisation) -> list[Address]:
    """Things, a few fields of theirs, items of lists, and interactions."""
    found = [address for address, _ in organisation.entities()]
    found += [address / field for address in found for field in ("owner", "tier", "description")]
    for id, service in organisation.services.items():
        at = address_of("service", id)
        found += [(at / "depends_on").item(each.service) for each in service.depends_on]
        found += [(at / "consulted").item(each) for each in service.consulted]
    for id, team in organisation.teams.items():
        found += [(address_of("team", id) / "members").item(each.person) for each in team.members or ()]
    found += [Address.of("interactions").item(each.identity) for each in organisation.interactions]
    return found


@st.composite
def knowledge(draw: DrawFn, organisation: Organisation) -> Organisation:
    """The organisation with facts that fit it."""
    addresses = find_addresses(organisation)
    where = st.lists(st.sampled_from(addresses), max_size=3, unique=True) if addresses else st.just([])
    waived = tuple(
        Acceptance(("OWN001",), tuple(each), date(2027, 3, 31), "known", "topo.yaml", 3, 1)
        for each in draw(st.lists(where, max_size=2))
    )
    facts = Facts(
        implied_teams=_some(draw, organisation.teams),
        implied_services=_some(draw, organisation.services),
        unreadable=frozenset(draw(where)),
        acceptances=waived,
        perhaps_defined=_some(draw, ["gone", "new-team-1"]),
        conflicts=tuple(_draw_conflicts(draw, organisation)),
    )
    return organisation.model_copy(update={"facts": facts})


def _some(draw: DrawFn, ids: object) -> frozenset[str]:
    listed = list(ids)  # type: ignore[call-overload]
    return frozenset(draw(st.lists(st.sampled_from(listed), max_size=2))) if listed else frozenset()


def _draw_conflicts(draw: DrawFn, organisation: Organisation) -> list[tuple[Claim, ...]]:
    """Claims by `owns:` of two teams, beside the owner of a thing where it has one."""
    found: list[tuple[Claim, ...]] = []
    teams = sorted(organisation.teams)
    things = [
        (kind, id)
        for kind in ("service", "domain", "guardrail")
        for id, thing in organisation.collection(kind).items()
        if kind in COLLECTIONS
    ]
    if len(teams) < 2 or not things:
        return found
    for kind, id in draw(st.lists(st.sampled_from(things), max_size=2, unique=True)):
        thing = address_of(kind, id)
        owner = getattr(organisation.find(kind, id), "owner", None)
        claimants = draw(st.lists(st.sampled_from(teams), min_size=2, max_size=3, unique=True))
        claims = [Claim(thing, team, Address.of("teams", team, "owns", f"[{id}]")) for team in claimants]
        if owner is not None:
            plain = owner.removeprefix("team:")
            claims = [each for each in claims if each.team != plain]
            claims.insert(0, Claim(thing, plain, thing / "owner"))
        found.append(tuple(claims))
    return found


@st.composite
def damage(draw: DrawFn, organisation: Organisation) -> Organisation:
    """The organisation with mistakes: owners that are no teams, names of nothing, rings."""
    strange = ["gone", "nowhere", *organisation.groups, *organisation.people, *organisation.teams]
    any_id = st.sampled_from(strange)
    things = [*organisation.services, "nowhere"]
    services = {}
    for id, service in organisation.services.items():
        fields = {
            "owner": any_id,
            "on_call": any_id,
            "consulted": st.lists(any_id, max_size=2).map(tuple),
            "domain": st.sampled_from([*organisation.domains, "nowhere"]),
            "part_of": st.sampled_from(things),
            "depends_on": st.lists(st.sampled_from(things).map(_depend), max_size=2).map(tuple),
        }
        chosen = draw(st.fixed_dictionaries({}, optional=fields))
        services[id] = service.model_copy(update=chosen)
    domains = {
        id: domain.model_copy(
            update={"parent": draw(st.sampled_from([None, "nowhere", *organisation.domains]))}
        )
        for id, domain in organisation.domains.items()
    }
    teams = {
        id: team.model_copy(
            update=draw(st.fixed_dictionaries({}, optional={"group": any_id, "manager": any_id}))
        )
        for id, team in organisation.teams.items()
    }
    damaged = {"services": services, "domains": domains, "teams": teams}
    return organisation.model_copy(update={key: FrozenDict(each) for key, each in damaged.items()})


def _depend(service: str) -> Dependency:
    return Dependency(service=service)
