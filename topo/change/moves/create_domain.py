"""Create a domain.

## What it does
A domain comes into being behind the others, with nothing in it.

## What it refuses
An id that another domain has, in whatever case; a parent that is not there.

## Example
```yaml
- create-domain: {id: refunds, parent: payments, classification: supporting, complexity: simple}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.following import protect
from topo.change.move import DomainId, Move, NewId
from topo.model.domain import Classification, Complexity, Domain
from topo.rules.naming import quoted


class CreateDomain(Move):
    """Create a domain."""

    name = "create-domain"

    id: NewId = Field(description="Its id.", examples=["refunds"])
    parent: DomainId | None = Field(
        default=None, description="The domain that it is a part of.", examples=["payments"]
    )
    classification: Classification | None = Field(
        default=None, description="How much it sets the organisation apart.", examples=["supporting"]
    )
    complexity: Complexity | None = Field(
        default=None, description="How hard it is to carry.", examples=["simple"]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        parent = "" if self.parent is None else f" in {quoted(self.parent)}"
        return f"Create domain {quoted(self.id)}{parent}"

    def make(self, draft: Draft) -> None:
        """Put the domain."""
        draft.check_is_free("id", "domain", self.id)
        parent = None if self.parent is None else draft.find_id("parent", self.parent, "domain")
        if not draft.misfits:
            protect(draft, "domain", self.id)
            said = {"classification": self.classification, "complexity": self.complexity, "parent": parent}
            draft.put("domain", Domain(id=self.id).model_copy(update=said))
