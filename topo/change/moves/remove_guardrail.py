"""Say that a guardrail will be there no more.

## What it does
The guardrail is gone, and with it every stage that is its gate: the path leads past it. What it guarded is
guarded by what is left, and the comparison shows what is then unguarded.

## What it refuses
A guardrail that is not there; a gate to which another stage sends work back.

## Example
```yaml
- remove-guardrail: {guardrail: change-board}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.following import Heirs, follow
from topo.change.gating import find_gates, remove_stages
from topo.change.move import GuardrailId, Move
from topo.rules.naming import quoted


class RemoveGuardrail(Move):
    """Say that a guardrail will be there no more."""

    name = "remove-guardrail"
    kind = "claim"

    guardrail: GuardrailId = Field(description="The guardrail.", examples=["change-board"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Remove guardrail {quoted(self.guardrail)}"

    def make(self, draft: Draft) -> None:
        """Take it out, with its gates."""
        guardrail = draft.find_id("guardrail", self.guardrail, "guardrail")
        if guardrail is None:
            return
        gates = [(stream, stage.id) for stream, stage in find_gates(draft, guardrail)]
        for stream, gate in gates:
            for name, stage in draft.streams[stream].stages.items():
                sends_back = stage.rework is not None and stage.rework.to == gate
                if sends_back and (stream, name) not in gates:
                    message = (
                        f"stage {quoted(name)} of {quoted(stream)} sends work back to its gate {quoted(gate)}"
                    )
                    draft.refuse("guardrail", message, "send it to another stage first (`set-stage`)")
        remove_stages(draft, gates)
        follow(draft, "guardrail", {guardrail: Heirs(None, ())})
