"""Which cells is a finding about?

Its own addresses say: a team; a service by its owner, else its domain's; a domain by its owner, else by all
who own something in it; a stage by who does it, a stream by all who do; a guardrail by those it binds, a
capability by its provider, an interaction by its ends (the finding may say which), a product by who owns
something in it, a person by the teams that have them or are led by them.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from topo.analysis.measures import Measures
from topo.findings import Address, Finding
from topo.model.organisation import COLLECTIONS
from topo.model.references import resolve
from topo.model.stream import Stream

_KIND_OF = {path: kind for kind, path in COLLECTIONS.items()}


class Concerning:
    """Finds the cells that addresses speak of; looked up when first asked for."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._teams = measures.organisation.teams
        self._find: dict[str, Callable[[str, Address], Iterable[str | None]]] = {
            "team": lambda id, _: (id,),
            "service": self._find_of_service,
            "domain": self._find_of_domain,
            "stream": self._find_of_stream,
            "guardrail": self._find_of_guardrail,
            "capability": lambda id, _: (self._find_said("capability", id, "provider"),),
            "data": lambda id, _: (self._find_said("data", id, "owner"),),
            "forum": self._find_of_forum,
            "product": self._find_of_product,
            "person": self._find_of_person,
        }

    def find(self, finding: Finding) -> tuple[str, ...]:
        """The cells that a finding is about, by id; none where it is about no one's."""
        subjects = finding.also if finding.also and _is_interaction(finding.address) else finding.subjects
        found = {team for each in subjects for team in self._find_at(each)}
        return tuple(sorted(team for team in found if team in self._teams))

    def _find_at(self, address: Address) -> Iterator[str]:
        if _is_interaction(address):
            yield from self._ends.get(address.steps[1:2], ())
            return
        for length in (1, 2):
            kind = _KIND_OF.get(address.steps[:length])
            if kind in self._find and len(address.steps) > length:
                found = self._find[kind](address.steps[length], address)
                yield from (team for team in found if team is not None)

    def _find_of_service(self, id: str, _: Address) -> tuple[str | None, ...]:
        owning = self._measures.ownership.find("service", id)
        if owning is not None and owning.owner is not None:
            return (owning.owner,)
        return (self._find_owner_of_domain(self._measures.owners.domain_of.get(id)),)

    def _find_of_domain(self, id: str, _: Address) -> tuple[str | None, ...]:
        owner = self._find_owner_of_domain(id)
        if owner is not None:
            return (owner,)
        owners, domains = self._measures.owners.teams, self._measures.owners.domain_of
        return tuple(owners.get(service) for service, domain in domains.items() if domain == id)

    def _find_owner_of_domain(self, id: str | None) -> str | None:
        owning = None if id is None else self._measures.ownership.find("domain", id)
        return None if owning is None else owning.owner

    def _find_of_stream(self, id: str, address: Address) -> Iterator[str | None]:
        stream: Stream | None = self._measures.organisation.streams.get(id)
        stages = {} if stream is None else stream.stages
        named = address.steps[3] if address.steps[2:3] == ("stages",) and len(address.steps) > 3 else None
        for name, stage in stages.items():
            if named in (None, name):
                yield self._measures.owners.find_team_of_stage(stage)

    def _find_of_guardrail(self, id: str, _: Address) -> Iterator[str]:
        for cell in self._measures.tissue.cells:
            if any(bound.guardrail == id for bound in cell.guardrails):
                yield cell.team

    def _find_said(self, kind: str, id: str, key: str) -> str | None:
        thing = self._measures.organisation.find(kind, id)
        said = None if thing is None else getattr(thing, key, None)
        return None if said is None else self._measures.owners.find_team(said)

    def _find_of_forum(self, id: str, _: Address) -> Iterator[str]:
        for cell in self._measures.tissue.cells:
            if any(seat.forum == id for seat in cell.seats):
                yield cell.team

    def _find_of_product(self, id: str, _: Address) -> tuple[str, ...]:
        products = self._measures.product_map.products_of_teams
        return tuple(team for team, held in products.items() if id in held)

    def _find_of_person(self, id: str, _: Address) -> tuple[str, ...]:
        return self._teams_of_people.get(id, ())

    @cached_property
    def _teams_of_people(self) -> dict[str, tuple[str, ...]]:
        """By person: the teams that they are in, lead or look after."""
        found: dict[str, set[str]] = {}
        for team in self._teams.values():
            members = [member.person for member in team.members or ()]
            for said in (*members, *([team.manager] if team.manager else [])):
                target = resolve(self._measures.organisation, said, ("person",))
                found.setdefault(said if target is None else target.id, set()).add(team.id)
        return {person: tuple(sorted(teams)) for person, teams in found.items()}

    @cached_property
    def _ends(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """By the step of an interaction in an address: the teams that it joins."""
        found: dict[tuple[str, ...], set[str]] = {}
        for pair, said in self._measures.declarations.items():
            for each in said:
                if each.address.steps[:1] == ("interactions",):
                    found.setdefault(each.address.steps[1:2], set()).update(pair)
        return {step: tuple(sorted(teams)) for step, teams in found.items()}


def _is_interaction(address: Address) -> bool:
    return address.steps[:1] == ("interactions",)
