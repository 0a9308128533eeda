"""Give a domain to another team, with what belongs to it.

## What it does
The team becomes the owner of the domain, and says so (`owner:`). `services` tells what goes along:

- `same-owner` (unless said): the services in the domain and in its subdomains that the owner of the domain
  owns, and the subdomains that name the same owner. Where nobody owns the domain, the services that nobody
  owns.
- `all`: every service in the domain and in its subdomains that has an owner or needs one, and every
  subdomain that names one.
- `none`: the domain alone.

The owner of a domain that names none is the one team that owns services in it and in its subdomains.

## What it refuses
A domain or team that is not there; `same-owner` where several teams own the services of a domain that names
no owner; a transfer after which everything would be owned as before.

## Example
```yaml
- transfer-domain: {domain: settlement, to: checkout}
```
"""

from typing import Literal

from pydantic import Field

from topo.change.belonging import Belonging, find_belonging
from topo.change.draft import Draft
from topo.change.move import DomainId, Move, TeamId
from topo.change.owning import find_owner, give
from topo.model.references import Target
from topo.rules.naming import called, named, quoted


class TransferDomain(Move):
    """Give a domain to another team, with what belongs to it."""

    name = "transfer-domain"

    domain: DomainId = Field(description="The domain.", examples=["settlement"])
    to: TeamId = Field(description="The team that owns it from then on.", examples=["checkout"])
    services: Literal["all", "same-owner", "none"] = Field(
        default="same-owner",
        description="Which services and subdomains go along.",
        examples=["all"],
    )

    def describe(self) -> str:
        """What it does, in a sentence."""
        along = {
            "all": "with all services and subdomains in it",
            "same-owner": "with the services and subdomains of the same owner",
            "none": "without the services in it",
        }
        return f"Give domain {quoted(self.domain)} to {quoted(self.to)}, {along[self.services]}"

    def make(self, draft: Draft) -> None:
        """Set the owners of the domain and of what goes along."""
        domain = draft.find_id("domain", self.domain, "domain")
        team = draft.find_id("to", self.to, "team")
        if domain is None or team is None:
            return
        belonging = find_belonging(draft.before, domain)
        if self.services == "same-owner" and belonging.is_shared:
            teams = named(sorted(belonging.owners))
            message = f"{called('domain', domain)} has no one owner: its services sit with {teams}"
            draft.refuse("services", message, "say `services: all` or `services: none`")
            return
        things = (Target("domain", domain), *self._find_along(belonging))
        moving = [each for each in things if find_owner(draft.before, each) != team]
        if not moving:
            draft.refuse("to", f"{quoted(team)} owns {called('domain', domain)} already")
        for thing in moving:
            give(draft, thing, team)

    def _find_along(self, belonging: Belonging) -> tuple[Target, ...]:
        if self.services == "none":
            return ()
        return belonging.all if self.services == "all" else belonging.of_owner
