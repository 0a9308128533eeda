"""Which team stands behind each service and each stage?

Only an existing team that does not say it has nobody counts. Retired services are in no measure, external
ones are owned by nobody here.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from topo.analysis.nesting import find_containers
from topo.analysis.owning import counts
from topo.model.base import EMPTY
from topo.model.organisation import Organisation
from topo.model.references import resolve
from topo.model.service import Service
from topo.model.stream import Stage, Stream


class Owners:
    """The teams behind the services of one organisation; looked up once and shared by measures."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.known: dict[str, str | None] = {}
        """What has been asked for: the team that each `owner:` names."""
        self.services = find_counting(organisation)
        """The services that need an owner."""
        self.teams: Mapping[str, str] = dict(self.find_teams(self.services))
        """The owning team of each of them that has one."""

    @property
    def left_out(self) -> Mapping[str, Service]:
        """The services that need no owner here: retired and external ones."""
        services = self.organisation.services
        if len(services) == len(self.services):
            return EMPTY
        return {id: each for id, each in services.items() if id not in self.services}

    @cached_property
    def services_of(self) -> Mapping[str, tuple[Service, ...]]:
        """The services of each team that owns some, sorted by id."""
        return {team: tuple(self.services[id] for id in ids) for team, ids in _group(self.teams).items()}

    @cached_property
    def domain_of(self) -> Mapping[str, str]:
        """The existing domain in which each of these services sits directly."""
        return dict(self.find_domains(self.services))

    @cached_property
    def inside(self) -> Mapping[str, tuple[str, ...]]:
        """The services that sit directly in each domain that has some, sorted by id."""
        return _group(self.domain_of)

    @cached_property
    def domains_owned(self) -> Mapping[str, tuple[str, ...]]:
        """The domains that each team carries as their owner, sorted by id.

        Those whose `owner:` it is; one with subdomains only if some service sits in it directly.
        """
        domains = self.organisation.domains
        owned = {id: domain.owner for id, domain in domains.items() if domain.owner is not None}
        divided = set(find_containers(self.organisation, "domain").values()) if owned else set()
        teams = {
            id: self.find_owner(said) for id, said in owned.items() if id in self.inside or id not in divided
        }
        return _group({id: team for id, team in teams.items() if team is not None})

    def find_owner(self, said: str) -> str | None:
        """The team that an `owner:` names, where it can answer for something."""
        if said not in self.known:
            team = self.find_team(said)
            is_empty = team is not None and self.organisation.teams[team].is_empty
            self.known[said] = None if is_empty else team
        return self.known[said]

    def find_team(self, said: str) -> str | None:
        """The team that a reference names, an empty one too."""
        target = resolve(self.organisation, said, ("team",))
        return None if target is None else target.id

    def find_service(self, said: str) -> str | None:
        """The service that a reference names, if it is in the measures (external ones are not)."""
        if said in self.services:
            return said
        target = resolve(self.organisation, said, ("service",))
        return target.id if target is not None and target.id in self.services else None

    def find_team_of_stage(self, stage: Stage) -> str | None:
        """The team that does a stage: the one named, else whoever owns the service named."""
        if stage.team is not None:
            return self.find_team(stage.team)
        service = None if stage.service is None else self.find_service(stage.service)
        return None if service is None else self.teams.get(service)

    def find_hand_offs(self, stream: Stream) -> list[tuple[str, str, str]]:
        """The changes of team on the forward path: team, next team, and the stage that takes over.

        A stage whose guardrail is automated takes nobody's hands. Where a stage's team is unknown, nothing
        is said of who hands over to whom.
        """
        found: list[tuple[str, str, str]] = []
        before: str | None = None
        for id, stage in stream.stages.items():
            if self.is_automated(stage):
                continue
            team = self.find_team_of_stage(stage)
            if before is not None and team is not None and before != team:
                found.append((before, team, id))
            before = team
        return found

    def is_automated(self, stage: Stage) -> bool:
        """Whether the guardrail whose gate a stage is, is automated: nobody touches or waits for it."""
        if stage.guardrail is None:
            return False
        target = resolve(self.organisation, stage.guardrail, ("guardrail",))
        return (
            target is not None and self.organisation.tissue.guardrails[target.id].enforcement == "automated"
        )

    def find_teams(self, services: Mapping[str, Service]) -> Iterator[tuple[str, str]]:
        """The owning team of each of these services that has one."""
        known, find = self.known, self.find_owner
        for id, service in services.items():
            said = service.owner
            team = None if said is None else known[said] if said in known else find(said)
            if team is not None:
                yield id, team

    def find_domains(self, services: Mapping[str, Service]) -> Iterator[tuple[str, str]]:
        """The existing domain of each of these services that sits in one."""
        domains = self.organisation.domains
        for id, service in services.items():
            said = service.domain
            if said is not None and said not in domains:
                target = resolve(self.organisation, said, ("domain",))
                said = None if target is None else target.id
            if said is not None:
                yield id, said


def find_counting(organisation: Organisation) -> Mapping[str, Service]:
    """The services that need an owner, in the order of the model."""
    services = organisation.services
    if all(map(counts, services.values())):
        return services
    return {id: each for id, each in services.items() if counts(each)}


def _group(containers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What stands in each container, both sorted by id."""
    found: dict[str, list[str]] = {}
    for id in sorted(containers):
        found.setdefault(containers[id], []).append(id)
    return {container: tuple(found[container]) for container in sorted(found)}
