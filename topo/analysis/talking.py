"""Who must talk to whom, and through how many channels?

n people have n(n−1)/2 pairs. *Inside*: Σ n(n−1)/2 over the teams, by allocation-weighted heads, fractions
kept. *Between*: the headline is the pairs of teams that must talk, which are those joined by a dependency, a
shared deployable, a hand-off in a stream, a shared domain, an interaction in force or a capability. The
busiest mode in force on a pair implies its channels: x-as-a-service and a ticket 1, facilitating the size of
the team that is helped, collaboration n_a·n_b. A pair that must talk with nothing in force is *hidden*: its
n_a·n_b is an upper bound and never added.

Source: Brooks 1975 for n(n−1)/2 (grade A as arithmetic; that talking costs in proportion is D); the channels
of a mode are topo's own encoding (E, profile `channels`).
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum
from typing import NamedTuple

from topo.analysis.declaring import (
    Declaration,
    Declarations,
    InForce,
    Pair,
    find_busiest,
    find_declarations,
    find_in_force,
    sort_pair,
)
from topo.analysis.heads import Headcount, Heads, measure_heads
from topo.analysis.joining import Cause, CauseKind, Joining, Link, find_causes, find_joining
from topo.analysis.lazy import Lazy
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, count_up, not_assessed
from topo.analysis.renewing import Before, renew
from topo.findings import Address
from topo.model.base import EMPTY
from topo.model.organisation import Organisation, address_of

CHANNELS = "channels"


class TalkingPair(NamedTuple):
    """Two teams that must talk, and why.

    `links` are what joins them whatever they declared, `declared` everything that is declared of them
    (expired interactions too), `heads` the people of each team, None where unknown.
    """

    teams: Pair
    links: tuple[Link, ...]
    declared: tuple[Declaration, ...]
    heads: tuple[float | None, float | None]
    weights: Mapping[str, float]

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Everything that makes them talk, with addresses: structure first, then what is in force."""
        return (*find_causes(self.links), *(_cause_of(each) for each in self.declared if not each.expired))

    @property
    def address(self) -> Address:
        """Where the first of the causes stands."""
        links = (min(self.links),) if self.links else ()
        causes = (*find_causes(links), *(_cause_of(each) for each in self.declared if not each.expired))
        return causes[0].address

    @property
    def declaration(self) -> Declaration | None:
        """The busiest declaration in force; None: they have to talk without having said how."""
        return find_busiest(self.declared)

    @property
    def is_hidden(self) -> bool:
        """Whether nothing in force says how they work together."""
        return self.declaration is None

    @property
    def channels(self) -> Number:
        """The channels that the mode in force implies; not assessed for a hidden pair."""
        declaration = self.declaration
        if declaration is None:
            return not_assessed(CHANNELS, CHANNELS, "nothing in force says how they work together")
        amounts = [self._count(each) for each in self.declared if not each.expired]
        alike = [each for each in amounts if each[0] == declaration.mode]
        mode, amount, said = max(alike, key=lambda each: each[1] if each[1] is not None else -1.0)
        if mode is None or amount is None:
            reason = f"{said.capability} says no mode" if mode is None else "heads unknown"
            return not_assessed(CHANNELS, CHANNELS, f"{_name(self.teams)}: {reason}")
        part = Part(_name(self.teams), amount, CHANNELS, said.address, f"channels.{mode}", mode)
        return add_up(CHANNELS, CHANNELS, (part,))

    @property
    def upper_bound(self) -> Number:
        """The channels if everybody of one talked to everybody of the other; never part of a total."""
        one, other = self.heads
        if one is None or other is None:
            return not_assessed("upper bound", CHANNELS, f"{_name(self.teams)}: heads unknown")
        part = Part(
            _name(self.teams), one * other, CHANNELS, self.address, note=f"{one:g} × {other:g} people"
        )
        return add_up("upper bound", CHANNELS, (part,))

    def _count(self, said: Declaration) -> tuple[str | None, float | None, Declaration]:
        heads = dict(zip(self.teams, self.heads, strict=True))
        return said.mode, count_channels(said.mode, heads[said.first], heads[said.second], self.weights), said


