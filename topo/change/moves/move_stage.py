"""Move a stage of a stream to another team.

## What it does
The team does the stage from then on, with the role that is said or else the one that the stage has. Where
the stage was done by whoever owns a service, it is done by this team instead.

## What it refuses
A stream, stage or team that is not there; a role that the team does not have, where it counts roles or the
roles of its members are known; a stage that would be done as before.

## Example
```yaml
- move-stage: {stream: order-to-cash, stage: security, to: platform}
```
"""

from pydantic import Field

from topo.analysis.heads import find_people
from topo.change.crew import find_role
from topo.change.draft import Draft
from topo.change.move import Move, StreamId, TeamId
from topo.change.staging import find_stage, put_stage
from topo.model.base import Text
from topo.rules.naming import called, named, quoted


class MoveStage(Move):
    """Move a stage of a stream to another team."""

    name = "move-stage"

    stream: StreamId = Field(description="The stream.", examples=["order-to-cash"])
    stage: Text = Field(description="The stage.", examples=["security"])
    to: TeamId = Field(description="The team that does it from then on.", examples=["platform"])
    role: Text | None = Field(
        default=None, description="The role that does it; as before unless said.", examples=["engineer"]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        role = "" if self.role is None else f", done by its {quoted(self.role)}"
        return f"Move stage {quoted(self.stage)} of {quoted(self.stream)} to {quoted(self.to)}{role}"

    def make(self, draft: Draft) -> None:
        """Set the team and the role."""
        found = find_stage(draft, self.stream, self.stage)
        team = draft.find_id("to", self.to, "team")
        if found is None or team is None:
            return
        stream, stage = found
        role = stage.role if self.role is None else self.role
        roles = _find_roles(draft, team)
        if role is not None and roles is not None and role not in roles:
            hint = f"say `role:`; it has {named(roles)}" if roles else "move people there first"
            draft.refuse("role" if self.role else "to", f"{called('team', team)} has no {quoted(role)}", hint)
        if stage.team in (team, f"team:{team}") and role == stage.role:
            draft.refuse("to", f"{quoted(team)} does stage {quoted(stage.id)} already")
        new = stage.model_copy(update={"team": team, "service": None, "role": role})
        put_stage(draft, stream, new)


def _find_roles(draft: Draft, team_id: str) -> list[str] | None:
    """The roles in a team; None where not all of them are known."""
    team = draft.teams[team_id]
    if team.members is None:
        return [role for role, heads in team.roles.items() if heads] or (None if team.size != 0 else [])
    roles = [find_role(draft, person) for person in find_people(team)]
    return None if None in roles else sorted({role for role in roles if role is not None})
