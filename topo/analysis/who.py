"""Who owns this, what binds it, and whom does one talk to?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from topo.analysis.ownership import Gap, State, measure_ownership, measure_service
from topo.analysis.selecting import Selecting
from topo.model.base import EMPTY
from topo.model.organisation import Organisation
from topo.model.service import Service


@dataclass(frozen=True, slots=True)
class Binding:
    """A guardrail that binds a service: how it is enforced, where it is written, who answers for it."""

    id: str
    name: str | None
    enforcement: str | None
    policy: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers for one service.

    `owner` is None where nobody does, and `gap` says why; `said` is what is written. `contacts` are the
    owner's. `on_call` is the owner unless another is named. `guardrails` bind the service through itself,
    its domain, its data or its team.
    """

    service: str
    name: str | None
    kind: str
    state: State
    owner: str | None
    owner_name: str | None
    gap: Gap | None
    said: str | None
    on_call: str | None
    consulted: tuple[str, ...]
    domain: str | None
    tier: int | None
    lifecycle: str
    group: str | None
    repo: str | None
    paths: tuple[str, ...]
    contacts: Mapping[str, str] = EMPTY
    guardrails: tuple[Binding, ...] = ()


def find_answer(organisation: Organisation, service: Service, *, as_of: date) -> Answer:
    """Who answers for `service` on the day `as_of`."""
    owning = measure_ownership(organisation, as_of=as_of).find("service", service.id)
    owning = owning or measure_service(organisation, service, as_of=as_of)
    team = organisation.teams[owning.owner] if owning.owner is not None else None
    return Answer(
        service.id,
        service.name,
        service.kind or "service",
        owning.state,
        owning.owner,
        team.name if team is not None else None,
        owning.gap,
        service.owner,
        service.on_call or owning.owner,
        service.consulted,
        service.domain,
        service.tier,
        service.lifecycle or "production",
        owning.group,
        service.repo,
        service.paths,
        team.contacts if team is not None else EMPTY,
        tuple(find_bindings(organisation, service)),
    )


def find_bindings(organisation: Organisation, service: Service) -> list[Binding]:
    """The guardrails that bind a service, by id."""
    selecting = Selecting(organisation)
    return [
        Binding(id, guardrail.name, guardrail.enforcement, guardrail.policy, guardrail.owner)
        for id, guardrail in sorted(organisation.tissue.guardrails.items())
        if selecting.selects_service(guardrail.applies_to, service)
    ]
