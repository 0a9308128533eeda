"""Say that a stream will have a limit on the items under way.

## What it does
The stream has the limit from then on: nothing new is begun while as many items are under way.

## What it refuses
A stream that is not there, or that has the limit already.

## Example
```yaml
- set-wip-limit: {stream: order-to-cash, to: 12}
```
"""

from typing import Annotated

from pydantic import Field

from topo.change.draft import Draft
from topo.change.move import Move, StreamId
from topo.rules.naming import called, quoted


class SetWipLimit(Move):
    """Say that a stream will have a limit on the items under way."""

    name = "set-wip-limit"
    kind = "claim"

    stream: StreamId = Field(description="The stream.", examples=["order-to-cash"])
    to: Annotated[int, Field(ge=1)] = Field(description="The most items under way at once.", examples=[12])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Limit the items under way in {quoted(self.stream)} to {self.to:,}"

    def make(self, draft: Draft) -> None:
        """Set the limit."""
        stream = draft.find_id("stream", self.stream, "stream")
        if stream is None:
            return
        if draft.streams[stream].wip_limit == self.to:
            draft.refuse("to", f"{called('stream', stream)} has this limit already")
        draft.update("stream", stream, wip_limit=self.to)
