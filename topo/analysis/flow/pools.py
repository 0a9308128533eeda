"""Which people does a stage draw on?

A pool is (team, role): people who can stand in for each other. All stages of all streams that draw on the
same people share it. A stage without a role loads every role of its team in proportion to heads; a team
known by its size is one pool, also where a role is asked of it. A person with several roles stands in the
first one's pool; who has none, in a pool without a role. A role that nobody has is a pool of nobody.

Source: counting (A). The share of working time that is left for stream work is `focus` (profile `flow`, E).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import floor, fsum
from typing import NamedTuple

from topo.analysis.heads import Headcount, Heads
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.team import Team

FOCUS = "flow.focus"
"""The profile entry that says the focus of a team that does not."""

Roles = Mapping[str | None, float]
"""Heads by role; None is the whole of a team that is known by its size, or those without a role."""


class Pool(NamedTuple):
    """The people of one role of one team, or of a team as a whole (role None).

    `heads` is None where they are not said. `focus` is the share (0 to 1) of their working time that is left
    for streams, and `weighed_by` the profile entry that says so, None where the team does. `place` is where
    the model says how many they are.
    """

    team: str
    role: str | None
    heads: float | None
    focus: float
    weighed_by: str | None
    place: Address

    @property
    def address(self) -> Address:
        """What it is called in parts and explanations: `pools[checkout engineer]`."""
        return Address(("pools", f"[{self.id}]"))

    @property
    def id(self) -> str:
        """Its team and role.

        >>> Pool("checkout", "engineer", 5, 0.65, None, Address.of("teams")).id
        'checkout engineer'
        """
        return self.team if self.role is None else f"{self.team} {self.role}"

    @property
    def is_nobody(self) -> bool:
        """Whether it is known that nobody is there, or that nobody has any time."""
        return self.heads is not None and self.heads * self.focus == 0.0

    @property
    def servers(self) -> int:
        """How many items can be worked on at once; what is over of a head makes everybody faster."""
        return max(1, floor(self.heads or 0.0))

    @property
    def pace(self) -> float:
        """By how much a touch takes longer than itself: focus, and the servers that stand for the heads.

        With a whole number of heads it is 1 / focus; utilisation is the same with a fraction.
        """
        return self.servers / (self.focus * (self.heads or 0.0))


class Draw(NamedTuple):
    """A pool that a stage draws on, and the share (0 to 1) of its visits that come to it."""

    team: str
    role: str | None
    share: float


class Crew(NamedTuple):
    """The people of one team by role; `roles` is None where the team does not say how many it has."""

    team: str
    roles: Roles | None
    focus: float
    weighed_by: str | None

    @property
    def is_one_pool(self) -> bool:
        """Whether nothing is said of roles."""
        return self.roles is not None and set(self.roles) <= {None}

    def has_role(self, role: str) -> bool:
        """Whether somebody there has a role."""
        return self.roles is not None and self.roles.get(role, 0.0) > 0.0

    def draw(self, role: str | None) -> tuple[Draw, ...]:
        """What a stage that asks for a role, or for none, draws on."""
        if role is not None or self.roles is None:
            return (Draw(self.team, None if self.is_one_pool else role, 1.0),)
        total = fsum(self.roles.values())
        if not total:
            return (Draw(self.team, None, 1.0),)
        shares = ((role, heads / total) for role, heads in self.roles.items() if heads)
        return tuple(Draw(self.team, role, share) for role, share in shares)


@dataclass(frozen=True)
class Staffing:
    """The people of an organisation, team by team, as stages draw on them; looked up when first asked for."""

    organisation: Organisation
    headcount: Headcount
    focus: float
    changed: Mapping[str, Crew] = field(default_factory=dict)
    """What is other than the organisation says, while a change is tried."""
    _crews: dict[str, Crew] = field(default_factory=dict, repr=False, compare=False)

    def find_crew(self, team: str) -> Crew:
        """The people of a team."""
        if team in self.changed:
            return self.changed[team]
        if team not in self._crews:
            self._crews[team] = self._count(self.organisation.teams[team])
        return self._crews[team]

    def find_pool(self, team: str, role: str | None) -> Pool:
        """The pool of a role of a team."""
        crew = self.find_crew(team)
        heads = None if crew.roles is None else crew.roles.get(role, 0.0)
        place = find_place(self.organisation.teams[team], role)
        return Pool(team, role, heads, crew.focus, crew.weighed_by, place)

    def with_person(self, team: str, role: str | None) -> "Staffing":
        """The same with one person more in a role."""
        crew = self.find_crew(team)
        roles = {**(crew.roles or {})}
        roles[role] = roles.get(role, 0.0) + 1.0
        return self._with(crew._replace(roles=roles))

    def with_focus(self, team: str, focus: float) -> "Staffing":
        """The same with another focus of a team."""
        return self._with(self.find_crew(team)._replace(focus=focus))

    def find_changed(self, before: "Staffing") -> frozenset[str]:
        """The teams of which another staffing of the same organisation says otherwise."""
        teams = {*self.changed, *before.changed}
        return frozenset(team for team in teams if self.find_crew(team) != before.find_crew(team))

    def _with(self, crew: Crew) -> "Staffing":
        return replace(self, changed={**self.changed, crew.team: crew})

    def _count(self, team: Team) -> Crew:
        heads = self.headcount.teams[team.id]
        roles = None if heads.heads.amount is None else dict(self._find_roles(team, heads))
        if team.focus is None:
            return Crew(team.id, roles, self.focus, FOCUS)
        return Crew(team.id, roles, team.focus, None)

    def _find_roles(self, team: Team, heads: Heads) -> Iterator[tuple[str | None, float]]:
        """The heads of each role: of its people, else as `roles` say, else of all as one."""
        total = heads.heads.amount or 0.0
        by_role = self._count_members(heads) if team.members is not None else {}
        said = fsum(team.roles.values())
        if set(by_role) - {None}:
            yield from by_role.items()
        elif said:
            yield from ((role, count * total / said) for role, count in team.roles.items())
        else:
            yield None, total

    def _count_members(self, heads: Heads) -> dict[str | None, float]:
        """The heads of each first role of the people in a team."""
        found: dict[str | None, list[float]] = {}
        for part in heads.heads.parts:
            person = self.organisation.people.get(part.label)
            role = person.roles[0] if person is not None and person.roles else None
            found.setdefault(role, []).append(part.amount)
        return {role: fsum(amounts) for role, amounts in found.items()}


def find_place(team: Team, role: str | None) -> Address:
    """Where a model says how many a pool has: the role, else the members or the size, else the team.

    No two pools share one: a role that only members have stands at `roles`, too.
    """
    address = address_of("team", team.id)
    if role is not None:
        return address / "roles" / role
    if team.members is not None:
        return address / "members"
    return address / "size" if team.size is not None and not team.roles else address
