"""What surrounds the teams: capabilities, guardrails, forums and common data."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from topo.model.base import EMPTY, Entity, Frozen, Part, Reference, Text, Texts
from topo.model.selector import Selector

Area = Literal["build", "deploy", "infrastructure", "observability", "security", "data"]
CapabilityMode = Literal["x-as-a-service", "ticket", "collaboration"]
Enforcement = Literal["automated", "gate", "manual", "prose"]


class Capability(Entity):
    """What a team provides so that others need not do it themselves."""

    provider: Annotated[Text, Reference("team")] | None = Field(
        default=None, description="The team that provides it.", examples=["platform"]
    )
    mode: CapabilityMode | None = Field(
        default=None,
        description="How it is had: as a service, by ticket, by working together.",
        examples=["ticket"],
    )
    relieves: tuple[Area, ...] = Field(
        default=(),
        description="Areas of undifferentiated work that it takes away.",
        examples=[["build", "deploy"]],
    )
    serves: Selector | None = Field(
        default=None,
        description="Whom it serves; everybody unless said.",
        examples=[{"team_type": "stream-aligned"}],
    )


class Guardrail(Entity):
    """A limit within which teams may move."""

    owner: Annotated[Text, Reference("team")] | None = Field(
        default=None, description="The team that answers for it.", examples=["security"]
    )
    enforcement: Enforcement | None = Field(
        default=None, description="What makes it hold.", examples=["automated"]
    )
    policy: Text | None = Field(
        default=None, description="The file that says it to a machine.", examples=["policies/pii.rego"]
    )
    applies_to: Selector | None = Field(
        default=None, description="Whom it binds; everybody unless said.", examples=[{"data": "pii"}]
    )


class Forum(Entity):
    """Where people of several teams meet and decide."""

    purpose: Text | None = Field(default=None, description="What it is for.", examples=["architecture"])
    cadence: Text | None = Field(default=None, description="How often it meets.", examples=["weekly"])
    members: tuple[Annotated[Text, Reference("team", "person")], ...] = Field(
        default=(), description="Teams and people who sit in it.", examples=[["checkout", "platform"]]
    )
    decides: Texts = Field(
        default=(),
        description="Decisions that it takes; one list with `decisions`.",
        examples=[["schema-changes"]],
    )


class DataProduct(Entity):
    """Data that several teams use."""

    owner: Annotated[Text, Reference("team")] | None = Field(
        default=None, description="The team that answers for it.", examples=["platform"]
    )
    contract: Text | None = Field(
        default=None, description="What its users may rely on.", examples=["contracts/customer.yaml"]
    )


class Tissue(Part):
    """The platform tissue around the cells."""

    capabilities: Annotated[Mapping[str, Capability], Frozen] = Field(
        default=EMPTY,
        description="What teams provide to others.",
        examples=[{"paved-road": {"provider": "platform", "mode": "x-as-a-service"}}],
    )
    guardrails: Annotated[Mapping[str, Guardrail], Frozen] = Field(
        default=EMPTY,
        description="Limits within which teams may move.",
        examples=[{"pii-scan": {"owner": "security", "enforcement": "automated"}}],
    )
    forums: Annotated[Mapping[str, Forum], Frozen] = Field(
        default=EMPTY,
        description="Where people of several teams meet and decide.",
        examples=[{"architecture": {"cadence": "weekly", "members": ["checkout"]}}],
    )
    data: Annotated[Mapping[str, DataProduct], Frozen] = Field(
        default=EMPTY,
        description="Common data.",
        examples=[{"customer-360": {"owner": "platform", "contract": "contracts/customer.yaml"}}],
    )
