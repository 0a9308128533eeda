"""Let people from outside join a team: a hire.

## What it does
The team has more people, counted in its own form; a team that has nobody takes over the form that is said.
Who is hired into a role for which the team has a vacancy fills it. `by` is the day on which they are
expected: it dates the hire, and the organisation after the move has them.

A person who is listed in other teams splits their time evenly among all of them. With an `allocation`, the
others have what is left of their time, where no allocation is said there.

## What it refuses
A team that does not say how many people it has; a person who is not defined under `people:`, or who is a
member already; a form that is finer or coarser than the team's own allows.

## Example
```yaml
- add-people: {team: payments, roles: {engineer: 1}, by: 2027-02-01}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.joining import hire
from topo.change.move import Move, TeamId
from topo.change.people import Members, People, Roles, Size, check_people
from topo.findings import Address
from topo.model.base import EMPTY, Date
from topo.rules.naming import quoted


class AddPeople(Move):
    """Let people from outside join a team: a hire."""

    name = "add-people"

    team: TeamId = Field(description="The team that they join.", examples=["payments"])
    roles: Roles = EMPTY
    size: Size = None
    members: Members = ()
    by: Date | None = Field(default=None, description="When they are expected.", examples=["2027-02-01"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        by = "" if self.by is None else f" by {self.by}"
        return f"Hire {self._people.describe()} into {quoted(self.team)}{by}"

    @property
    def _people(self) -> People:
        return People(self.roles, self.size, self.members)

    def make(self, draft: Draft) -> None:
        """Let them join."""
        team = draft.find_id("team", self.team, "team")
        check_people(draft, self._people, Address(()))
        if not draft.misfits and team is not None:
            hire(draft, team, self._people, Address(()))
