"""Something live that leans on a retired service.

## What it finds
A service that is not retired and depends on a retired one or is part of one, and a stage of a stream that
is done by whoever owns a retired service.

## Why it matters
Either the service is not as retired as the model says, or what leans on it is about to break. Retired
services are in no measure, so until this is settled the dependency is in none either.

## Example
```yaml
teams:
  checkout: {size: 7}
services:
  cart-api: {owner: checkout, depends_on: [old-stock]}
  old-stock: {lifecycle: retired}
```

## Instead
```yaml
teams:
  checkout: {size: 7}
services:
  cart-api: {owner: checkout, depends_on: [old-stock]}
  old-stock: {owner: checkout, lifecycle: deprecated}
```

## Options
None.

## Source
The language: `lifecycle: retired` says that nothing uses it. Grade A.
"""

from collections.abc import Iterator

from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import Organisation, address_of
from topo.model.references import resolve
from topo.rules.context import Context
from topo.rules.naming import called, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each live thing and retired service that it names."""
    organisation = context.organisation
    retired = {id for id, service in organisation.services.items() if service.is_retired}
    for address, leans, said in _find_leanings(organisation) if retired else ():
        target = resolve(organisation, said, ("service",))
        if target is not None and target.id in retired:
            yield Finding(
                "REF005",
                Severity.WARNING,
                address,
                f"{leans} {quoted(target.id)}, which is retired",
                label="retired",
                hint="lean on its successor, or say `lifecycle: deprecated` while it is still in use",
                related=(Related("retired here", target.address / "lifecycle"),),
            )


def _find_leanings(organisation: Organisation) -> Iterator[tuple[Address, str, str]]:
    """Where something live names a service, how it leans on it, and what it says."""
    for id, service in organisation.services.items():
        if service.is_retired:
            continue
        address = address_of("service", id)
        for dependency in service.depends_on:
            at = (address / "depends_on").item(dependency.service)
            yield at, f"{called('service', id)} depends on", dependency.service
        if service.part_of is not None:
            yield address / "part_of", f"{called('service', id)} is part of", service.part_of
    for id, stream in organisation.streams.items():
        for name, stage in stream.stages.items():
            if stage.service is not None:
                at = Address((*address_of("stream", id).steps, "stages", name, "service"))
                yield at, f"stage {quoted(name)} of {quoted(id)} is done by the owner of", stage.service
