"""Say that a stage of a stream will take other times, send back another share, or wait for another cadence.

## What it does
Sets what is said of the stage: `touch`, `wait`, `rework`, `every`. `rework` is the share of items that is
sent back, or a mapping with `to`, `share` and `cause`, of which what is not said stays.

## What it refuses
A stream or stage that is not there; nothing said, or nothing that differs; rework of a stage that sends
nothing back, without `to` and `share`; rework to a stage that the stream does not have.

## Example
```yaml
- set-stage: {stream: order-to-cash, stage: review, touch: 2h, rework: 10%}
```
"""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field

from topo.change.draft import Draft
from topo.change.move import Move, StreamId
from topo.change.staging import find_stage, put_stage
from topo.findings import Address
from topo.model.base import Part, Short, Text
from topo.model.quantity import Elapsed, Share, WorkingTime
from topo.model.stream import Rework, Stage
from topo.rules.naming import joined, named, quoted
from topo.source.plain import write_share


class ReworkChange(Part):
    """What is sent back from then on; what is not said stays."""

    share: Share | None = Field(default=None, description="The share that is sent back.", examples=["10%"])
    to: Text | None = Field(default=None, description="The stage it is sent back to.", examples=["build"])
    cause: Text | None = Field(default=None, description="Why.", examples=["unclear-requirements"])

    def describe(self) -> str:
        """What it says, in words."""
        share = "" if self.share is None else f" {write_share(self.share)}"
        return f"rework{share}" if self.to is None else f"rework{share} to {quoted(self.to)}"


def find_said(part: Part, fields: Iterable[str]) -> dict[str, Any]:
    """Those of a part's fields that say something."""
    return {name: value for name in fields if (value := getattr(part, name)) is not None}


_SHARE_SCHEMA = {"type": ["number", "string"]}


class SetStage(Move):
    """Say that a stage of a stream will take other times, or send back another share."""

    name = "set-stage"
    kind = "claim"

    stream: StreamId = Field(description="The stream.", examples=["order-to-cash"])
    stage: Text = Field(description="The stage.", examples=["review"])
    touch: WorkingTime | None = Field(default=None, description="Working time on one item.", examples=["2h"])
    wait: Elapsed | None = Field(
        default=None, description="Elapsed time an item waits there for other reasons.", examples=["1d"]
    )
    rework: Annotated[ReworkChange, Short("share", _SHARE_SCHEMA)] | None = Field(
        default=None,
        description="What is sent back from there.",
        examples=["10%", {"to": "build", "share": "10%"}],
    )
    every: Elapsed | None = Field(
        default=None, description="Release cadence: items wait for the next.", examples=["1d"]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        times = [f"{key} {value}" for key in ("touch", "wait", "every") if (value := getattr(self, key))]
        said = [*times, *([] if self.rework is None else [self.rework.describe()])]
        return f"Set {joined(said) or 'nothing'} at stage {quoted(self.stage)} of {quoted(self.stream)}"

    def make(self, draft: Draft) -> None:
        """Set what is said."""
        found = find_stage(draft, self.stream, self.stage)
        times = find_said(self, ("touch", "wait", "every"))
        if not times and self.rework is None:
            draft.refuse("touch", "nothing is said", "say `touch:`, `wait:`, `rework:` or `every:`")
        if found is None:
            return
        stream, stage = found
        rework = stage.rework if self.rework is None else self._make_rework(draft, stream, stage)
        new = stage.model_copy(update={**times, "rework": rework})
        if new == stage and not draft.misfits:
            draft.refuse("stage", f"all of this is said of stage {quoted(stage.id)} already")
        put_stage(draft, stream, new)

    def _make_rework(self, draft: Draft, stream: str, stage: Stage) -> Rework | None:
        assert self.rework is not None
        said = find_said(self.rework, ("to", "share", "cause"))
        stages = draft.streams[stream].stages
        if self.rework.to is not None and self.rework.to not in stages:
            message = f"{quoted(self.rework.to)} names no stage of {quoted(stream)}"
            draft.refuse(Address.of("rework", "to"), message, f"it has {named(stages)}")
        if stage.rework is not None:
            return stage.rework.model_copy(update=said)
        if self.rework.to is None or self.rework.share is None:
            message = f"stage {quoted(stage.id)} sends nothing back yet"
            draft.refuse("rework", message, "say `to:` and `share:`")
            return None
        return Rework(to=self.rework.to, share=self.rework.share, cause=self.rework.cause)
