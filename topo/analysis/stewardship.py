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
from topo.analysis.parts import Number, Part, count_up, not_assessed
from topo.analysis.renewing import NOTHING, Before, measure_each
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
        return self.by_team.get(team)

    @cached_property
    def by_team(self) -> dict[str, Stewarded]:
        """The stewards by team."""
        return {each.team: each for each in self.teams}

    def count(self, care: Care) -> Number:
        """How often things are looked after in this way, over all teams."""
        if not self._is_said:
            return not_assessed(care.value, "areas", "no stewards")
        number = sum(area.care is care for each in self.teams for area in each.areas)
        missing = () if care is Care.NOT_ASSESSED else lambda: _find_silent(self.teams)
        return count_up(care.value, "areas", number, lambda: self._make_parts(care), missing)

    def _make_parts(self, care: Care) -> Iterator[Part]:
        for each in self.teams:
            for area in each.find(care):
                yield Part(f"{each.team}: {area.what}", 1.0, "areas", area.address)

    @cached_property
    def _is_said(self) -> bool:
        return any(map(_is_said, self.teams))


def measure_stewardship(
    organisation: Organisation, *, before: Before[Stewardship] | None = None
) -> Stewardship:
    """The stewards of every team; `before` are those of an earlier organisation.

    >>> measure_stewardship(Organisation()).count(Care.NOBODY).amount is None
    True
    """
    earlier, touched = None, NOTHING
    if before is not None:
        earlier = before.result.by_team
        touched = before.compare(before.inputs["organisation"].teams, organisation.teams)
        if not touched:
            return before.result
    return Stewardship(tuple(measure_each(organisation.teams, _measure, earlier, touched).values()))


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
