"""What does a change cost: who moves, what changes hands, who must talk anew, which knowledge leaves?

Each is a number of its own, and never one number of all. What a change costs is counted between the
organisation before it and the one after it: people, services and domains that go there and back again cost
nothing in all, and something in each phase.

- *people who change team*, *hires*, *people who leave*: heads; whoever moves several times counts once
- *services*, *domains* that change owner: those that have another team after it than before; what nobody
  owned, or nobody owns, changes no hands
- *new pairs*: teams that must talk and did not; *new dependencies across teams*
- *knowledge that leaves*: a person who knows a service or domain and was in the team that owned it, and is
  not in the team that owns it now
- *managers who change*: teams that go to another manager, and managers whose teams are gone
- *ramp-up*: person-months of work that are lost until whoever changed team, or is new, is up to speed

Source: counting (A); the ramp-up is topo's own encoding (E, profile `change`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from topo.analysis.heads import find_people, name_person
from topo.analysis.measures import Measures
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.change.applied import Transfer
from topo.change.former import find_successors
from topo.change.travelling import find_net
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve

PROFILE = "change"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a change costs, number by number; each opens up into its parts."""

    people_moved: Number
    hires: Number
    leavers: Number
    services_moved: Number
    domains_moved: Number
    new_pairs: Number
    new_dependencies: Number
    knowledge_lost: Number
    managers_changed: Number
    teams_new: Number
    teams_gone: Number
    ramp_up: Number

    @property
    def numbers(self) -> Mapping[str, Number]:
        """Every number by its name, in the order in which they are shown."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def is_nothing(self) -> bool:
        """Whether it costs nothing that is known."""
        return not any(number.amount for number in self.numbers.values())


def measure_cost(before: Measures, after: Measures, transfers: Iterable[Transfer]) -> Cost:
    """What it costs to get from one organisation to another; `transfers` are the people on the way.

    >>> from datetime import date
    >>> weights = {"change": {"ramp-up-months": 3, "ramp-up-loss": 0.5}}
    >>> nothing = Measures(Organisation(), date(2026, 12, 1), weights)
    >>> measure_cost(nothing, nothing, [Transfer(2.0, "engineer", source="a", target="b")]).ramp_up.amount
    3.0
    """
    span = _Span(before, after, _Now.of(before.organisation, after.organisation))
    net = find_net(transfers, span.now.teams)
    moved = [each for each in net if each.source is not None and each.target is not None]
    hired = [each for each in net if each.source is None]
    left = [each for each in net if each.target is None]
    return Cost(
        add_up("people who change team", "people", map(_tell, moved)),
        add_up("hires", "people", map(_tell, hired)),
        add_up("people who leave", "people", map(_tell, left)),
        add_up("services that change owner", "services", span.find_services()),
        add_up("domains that change owner", "domains", span.find_domains()),
        span.count_pairs(),
        add_up("new dependencies across teams", "dependencies", span.find_dependencies()),
        span.count_knowledge(),
        add_up("managers who change", "managers", span.find_managers()),
        add_up("new teams", "teams", span.find_new_teams()),
        add_up("teams that are gone", "teams", span.find_gone_teams()),
        add_up("ramp-up", "person-months", _find_ramp_up([*moved, *hired], after.weights[PROFILE])),
    )


def _tell(transfer: Transfer) -> Part:
    """People on their way, as a part."""
    who = transfer.person or (transfer.role or "people")
    many = "" if transfer.person else f"{transfer.count:g} × "
    way = f"{transfer.source or 'hired'} → {transfer.target or 'gone'}"
    address = address_of("team", transfer.source or transfer.target or "")
    return Part(f"{many}{who}: {way}", transfer.count, "people", address)


def _find_ramp_up(transfers: Iterable[Transfer], weights: Mapping[str, float]) -> Iterator[Part]:
    months, loss = weights["ramp-up-months"], weights["ramp-up-loss"]
    for each in transfers:
        told = _tell(each)
        note = f"{each.count:g} × {months:g} months × {loss:.0%}"
        amount = each.count * months * loss
        yield Part(told.label, amount, "person-months", told.address, f"{PROFILE}.ramp-up-months", note)


class _Now(NamedTuple):
    """What things are called now, by what they were called before a rename on the way."""

    teams: Mapping[str, str]
    services: Mapping[str, str]
    domains: Mapping[str, str]
    people: Mapping[str, str]

    @classmethod
    def of(cls, before: Organisation, after: Organisation) -> "_Now":
        kinds = ("team", "service", "domain", "person")
        return cls(*(find_successors(before, after, kind) for kind in kinds))


@dataclass(frozen=True, slots=True)
class _Span:
    """An organisation before and after a change."""

    before: Measures
    after: Measures
    now: _Now

    # --- what changes hands -----------------------------------------------------------------------------

    def find_services(self) -> Iterator[Part]:
        was, now = self.before.owners, self.after.owners
        for id, team in was.teams.items():
            service = self.now.services.get(id, id)
            yield from self._tell_owner("service", service, team, now.teams.get(service))

    def find_domains(self) -> Iterator[Part]:
        was, now = _find_owners_of_domains(self.before), _find_owners_of_domains(self.after)
        for id, team in was.items():
            domain = self.now.domains.get(id, id)
            yield from self._tell_owner("domain", domain, team, now.get(domain))

    def _tell_owner(self, kind: str, id: str, was: str, now: str | None) -> Iterator[Part]:
        was = self._team(was)
        if now is not None and now != was:
            yield Part(f"{id}: {was} → {now}", 1.0, f"{kind}s", address_of(kind, id))

    def _team(self, id: str) -> str:
        return self.now.teams.get(id, id)

    # --- who must talk anew -----------------------------------------------------------------------------

    def count_pairs(self) -> Number:
        name, unit = "new pairs that must talk", "pairs"
        known = {tuple(sorted(map(self._team, pair.teams))) for pair in self.before.talking.pairs}
        new = [each for each in self.after.talking.pairs if tuple(sorted(each.teams)) not in known]
        parts = (Part(" – ".join(each.teams), 1.0, unit, each.address) for each in new)
        return add_up(name, unit, parts, self.after.talking.must_talk.missing)

    def find_dependencies(self) -> Iterator[Part]:
        known = {
            (self.now.services.get(one, one), self.now.services.get(other, other))
            for one, other in _find_crossing(self.before)
        }
        owners = self.after.owners.teams
        for one, other in _find_crossing(self.after):
            if (one, other) not in known:
                address = (address_of("service", one) / "depends_on").item(other)
                label = f"{one} → {other} ({owners[one]} on {owners[other]})"
                yield Part(label, 1.0, "dependencies", address)

    # --- which knowledge leaves -------------------------------------------------------------------------

    def count_knowledge(self) -> Number:
        name, unit = "knowledge that leaves", "people and what they know"
        if not any(person.knows for person in self.before.organisation.people.values()):
            return not_assessed(name, unit, "nobody is said to know anything")
        if not any(team.members for team in self.before.organisation.teams.values()):
            return not_assessed(name, unit, "no team lists its members")
        return add_up(name, unit, self._find_lost())

    def _find_lost(self) -> Iterator[Part]:
        was, now = _find_members(self.before.organisation), _find_members(self.after.organisation)
        for kind, id, person, owner in _find_known_inside(self.before, was):
            thing = getattr(self.now, f"{kind}s").get(id, id)
            team = _find_owner(self.after, kind, thing)
            somebody = self.now.people.get(person, person)
            if _is_there(self.after, kind, thing) and (team is None or somebody not in now.get(team, ())):
                label = f"{somebody} knows {thing}: {self._team(owner)} → {team or 'nobody'}"
                yield Part(label, 1.0, "people and what they know", address_of(kind, thing))

    # --- who leads whom ---------------------------------------------------------------------------------

    def find_managers(self) -> Iterator[Part]:
        was, now = self.before.organisation.teams, self.after.organisation.teams
        told = set()
        for id, team in was.items():
            other = now.get(self._team(id))
            if other is None:
                continue
            one, two = self._person(team.manager), _name(other.manager)
            if one != two:
                told.add(one)
                label = f"{other.id}: {one or 'nobody'} → {two or 'nobody'}"
                yield Part(label, 1.0, "managers", address_of("team", other.id) / "manager")
        yield from self._find_without_team(told)

    def _find_without_team(self, told: set[str | None]) -> Iterator[Part]:
        was = {self._person(team.manager) for team in self.before.organisation.teams.values()}
        now = {_name(team.manager) for team in self.after.organisation.teams.values()}
        for person in sorted(each for each in was - now - told if each is not None):
            yield Part(f"{person} manages no team any more", 1.0, "managers", address_of("person", person))

    def _person(self, reference: str | None) -> str | None:
        person = _name(reference)
        return None if person is None else self.now.people.get(person, person)

    # --- which teams there are --------------------------------------------------------------------------

    def find_new_teams(self) -> Iterator[Part]:
        known = {self._team(id) for id in self.before.organisation.teams}
        for id in sorted(self.after.organisation.teams.keys() - known):
            yield Part(id, 1.0, "teams", address_of("team", id))

    def find_gone_teams(self) -> Iterator[Part]:
        for id in sorted(self.before.organisation.teams):
            if self._team(id) not in self.after.organisation.teams:
                yield Part(id, 1.0, "teams", address_of("team", id))


def _name(reference: str | None) -> str | None:
    return None if reference is None else name_person(reference)


def _find_owners_of_domains(measures: Measures) -> dict[str, str]:
    """The team that each domain's `owner:` names, where it can answer for it."""
    owners = measures.owners
    found = {
        id: None if domain.owner is None else owners.find_owner(domain.owner)
        for id, domain in sorted(measures.organisation.domains.items())
    }
    return {id: team for id, team in found.items() if team is not None}


