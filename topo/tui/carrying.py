"""What would dropping here do? Something is picked up from a card, and every card says what it would get."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Literal, NamedTuple

from topo.analysis.catalogue import find_measure
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.change.move import Move
from topo.change.moves.move_people import MovePeople
from topo.change.moves.move_service import MoveService
from topo.change.moves.transfer_domain import TransferDomain
from topo.change.refusal import MoveRefused
from topo.tui.session import Session

SHOWN = ("domain_points", "teams_waited_on", "must_talk_with", "heads")
"""The measures of a team that a preview shows: one move changes them in the order of what it touches."""

MOMENT = 0.04
"""After so many seconds what is known is shown, and the rest follows."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What is in the hand: a service, a domain, or people (roles, a number, or names) of a team.

    `source` is the team that it is taken from; None for what nobody owns.
    """

    kind: Literal["service", "domain", "people"]
    id: str
    source: str | None
    roles: Mapping[str, int] | None = None
    size: int | None = None
    members: tuple[str, ...] = ()

    def to(self, team: str) -> Move:
        """The move that dropping it on a team makes."""
        if self.kind == "service":
            return MoveService.model_validate({"service": self.id, "to": team})
        if self.kind == "domain":
            return TransferDomain.model_validate({"domain": self.id, "to": team})
        people = {"roles": self.roles, "size": self.size, "members": self.members or None}
        said = {key: value for key, value in people.items() if value is not None}
        return MovePeople.model_validate({"from": self.source, "to": team, **said})


class Change(NamedTuple):
    """One number of one team, before and after; None where it is not assessed."""

    team: str
    measure: str
    before: float | None
    after: float | None

    @property
    def is_change(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Preview:
    """What a drop on `team` would change, there and where it was taken from; or why it cannot be dropped."""

    team: str
    changes: tuple[Change, ...] = ()
    refused: str | None = None

    def find(self, measure: str, team: str | None = None) -> Change | None:
        """The change of a measure of a team; of the one that it is dropped on unless said."""
        wanted = (team or self.team, measure)
        return next((each for each in self.changes if (each.team, each.measure) == wanted), None)


def preview_drops(session: Session, carried: Carried, teams: Sequence[str]) -> dict[str, Preview]:
    """What dropping on each of the first of these teams would do: on as many as take a moment."""
    end = monotonic() + MOMENT
    found: dict[str, Preview] = {}
    for team in teams:
        found[team] = preview_drop(session, carried, team)
        if monotonic() > end:
            break
    return found


def preview_drop(session: Session, carried: Carried, team: str) -> Preview:
    """What dropping would do, before it is done."""
    if team == carried.source:
        return Preview(team, refused="here it is")
    before = session.compared.after
    try:
        organisation = carried.to(team).apply(session.organisation).organisation
    except MoveRefused as refused:
        return Preview(team, refused="; ".join(each.message for each in refused.misfits))
    after = before.after(organisation)
    teams = [team] if carried.source is None else [team, carried.source]
    return Preview(team, tuple(change for each in teams for change in find_changes(before, after, each)))


def find_changes(before: Measures, after: Measures, team: str) -> Iterator[Change]:
    """The numbers of a team that a preview shows, before and after."""
    for name in SHOWN:
        yield Change(team, name, find_amount(before, team, name), find_amount(after, team, name))


def find_amount(measures: Measures, team: str, name: str) -> float | None:
    """A number of a team; None where it is not assessed, or the team is not there."""
    measure = find_measure("team", name)
    if measure is None or team not in measures.organisation.teams:
        return None
    found = measure.find(measures, team)
    return None if isinstance(found, Judgement) else found.amount


def find_carriable(session: Session, team: str | None) -> tuple[Carried, ...]:
    """What can be picked up from a team's card, or from the pool of what nobody owns (None)."""
    measures = session.compared.after
    organisation = session.organisation
    things = [
        Carried("domain" if each.kind == "domain" else "service", each.id, team)
        for each in measures.ownership.things
        if each.kind in ("service", "module", "domain") and each.owner == team and not each.teams[1:]
    ]
    things.sort(key=lambda each: (each.kind, each.id))
    return (*things, *(() if team is None else _find_people(organisation.teams[team])))


def _find_people(team: object) -> Iterator[Carried]:
    from topo.analysis.heads import find_people
    from topo.model.team import Team

    assert isinstance(team, Team)
    if team.members is not None:
        for person in find_people(team):
            yield Carried("people", person, team.id, members=(person,))
    elif team.roles:
        for role, count in team.roles.items():
            if count >= 1:
                yield Carried("people", f"1 {role}", team.id, roles={role: 1})
    elif team.size:
        yield Carried("people", "1 person", team.id, size=1)
