"""Give a capability, a guardrail or a data product to another team.

## What it does
The team answers for it from then on: it provides the capability, or owns the guardrail or the data product.

## What it refuses
Anything but exactly one of `capability`, `guardrail` and `data`; a thing or team that is not there; a team
that has it already.

## Example
```yaml
- set-owner: {guardrail: pii-scan, to: platform}
```
"""

from typing import Annotated

from pydantic import Field

from topo.change.draft import Draft
from topo.change.move import GuardrailId, Move, TeamId
from topo.change.owning import find_owner, give
from topo.model.base import Reference, Text
from topo.model.references import Target
from topo.rules.naming import called, quoted

_KINDS = ("capability", "guardrail", "data")


class SetOwner(Move):
    """Give a capability, a guardrail or a data product to another team."""

    name = "set-owner"

    capability: Annotated[Text, Reference("capability")] | None = Field(
        default=None, description="The capability; or", examples=["paved-road"]
    )
    guardrail: GuardrailId | None = Field(
        default=None, description="the guardrail; or", examples=["pii-scan"]
    )
    data: Annotated[Text, Reference("data")] | None = Field(
        default=None, description="the data product.", examples=["customer-360"]
    )
    to: TeamId = Field(description="The team that answers for it from then on.", examples=["platform"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        what = [called(kind, getattr(self, kind)) for kind in _KINDS if getattr(self, kind) is not None]
        return f"Give {' and '.join(what) or 'nothing'} to {quoted(self.to)}"

    def make(self, draft: Draft) -> None:
        """Set the owner."""
        said = [kind for kind in _KINDS if getattr(self, kind) is not None]
        if len(said) != 1:
            field = said[1] if said else "capability"
            draft.refuse(field, "it takes exactly one of `capability`, `guardrail` and `data`")
        found = [draft.look_up(kind, getattr(self, kind), kind) for kind in said]
        team = draft.find_id("to", self.to, "team")
        if draft.misfits or team is None or found[0] is None:
            return
        thing: Target = found[0]
        if find_owner(draft.before, thing) == team:
            draft.refuse("to", f"{quoted(team)} has {called(*thing)} already")
        give(draft, thing, team)