@dataclass(frozen=True)
class Talking:
    """The channels of an organisation.

    How many there are is known at once; what is told of a pair is made when somebody asks for it.
    """

    headcount: Headcount
    joining: Joining
    declarations: Declarations
    in_force: InForce
    weights: Mapping[str, float]

    @cached_property
    def pairs(self) -> tuple[TalkingPair, ...]:
        """The pairs of teams that must talk, sorted."""
        return tuple(
            pair for team in sorted(self.degrees) for pair in self._make_row(team) if pair.teams[0] == team
        )

    @property
    def unseen(self) -> tuple[Link, ...]:
        """Dependencies with an end that nobody owns: who must talk about them is not assessed."""
        return self.joining.unseen

    @cached_property
    def by_team(self) -> Mapping[str, tuple[TalkingPair, ...]]:
        """The pairs of each team that is in one, sorted."""
        return Lazy(tuple(sorted(self.degrees)), self._make_row)

    @cached_property
    def degrees(self) -> Mapping[str, int]:
        """With how many teams each must talk that must talk with any."""
        teams = {*self.joining.requiring, *self.joining.sharing, *self.in_force}
        return {team: len(self._find_others(team)) for team in sorted(teams)}

    @property
    def count(self) -> int:
        """How many pairs must talk."""
        return sum(self.degrees.values()) // 2

    @property
    def count_hidden(self) -> int:
        """How many of them have not said how."""
        return self.count - sum(map(len, self.in_force.values())) // 2

    @cached_property
    def inside(self) -> Number:
        """Channels inside the teams, Σ n(n−1)/2."""
        return self._add_teams("channels inside", lambda heads: count_pairs(heads.heads.amount))

    @cached_property
    def inside_when_filled(self) -> Number:
        """The same when every vacancy is filled."""
        return self._add_teams(
            "channels inside when filled", lambda heads: count_pairs(heads.when_filled.amount)
        )

    @cached_property
    def one_more(self) -> Number:
        """The channels that one more person in each team would add."""
        return self._add_teams("channels by one more each", lambda heads: _count_added(heads.heads.amount))

    @cached_property
    def as_one_team(self) -> Number:
        """N(N−1)/2: the channels if all were one team."""
        total = self.headcount.total
        if total.amount is None:
            return not_assessed("channels as one team", CHANNELS, *total.missing)
        amount = count_pairs(total.amount) or 0.0
        part = Part("all as one team", amount, CHANNELS, note=f"{total.amount:g} people")
        return add_up("channels as one team", CHANNELS, (part,), total.missing)

    @cached_property
    def must_talk(self) -> Number:
        """The headline: how many pairs of teams must talk."""
        return count_up("pairs that must talk", "pairs", self.count, self._make_parts, self._tell_unseen)

    @cached_property
    def hidden(self) -> tuple[TalkingPair, ...]:
        """The pairs that must talk without having said how."""
        return tuple(pair for pair in self.pairs if pair.is_hidden)

    @cached_property
    def between(self) -> Number:
        """The channels between teams that the modes in force imply; hidden pairs add nothing."""
        missing = [reason for number in self._channels for reason in number.missing]
        if self.count_hidden:
            missing.append(f"hidden pairs: {self.count_hidden}")
        parts = (part for number in self._channels for part in number.parts)
        return add_up("channels between", CHANNELS, parts, missing)

    def find_declared(self, team: str) -> tuple[TalkingPair, ...]:
        """The pairs of a team that have said how they work together, sorted."""
        return tuple(self.find(team, other) for other in sorted(self.in_force.get(team, ())))

    def find(self, one: str, other: str) -> TalkingPair:
        """What is to be told of two teams that must talk."""
        pair = sort_pair(one, other)
        return TalkingPair(
            pair,
            self.joining.find_links(*pair),
            self.declarations.get(pair, ()),
            (self.headcount.find(pair[0]), self.headcount.find(pair[1])),
            self.weights,
        )

    def _find_others(self, team: str) -> Set[str]:
        rows = (self.joining.requiring, self.joining.sharing, self.in_force)
        required, sharing, declared = (row.get(team, EMPTY).keys() for row in rows)
        return required if not sharing and not declared else required | sharing | declared

    def _make_row(self, team: str) -> tuple[TalkingPair, ...]:
        return tuple(self.find(team, other) for other in sorted(self._find_others(team)))

    def _make_parts(self) -> Iterator[Part]:
        for pair in self.pairs:
            yield Part(_name(pair.teams), 1.0, "pairs", pair.address)

    def _tell_unseen(self) -> tuple[str, ...]:
        number = sum(map(len, self.joining.unseen_of.values()))
        return (f"dependencies with an end that nobody owns: {number}",) if number else ()

    @cached_property
    def _channels(self) -> tuple[Number, ...]:
        """The channels of the pairs with something in force, sorted by pair."""
        return tuple(
            self.find(*pair).channels
            for pair, declared in self.declarations.items()
            if not declared[0].expired
        )

    def _add_teams(self, name: str, count: Callable[[Heads], float | None]) -> Number:
        counted = [(heads, count(heads)) for heads in self.headcount.teams.values()]
        missing = [f"{heads.team}: heads unknown" for heads, amount in counted if amount is None]
        known = [(heads, amount) for heads, amount in counted if amount is not None]
        if not known:
            return not_assessed(name, CHANNELS, *(missing or ("no teams",)))

        def make_parts() -> Iterator[Part]:
            for heads, amount in known:
                yield Part(heads.team, amount, CHANNELS, address_of("team", heads.team), note=_people(heads))

        return Number(name, fsum(amount for _, amount in known), CHANNELS, make_parts, missing)


