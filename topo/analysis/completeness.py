"""Can each team deliver end to end: has it the skills and roles that it takes?

Completeness of a cell: the skills that its domains name, and the roles that `limits.cell_roles` names (of
stream-aligned teams alone), against its own and its members'. Not assessed where it states none. Case does
not matter. A role with a vacancy is still lacking, and says so.

Source: counting, of grade A; that a stream-aligned team needs every skill of its stream is Skelton & Pais
(2019), D.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from topo.analysis.carrying import Carried, find_carried
from topo.analysis.heads import find_people
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up
from topo.analysis.renewing import NOTHING, Before, measure_each
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.people import Person
from topo.model.references import resolve
from topo.model.team import Team

SKILL, ROLE = "skill", "role"

_LIMIT = Address.of("check", "limits", "cell_roles")


@dataclass(frozen=True, slots=True)
class Need:
    """A skill or role that a team needs, and what asks for it.

    `is_there` is None where the team states no skills (or no roles) at all. `note` says of a role that the
    team is looking for it.
    """

    kind: str
    name: str
    is_there: bool | None
    asked_by: tuple[Address, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Complete:
    """What one team needs, skills first, by name."""

    team: str
    type: str | None
    needs: tuple[Need, ...]

    @property
    def address(self) -> Address:
        """Where the team stands."""
        return address_of("team", self.team)

    @property
    def lacking(self) -> tuple[Need, ...]:
        """What it is known to lack."""
        return tuple(need for need in self.needs if need.is_there is False)

    @property
    def unknown(self) -> tuple[Need, ...]:
        """What it may or may not have: it states none of that kind."""
        return tuple(need for need in self.needs if need.is_there is None)

    @property
    def is_complete(self) -> bool | None:
        """Whether it has all that it needs; None where that is unknown, or nothing is asked of it."""
        if self.lacking:
            return False
        return None if self.unknown or not self.needs else True

    def count_lacking(self) -> Number:
        """How many skills and roles it lacks; not assessed where all of them are unknown."""
        missing = tuple(f"{need.kind} {need.name}: it states no {need.kind}s" for need in self.unknown)
        if missing and len(missing) == len(self.needs):
            return Number("lacking", None, "needs", (), missing)
        parts = (Part(f"{each.kind} {each.name}", 1.0, "needs", each.asked_by[0]) for each in self.lacking)
        return add_up("lacking", "needs", parts, missing)


@dataclass(frozen=True)
class Completeness:
    """What every team needs and has, by id."""

    teams: tuple[Complete, ...]

    def find(self, team: str) -> Complete | None:
        """What a team needs and has."""
        return self.by_team.get(team)

    @cached_property
    def by_team(self) -> dict[str, Complete]:
        """What each team needs and has, by team."""
        return {each.team: each for each in self.teams}


def measure_completeness(
    organisation: Organisation,
    *,
    owners: Owners | None = None,
    carried: Mapping[str, Carried] | None = None,
    before: Before[Completeness] | None = None,
) -> Completeness:
    """What every team needs and has; `owners` and `carried` spare the work where they are known already.

    `before` is what was measured of an earlier organisation.

    >>> measure_completeness(Organisation()).teams
    ()
    """
    carried = find_carried(owners or Owners(organisation)) if carried is None else carried
    roles = _find_roles(organisation)
    earlier, touched = None, NOTHING
    if before is not None:
        earlier, touched = before.result.by_team, _find_touched(before, organisation, carried)
        if not touched:
            return before.result

    def measure(team: Team) -> Complete:
        needs = _find_needs(organisation, team, carried.get(team.id), roles)
        return Complete(team.id, team.type, tuple(needs))

    return Completeness(tuple(measure_each(organisation.teams, measure, earlier, touched).values()))


def _find_touched(
    before: Before[Completeness], organisation: Organisation, carried: Mapping[str, Carried]
) -> frozenset[str]:
    """The teams that changed, or whose members did, and those whose domains are others or ask for others."""
    was: Organisation = before.inputs["organisation"]
    if _find_roles(was) != _find_roles(organisation):
        return frozenset((*was.teams, *organisation.teams))
    touched = before.compare(was.teams, organisation.teams) | before.find_changed("carried", carried)
    domains = before.compare(was.domains, organisation.domains)
    if domains:
        touched |= {team for team, each in carried.items() if not domains.isdisjoint(each.domains)}
    people = before.compare(was.people, organisation.people)
    if people:
        teams = organisation.teams.items()
        touched |= {id for id, team in teams if not people.isdisjoint(find_people(team))}
    return touched & {*was.teams, *organisation.teams}


def _find_roles(organisation: Organisation) -> tuple[str, ...]:
    """The roles that every stream-aligned team has to have."""
    limits = None if organisation.check is None else organisation.check.limits
    return () if limits is None else tuple(dict.fromkeys(limits.cell_roles))


def _find_needs(
    organisation: Organisation, team: Team, carried: Carried | None, roles: tuple[str, ...]
) -> Iterator[Need]:
    skills = _find_skills_needed(organisation, carried.domains if carried is not None else ())
    wanted_roles = roles if team.type == "stream-aligned" else ()
    if not skills and not wanted_roles:
        return
    people = _find_members(organisation, team)
    own_skills = _fold(team.skills, *(person.skills for person in people))
    own_roles = _fold((role for role, heads in team.roles.items() if heads), *(each.roles for each in people))
    open_roles = _fold(role for role, vacancy in team.vacancies.items() if vacancy.count)
    for skill in sorted(skills):
        yield Need(SKILL, skill, _has(own_skills, skill), skills[skill])
    for role in sorted(wanted_roles):
        is_there = _has(own_roles, role)
        note = "a position is open" if is_there is False and _has(open_roles, role) else ""
        yield Need(ROLE, role, is_there, (_LIMIT.item(role),), note)


def _find_skills_needed(
    organisation: Organisation, domains: Iterable[str]
) -> Mapping[str, tuple[Address, ...]]:
    """The skills that domains name, as the first of them writes each, and where."""
    found: dict[str, tuple[str, list[Address]]] = {}
    for id in domains:
        for skill in dict.fromkeys(organisation.domains[id].skills):
            address = (address_of("domain", id) / "skills").item(skill)
            found.setdefault(skill.casefold(), (skill, []))[1].append(address)
    return {skill: tuple(addresses) for skill, addresses in found.values()}


def _find_members(organisation: Organisation, team: Team) -> list[Person]:
    targets = (resolve(organisation, person, ("person",)) for person in find_people(team))
    return [organisation.people[target.id] for target in targets if target is not None]


def _fold(*several: Iterable[str]) -> frozenset[str]:
    return frozenset(each.casefold() for words in several for each in words)


def _has(own: frozenset[str], name: str) -> bool | None:
    """Whether it is among them; None where there are none at all."""
    return name.casefold() in own if own else None
