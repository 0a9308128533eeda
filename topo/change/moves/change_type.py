"""Say that a team will be of another type.

## What it does
The team has the type from then on; what it does in the world is for people to change.

## What it refuses
A team that is not there, or that is of the type already.

## Example
```yaml
- change-type: {team: security, to: platform}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.move import Move, TeamId
from topo.model.team import TeamType
from topo.rules.naming import called, quoted


class ChangeType(Move):
    """Say that a team will be of another type."""

    name = "change-type"
    kind = "claim"

    team: TeamId = Field(description="The team.", examples=["security"])
    to: TeamType = Field(description="Its type from then on.", examples=["platform"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Make {quoted(self.team)} a team of type {self.to}"

    def make(self, draft: Draft) -> None:
        """Set the type."""
        team = draft.find_id("team", self.team, "team")
        if team is None:
            return
        if draft.teams[team].type == self.to:
            draft.refuse("to", f"{called('team', team)} is of type {self.to} already")
        draft.update("team", team, type=self.to)
