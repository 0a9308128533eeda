"""Which team stands behind each service and each stage?

Only an existing team that does not say it has nobody counts. Retired services are in no measure, external
ones are owned by nobody here.
"""

from functools import cached_property

from topo.analysis.ownership import counts
from topo.model.organisation import Organisation
from topo.model.references import resolve
from topo.model.service import Service
from topo.model.stream import Stage, Stream


class Owners:
    """The teams behind the services of one organisation; looked up once and shared by measures."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self._teams: dict[str, str | None] = {}
        self.services = {id: each for id, each in organisation.services.items() if counts(each)}
        """The services that need an owner."""
        self.teams: dict[str, str] = {}
        """The owning team of each of them that has one."""
        for id, service in self.services.items():
            team = None if service.owner is None else self.find_owner(service.owner)
            if team is not None:
                self.teams[id] = team

    @cached_property
    def services_of(self) -> dict[str, tuple[Service, ...]]:
        """The services of each team that owns some, sorted by id."""
        found: dict[str, list[Service]] = {}
        for id in sorted(self.teams):
            found.setdefault(self.teams[id], []).append(self.services[id])
        return {team: tuple(services) for team, services in found.items()}

    @cached_property
    def domain_of(self) -> dict[str, str]:
        """The existing domain in which each of these services sits directly."""
        found: dict[str, str] = {}
        domains = self.organisation.domains
        for id, service in self.services.items():
            said = service.domain
            if said is not None and said not in domains:
                target = resolve(self.organisation, said, ("domain",))
                said = None if target is None else target.id
            if said is not None:
                found[id] = said
        return found

    def find_owner(self, said: str) -> str | None:
        """The team that an `owner:` names, where it can answer for something."""
        if said not in self._teams:
            team = self.find_team(said)
            is_empty = team is not None and self.organisation.teams[team].is_empty
            self._teams[said] = None if is_empty else team
        return self._teams[said]

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
