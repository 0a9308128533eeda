"""Say that a domain will be harder or easier to carry.

## What it does
The domain has the complexity from then on.

## What it refuses
A domain that is not there, or that is as complex already.

## Example
```yaml
- set-complexity: {domain: payments, to: complicated}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.move import DomainId, Move
from topo.model.domain import Complexity
from topo.rules.naming import called, quoted


class SetComplexity(Move):
    """Say that a domain will be harder or easier to carry."""

    name = "set-complexity"
    kind = "claim"

    domain: DomainId = Field(description="The domain.", examples=["payments"])
    to: Complexity = Field(description="Its complexity from then on.", examples=["complicated"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Make domain {quoted(self.domain)} {self.to}"

    def make(self, draft: Draft) -> None:
        """Set the complexity."""
        domain = draft.find_id("domain", self.domain, "domain")
        if domain is None:
            return
        if draft.domains[domain].complexity == self.to:
            draft.refuse("to", f"{called('domain', domain)} is {self.to} already")
        draft.update("domain", domain, complexity=self.to)
