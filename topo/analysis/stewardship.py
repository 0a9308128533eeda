"""Who looks after each team's ways of working?

Stewardship of collaboration, impediments, improvement, team health and learning, per team: *someone*,
*shared* (several people), *nobody* (said so) or *not assessed* (nothing said).

Source: counting, of grade A; that these five need somebody is topo's own encoding (E).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from topo.analysis.heads import name_person
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.team import Stewards, Team

STEWARDED: tuple[tuple[str, str], ...] = tuple(
    (name, field.alias or name) for name, field in Stewards.model_fields.items() if name != "extensions"
)
"""What needs a steward: the field, and its key in a file."""


class Care(StrEnum):
    """Who looks after something."""

    SOMEONE = "someone"
    SHARED = "shared"
    NOBODY = "nobody"
    NOT_ASSESSED = "not assessed"


@dataclass(frozen=True, slots=True)
class Stewarding:
    """One thing that needs a steward in one team, and the people who look after it, as written."""

    what: str
    care: Care
    people: tuple[str, ...]
    address: Address


@dataclass(frozen=True, slots=True)
class Stewarded:
    """The stewards of one team, in the order of the language."""

    team: str
    areas: tuple[Stewarding, ...]

    @property
    def address(self) -> Address:
        """Where the team stands."""
        return address_of("team", self.team)

    def find(self, care: Care) -> tuple[Stewarding, ...]:
        """What is looked after in this way."""
        return tuple(each for each in self.areas if each.care is care)


@dataclass(frozen=True)
class Stewardship:
    """The stewards of every team, by id."""

    teams: tuple[Stewarded, ...]

    def find(self, team: str) -> Stewarded | None:
        """The stewards of a team."""
        return self._by_team.get(team)

    @cached_property
    def _by_team(self) -> dict[str, Stewarded]:
        return {each.team: each for each in self.teams}

    def count(self, care: Care) -> Number:
        """How often things are looked after in this way, over all teams."""
        silent = tuple(_find_silent(self.teams))
        if all(not _is_said(each) for each in self.teams):
            return not_assessed(care.value, "areas", "no stewards")
        parts = (
            Part(f"{each.team}: {area.what}", 1.0, "areas", area.address)
            for each in self.teams
            for area in each.find(care)
        )
        return add_up(care.value, "areas", parts, () if care is Care.NOT_ASSESSED else silent)


def measure_stewardship(organisation: Organisation) -> Stewardship:
    """The stewards of every team.

    >>> measure_stewardship(Organisation()).count(Care.NOBODY).amount is None
    True
    """
    return Stewardship(tuple(_measure(team) for _, team in sorted(organisation.teams.items())))


def _measure(team: Team) -> Stewarded:
    address = address_of("team", team.id)
    areas = []
    for name, key in STEWARDED:
        said = None if team.stewards is None else getattr(team.stewards, name)
        at = address if said is None else address / "stewards" / key
        people = tuple(dict.fromkeys(map(name_person, said or ())))
        areas.append(Stewarding(key, _judge(said, people), people, at))
    return Stewarded(team.id, tuple(areas))


def _judge(said: object, people: tuple[str, ...]) -> Care:
    if said is None:
        return Care.NOT_ASSESSED
    if not people:
        return Care.NOBODY
    return Care.SHARED if len(people) > 1 else Care.SOMEONE


def _is_said(stewarded: Stewarded) -> bool:
    return any(area.care is not Care.NOT_ASSESSED for area in stewarded.areas)


def _find_silent(teams: tuple[Stewarded, ...]) -> Iterator[str]:
    for each in teams:
        silent = each.find(Care.NOT_ASSESSED)
        if silent:
            yield f"{each.team}: {', '.join(area.what for area in silent)}"
