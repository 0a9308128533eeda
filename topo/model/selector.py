"""Which teams and services does `applies_to`, `serves`, `only` or a policy speak of?"""

from typing import Annotated

from pydantic import Field

from topo.model.base import OneOrMore, Part, Reference, Several
from topo.model.service import Kind, Lifecycle, Tier
from topo.model.team import TeamType


class Selector(Part):
    """All keys that are given must match; each takes a value or a list. An absent one is everybody."""

    all: bool | None = Field(default=None, description="Matches everything.", examples=[True])
    team: Annotated[OneOrMore, Reference("team")] = Field(
        default=(), description="Teams by id.", examples=["checkout", ["checkout", "payments"]]
    )
    team_type: Annotated[tuple[TeamType, ...], Several] = Field(
        default=(), description="Types of team.", examples=["stream-aligned"]
    )
    group: Annotated[OneOrMore, Reference("group")] = Field(
        default=(), description="Groups, with the groups below them.", examples=["commerce"]
    )
    domain: Annotated[OneOrMore, Reference("domain")] = Field(
        default=(), description="Domains, with their subdomains.", examples=["payments"]
    )
    service: Annotated[OneOrMore, Reference("service")] = Field(
        default=(), description="Services by id.", examples=["cart-api"]
    )
    kind: Annotated[tuple[Kind, ...], Several] = Field(
        default=(), description="Kinds of service.", examples=["service"]
    )
    tier: Annotated[tuple[Tier, ...], Several] = Field(
        default=(), description="Tiers of service.", examples=[1, [1, 2]]
    )
    lifecycle: Annotated[tuple[Lifecycle, ...], Several] = Field(
        default=(), description="Lifecycles of service.", examples=["production"]
    )
    data: OneOrMore = Field(default=(), description="Regulated classes of data.", examples=["pii"])
    tag: OneOrMore = Field(default=(), description="Tags of the team or service.", examples=["pci"])

    @property
    def is_everything(self) -> bool:
        """Whether no key narrows it."""
        return not any(getattr(self, key) for key in NARROWING)


NARROWING = tuple(key for key in Selector.model_fields if key not in ("all", "extensions"))
