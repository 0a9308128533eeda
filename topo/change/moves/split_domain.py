"""Split a domain into subdomains.

## What it does
Each domain under `into` comes into being as a part of the domain, with the services that are named for it.
It has the classification, the skills and the owner that the domain names, and its complexity unless one is
said. Services that are not named stay in the domain itself; one with no service left directly in it counts
for nobody's load, and its ownership follows its subdomains. Whoever speaks of the domain (products,
selectors, what people know) speaks of its subdomains with it.

## What it refuses
A domain or service that is not there; ids that other domains have; a service that is not directly in the
domain, or is named twice; a subdomain without services.

## Example
```yaml
- split-domain:
    domain: cart
    into:
      basket: {complexity: simple, services: [cart-api]}
```
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from topo.change.belonging import find_domain
from topo.change.draft import Draft
from topo.change.following import protect
from topo.change.move import DomainId, Move, ServiceId, is_id
from topo.findings import Address
from topo.model.base import ID_PATTERN, Frozen, Part
from topo.model.domain import Complexity, Domain
from topo.rules.naming import called, named, quoted

_INHERITED = ("classification", "complexity", "owner", "skills")


class Subdomain(Part):
    """What one of the subdomains gets."""

    complexity: Complexity | None = Field(
        default=None, description="How hard it is to carry; as the domain unless said.", examples=["simple"]
    )
    services: tuple[ServiceId, ...] = Field(description="The services in it.", examples=[["cart-api"]])


class SplitDomain(Move):
    """Split a domain into subdomains."""

    name = "split-domain"

    domain: DomainId = Field(description="The domain.", examples=["cart"])
    into: Annotated[Mapping[str, Subdomain], Frozen] = Field(
        description="The subdomains by id, with what each gets.",
        examples=[{"basket": {"complexity": "simple", "services": ["cart-api"]}}],
        json_schema_extra={"propertyNames": {"pattern": ID_PATTERN}},
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Split domain {quoted(self.domain)} into {named(self.into) or 'nothing'}"

    def make(self, draft: Draft) -> None:
        """Put the subdomains, and let the services go over."""
        domain = draft.find_id("domain", self.domain, "domain")
        self._check_ids(draft)
        if domain is None:
            return
        services = self._find_services(draft, domain)
        if draft.misfits:
            return
        was = draft.domains[domain]
        for id, part in self.into.items():
            protect(draft, "domain", id)
            fields: dict[str, object] = {name: getattr(was, name) for name in _INHERITED} | {"parent": domain}
            if part.complexity is not None:
                fields["complexity"] = part.complexity
            draft.put("domain", Domain(id=id).model_copy(update=fields))
        for service, id in services.items():
            draft.update("service", service, domain=id)

    def _check_ids(self, draft: Draft) -> None:
        if not self.into:
            draft.refuse("into", "there is nothing to split it into")
        for id, part in self.into.items():
            at = Address.of("into", id)
            if not is_id(id):
                draft.refuse(at, f"{quoted(id)} is not an id")
            draft.check_is_free(at, "domain", id)
            if not part.services:
                draft.refuse(at / "services", f"{quoted(id)} would have no service")

    def _find_services(self, draft: Draft, domain: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for id, part in self.into.items():
            for text in part.services:
                at = Address.of("into", id, "services").item(text)
                service = draft.find_id(at, text, "service")
                if service is None:
                    continue
                if find_domain(draft.before, service) != domain:
                    draft.refuse(at, f"{called('service', service)} is not directly in {quoted(domain)}")
                if service in found:
                    draft.refuse(at, f"{called('service', service)} goes to {quoted(found[service])} already")
                found.setdefault(service, id)
        return found
