"""Move people from one team to another.

## What it does
People are said in the form in which their team counts them: `roles` where it counts roles, `size` where it
gives only a size, `members` where it lists them; with `allocation` a part of somebody's time moves. They
are counted in the form of the team that they join: a member may become an engineer (the first of the
person's `roles`), an engineer one of seven. Where that team has nobody, it takes over their form.

Externals stay as long as their role has room for them. Of a team's sites people leave in proportion; the
team that they join adds them where it says its sites. Vacancies stay with the team. How many people there
are in all does not change.

## What it refuses
A role, a person or a number that the team does not have; a team that does not say how many it has; people
without names or roles for a team that lists or counts these; a part of somebody's time for a team that
counts heads.

## Example
```yaml
- move-people: {from: payments, to: checkout, roles: {engineer: 2}}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.joining import join
from topo.change.leaving import take
from topo.change.move import Move, TeamId
from topo.change.people import Members, People, Roles, Size, check_people
from topo.findings import Address
from topo.model.base import EMPTY
from topo.rules.naming import quoted


class MovePeople(Move):
    """Move people from one team to another."""

    name = "move-people"

    from_: TeamId = Field(alias="from", description="The team that they leave.", examples=["payments"])
    to: TeamId = Field(description="The team that they join.", examples=["checkout"])
    roles: Roles = EMPTY
    size: Size = None
    members: Members = ()

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Move {self._people.describe()} from {quoted(self.from_)} to {quoted(self.to)}"

    @property
    def _people(self) -> People:
        return People(self.roles, self.size, self.members)

    def make(self, draft: Draft) -> None:
        """Let them leave and join."""
        source = draft.find_id("from", self.from_, "team")
        target = draft.find_id("to", self.to, "team")
        if source is not None and source == target:
            draft.refuse("to", f"they are in {quoted(source)} already")
        check_people(draft, self._people, Address(()))
        if not draft.misfits and source is not None and target is not None:
            crew = take(draft, source, self._people, Address(()))
            if crew is not None:
                join(draft, target, crew, Address.of("to"))
