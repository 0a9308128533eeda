"""Say that a team will provide a capability.

## What it does
The capability comes into being behind the others. What it relieves, it relieves on paper: the work is in
the world.

## What it refuses
An id that another capability has, in whatever case; a team that is not there, and whatever `serves` names
that is not there.

## Example
```yaml
- add-capability:
    id: test-data
    provider: platform
    mode: x-as-a-service
    relieves: [data]
    serves: {team_type: stream-aligned}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.following import protect
from topo.change.move import Move, NewId, TeamId
from topo.change.selecting import check_selector
from topo.model.selector import Selector
from topo.model.tissue import Area, Capability, CapabilityMode
from topo.rules.naming import joined, quoted


class AddCapability(Move):
    """Say that a team will provide a capability."""

    name = "add-capability"
    kind = "claim"

    id: NewId = Field(description="Its id.", examples=["test-data"])
    provider: TeamId = Field(description="The team that provides it.", examples=["platform"])
    mode: CapabilityMode | None = Field(
        default=None, description="How it is had.", examples=["x-as-a-service"]
    )
    relieves: tuple[Area, ...] = Field(
        default=(), description="Areas of undifferentiated work that it takes away.", examples=[["data"]]
    )
    serves: Selector | None = Field(
        default=None,
        description="Whom it serves; everybody unless said.",
        examples=[{"team_type": "stream-aligned"}],
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        relieves = f", which relieves {joined(self.relieves)}" if self.relieves else ""
        return f"Let {quoted(self.provider)} provide capability {quoted(self.id)}{relieves}"

    def make(self, draft: Draft) -> None:
        """Put the capability."""
        draft.check_is_free("id", "capability", self.id)
        provider = draft.find_id("provider", self.provider, "team")
        if self.serves is not None:
            check_selector(draft, "serves", self.serves)
        if not draft.misfits:
            protect(draft, "capability", self.id)
            said = {"provider": provider, "mode": self.mode, "relieves": self.relieves, "serves": self.serves}
            draft.put("capability", Capability(id=self.id).model_copy(update=said))
