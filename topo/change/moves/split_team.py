"""Split a team into several.

## What it does
Each team under `into` comes into being with the people, services and domains that are named for it; a
domain comes with the services and subdomains in it that the team owns and that are not named elsewhere.
What is not named stays with `rest`, which is the team itself unless said. Where `rest` is one of the new
teams, that one takes the place of the team: it is the team under a new id, and the old one is kept in
`formerly`.

A new team has the group, manager, skills, focus and tags of the one that it comes from, and its type unless
one is said. Everything else stays with the rest: vacancies, outcomes, signals, capabilities, guardrails and
data products, its part in interactions, forums, decisions, stages, on-call duty and advice. A selector that
names the team speaks of all that came of it, so that what was bound stays bound.

People leave as with `move-people`. Where the team does not say how many it has, neither do the new ones.

## What it refuses
A team that is not there; ids that other teams have; people that the team does not have; services and
domains that it does not own, or that are named twice; a `rest` that is neither the team nor one of the new
ones; a split that leaves the rest with nobody and nothing; another type for the team itself.

## Example
```yaml
- split-team:
    team: payments
    into:
      settlement-team: {roles: {engineer: 2}, domains: [settlement]}
```
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from topo.change.belonging import find_belonging, find_depth
from topo.change.draft import Draft
from topo.change.following import protect, rename, spread
from topo.change.joining import join
from topo.change.leaving import take
from topo.change.move import DomainId, Move, ServiceId, TeamId, is_id
from topo.change.owning import find_owned, find_owner, give
from topo.change.people import Form, Members, People, Roles, Size, check_people, find_form
from topo.findings import Address
from topo.model.base import EMPTY, ID_PATTERN, Frozen, Part
from topo.model.references import Target
from topo.model.team import Team, TeamType
from topo.rules.naming import called, named, quoted

_INHERITED = ("type", "group", "manager", "skills", "focus", "tags")


class SplitPart(Part):
    """What one of the new teams gets."""

    roles: Roles = EMPTY
    size: Size = None
    members: Members = ()
    services: tuple[ServiceId, ...] = Field(
        default=(), description="Services that it takes.", examples=[["ledger"]]
    )
    domains: tuple[DomainId, ...] = Field(
        default=(),
        description="Domains that it takes, with what the team owns in them.",
        examples=[["settlement"]],
    )
    type: TeamType | None = Field(
        default=None, description="Its type; the team's unless said.", examples=["platform"]
    )

    @property
    def people(self) -> People:
        """The people that it takes."""
        return People(self.roles, self.size, self.members)


class SplitTeam(Move):
    """Split a team into several."""

    name = "split-team"

    team: TeamId = Field(description="The team.", examples=["payments"])
    into: Annotated[Mapping[str, SplitPart], Frozen] = Field(
        description="The new teams by id, with what each takes.",
        examples=[{"settlement-team": {"roles": {"engineer": 2}, "domains": ["settlement"]}}],
        json_schema_extra={"propertyNames": {"pattern": ID_PATTERN}},
    )
    rest: TeamId | None = Field(
        default=None,
        description="Who keeps what is not named: the team itself unless said.",
        examples=["payments"],
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        others = [id for id in self.into if id != self.team]
        if self.rest is None or self.rest == self.team:
            return f"Split {named(others)} off {quoted(self.team)}"
        return f"Split {quoted(self.team)} into {named(others)}; {quoted(self.rest)} keeps the rest"

    def make(self, draft: Draft) -> None:
        """Put the new teams, and give each its people and things."""
        team = draft.find_id("team", self.team, "team")
        if team is None:
            return
        rest = team if self.rest is None or self.rest == self.team else self.rest
        self._check_ids(draft, team, rest)
        things = self._find_things(draft, team)
        for id, part in self.into.items():
            if part.people.forms:
                check_people(draft, part.people, Address.of("into", id))
        if draft.misfits:
            return
        new = tuple(id for id in self.into if id not in (team, rest))
        for id in new:
            self._put(draft, team, id)
        self._check_rest(draft, team, rest)
        for thing, (owner, _) in things.items():
            if owner not in (team, rest):
                give(draft, thing, owner)
        self._finish(draft, team, rest, new)

    def _check_ids(self, draft: Draft, team: str, rest: str) -> None:
        for id in self.into:
            if not is_id(id):
                draft.refuse(Address.of("into", id), f"{quoted(id)} is not an id")
            elif id != team:
                draft.check_is_free(Address.of("into", id), "team", id)
            elif self.into[id].type is not None:
                hint = "`change-type` says that, and is a claim"
                draft.refuse(Address.of("into", id, "type"), f"{quoted(id)} stays what it is", hint)
        if not any(id != team for id in self.into):
            draft.refuse("into", f"there is no other team to split {quoted(team)} into")
        if rest != team and rest not in self.into:
            draft.refuse("rest", f"{quoted(rest)} is neither {quoted(team)} nor one of the new teams")
        elif rest != team and team in self.into:
            hint = "leave `rest:` out"
            draft.refuse("rest", f"{quoted(team)} stays, and then it keeps what is not named", hint)

    def _find_things(self, draft: Draft, team: str) -> dict[Target, tuple[str, Address]]:
        """The new owner of each thing that is named, or lies in a domain that is, and where that is said."""
        found: dict[Target, tuple[str, Address]] = {}
        for id, at, thing in self._find_named(draft):
            owner = find_owner(draft.before, thing)
            if thing.kind == "domain":
                owner = find_belonging(draft.before, thing.id).owner
            if owner != team:
                draft.refuse(at, f"{quoted(team)} does not own {called(*thing)}")
            elif thing in found:
                draft.refuse(at, f"{called(*thing)} goes to {quoted(found[thing][0])} already")
            else:
                found[thing] = id, at
        domains = [each for each in found if each.kind == "domain"]
        for domain in sorted(domains, key=lambda each: find_depth(draft.before, each.id), reverse=True):
            for inside in find_belonging(draft.before, domain.id).of_owner:
                found.setdefault(inside, found[domain])
        return found

    def _find_named(self, draft: Draft) -> Iterator[tuple[str, Address, Target]]:
        for id, part in self.into.items():
            for kind, key, said in (
                ("domain", "domains", part.domains),
                ("service", "services", part.services),
            ):
                for text in said:
                    at = Address.of("into", id, key).item(text)
                    thing = draft.look_up(at, text, kind)
                    if thing is not None:
                        yield id, at, thing

    def _put(self, draft: Draft, team: str, id: str) -> None:
        source, part = draft.before.teams[team], self.into[id]
        fields = {name: getattr(source, name) for name in _INHERITED}
        is_unknown = find_form(source) is Form.UNKNOWN and not part.people.forms
        protect(draft, "team", id)
        new = Team(id=id).model_copy(update={**fields, "size": None if is_unknown else 0})
        draft.put("team", new if part.type is None else new.model_copy(update={"type": part.type}))
        if part.people.forms:
            at = Address.of("into", id)
            crew = take(draft, team, part.people, at)
            if crew is not None:
                join(draft, id, crew, at)

    def _check_rest(self, draft: Draft, team: str, rest: str) -> None:
        """Refuse people named for the rest that are not left."""
        part = self.into.get(rest)
        if part is not None and part.people.forms and not draft.misfits:
            trial = Draft(draft.organisation)
            take(trial, team, part.people, Address.of("into", rest))
            draft.misfits += trial.misfits

    def _finish(self, draft: Draft, team: str, rest: str, new: tuple[str, ...]) -> None:
        part = self.into.get(rest)
        if part is not None and part.type is not None:
            draft.update("team", team, type=part.type)
        if draft.teams[team].is_empty and not find_owned(draft.organisation, team):
            hint = "name one of the new teams as `rest:`" if rest == team else None
            draft.refuse("rest", f"{quoted(rest)} would be left with nobody and nothing", hint)
        if rest != team:
            rename(draft, "team", team, rest)
        spread(draft, "team", rest, new)
