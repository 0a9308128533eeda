"""Say that a guardrail will hold by itself.

## What it does
Its enforcement is `automated`. At every stage that is its gate nobody works or waits any more: `touch` and
`wait` are zero. What the gate sends back, and a cadence, stay.

## What it refuses
A guardrail that is not there, or that is automated already.

## Example
```yaml
- automate-guardrail: {guardrail: change-board}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.gating import find_gates
from topo.change.move import GuardrailId, Move
from topo.change.staging import put_stage
from topo.model.quantity import Duration
from topo.rules.naming import called, quoted

_NOTHING = Duration(0.0, "h")


class AutomateGuardrail(Move):
    """Say that a guardrail will hold by itself."""

    name = "automate-guardrail"
    kind = "claim"

    guardrail: GuardrailId = Field(description="The guardrail.", examples=["change-board"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Automate guardrail {quoted(self.guardrail)}"

    def make(self, draft: Draft) -> None:
        """Set the enforcement, and what its gates take."""
        guardrail = draft.find_id("guardrail", self.guardrail, "guardrail")
        if guardrail is None:
            return
        if draft.guardrails[guardrail].enforcement == "automated":
            draft.refuse("guardrail", f"{called('guardrail', guardrail)} is automated already")
        draft.update("guardrail", guardrail, enforcement="automated")
        for stream, stage in find_gates(draft, guardrail):
            put_stage(draft, stream, stage.model_copy(update={"touch": _NOTHING, "wait": _NOTHING}))
