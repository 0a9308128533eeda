"""How many people are there, team by team?

Heads of a team = its listed members (each with the share of their time that it has: their allocation, or
1/n for a person in n teams), else the sum of its roles, else its size. What says none of it is unknown,
never 0. N = Σ over teams. Vacancies have no capacity: they are shown as "when filled".

Source: counting, so the arithmetic is of grade A; that time is split evenly where nobody says otherwise is
topo's own convention (E).
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.renewing import Before, measure_each
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.team import Member, Team

UNIT = "people"


@dataclass(frozen=True, slots=True)
class Given:
    """One of the ways in which a team says how many it has.

    `amount` is that number as heads; `people` is it in persons, which differs for members who are there for
    a part of their time.
    """

    source: str
    amount: float
    people: float
    address: Address

    @property
    def least(self) -> int:
        """The fewest that somebody who counts these people could say."""
        return math.floor(self.amount)

    @property
    def most(self) -> int:
        """The most that somebody who counts these people could say."""
        return math.ceil(max(self.amount, self.people))


@dataclass(frozen=True, slots=True)
class Heads:
    """The people of one team.

    `heads` counts (unit: people), `when_filled` counts its vacancies too; both are not assessed where
    nothing is said. `vacancies` are its open positions, known also where the heads are not. `given` is
    everything that it says of its number, what counts first.
    """

    team: str
    heads: Number
    when_filled: Number
    vacancies: float = 0.0
    given: tuple[Given, ...] = ()

    def find_share(self, person: str) -> float:
        """The share of a listed member in the heads; 0 for anybody else."""
        if not self.given or self.given[0].source != "members":
            return 0.0
        return math.fsum(part.amount for part in self.heads.parts if part.label == person)

    @property
    def disagrees(self) -> bool:
        """Whether two of the ways in which it says its number cannot both be right."""
        return any(not _agree(one, other) for one in self.given for other in self.given)


@dataclass(frozen=True)
class Headcount:
    """The people of all teams, by team and as a whole, and the teams in which each person is listed."""

    teams: Mapping[str, Heads]
    total: Number
    teams_of: Mapping[str, tuple[str, ...]]

    def find(self, team: str) -> float | None:
        """The heads of a team; None where they are unknown, or the team is."""
        known = self.teams.get(team)
        return None if known is None else known.heads.amount


def measure_heads(organisation: Organisation, *, before: Before[Headcount] | None = None) -> Headcount:
    """The heads of every team, sorted by id; `before` are those of an earlier organisation.

    >>> organisation = Organisation.model_validate(
    ...     {"teams": {"a": {"id": "a", "members": ["bo", "cy"]}, "b": {"id": "b", "members": ["cy"]}}}
    ... )
    >>> headcount = measure_heads(organisation)
    >>> headcount.find("a"), headcount.total.amount
    (1.5, 2.0)
    """
    if before is None:
        in_teams = find_teams_of_people(organisation)
        teams = measure_each(organisation.teams, lambda team: _measure(team, in_teams))
        return Headcount(teams, _add_teams(teams), in_teams)
    was = before.result
    changed = before.compare(before.inputs["organisation"].teams, organisation.teams)
    if not changed:
        return was
    moved = _find_moved(before, organisation, changed)
    teams_of: Mapping[str, tuple[str, ...]] = find_teams_of_people(organisation) if moved else was.teams_of
    both = was.teams_of, teams_of
    touched = changed.union(team for person in moved for each in both for team in each.get(person, ()))
    teams = measure_each(organisation.teams, lambda team: _measure(team, teams_of), was.teams, touched)
    return Headcount(teams, _add_teams(teams), teams_of)


def _find_moved(before: Before[Headcount], organisation: Organisation, changed: Iterable[str]) -> set[str]:
    """The people who are in other teams than before."""
    was, now = before.inputs["organisation"].teams, organisation.teams
    return {person for id in changed for person in _list_people(was.get(id)) ^ _list_people(now.get(id))}


def find_disagreements(headcount: Headcount) -> list[Heads]:
    """The teams whose `size`, `roles` and `members` do not agree."""
    return [heads for heads in headcount.teams.values() if len(heads.given) > 1 and heads.disagrees]


def name_person(reference: str) -> str:
    """The id that a reference to a person says, without its kind: people need not be defined.

    >>> name_person("person:bo")
    'bo'
    """
    return reference.removeprefix("person:")


def find_people(team: Team) -> dict[str, Member]:
    """The members of a team by person; one who is listed twice counts once, as said first."""
    people: dict[str, Member] = {}
    for member in team.members or ():
        people.setdefault(name_person(member.person), member)
    return people


def find_teams_of_people(organisation: Organisation) -> dict[str, tuple[str, ...]]:
    """The teams in which each person is listed, both sorted."""
    teams_of: dict[str, list[str]] = {}
    for id, team in sorted(organisation.teams.items()):
        for person in find_people(team):
            teams_of.setdefault(person, []).append(id)
    return {person: tuple(teams_of[person]) for person in sorted(teams_of)}


def _list_people(team: Team | None) -> Set[str]:
    return frozenset() if team is None else find_people(team).keys()


def _measure(team: Team, teams_of: Mapping[str, tuple[str, ...]]) -> Heads:
    parts = tuple(_find_parts(team, teams_of))
    open_positions = tuple(_find_vacancies(team))
    vacancies = math.fsum(part.amount for part in open_positions)
    given = tuple(_find_given(team, parts))
    if not given:
        reason = f"{team.label} says neither `members`, `roles` nor `size`"
        nothing = not_assessed("heads", UNIT, reason)
        return Heads(team.id, nothing, not_assessed("heads when filled", UNIT, reason), vacancies)
    heads = add_up("heads", UNIT, parts)
    if not open_positions:
        when_filled = Number("heads when filled", heads.amount, UNIT, parts)
    else:
        when_filled = add_up("heads when filled", UNIT, parts + open_positions)
    return Heads(team.id, heads, when_filled, vacancies, given)


def _find_parts(team: Team, teams_of: Mapping[str, tuple[str, ...]]) -> Iterator[Part]:
    address = address_of("team", team.id)
    if team.members is not None:
        for person, member in find_people(team).items():
            at = (address / "members").item(member.person)
            times = len(teams_of[person])
            yield Part(person, _share(member, times), UNIT, at, note=_remark(member, times))
    elif team.roles:
        for role, count in team.roles.items():
            yield Part(role, float(count), UNIT, address / "roles" / role)
    elif team.size is not None:
        yield Part("size", float(team.size), UNIT, address / "size")


def _share(member: Member, teams: int) -> float:
    return 1 / teams if member.allocation is None else member.allocation


def _remark(member: Member, teams: int) -> str:
    if member.allocation is not None:
        return "the share of their time that is said"
    return f"in {teams} teams" if teams > 1 else ""


def _find_vacancies(team: Team) -> Iterator[Part]:
    address = address_of("team", team.id) / "vacancies"
    for role, vacancy in team.vacancies.items():
        by = "" if vacancy.by is None else f"by {vacancy.by}"
        yield Part(f"{role} (open)", float(vacancy.count), UNIT, address / role, note=by)


def _find_given(team: Team, parts: tuple[Part, ...]) -> Iterator[Given]:
    address = address_of("team", team.id)
    if team.members is not None:
        heads = math.fsum(part.amount for part in parts)
        yield Given("members", heads, float(len(parts)), address / "members")
    if team.roles:
        total = float(sum(team.roles.values()))
        yield Given("roles", total, total, address / "roles")
    if team.size is not None:
        yield Given("size", float(team.size), float(team.size), address / "size")


def _agree(one: Given, other: Given) -> bool:
    """Whether both may be right: people who are there for a part of their time may be counted either way."""
    return one.least <= other.most and other.least <= one.most


def _add_teams(teams: Mapping[str, Heads]) -> Number:
    known = [heads for heads in teams.values() if heads.heads.amount is not None]
    missing = [f"{id}: heads unknown" for id, heads in teams.items() if heads.heads.amount is None]
    if not known:
        return not_assessed("people", UNIT, *(missing or ("no teams",)))

    def make_parts() -> Iterator[Part]:
        for each in known:
            yield Part(each.team, each.heads.amount or 0.0, UNIT, address_of("team", each.team))

    amount = math.fsum(each.heads.amount or 0.0 for each in known)
    return Number("people", amount, UNIT, make_parts, missing)
