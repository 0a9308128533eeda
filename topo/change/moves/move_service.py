"""Give a service to another team.

## What it does
The team becomes the owner of the service. That settles whatever was claimed of it with `owns:`. Who is
asked (`consulted`) and who is on call stay as they are.

## What it refuses
A service or team that is not there; a team that owns the service already.

## Example
```yaml
- move-service: {service: stock, to: payments}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.move import Move, ServiceId, TeamId
from topo.change.owning import find_owner, give
from topo.model.references import Target
from topo.rules.naming import called, quoted


class MoveService(Move):
    """Give a service to another team."""

    name = "move-service"

    service: ServiceId = Field(description="The service.", examples=["stock"])
    to: TeamId = Field(description="The team that owns it from then on.", examples=["payments"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Give service {quoted(self.service)} to {quoted(self.to)}"

    def make(self, draft: Draft) -> None:
        """Set the owner."""
        service = draft.find_id("service", self.service, "service")
        team = draft.find_id("to", self.to, "team")
        if service is None or team is None:
            return
        if find_owner(draft.before, Target("service", service)) == team:
            draft.refuse("to", f"{quoted(team)} owns {called('service', service)} already")
        give(draft, Target("service", service), team)
