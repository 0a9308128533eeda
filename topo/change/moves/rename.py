"""Give something another id.

## What it does
The thing keeps its place, and everything that it says of itself; its id is another one. Whoever speaks of
it says the new one: references, selectors, interactions, policies, and what the reading knows (comments
that waive, claims that disagree). The old id is kept in `formerly`, so that baselines, waivers and
comparisons know it.

Where the new id is also that of a thing of another kind, references that could mean either say the kind.

## What it refuses
A thing that is not there; an id that is none, or that another thing of the kind has, in whatever case.

## Example
```yaml
- rename: {kind: team, from: platform, to: foundation}
```
"""

from typing import Literal

from pydantic import Field

from topo.change import following
from topo.change.draft import Draft
from topo.change.move import Move, NewId
from topo.model.base import Text
from topo.rules.naming import called, quoted

RenamedKind = Literal[
    "group",
    "person",
    "site",
    "product",
    "domain",
    "team",
    "service",
    "capability",
    "guardrail",
    "forum",
    "data",
    "decision",
    "stream",
]


class Rename(Move):
    """Give something another id."""

    name = "rename"

    kind_: RenamedKind = Field(alias="kind", description="What it is.", examples=["team"])
    from_: Text = Field(alias="from", description="Its id.", examples=["platform"])
    to: NewId = Field(description="Its id from then on.", examples=["foundation"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Rename {called(self.kind_, self.from_)} to {quoted(self.to)}"

    def make(self, draft: Draft) -> None:
        """Give it the id, and let everybody follow."""
        old = draft.find_id("from", self.from_, self.kind_)
        if old is None:
            return
        if old == self.to:
            draft.refuse("to", f"{quoted(old)} is its id already")
        elif old.casefold() != self.to.casefold():
            draft.check_is_free("to", self.kind_, self.to)
        if not draft.misfits:
            following.rename(draft, self.kind_, old, self.to)