def _find_crossing(measures: Measures) -> list[tuple[str, str]]:
    """The dependencies between services of two teams, sorted."""
    owners = measures.owners
    found = set()
    for id, team in owners.teams.items():
        for each in owners.services[id].depends_on:
            other = owners.find_service(each.service)
            if other is not None and owners.teams.get(other, team) != team:
                found.add((id, other))
    return sorted(found)


def _find_members(organisation: Organisation) -> dict[str, set[str]]:
    return {
        id: {_find_id(organisation, person) for person in find_people(team)}
        for id, team in organisation.teams.items()
    }


def _find_id(organisation: Organisation, said: str) -> str:
    target = resolve(organisation, said, ("person",))
    return said if target is None else target.id


def _find_known_inside(
    measures: Measures, members: Mapping[str, set[str]]
) -> Iterator[tuple[str, str, str, str]]:
    """Kind and id of what somebody in the owning team knows, the person and the team; sorted."""
    for kind, known in (("domain", measures.bus_factors.domains), ("service", measures.bus_factors.services)):
        for id, people in known.items():
            owner = _find_owner(measures, kind, id)
            for person in people:
                if owner is not None and person in members.get(owner, ()):
                    yield kind, id, person, owner


def _find_owner(measures: Measures, kind: str, id: str) -> str | None:
    if kind == "service":
        return measures.owners.teams.get(id)
    domain = measures.organisation.domains.get(id)
    return None if domain is None or domain.owner is None else measures.owners.find_owner(domain.owner)


def _is_there(measures: Measures, kind: str, id: str) -> bool:
    return id in (measures.owners.services if kind == "service" else measures.organisation.domains)
