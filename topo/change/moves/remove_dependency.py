"""End a dependency of a service on another.

## What it does
The first service no longer waits on the second. `via` and `slows`, where they are said, must be what the
model says of the dependency: a check that the one that is meant is the one that goes.

## What it refuses
A service that is not there; a dependency that is not there, or is another than is said.

## Example
```yaml
- remove-dependency: {from: cart-api, to: stock}
```
"""

from pydantic import Field

from topo.change.depending import find_dependency, without
from topo.change.draft import Draft
from topo.change.move import Move, ServiceId
from topo.model.service import Slows, Via
from topo.rules.naming import called, named, quoted


class RemoveDependency(Move):
    """End a dependency of a service on another."""

    name = "remove-dependency"

    from_: ServiceId = Field(alias="from", description="The service that waits.", examples=["cart-api"])
    to: ServiceId = Field(description="The service that it waits on.", examples=["stock"])
    via: Via | None = Field(default=None, description="How they are coupled, as a check.", examples=["async"])
    slows: Slows | None = Field(
        default=None, description="What people say of it, as a check.", examples=["no"]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"End the dependency of {quoted(self.from_)} on {quoted(self.to)}"

    def make(self, draft: Draft) -> None:
        """Take the dependency out."""
        consumer = draft.find_id("from", self.from_, "service")
        provider = draft.find_id("to", self.to, "service")
        if consumer is None or provider is None:
            return
        service = draft.services[consumer]
        dependency = find_dependency(draft.before, consumer, provider)
        if dependency is None:
            known = named(each.service for each in service.depends_on)
            hint = f"it depends on {known}" if known else "it depends on nothing"
            draft.refuse("to", f"{called('service', consumer)} does not depend on {quoted(provider)}", hint)
            return
        for field in ("via", "slows"):
            said, known_as = getattr(self, field), getattr(dependency, field)
            if said is not None and said != known_as:
                draft.refuse(field, f"the dependency says `{field}: {known_as}`, not `{said}`")
        draft.update("service", consumer, depends_on=without(service.depends_on, [dependency]))
