"""Which services are there, who answers for them, and what do they depend on?"""

from typing import Annotated, Literal

from pydantic import Field

from topo.model.base import TEXT_SCHEMA, Entity, Part, Reference, Short, Text, Texts
from topo.model.quantity import Share

Kind = Literal[
    "service",
    "application",
    "library",
    "data-product",
    "pipeline",
    "monolith",
    "module",
    "infrastructure",
    "external",
]
Lifecycle = Literal["experimental", "production", "deprecated", "retired"]
Via = Literal["sync", "async", "data", "shared-code", "release"]
Slows = Literal["blocking", "slowing", "no"]
Rollback = Literal["proven", "untested", "none"]
Tier = Annotated[int, Field(ge=1, le=4)]


class Dependency(Part):
    """One service that waits on another."""

    service: Annotated[Text, Reference("service")] = Field(
        description="The service that is depended on.", examples=["stock"]
    )
    via: Via = Field(default="sync", description="How the two are coupled.", examples=["async"])
    slows: Slows | None = Field(
        default=None,
        description="What people say of it: does it block changes, slow them, or neither?",
        examples=["blocking"],
    )


class Service(Entity):
    """What teams own and change: a service, an application, a library, a module and so on."""

    domain: Annotated[Text, Reference("domain")] | None = Field(
        default=None, description="The domain that it serves.", examples=["cart"]
    )
    owner: Annotated[Text, Reference("team")] | None = Field(
        default=None, description="The one accountable team.", examples=["checkout"]
    )
    consulted: tuple[Annotated[Text, Reference("team", "person")], ...] = Field(
        default=(), description="Who is asked; informative, never ownership.", examples=[["payments"]]
    )
    on_call: Annotated[Text, Reference("team", "person")] | None = Field(
        default=None, description="Who answers the pager; the owner unless said.", examples=["platform"]
    )
    kind: Kind | None = Field(
        default=None, description="What sort of thing it is; a service unless said.", examples=["module"]
    )
    tier: Tier | None = Field(
        default=None, description="How critical: 1 is mission-critical, 4 the least.", examples=[1]
    )
    lifecycle: Lifecycle | None = Field(
        default=None, description="Where it is in its life; production unless said.", examples=["production"]
    )
    tech: Texts = Field(
        default=(), description="Technologies it is made of.", examples=[["python", "postgres"]]
    )
    repo: Text | None = Field(
        default=None, description="Its repository.", examples=["github.com/northwind/cart"]
    )
    paths: Texts = Field(
        default=(), description="Files that belong to it, as globs.", examples=[["services/cart/**"]]
    )
    slo: Share | None = Field(default=None, description="The availability promised.", examples=["99.95%"])
    rollback: Rollback | None = Field(
        default=None,
        description="Whether a release can be taken back; beats the team's signal.",
        examples=["proven"],
    )
    data: Texts | None = Field(
        default=None,
        description="Regulated classes of data in it; [] says none, absent is unknown.",
        examples=[["pii"], []],
    )
    depends_on: tuple[Annotated[Dependency, Short("service", TEXT_SCHEMA)], ...] = Field(
        default=(),
        description="Services that it waits on.",
        examples=[["payment-gateway", {"service": "stock", "via": "async"}]],
    )
    part_of: Annotated[Text, Reference("service")] | None = Field(
        default=None, description="The deployable that it is released with.", examples=["core-monolith"]
    )

    @property
    def is_retired(self) -> bool:
        """Retired services are in no measure."""
        return self.lifecycle == "retired"

    @property
    def is_external(self) -> bool:
        """External services are nodes of graphs, and nobody here has to own them."""
        return self.kind == "external"
