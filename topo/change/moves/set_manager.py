"""Give a team another manager.

## What it does
The person is the team's manager from then on.

## What it refuses
A team or person that is not there (people are defined under `people:`); somebody who is its manager
already.

## Example
```yaml
- set-manager: {team: payments, to: ana}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.move import Move, PersonId, TeamId
from topo.rules.naming import called, quoted


class SetManager(Move):
    """Give a team another manager."""

    name = "set-manager"

    team: TeamId = Field(description="The team.", examples=["payments"])
    to: PersonId = Field(description="Its manager from then on.", examples=["ana"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Make {quoted(self.to)} the manager of {quoted(self.team)}"

    def make(self, draft: Draft) -> None:
        """Set the manager."""
        team = draft.find_id("team", self.team, "team")
        person = draft.find_id("to", self.to, "person")
        if team is None or person is None:
            return
        if draft.teams[team].manager in (person, f"person:{person}"):
            draft.refuse("to", f"{quoted(person)} manages {called('team', team)} already")
        draft.update("team", team, manager=person)
