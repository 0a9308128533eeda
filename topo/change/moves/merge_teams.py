"""Merge teams into one.

## What it does
`into` is one of the teams, which goes on, or a new id, which takes the place of the first. Everybody who
speaks of the others speaks of it: owners, stages, decisions, forums, selectors, on-call duty and advice.
Interactions between the merged teams vanish; of others that come to say the same one is left.

A team that goes on keeps what it says of itself; a new one says what all of them say. Outcomes, skills,
tags and open positions are united, and the ids of the others are kept in `formerly`. Its people are members
where all list them, roles where all count them, a size where all give one; else the finest form in which
all can be counted. Where one team does not say how many it has, nobody knows it of the whole.

## What it refuses
Fewer than two teams; a team or group that is not there; an `into` that another team has; people who cannot
be counted together (a part of somebody's time beside a number of heads).

## Example
```yaml
- merge-teams: {teams: [checkout, payments], into: shop}
```
"""

from pydantic import Field

from topo.change.draft import Draft
from topo.change.facts import forget_implied
from topo.change.following import Heirs, follow, protect
from topo.change.leaving import tell_of_everybody
from topo.change.move import GroupId, Move, NewId, TeamId
from topo.change.uniting import unite_people, unite_teams
from topo.findings import Address
from topo.model.references import Target
from topo.model.team import TeamType
from topo.rules.naming import named, quoted


class MergeTeams(Move):
    """Merge teams into one."""

    name = "merge-teams"

    teams: tuple[TeamId, ...] = Field(description="The teams.", examples=[["checkout", "payments"]])
    into: NewId = Field(description="One of them, or a new id.", examples=["shop"])
    type: TeamType | None = Field(
        default=None,
        description="Its type; what it was, or all were, unless said.",
        examples=["stream-aligned"],
    )
    group: GroupId | None = Field(default=None, description="Its group; as the type.", examples=["commerce"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Merge {named(self.teams)} into {quoted(self.into)}"

    def make(self, draft: Draft) -> None:
        """Put what they are together, and let everybody speak of it."""
        at = Address.of("teams")
        found = [draft.find_id(at.item(team), team, "team") for team in self.teams]
        ids = tuple(dict.fromkeys(id for id in found if id is not None))
        if len(ids) < 2 and None not in found:
            draft.refuse("teams", "it takes two teams to merge")
        group = None if self.group is None else draft.find_id("group", self.group, "group")
        is_new = self.into not in ids
        if is_new and self.into in draft.teams:
            hint = "name it among `teams:` as well, or choose another id"
            draft.refuse("into", f"there is a team {quoted(self.into)} already", hint)
        elif is_new:
            draft.check_is_free("into", "team", self.into)
        if not draft.misfits:
            said = {"type": self.type, "group": group}
            self._merge(draft, ids, {key: value for key, value in said.items() if value is not None})

    def _merge(self, draft: Draft, ids: tuple[str, ...], said: dict[str, object]) -> None:
        base = ids[0] if self.into not in ids else self.into
        others = tuple(id for id in ids if id != base)
        teams = [draft.teams[id] for id in (base, *others)]
        fields = unite_teams(teams[0], teams[1:], self.into)
        for id in ids:
            if id != self.into:
                tell_of_everybody(draft, id, self.into)
        people = unite_people(draft, teams, Address.of("teams"))
        gone = others if base == self.into else ids
        if base != self.into:
            protect(draft, "team", self.into)
        heirs = Heirs(self.into, (self.into,))
        follow(draft, "team", dict.fromkeys(gone, heirs), renamed=None if base == self.into else base)
        draft.update("team", self.into, **{**fields, **people, **said})
        draft.facts = forget_implied(draft.facts, Target("team", self.into))
