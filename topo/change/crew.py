"""Who is on the way from one team to another, or into the organisation?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from topo.analysis.heads import name_person
from topo.change.applied import Transfer
from topo.change.draft import Draft
from topo.change.people import Form
from topo.model.base import EMPTY
from topo.model.people import Person
from topo.model.team import Member

ALMOST = 1e-9
"""Shares of time that differ by less are the same."""
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Mover:
    """A person on the way: as listed, with the share of their time that moves, and their role.

    `teams` is how many teams list them; where the member has no allocation, their time is split evenly.
    `lent` is the time that other teams lose by that to one that lists them as well, by team.
    """

    member: Member
    share: float
    teams: int
    role: str | None
    lent: tuple[tuple[str, float], ...] = ()

    @property
    def person(self) -> str:
        """The person's id."""
        return name_person(self.member.person)

    @property
    def listed_share(self) -> float:
        """The share of their time that the team has, of which this moves."""
        return 1 / self.teams if self.member.allocation is None else self.member.allocation

    @property
    def is_part(self) -> bool:
        """Whether some of what the team has of their time stays."""
        return self.share < self.listed_share - ALMOST

    @property
    def is_whole(self) -> bool:
        """Whether all their time moves."""
        return self.share > 1 - ALMOST

    def find_transfers(self, source: str | None, target: str | None) -> Iterator[Transfer]:
        """What is to be told of them: the time that other teams lend, and what comes from the source."""
        for team, share in self.lent:
            yield Transfer(share, self.role, self.person, team, target)
        left = self.share - sum(share for _, share in self.lent)
        if left > ALMOST:
            yield Transfer(left, self.role, self.person, source, target)


@dataclass(frozen=True, slots=True)
class Crew:
    """People on the way, in the form in which their team counted them, with the externals among them."""

    form: Form
    roles: Mapping[str, int] = EMPTY
    size: int = 0
    movers: tuple[Mover, ...] = ()
    external: Mapping[str, int] = EMPTY
    sites: Mapping[str, int] = EMPTY
    source: str | None = None

    @property
    def persons(self) -> int:
        """How many persons they are."""
        return len(self.movers) or sum(self.roles.values()) or self.size

    def find_transfers(self, target: str | None) -> list[Transfer]:
        """What is to be told of them when they join a team (None: leave the organisation)."""
        way = {"source": self.source, "target": target}
        counted = [Transfer(float(number), role, **way) for role, number in self.roles.items()]
        named = [each for mover in self.movers for each in mover.find_transfers(self.source, target)]
        return [*counted, *named, *([Transfer(float(self.size), **way)] if self.size else [])]


def find_role(draft: Draft, person: str) -> str | None:
    """The role in whose pool a person stands: the first that they have."""
    known = draft.collection("person").get(person)
    assert known is None or isinstance(known, Person)
    return known.roles[0] if known is not None and known.roles else None


# --- a person's time ------------------------------------------------------------------------------------


def find_listings(draft: Draft, person: str) -> dict[str, Member]:
    """What each team that lists a person says of them."""
    words = (person, f"person:{person}")
    found: dict[str, Member] = {}
    for id, team in draft.teams.items():
        for member in team.members or ():
            if member.person in words:
                found.setdefault(id, member)
    return found


def count_teams(draft: Draft, person: str) -> int:
    """How many teams list a person."""
    return len(find_listings(draft, person))


def say_shares(draft: Draft, person: str, share: float) -> None:
    """Write out the share of a person's time in each team where it is only implied."""
    for id, member in find_listings(draft, person).items():
        if member.allocation is None:
            set_share(draft, id, person, share)


def set_share(draft: Draft, team_id: str, person: str, share: float) -> None:
    """Say which share of a person's time a team has."""
    allocation = round(share, _DIGITS)
    members = (
        each.model_copy(update={"allocation": allocation}) if name_person(each.person) == person else each
        for each in draft.teams[team_id].members or ()
    )
    draft.update("team", team_id, members=tuple(members))
