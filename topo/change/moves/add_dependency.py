"""Let a service depend on another.

## What it does
The first service waits on the second from then on. `via` says how the two are coupled (sync unless said),
`slows` what people say of it.

## What it refuses
A service that is not there or is retired; a dependency on itself; one that is there already.

## Example
```yaml
- add-dependency: {from: stock, to: ledger, via: async}
```
"""

from pydantic import Field

from topo.change.depending import find_dependency
from topo.change.draft import Draft
from topo.change.move import Move, ServiceId
from topo.model.service import Dependency, Slows, Via
from topo.rules.naming import called, quoted


class AddDependency(Move):
    """Let a service depend on another."""

    name = "add-dependency"

    from_: ServiceId = Field(alias="from", description="The service that waits.", examples=["stock"])
    to: ServiceId = Field(description="The service that it waits on.", examples=["ledger"])
    via: Via = Field(default="sync", description="How the two are coupled.", examples=["async"])
    slows: Slows | None = Field(
        default=None, description="Does it block changes, slow them, or neither?", examples=["no"]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Let {quoted(self.from_)} depend on {quoted(self.to)} ({self.via})"

    def make(self, draft: Draft) -> None:
        """Put the dependency."""
        consumer = draft.find_id("from", self.from_, "service")
        provider = draft.find_id("to", self.to, "service")
        for field, id in (("from", consumer), ("to", provider)):
            if id is not None and draft.services[id].is_retired:
                draft.refuse(field, f"{called('service', id)} is retired")
        if consumer is None or provider is None:
            return
        if consumer == provider:
            draft.refuse("to", f"{called('service', consumer)} cannot depend on itself")
        elif find_dependency(draft.before, consumer, provider) is not None:
            draft.refuse("to", f"{called('service', consumer)} depends on {quoted(provider)} already")
        new = Dependency(service=provider, via=self.via, slows=self.slows)
        draft.update("service", consumer, depends_on=(*draft.services[consumer].depends_on, new))
