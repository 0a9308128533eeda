"""Move a team to another group.

## What it does
The team belongs to the group from then on. Its people, its manager and what it owns stay.

## What it refuses
A team or group that is not there; a team that is in the group already.

## Example
```yaml
- set-group: {team: platform, to: commerce}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.move import GroupId, Move, TeamId
from topo.rules.naming import called, quoted


class SetGroup(Move):
    """Move a team to another group."""

    name = "set-group"

    team: TeamId = Field(description="The team.", examples=["platform"])
    to: GroupId = Field(description="The group.", examples=["commerce"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Move team {quoted(self.team)} to group {quoted(self.to)}"

    def make(self, draft: Draft) -> None:
        """Set the group."""
        team = draft.find_id("team", self.team, "team")
        group = draft.find_id("to", self.to, "group")
        if team is None or group is None:
            return
        if draft.teams[team].group in (group, f"group:{group}"):
            draft.refuse("to", f"{called('team', team)} is in {quoted(group)} already")
        draft.update("team", team, group=group)
