"""What wears a team down beside its domains?

A count with its list: one line each where it holds and can be assessed. Areas of undifferentiated work that
the tissue leaves unrelieved (one line, stream-aligned teams; half relief is named); each technology beyond 3;
each team that it waits on with a blocking edge; each team beyond one with which it collaborates; each gate or
manual guardrail that binds it; each value stream beyond one; on-call above 2 alerts a person and week; more
services than people; members shared with other teams; members of more than two roles; each time zone pair
with under 3 shared hours inside the team. It is never added to the domain points and never a percentage.

Source: a list of topo's own (E), after the extraneous load of Sweller 1988 and the friction that Skelton &
Pais 2019 name; thresholds stand in the profile `cognitive-load`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from topo.analysis.declaring import Declaration, InForce, find_declarations, find_in_force
from topo.analysis.heads import Headcount, find_people, measure_heads
from topo.analysis.overlapping import find_overlaps_inside, find_places_of
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.renewing import NOTHING, Before, Differences, measure_each
from topo.findings import Address
from topo.model.base import EMPTY
from topo.model.organisation import Organisation, address_of
from topo.model.people import Person
from topo.model.service import Service
from topo.model.settings import Calendar
from topo.model.team import Team

LINES = "lines"
PROFILE = "cognitive-load"
STREAM_ALIGNED = "stream-aligned"
BY_HAND = frozenset({"gate", "manual"})
"""The ways of holding a guardrail that somebody has to wait for."""

Reliefs = Mapping[str, Mapping[str, str]]
"""By team and area of work: `full`, `half`, `none`, or another word where it is not known."""
BlockingTeams = Mapping[str, Mapping[str, tuple[Address, ...]]]
"""By team: the teams that it waits on with a blocking edge, and those edges."""
Bindings = Mapping[str, tuple[str, ...]]
"""By team: the guardrails that bind it."""


class FrictionKind(StrEnum):
    """What wears a team down."""

    UNRELIEVED = "unrelieved areas"
    TECHNOLOGY = "technologies"
    BLOCKED = "blocking teams"
    COLLABORATION = "collaborations"
    GUARDRAIL = "gates"
    STREAM = "value streams"
    ALERTS = "on-call"
    SERVICES = "services per person"
    SHARED_MEMBERS = "shared members"
    HATS = "many hats"
    HOURS = "working hours"


@dataclass(frozen=True, slots=True)
class FrictionLine:
    """One line: its kind, and the part of the count (amount 1) with its words and its address."""

    kind: FrictionKind
    part: Part


@dataclass(frozen=True, slots=True)
class Friction:
    """The friction of one team, in the order of `FrictionKind`.

    `not_assessed` says, by kind, what the model does not tell.
    """

    team: str
    lines: tuple[FrictionLine, ...]
    not_assessed: Mapping[FrictionKind, str] = field(default_factory=dict)

    @property
    def amount(self) -> float | None:
        """How many lines there are, without their parts; None where none could be assessed."""
        return None if len(self.not_assessed) == len(FrictionKind) else float(len(self.lines))

    @property
    def count(self) -> Number:
        """How many lines there are; not assessed where none could be."""
        reasons = tuple(f"{kind}: {why}" for kind, why in self.not_assessed.items())
        if len(reasons) == len(FrictionKind):
            return not_assessed("friction", LINES, *reasons)
        return add_up("friction", LINES, (line.part for line in self.lines), reasons)


@dataclass(frozen=True)
class Surroundings:
    """What other measures know of the teams, and friction counts.

    None where the model does not say: no tissue, no guardrails, no dependencies.
    """

    reliefs: Reliefs | None = None
    blocking_teams: BlockingTeams | None = None
    bindings: Bindings | None = None
    sources: tuple[Mapping[str, object], ...] = ()
    """By team: what these are made of, the same objects where they say the same."""

    def speaks_as(self, other: "Surroundings") -> bool:
        """Whether the model says as much as it did for another."""
        both = (
            (each.reliefs is None, each.blocking_teams is None, each.bindings is None)
            for each in (self, other)
        )
        return len(set(both)) == 1

    def find_moved(self, earlier: "Surroundings", differences: Differences) -> frozenset[str]:
        """The teams of which others say something else than earlier."""
        return NOTHING.union(
            *(differences.find(was, now) for was, now in zip(earlier.sources, self.sources, strict=True))
        )


def measure_friction(
    organisation: Organisation,
    *,
    as_of: date,
    weights: Mapping[str, float],
    surroundings: Surroundings = Surroundings(),
    owners: Owners | None = None,
    headcount: Headcount | None = None,
    in_force: InForce | None = None,
    before: Before[Mapping[str, Friction]] | None = None,
) -> Mapping[str, Friction]:
    """The friction of every team on the day `as_of`, sorted by id.

    `weights` are the entries of the profile `cognitive-load`. What other measures have worked out already
    (`owners`, `headcount`, what is declared and `in_force`) may be handed in, and what was measured `before`.
    """
    owners = owners or Owners(organisation)
    in_force = find_in_force(find_declarations(owners, as_of=as_of)) if in_force is None else in_force
    headcount = headcount or measure_heads(organisation)
    counting = _Counting(owners, headcount, in_force, weights, surroundings, as_of)
    if before is None:
        return measure_each(organisation.teams, counting.measure)
    touched = _find_touched(before, counting)
    return measure_each(organisation.teams, counting.measure, before.result, touched)


def _find_touched(before: Before[Mapping[str, Friction]], counting: "_Counting") -> frozenset[str]:
    """The teams of which something is different that friction is counted by."""
    now, owners = counting.owners.organisation, counting.owners
    was: Organisation = before.inputs["organisation"]
    earlier: Owners = before.inputs["owners"]
    everybody = frozenset((*was.teams, *now.teams))
    if (
        was.calendar != now.calendar
        or was.sites is not now.sites
        or bool(was.streams) != bool(now.streams)
        or not counting.surroundings.speaks_as(before.inputs["surroundings"])
    ):
        return everybody
    touched = before.compare(was.teams, now.teams)
    touched |= before.compare(earlier.services_of, owners.services_of)
    touched |= before.compare(before.inputs["headcount"].teams, counting.headcount.teams)
    touched |= before.compare(before.inputs["in_force"], counting.in_force)
    touched |= counting.surroundings.find_moved(before.inputs["surroundings"], before.differences)
    people = before.compare(was.people, now.people)
    teams_of = counting.headcount.teams_of
    touched = touched.union(team for person in people for team in teams_of.get(person, ()))
    if now.streams:
        streams = _find_streams(earlier), _find_streams(owners)
        touched = touched.union(
            team for team in {**streams[0], **streams[1]} if streams[0].get(team) != streams[1].get(team)
        )
    return touched & everybody


class _Unknown(Exception):
    """The model does not say enough for one kind of friction."""


@dataclass(frozen=True)
class _Counting:
    owners: Owners
    headcount: Headcount
    in_force: InForce
    weights: Mapping[str, float]
    surroundings: Surroundings
    as_of: date

    def measure(self, team: Team) -> Friction:
        """All lines of one team."""
        lines: list[FrictionLine] = []
        unknown: dict[FrictionKind, str] = {}
        for kind, find in _KINDS.items():
            try:
                lines += (FrictionLine(kind, part) for part in find(self, team))
            except _Unknown as reason:
                unknown[kind] = str(reason)
        return Friction(team.id, tuple(lines), unknown)

    def _line(self, label: str, address: Address, weighed_by: str | None = None, note: str = "") -> Part:
        return Part(label, 1.0, LINES, address, weighed_by and f"{PROFILE}.{weighed_by}", note)

    def find_unrelieved(self, team: Team) -> Iterator[Part]:
        if self.surroundings.reliefs is None:
            raise _Unknown("no tissue")
        areas = self.surroundings.reliefs.get(team.id, EMPTY)
        if team.type != STREAM_ALIGNED or not areas:
            return
        open_areas = sorted(area for area, relief in areas.items() if relief == "none")
        half = sorted(area for area, relief in areas.items() if relief == "half")
        if open_areas or half:
            note = ", ".join((*open_areas, *(f"{area} (half relieved)" for area in half)))
            label = f"{len(open_areas) + len(half)} of {len(areas)} areas unrelieved"
            yield self._line(label, address_of("team", team.id), note=note)

    def find_technologies(self, team: Team) -> Iterator[Part]:
        services = self.owners.services_of.get(team.id, ())
        spellings = {tech for service in services for tech in service.tech}
        if services and not spellings:
            raise _Unknown("none of its services says its `tech`")
        most = _whole(self.weights["technologies"])
        uses = _find_uses(services) if len(spellings) > most else {}
        used_most_first = sorted(uses, key=lambda tech: (-len(uses[tech]), tech))
        for tech in used_most_first[most:]:
            service, said = uses[tech][0]
            address = (address_of("service", service) / "tech").item(said)
            yield self._line(f"technology {_spell(uses[tech])}", address, "technologies")

    def find_blocked(self, team: Team) -> Iterator[Part]:
        if self.surroundings.blocking_teams is None:
            raise _Unknown("no dependencies")
        for other, addresses in sorted(self.surroundings.blocking_teams.get(team.id, EMPTY).items()):
            more = f"and {len(addresses) - 1} more" if len(addresses) > 1 else ""
            yield self._line(f"waits on {other}", addresses[0], note=more)

    def find_collaborations(self, team: Team) -> Iterator[Part]:
        busy = self._find_collaborations(team.id)
        longest_first = sorted(busy, key=lambda other: (busy[other].since or date.min, other))
        for other in longest_first[_whole(self.weights["collaborations"]) :]:
            yield self._line(f"collaborates with {other} too", busy[other].address, "collaborations")

    def find_guardrails(self, team: Team) -> Iterator[Part]:
        if self.surroundings.bindings is None:
            raise _Unknown("no guardrails")
        guardrails = self.owners.organisation.tissue.guardrails
        for id in sorted(self.surroundings.bindings.get(team.id, ())):
            if guardrails[id].enforcement in BY_HAND:
                yield self._line(f"{guardrails[id].enforcement} {id}", address_of("guardrail", id))

    def find_streams(self, team: Team) -> Iterator[Part]:
        if not self.owners.organisation.streams:
            raise _Unknown("no streams")
        for id in self._streams.get(team.id, ())[_whole(self.weights["streams"]) :]:
            yield self._line(f"stream {id} too", address_of("stream", id), "streams")

    def find_alerts(self, team: Team) -> Iterator[Part]:
        alerts = None if team.signals is None else team.signals.alerts
        heads = self.headcount.find(team.id)
        if alerts is None or not heads:
            raise _Unknown("no `alerts` signal" if alerts is None else "heads unknown")
        calendar = self.owners.organisation.calendar or Calendar()
        each = alerts.per_week(week=calendar.days_a_week) / heads
        if each > self.weights["alerts"]:
            address = address_of("team", team.id) / "signals" / "alerts"
            yield self._line(f"{each:.1f} alerts a person and week", address, "alerts")

    def find_services(self, team: Team) -> Iterator[Part]:
        heads = self.headcount.find(team.id)
        if heads is None:
            raise _Unknown("heads unknown")
        services = self.owners.services_of.get(team.id, ())
        if len(services) > heads * self.weights["services"]:
            label = f"{len(services)} services for {heads:g} {'person' if heads == 1 else 'people'}"
            yield self._line(label, address_of("team", team.id), "services")

    def find_shared_members(self, team: Team) -> Iterator[Part]:
        if team.members is None:
            raise _Unknown("no `members`")
        shared = sorted(person for person in find_people(team) if len(self.headcount.teams_of[person]) > 1)
        if shared:
            yield self._line(
                f"{len(shared)} of {len(find_people(team))} members shared with other teams",
                address_of("team", team.id) / "members",
                note=", ".join(shared),
            )

    def find_hats(self, team: Team) -> Iterator[Part]:
        people = self.owners.organisation.people
        known = {id: people[id] for id in find_people(team) if id in people and people[id].roles}
        if not known:
            raise _Unknown("no members whose roles are said")
        many = sorted(id for id, person in known.items() if self._has_many_hats(person))
        if many:
            label = f"{len(many)} members of more than {self.weights['roles']:g} roles"
            at = address_of("person", many[0]) / "roles"
            yield self._line(label, at, "roles", ", ".join(many))

    def _has_many_hats(self, person: Person) -> bool:
        return len(set(person.roles)) > self.weights["roles"]

    def find_hours(self, team: Team) -> Iterator[Part]:
        places = find_places_of(self.owners.organisation, team)
        if not places:
            raise _Unknown("no `sites`")
        overlaps = find_overlaps_inside(places, as_of=self.as_of)
        known = [(overlap, overlap.hours) for overlap in overlaps if overlap.hours is not None]
        if overlaps and not known:
            raise _Unknown("the time zone of a site is unknown")
        for overlap, hours in known:
            if hours < self.weights["shared-hours"]:
                label = f"{overlap.one.site} and {overlap.other.site} share {hours:g} h"
                yield self._line(label, overlap.other.address, "shared-hours")

    def _find_collaborations(self, team: str) -> dict[str, Declaration]:
        """The teams with which a team collaborates now, and what says so."""
        found: dict[str, Declaration] = {}
        for other, declared in self.in_force.get(team, EMPTY).items():
            for said in declared:
                if said.mode == "collaboration" and not said.expired:
                    found.setdefault(other, said)
        return found

    @cached_property
    def _streams(self) -> dict[str, list[str]]:
        return _find_streams(self.owners)


def _find_streams(owners: Owners) -> dict[str, list[str]]:
    """The streams of each team that has a stage in some, sorted."""
    found: dict[str, list[str]] = {}
    for id, stream in sorted(owners.organisation.streams.items()):
        for team in {owners.find_team_of_stage(stage) for stage in stream.stages.values()} - {None}:
            found.setdefault(str(team), []).append(id)
    return found


_KINDS = {
    FrictionKind.UNRELIEVED: _Counting.find_unrelieved,
    FrictionKind.TECHNOLOGY: _Counting.find_technologies,
    FrictionKind.BLOCKED: _Counting.find_blocked,
    FrictionKind.COLLABORATION: _Counting.find_collaborations,
    FrictionKind.GUARDRAIL: _Counting.find_guardrails,
    FrictionKind.STREAM: _Counting.find_streams,
    FrictionKind.ALERTS: _Counting.find_alerts,
    FrictionKind.SERVICES: _Counting.find_services,
    FrictionKind.SHARED_MEMBERS: _Counting.find_shared_members,
    FrictionKind.HATS: _Counting.find_hats,
    FrictionKind.HOURS: _Counting.find_hours,
}


def _find_uses(services: tuple[Service, ...]) -> dict[str, list[tuple[str, str]]]:
    """The technologies of these services in small letters, and who names each how: service and spelling."""
    uses: dict[str, list[tuple[str, str]]] = {}
    for service in services:
        for tech in dict.fromkeys(service.tech):
            uses.setdefault(tech.casefold(), []).append((service.id, tech))
    return uses


def _spell(uses: list[tuple[str, str]]) -> str:
    """The spelling that most of them use."""
    counts = Counter(spelling for _, spelling in uses)
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))


def _whole(threshold: float) -> int:
    """A threshold that counts things, as a number of things."""
    return int(threshold)
