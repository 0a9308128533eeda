"""Who takes which decision, and which teams does it concern?

A forum's `decides` and the `decisions` section are one list. A decision has one answer, none (nobody takes
it), or several that differ.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from topo.analysis.heads import find_people, name_person
from topo.analysis.reaching import Reached, Reaching
from topo.analysis.renewing import Before
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve
from topo.model.selector import Selector
from topo.model.team import Team

OWNER = "owner"
"""The word in `by:` that means the team that owns what the decision is about."""
DEPLOYING = "deploy-to-production"
PRIORITIES = "product-priorities"

_KINDS = ("team", "forum", "person")


@dataclass(frozen=True, slots=True)
class Decider:
    """Who takes a decision: a team, forum or person by id, or `owner`; and where that is said."""

    kind: str
    id: str
    address: Address

    @property
    def who(self) -> tuple[str, str]:
        """What tells one answer from another."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Deciding:
    """One decision and its answers, those that differ, in the order in which they are said.

    `is_readable` is False where something is said of who takes it that names nothing or cannot be read.
    """

    id: str
    address: Address
    deciders: tuple[Decider, ...]
    applies_to: Selector | None = None
    is_readable: bool = True

    @property
    def is_nobody(self) -> bool:
        """Whether it is known that nobody is said to take it."""
        return not self.deciders and self.is_readable

    @property
    def is_disputed(self) -> bool:
        """Whether two answers differ."""
        return len(self.deciders) > 1

    @property
    def only(self) -> Decider | None:
        """Its one answer; None where there is none, or more."""
        return self.deciders[0] if len(self.deciders) == 1 and self.is_readable else None


@dataclass(frozen=True, slots=True)
class Seat:
    """A forum that a team sits in, by itself or through a member or its manager."""

    forum: str
    address: Address
    person: str | None = None


class Decisions:
    """The decisions of an organisation, sorted by id, and whom they concern."""

    def __init__(self, reaching: Reaching, known: tuple[Deciding, ...] | None = None) -> None:
        self._reaching = reaching
        self._organisation = reaching.owners.organisation
        self.all = tuple(find_decisions(self._organisation)) if known is None else known
        self._concerned: dict[str, Reached] = {}
        self._people: dict[str, frozenset[str]] = {}

    def find(self, id: str) -> Deciding | None:
        """The decision called `id`."""
        return self._by_id.get(id)

    def find_concerned(self, deciding: Deciding) -> Reached:
        """Whom a decision concerns."""
        if deciding.id not in self._concerned:
            self._concerned[deciding.id] = self._reaching.find(deciding.applies_to)
        return self._concerned[deciding.id]

    def covers(self, deciding: Deciding, team: str) -> bool:
        """Whether a decision concerns all that a team owns."""
        return self._reaching.covers(self.find_concerned(deciding), team)

    def is_of_team(self, decider: Decider, team: Team) -> bool:
        """Whether that is the owner, the team itself, its manager or a member."""
        if decider.kind == "person":
            return decider.id in self.find_people_of(team)
        return decider.kind == OWNER or decider.who == ("team", team.id)

    def find_people_of(self, team: Team) -> frozenset[str]:
        """The members of a team and its manager."""
        if team.id not in self._people:
            manager = () if team.manager is None else (name_person(team.manager),)
            self._people[team.id] = frozenset((*find_people(team), *manager))
        return self._people[team.id]

    def find_seats(self, team: Team) -> tuple[Seat, ...]:
        """The forums that a team sits in, by id."""
        people = self.find_people_of(team)
        seats = (self._seat(id, team.id, people) for id in self._sitting)
        return tuple(seat for seat in seats if seat is not None)

    @property
    def concerning(self) -> Mapping[str, Reached]:
        """Whom each decision concerns, by decision."""
        return {each.id: self.find_concerned(each) for each in self.all}

    def find_rights(self, team: Team, seats: tuple[Seat, ...]) -> tuple[Deciding, ...]:
        """The decisions that a team may take, alone or in a forum, by id."""
        forums = {seat.forum for seat in seats}
        return tuple(each for each in self.all if self._may_take(each, team, forums))

    def _may_take(self, deciding: Deciding, team: Team, forums: set[str]) -> bool:
        return any(
            decider.id in forums
            if decider.kind == "forum"
            else self.is_of_team(decider, team)
            and (decider.kind != OWNER or team.id in self.find_concerned(deciding).teams)
            for decider in deciding.deciders
        )

    def _seat(self, forum: str, team: str, people: frozenset[str]) -> Seat | None:
        teams, persons = self._sitting[forum]
        address = address_of("forum", forum) / "members"
        if team in teams:
            return Seat(forum, address.item(teams[team]))
        person = min(people.intersection(persons), default=None)
        return None if person is None else Seat(forum, address.item(persons[person]), person)

    @cached_property
    def _by_id(self) -> dict[str, Deciding]:
        return {each.id: each for each in self.all}

    @cached_property
    def _sitting(self) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
        """The teams and the people in each forum, and how each is written."""
        found: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
        for id, forum in sorted(self._organisation.tissue.forums.items()):
            teams, persons = found[id] = ({}, {})
            for said in forum.members:
                target = resolve(self._organisation, said, ("team", "person"))
                if target is not None:
                    (teams if target.kind == "team" else persons)[target.id] = said
        return found


def read_decisions(reaching: Reaching, *, before: Before[Decisions] | None = None) -> Decisions:
    """The decisions, and whom they concern; who takes them is as `before` where nothing of that changed."""
    if before is None:
        return Decisions(reaching)
    was: Organisation = before.inputs["reaching"].owners.organisation
    now = reaching.owners.organisation
    is_same = (
        was.decisions is now.decisions
        and was.tissue.forums is now.tissue.forums
        and was.facts.unreadable == now.facts.unreadable
        and was.teams.keys() == now.teams.keys()
        and was.people.keys() == now.people.keys()
    )
    return Decisions(reaching, before.result.all if is_same else None)


def find_decisions(organisation: Organisation) -> Iterator[Deciding]:
    """Every decision that the section or a forum names, by id."""
    forums: dict[str, list[Decider]] = {}
    for id, forum in sorted(organisation.tissue.forums.items()):
        for decision in dict.fromkeys(forum.decides):
            at = (address_of("forum", id) / "decides").item(decision)
            forums.setdefault(decision, []).append(Decider("forum", id, at))
    for id in sorted({*organisation.decisions, *forums}):
        yield _find_decision(organisation, id, forums.get(id, []))


def _find_decision(organisation: Organisation, id: str, forums: list[Decider]) -> Deciding:
    said = organisation.decisions.get(id)
    if said is None:
        return Deciding(id, forums[0].address, tuple(forums))
    address = address_of("decision", id)
    named = [_read_decider(organisation, text, (address / "by").item(text)) for text in said.by]
    known: dict[tuple[str, str], Decider] = {}
    for each in (*named, *forums):
        if each is not None:
            known.setdefault(each.who, each)
    is_readable = None not in named and organisation.facts.unreadable.isdisjoint({address, address / "by"})
    return Deciding(id, address, tuple(known.values()), said.applies_to, is_readable)


def _read_decider(organisation: Organisation, said: str, address: Address) -> Decider | None:
    if said == OWNER:
        return Decider(OWNER, OWNER, address)
    target = resolve(organisation, said, _KINDS)
    return None if target is None else Decider(target.kind, target.id, address)
