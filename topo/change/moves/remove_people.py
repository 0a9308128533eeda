"""Let people leave a team, and the organisation.

## What it does
The team has fewer people, said in the form in which it counts them; with `allocation` somebody leaves with
a part of their time. What other teams have of their time stays as it is. They stay under `people:`, with
what they know: what leaves with them is for the measures to say. Vacancies are not made. `by` is the day on
which they are expected to leave: it dates the change.

## What it refuses
A role, a person or a number that the team does not have; a team that does not say how many it has.

## Example
```yaml
- remove-people: {team: checkout, roles: {designer: 1}}
```
"""

from pydantic import Field

from topo.analysis.heads import name_person
from topo.change.crew import count_teams, say_shares
from topo.change.draft import Draft
from topo.change.leaving import take
from topo.change.move import Move, TeamId
from topo.change.people import Members, People, Roles, Size, check_people
from topo.findings import Address
from topo.model.base import EMPTY, Date
from topo.rules.naming import quoted


class RemovePeople(Move):
    """Let people leave a team, and the organisation."""

    name = "remove-people"

    team: TeamId = Field(description="The team that they leave.", examples=["checkout"])
    roles: Roles = EMPTY
    size: Size = None
    members: Members = ()
    by: Date | None = Field(
        default=None, description="When they are expected to leave.", examples=["2027-02-01"]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        by = "" if self.by is None else f" by {self.by}"
        return f"Let {self._people.describe()} leave {quoted(self.team)}{by}"

    @property
    def _people(self) -> People:
        return People(self.roles, self.size, self.members)

    def make(self, draft: Draft) -> None:
        """Let them leave."""
        team = draft.find_id("team", self.team, "team")
        check_people(draft, self._people, Address(()))
        if draft.misfits or team is None:
            return
        for member in self.members:
            person = name_person(member.person)
            number = count_teams(draft, person)
            if number > 1:
                say_shares(draft, person, 1 / number)
        crew = take(draft, team, self._people, Address(()))
        if crew is not None:
            draft.transfers += crew.find_transfers(None)