def measure_talking(
    organisation: Organisation,
    *,
    as_of: date,
    weights: Mapping[str, float],
    joining: Joining | None = None,
    declarations: Declarations | None = None,
    in_force: InForce | None = None,
    headcount: Headcount | None = None,
    before: Before[Talking] | None = None,
) -> Talking:
    """The channels inside and between the teams on the day `as_of`.

    `weights` are the entries of the profile `channels`. What other measures have worked out already
    (`joining`, `declarations` and what of them is `in_force`, `headcount`) may be handed in, and what was
    measured `before`.
    """
    owners = Owners(organisation) if joining is None or declarations is None else None
    if joining is None:
        joining = find_joining(owners or Owners(organisation))
    if declarations is None:
        declarations = find_declarations(owners or Owners(organisation), as_of=as_of)
    in_force = find_in_force(declarations) if in_force is None else in_force
    talking = Talking(headcount or measure_heads(organisation), joining, declarations, in_force, weights)
    if before is not None:
        _keep(before, talking)
    return talking


_OF_HEADS = ("inside", "inside_when_filled", "one_more", "as_one_team")


def _keep(before: Before[Talking], talking: Talking) -> None:
    """Keep what was worked out before and still holds."""
    was = before.result
    kept, known = vars(talking), vars(was)
    if was.headcount is talking.headcount:
        kept.update((name, known[name]) for name in _OF_HEADS if name in known)
        if was.declarations is talking.declarations and "_channels" in known:
            kept["_channels"] = known["_channels"]
    if "degrees" in known:
        touched = _find_touched(before, talking)
        kept["degrees"] = renew(was.degrees, touched, lambda team: len(talking._find_others(team)) or None)


def _find_touched(before: Before[Talking], talking: Talking) -> frozenset[str]:
    """The teams that are joined with others, or have declared otherwise, than before."""
    was = before.result
    touched = before.compare(was.joining.requiring, talking.joining.requiring)
    touched |= before.compare(was.joining.sharing, talking.joining.sharing)
    return touched | before.compare(was.in_force, talking.in_force)


def count_pairs(people: float | None) -> float | None:
    """n(n−1)/2: the channels among n people; under one person there are none (Brooks 1975).

    >>> [count_pairs(n) for n in (5, 7, 10, 20, 0.5)]
    [10.0, 21.0, 45.0, 190.0, 0.0]
    """
    return None if people is None else max(0.0, people * (people - 1) / 2)


def count_channels(
    mode: str | None, first: float | None, second: float | None, weights: Mapping[str, float]
) -> float | None:
    """The channels that a mode implies between `first` people (who provide or help) and `second`.

    >>> weights = {"x-as-a-service": 1.0, "ticket": 1.0, "facilitating": 1.0, "collaboration": 1.0}
    >>> [count_channels(mode, 2, 7, weights) for mode in weights]
    [1.0, 1.0, 7.0, 14.0]
    """
    if mode is None:
        return None
    if mode == "facilitating":
        return None if second is None else weights[mode] * second
    if mode == "collaboration":
        return None if first is None or second is None else weights[mode] * first * second
    return weights[mode]


def _count_added(people: float | None) -> float | None:
    now = count_pairs(people)
    then = None if people is None else count_pairs(people + 1)
    return None if now is None or then is None else then - now


def _people(heads: Heads) -> str:
    return f"{heads.heads.amount:g} people" if heads.heads.amount is not None else ""


def _cause_of(said: Declaration) -> Cause:
    kind = CauseKind.INTERACTION if said.capability is None else CauseKind.CAPABILITY
    return Cause(kind, said.address, said.mode or "no mode")


def _name(pair: Pair) -> str:
    return f"{pair[0]} – {pair[1]}"
