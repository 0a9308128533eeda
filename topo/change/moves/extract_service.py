"""Take a slice out of a service: the strangler fig.

## What it does
A service comes into being in a domain, with an owner. The dependencies that it `takes` are its own from
then on and no longer those of the service that it comes from; the consumers that it `serves` depend on it
and no longer on that one, in the way in which they did. Neither of the two depends on the other:
`add-dependency` says so.

It has the tier, the regulated data and the tags of the service that it comes from, until somebody says
otherwise: what was bound stays bound. Code, promises and releases (`repo`, `paths`, `slo`, `rollback`,
`part_of`) are its own to say.

## What it refuses
An id that another service has; a service, domain or team that is not there; a service that is retired; a
dependency that the service does not have, and a consumer that does not depend on it.

## Example
```yaml
- extract-service:
    from: core-monolith
    service: billing
    domain: payments
    owner: payments
```
"""

from collections.abc import Iterable

from pydantic import Field

from topo.change.depending import find_dependency, without
from topo.change.draft import Draft
from topo.change.following import protect
from topo.change.move import DomainId, Move, NewId, ServiceId, TeamId
from topo.findings import Address
from topo.model.service import Dependency, Service
from topo.rules.naming import called, named, quoted


class ExtractService(Move):
    """Take a slice out of a service: the strangler fig."""

    name = "extract-service"

    from_: ServiceId = Field(
        alias="from", description="The service it comes from.", examples=["core-monolith"]
    )
    service: NewId = Field(description="The id of the new service.", examples=["billing"])
    domain: DomainId = Field(description="The domain that it serves.", examples=["payments"])
    owner: TeamId = Field(description="The team that owns it.", examples=["payments"])
    takes: tuple[ServiceId, ...] = Field(
        default=(), description="Dependencies that it takes with it.", examples=[["payment-gateway"]]
    )
    serves: tuple[ServiceId, ...] = Field(
        default=(), description="Consumers that depend on it instead.", examples=[["cart-api"]]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        takes = f", with its dependencies on {named(self.takes)}" if self.takes else ""
        serves = f", for {named(self.serves)}" if self.serves else ""
        what = f"Extract {quoted(self.service)} from {quoted(self.from_)} for {quoted(self.owner)}"
        return f"{what}{takes}{serves}"

    def make(self, draft: Draft) -> None:
        """Put the service, and let dependencies go over."""
        source = draft.find_id("from", self.from_, "service")
        domain = draft.find_id("domain", self.domain, "domain")
        owner = draft.find_id("owner", self.owner, "team")
        draft.check_is_free("service", "service", self.service)
        if source is None:
            return
        if draft.services[source].is_retired:
            draft.refuse("from", f"{called('service', source)} is retired")
        taken = self._find_taken(draft, source)
        consumers = self._find_consumers(draft, source)
        if draft.misfits or domain is None or owner is None:
            return
        protect(draft, "service", self.service)
        was = draft.services[source]
        new = Service(id=self.service, domain=domain, owner=owner, kind="service", tier=was.tier)
        draft.put("service", new.model_copy(update={"data": was.data, "tags": was.tags, "depends_on": taken}))
        draft.update("service", source, depends_on=without(was.depends_on, taken))
        for consumer, dependency in consumers:
            self._serve(draft, consumer, dependency)

    def _find_taken(self, draft: Draft, source: str) -> tuple[Dependency, ...]:
        return tuple(
            dict.fromkeys(each for _, each in self._find(draft, "takes", ((source, to) for to in self.takes)))
        )

    def _find_consumers(self, draft: Draft, source: str) -> list[tuple[str, Dependency]]:
        return self._find(draft, "serves", ((consumer, source) for consumer in self.serves))

    def _find(
        self, draft: Draft, field: str, wanted: Iterable[tuple[str, str]]
    ) -> list[tuple[str, Dependency]]:
        """The dependencies that are said, by who has them; what is not one does not fit."""
        found: dict[tuple[str, str], Dependency] = {}
        for one, other in wanted:
            said = one if field == "serves" else other
            at = Address.of(field).item(said)
            ids = [draft.find_id(at, each, "service") for each in (one, other)]
            if None in ids:
                continue
            consumer, provider = (str(each) for each in ids)
            dependency = find_dependency(draft.organisation, consumer, provider)
            if dependency is None:
                draft.refuse(at, f"{called('service', consumer)} does not depend on {quoted(provider)}")
            else:
                found[consumer, provider] = dependency
        return [(consumer, dependency) for (consumer, _), dependency in found.items()]

    def _serve(self, draft: Draft, consumer: str, dependency: Dependency) -> None:
        depends_on = tuple(
            each.model_copy(update={"service": self.service}) if each == dependency else each
            for each in draft.services[consumer].depends_on
        )
        draft.update("service", consumer, depends_on=depends_on)
