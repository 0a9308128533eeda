"""Retire a service.

## What it does
The service is retired (`lifecycle: retired`): it is in no measure from then on, and stays under
`services:`. Whoever depended on it depends on `consumers_to` instead, in the way in which they did; where
they depend on that already, that is left as it is. Stages that are done by its owner are done by the owner
of `consumers_to`.

## What it refuses
A service that is not there or is retired already; consumers, or stages, that are left without one, all of
them listed; live parts that are released with it; a `consumers_to` that is not there, is retired or is the
service itself, or that nobody needs.

## Example
```yaml
- retire-service: {service: stock, consumers_to: core-monolith}
```
"""

from collections.abc import Sequence

from pydantic import Field

from topo.change.depending import find_consumers
from topo.change.draft import Draft
from topo.change.move import Move, ServiceId
from topo.change.staging import put_stage
from topo.model.service import Dependency
from topo.model.stream import Stage
from topo.rules.naming import called, named, quoted
from topo.text import count


class RetireService(Move):
    """Retire a service."""

    name = "retire-service"

    service: ServiceId = Field(description="The service.", examples=["stock"])
    consumers_to: ServiceId | None = Field(
        default=None, description="What its consumers depend on instead.", examples=["core-monolith"]
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        to = "" if self.consumers_to is None else f"; its consumers go to {quoted(self.consumers_to)}"
        return f"Retire service {quoted(self.service)}{to}"

    def make(self, draft: Draft) -> None:
        """Retire it, and let its consumers go over."""
        service = draft.find_id("service", self.service, "service")
        to = (
            None if self.consumers_to is None else draft.find_id("consumers_to", self.consumers_to, "service")
        )
        if service is None:
            return
        consumers = [id for id in find_consumers(draft.before, service) if not draft.services[id].is_retired]
        stages = _find_stages(draft, service)
        self._check_service(draft, service)
        if self.consumers_to is None:
            _check_is_alone(draft, service, consumers, stages)
        elif to is not None:
            _check_successor(draft, service, to, is_needed=bool(consumers or stages))
        if draft.misfits:
            return
        for consumer in consumers if to is not None else ():
            assert to is not None
            depends_on = _redirect(draft.services[consumer].depends_on, consumer, service, to)
            draft.update("service", consumer, depends_on=depends_on)
        for stream, stage in stages:
            put_stage(draft, stream, stage.model_copy(update={"service": to}))
        draft.update("service", service, lifecycle="retired")

    @staticmethod
    def _check_service(draft: Draft, service: str) -> None:
        if draft.services[service].is_retired:
            draft.refuse("service", f"{called('service', service)} is retired already")
        parts = _find_parts(draft, service)
        if parts:
            message = f"{named(parts)} {'is' if len(parts) == 1 else 'are'} released with {quoted(service)}"
            draft.refuse("service", message, "move them to another deployable first (`move-module`)")


def _check_is_alone(
    draft: Draft, service: str, consumers: Sequence[str], stages: Sequence[tuple[str, Stage]]
) -> None:
    if consumers:
        depend = "depends" if len(consumers) == 1 else "depend"
        said = f"{count(len(consumers), 'service')} {depend} on {quoted(service)}: {named(consumers)}"
        draft.refuse("consumers_to", said, "say what they depend on instead")
    if stages:
        names = named(dict.fromkeys(stage.id for _, stage in stages))
        hint = "say whose owner does it instead, or use `move-stage` first"
        draft.refuse("consumers_to", f"the owner of {quoted(service)} does stage {names}", hint)


def _check_successor(draft: Draft, service: str, to: str, *, is_needed: bool) -> None:
    if to == service:
        draft.refuse("consumers_to", f"{quoted(service)} is the service that is retired")
    elif draft.services[to].is_retired:
        draft.refuse("consumers_to", f"{called('service', to)} is retired")
    elif not is_needed:
        draft.refuse("consumers_to", f"nothing depends on {quoted(service)}", "leave it out")


def _find_parts(draft: Draft, service: str) -> list[str]:
    words = (service, f"service:{service}")
    return [id for id, each in draft.services.items() if each.part_of in words and not each.is_retired]


def _find_stages(draft: Draft, service: str) -> list[tuple[str, Stage]]:
    """The stages that are done by whoever owns a service."""
    words = (service, f"service:{service}")
    return [
        (id, stage)
        for id, stream in draft.streams.items()
        for stage in stream.stages.values()
        if stage.service in words
    ]


def _redirect(
    dependencies: tuple[Dependency, ...], consumer: str, old: str, new: str
) -> tuple[Dependency, ...]:
    """The dependencies of a consumer with `new` in the place of `old`, unless it is there or is itself."""
    is_known = new == consumer or any(each.service in (new, f"service:{new}") for each in dependencies)
    redirected: list[Dependency] = []
    for each in dependencies:
        if each.service not in (old, f"service:{old}"):
            redirected.append(each)
        elif not is_known:
            redirected.append(each.model_copy(update={"service": new}))
    return tuple(redirected)
