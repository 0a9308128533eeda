"""Dissolve a team.

## What it does
Its people go where `people_to` says: to each team `all`, or some of them in the form in which the team
counts them (`{engineer: 2}`, `2`, `[bo, cy]`). What it owns goes where `services_to` says: all of it to one
team, or each thing to its own (services, domains, capabilities, guardrails and data products; a thing that
is not named goes with the domain that it is in).

Where one team takes everything that it owned, that team stands in for it in stages, decisions, forums,
on-call duty and advice. Its interactions vanish, and so do its open positions. A selector that names the
team speaks of the teams that take what it owned, or else its people. A thing of which it was asked for
advice, or on call, loses it where nobody stands in.

## What it refuses
People or things that nobody takes, all of them listed; people who cannot be counted by the team that takes
them; stages, decisions and selectors that nobody would be left for.

## Example
```yaml
- dissolve-team:
    team: security
    people_to: {platform: all}
    services_to: platform
```
"""

from collections.abc import Mapping

from pydantic import Field

from topo.change.dissolving import PeopleTo, ThingsTo, describe_people, find_takers, read_people
from topo.change.draft import Draft
from topo.change.following import Heirs, follow
from topo.change.joining import join
from topo.change.leaving import find_everybody, take
from topo.change.move import Move, TeamId
from topo.change.owning import find_owned, give
from topo.change.people import Form, find_form
from topo.change.standing_in import check_standing_in
from topo.findings import Address
from topo.model.base import EMPTY
from topo.rules.naming import called, joined, named, quoted


class DissolveTeam(Move):
    """Dissolve a team."""

    name = "dissolve-team"

    team: TeamId = Field(description="The team.", examples=["security"])
    people_to: PeopleTo = Field(
        default=EMPTY,
        description="Where its people go, by team.",
        examples=[{"platform": "all"}, {"platform": {"engineer": 2}}],
    )
    services_to: ThingsTo = Field(
        default=None,
        description="The team that takes what it owns, or a team for each thing.",
        examples=["platform", {"pii-scan": "platform"}],
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        people = [f"{describe_people(each)} to {quoted(team)}" for team, each in self.people_to.items()]
        if isinstance(self.services_to, Mapping):
            people.append(f"what it owns to {named(dict.fromkeys(self.services_to.values()))}")
        elif self.services_to is not None:
            people.append(f"what it owns to {quoted(self.services_to)}")
        return f"Dissolve {quoted(self.team)}" + (f": {joined(people)}" if people else "")

    def make(self, draft: Draft) -> None:
        """Let its people and things go over, and everybody forget it."""
        team = draft.find_id("team", self.team, "team")
        if team is None:
            return
        owned = find_owned(draft.before, team)
        takers = find_takers(draft, self.services_to, owned, team)
        receivers = self._send_people(draft, team)
        for thing, taker in takers.items():
            give(draft, thing, taker)
        things_to = tuple(dict.fromkeys(takers.values()))
        if isinstance(self.services_to, str) and not things_to:
            found = draft.resolve(self.services_to, "team")
            things_to = () if found is None else (found.id,)
        stand_in = things_to[0] if len(things_to) == 1 else None
        check_standing_in(draft, team, stand_in=stand_in, receivers=things_to or receivers)
        if not draft.misfits:
            self._remove(draft, team, stand_in, things_to or receivers)

    def _send_people(self, draft: Draft, team: str) -> tuple[str, ...]:
        """Let people go over; the teams that take some."""
        receivers: list[str] = []
        for said, people in self.people_to.items():
            at = Address.of("people_to", said)
            target = draft.find_id(at, said, "team")
            if target == team:
                draft.refuse(at, f"{quoted(team)} is dissolved")
            elif target is not None:
                receivers.append(target)
                whom = find_everybody(draft.teams[team]) if people == "all" else read_people(people)
                crew = take(draft, team, whom, at) if whom.forms else self._refuse_nobody(draft, team, at)
                if crew is not None:
                    join(draft, target, crew, at)
        left = find_everybody(draft.teams[team])
        if left.forms and not draft.misfits:
            hint = "name the team that they join, or let them leave first (`remove-people`)"
            draft.refuse("people_to", f"{left.describe()} of {quoted(team)} would be left over", hint)
        return tuple(receivers)

    @staticmethod
    def _refuse_nobody(draft: Draft, team: str, at: Address) -> None:
        is_unknown = find_form(draft.teams[team]) is Form.UNKNOWN
        said = "does not say how many people it has" if is_unknown else "has nobody left"
        draft.refuse(at, f"{called('team', team)} {said}", "leave it out of `people_to:`")

    @staticmethod
    def _remove(draft: Draft, team: str, stand_in: str | None, receivers: tuple[str, ...]) -> None:
        follow(draft, "team", {team: Heirs(stand_in, receivers)}, keeps_interactions=False)
