"""Create a team.

## What it does
A team comes into being behind the others. It has nobody unless people are said, who join as with
`add-people`: they are new in the organisation, unless they are listed elsewhere. What `owns` names goes
over to it: services and domains, capabilities, guardrails and data products; a domain goes alone.

A team that a source only names (an *implied* team) is defined by this, and goes on owning what it owns.

## What it refuses
An id that another team has, in whatever case; a group, person or thing that is not there; people said in
several ways.

## Example
```yaml
- create-team: {id: ledger-team, type: stream-aligned, group: commerce, manager: ana}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.facts import forget_implied
from topo.change.following import protect
from topo.change.joining import hire
from topo.change.move import GroupId, Move, NewId, Ownables, PersonId
from topo.change.owning import find_things, give
from topo.change.people import Members, People, Roles, Size, check_people
from topo.findings import Address
from topo.model.base import EMPTY
from topo.model.references import Target
from topo.model.team import Team, TeamType
from topo.rules.naming import quoted


class CreateTeam(Move):
    """Create a team."""

    name = "create-team"

    id: NewId = Field(description="Its id.", examples=["ledger-team"])
    type: TeamType | None = Field(default=None, description="Its type.", examples=["stream-aligned"])
    group: GroupId | None = Field(default=None, description="Its group.", examples=["commerce"])
    manager: PersonId | None = Field(default=None, description="Its manager.", examples=["ana"])
    roles: Roles = EMPTY
    size: Size = None
    members: Members = ()
    owns: Ownables = Field(
        default=(), description="What it owns from then on.", examples=[["ledger", "domain:settlement"]]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        kind = f"{self.type} team" if self.type else "team"
        people = f" with {self._people.describe()}" if self._people.forms else ""
        return f"Create the {kind} {quoted(self.id)}{people}"

    @property
    def _people(self) -> People:
        return People(self.roles, self.size, self.members)

    def make(self, draft: Draft) -> None:
        """Put the team, its people and what it owns."""
        is_implied = self.id in draft.facts.implied_teams
        if is_implied or draft.check_is_free("id", "team", self.id):
            self._put(draft, is_implied=is_implied)
        if self._people.forms:
            check_people(draft, self._people, Address(()))
        things = find_things(draft, Address.of("owns"), self.owns)
        if not draft.misfits:
            if self._people.forms:
                hire(draft, self.id, self._people, Address(()))
            for thing in things:
                give(draft, thing, self.id)

    def _put(self, draft: Draft, *, is_implied: bool) -> None:
        group = None if self.group is None else draft.find_id("group", self.group, "group")
        manager = None if self.manager is None else draft.find_id("manager", self.manager, "person")
        team = Team(id=self.id)
        if is_implied:
            team = draft.teams[self.id]
            draft.facts = forget_implied(draft.facts, Target("team", self.id))
        else:
            protect(draft, "team", self.id)
        said = {"type": self.type, "group": group, "manager": manager}
        size = None if is_implied and not self._people.forms else 0
        known = {key: value for key, value in said.items() if value is not None}
        draft.put("team", team.model_copy(update={**known, "size": size}))
