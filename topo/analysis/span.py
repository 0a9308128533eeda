"""How many people, teams and domains are under one manager, and how many teams does one steward serve?

A manager is who a team names as such; people are the heads of those teams (unknown where one of them says
none) without the manager's own share where they are a listed member, domains the distinct ones that they
carry. A steward serves a team by looking after at least one of its ways of working.

Source: counting, of grade A; what is too many is a rule of thumb and stands with the rules (D).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from topo.analysis.carrying import Carried, find_carried
from topo.analysis.heads import Headcount, measure_heads, name_person
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.renewing import Before, renew
from topo.model.organisation import Organisation, address_of
from topo.model.team import Stewards

ASPECTS: Mapping[str, str] = {
    name: info.alias or name for name, info in Stewards.model_fields.items() if name != "extensions"
}
"""The ways of working that a steward looks after: the field, and the key in a file."""


@dataclass(frozen=True, slots=True)
class Span:
    """What one manager manages: people, teams, and the domains that these teams carry."""

    manager: str
    people: Number
    teams: Number
    domains: Number


@dataclass(frozen=True, slots=True)
class Stewardship:
    """The teams that one person serves as a steward, and what they look after in each."""

    steward: str
    teams: Number
    aspects: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Spans:
    """Managers and stewards by id; `unmanaged` are the teams that name no manager."""

    managers: Mapping[str, Span]
    stewards: Mapping[str, Stewardship]
    unmanaged: tuple[str, ...] = ()


def measure_spans(
    organisation: Organisation,
    *,
    headcount: Headcount | None = None,
    carried: Mapping[str, Carried] | None = None,
    before: Before[Spans] | None = None,
) -> Spans:
    """What managers manage and whom stewards serve.

    What other measures know already may be handed in, and what was measured `before`.

    >>> measure_spans(Organisation()).managers
    {}
    """
    headcount = headcount or measure_heads(organisation)
    carried = find_carried(Owners(organisation)) if carried is None else carried
    if before is not None:
        return _follow(before, organisation, headcount, carried)
    managed, unmanaged = _find_managed(organisation)
    managers = {id: _measure_span(id, teams, headcount, carried) for id, teams in managed.items()}
    return Spans(managers, _find_stewards(organisation), unmanaged)


def _follow(
    before: Before[Spans], organisation: Organisation, headcount: Headcount, carried: Mapping[str, Carried]
) -> Spans:
    """The spans where managers have other teams than before, or their teams carry other things."""
    was, now = before.inputs["organisation"].teams, organisation.teams
    changed = before.compare(was, now)
    touched = changed | before.compare(before.inputs["headcount"].teams, headcount.teams)
    touched |= before.find_changed("carried", carried)
    if not touched:
        return before.result
    said = {teams[id].manager for teams in (was, now) for id in touched if id in teams}
    managers = {name_person(each) for each in said if each is not None}
    managed, unmanaged = _find_managed(organisation)

    def measure(manager: str) -> Span | None:
        teams = managed.get(manager)
        return None if teams is None else _measure_span(manager, teams, headcount, carried)

    spans = renew(before.result.managers, managers, measure)
    stewards = _find_stewards(organisation) if changed else before.result.stewards
    return Spans(spans, stewards, unmanaged)


def _find_managed(organisation: Organisation) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    managed: dict[str, list[str]] = {}
    unmanaged = []
    for id, team in sorted(organisation.teams.items()):
        if team.manager is None:
            unmanaged.append(id)
        else:
            managed.setdefault(name_person(team.manager), []).append(id)
    return {manager: managed[manager] for manager in sorted(managed)}, tuple(unmanaged)


def _measure_span(
    manager: str, teams: list[str], headcount: Headcount, carried: Mapping[str, Carried]
) -> Span:
    said = (Part(id, 1.0, "teams", address_of("team", id) / "manager") for id in teams)
    domains = {
        domain: addresses[0]
        for id in teams
        for domain, addresses in (carried[id].domains.items() if id in carried else ())
    }
    parts = (Part(domain, 1.0, "domains", domains[domain]) for domain in sorted(domains))
    missing = [
        f"services.{service} has no domain"
        for id in teams
        for service in (carried[id].without_domain if id in carried else ())
    ]
    return Span(
        manager,
        _add_people(manager, teams, headcount),
        add_up("teams managed", "teams", said),
        add_up("domains managed", "domains", parts, missing),
    )


def _add_people(manager: str, teams: list[str], headcount: Headcount) -> Number:
    heads = {id: headcount.find(id) for id in teams}
    missing = [f"{id}: heads unknown" for id, amount in heads.items() if amount is None]
    if len(missing) == len(teams):
        return not_assessed("people managed", "people", *missing)
    parts = (
        _count_managed(manager, id, amount, headcount) for id, amount in heads.items() if amount is not None
    )
    return add_up("people managed", "people", parts, missing)


def _count_managed(manager: str, team: str, amount: float, headcount: Headcount) -> Part:
    """The people of a team that a manager manages: nobody manages themselves."""
    own = headcount.teams[team].find_share(manager)
    note = f"without {manager}" if own else ""
    return Part(team, amount - own, "people", address_of("team", team), note=note)


def _find_stewards(organisation: Organisation) -> dict[str, Stewardship]:
    served: dict[str, dict[str, list[str]]] = {}
    for id, team in sorted(organisation.teams.items()):
        for aspect, person in _find_said(team.stewards):
            served.setdefault(person, {}).setdefault(id, []).append(aspect)
    return {person: _steward(person, served[person]) for person in sorted(served)}


def _find_said(stewards: Stewards | None) -> Iterator[tuple[str, str]]:
    """What each steward looks after."""
    for field, aspect in ASPECTS.items() if stewards is not None else ():
        for said in dict.fromkeys(getattr(stewards, field) or ()):
            yield aspect, name_person(said)


def _steward(person: str, teams: Mapping[str, list[str]]) -> Stewardship:
    parts = (
        Part(id, 1.0, "teams", address_of("team", id) / "stewards" / aspects[0], note=", ".join(aspects))
        for id, aspects in teams.items()
    )
    aspects = {id: tuple(said) for id, said in teams.items()}
    return Stewardship(person, add_up("teams served", "teams", parts), aspects)
