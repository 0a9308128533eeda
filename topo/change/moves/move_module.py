"""Move a module to another deployable.

## What it does
The module is released with the other deployable from then on (`part_of`). Its owner stays: `move-service`
changes that.

## What it refuses
A module or deployable that is not there; a deployable that is retired, is the module itself or a part of
it, or that the module is a part of already.

## Example
```yaml
- move-module: {module: ledger, to: payment-gateway}
```
"""

from pydantic import Field

from topo.analysis.nesting import find_containers
from topo.change.draft import Draft
from topo.change.move import Move, ServiceId
from topo.rules.naming import called, quoted


class MoveModule(Move):
    """Move a module to another deployable."""

    name = "move-module"

    module: ServiceId = Field(description="The module.", examples=["ledger"])
    to: ServiceId = Field(
        description="The deployable that it is released with from then on.", examples=["payment-gateway"]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Move module {quoted(self.module)} to deployable {quoted(self.to)}"

    def make(self, draft: Draft) -> None:
        """Set the deployable."""
        module = draft.find_id("module", self.module, "service")
        to = draft.find_id("to", self.to, "service")
        if module is None or to is None:
            return
        containers = find_containers(draft.before, "service")
        if containers.get(module) == to:
            draft.refuse("to", f"{quoted(module)} is a part of {quoted(to)} already")
        if draft.services[to].is_retired:
            draft.refuse("to", f"{called('service', to)} is retired")
        at: str | None = to
        seen: set[str] = set()
        while at is not None and at not in seen and at != module:
            seen.add(at)
            at = containers.get(at)
        if at == module:
            itself = "is the module itself" if to == module else f"is a part of {quoted(module)}"
            draft.refuse("to", f"{quoted(to)} {itself}")
        draft.update("service", module, part_of=to)
