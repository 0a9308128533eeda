"""What may a model file say? The JSON Schema that editors load is made from this class."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, WithJsonSchema

from topo.model.base import EMPTY, Frozen, OneOrMore, Part
from topo.model.decision import Decision
from topo.model.domain import Domain, Product
from topo.model.interaction import Interaction
from topo.model.people import Group, Person, Site
from topo.model.service import Service
from topo.model.settings import OVERRIDES_SCHEMA, Calendar, Check, Organization, Policy, Source
from topo.model.stream import Stream
from topo.model.team import Team
from topo.model.tissue import Tissue

ROOT_ONLY = ("files", "sources", "profiles", "calendar", "check")
"""Sections that stand in `topo.yaml` alone."""


class ModelFile(Part):
    """A topo model, or a part of one: every section is optional, and any file may hold any section."""

    model_config = ConfigDict(title="topo model")

    topo: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] | None = Field(
        default=None, description="The version of the language.", examples=[1]
    )
    organization: Organization | None = Field(
        default=None, description="The organisation itself.", examples=[{"name": "Northwind Pay"}]
    )
    files: OneOrMore = Field(
        default=(),
        description="Which files belong to the model, as globs (topo.yaml alone).",
        examples=[["**/*.yaml"]],
    )
    sources: tuple[Source, ...] = Field(
        default=(),
        description="Estates that exist and are read in place (topo.yaml alone).",
        examples=[[{"backstage": "../catalog/**/catalog-info.yaml"}]],
    )
    profiles: Annotated[Mapping[str, Any], Frozen] = Field(
        default=EMPTY,
        description="Weights that differ from the shipped profiles, or a file of them (topo.yaml alone).",
        examples=[{"dependencies": {"sync": 0.4}}, {"dependencies": "weights/dependencies.yaml"}],
        json_schema_extra={"additionalProperties": OVERRIDES_SCHEMA},
    )
    calendar: Calendar | None = Field(
        default=None,
        description="Hours in a day and days in a week (topo.yaml alone).",
        examples=[{"day": "8h"}],
    )
    check: Check | None = Field(
        default=None, description="Which rules run (topo.yaml alone).", examples=[{"extends": ["ownership"]}]
    )
    groups: Annotated[Mapping[str, Group], Frozen] = Field(
        default=EMPTY, description="Product groups and departments.", examples=[{"commerce": {"lead": "ana"}}]
    )
    people: Annotated[Mapping[str, Person], Frozen] = Field(
        default=EMPTY, description="People; optional.", examples=[{"ana": {"roles": ["engineering-manager"]}}]
    )
    sites: Annotated[Mapping[str, Site], Frozen] = Field(
        default=EMPTY, description="Where people work.", examples=[{"berlin": "Europe/Berlin"}]
    )
    products: Annotated[Mapping[str, Product], Frozen] = Field(
        default=EMPTY, description="The product map.", examples=[{"shop": {"domains": ["cart"]}}]
    )
    domains: Annotated[Mapping[str, Domain], Frozen] = Field(
        default=EMPTY, description="The parts of the problem.", examples=[{"cart": {"complexity": "simple"}}]
    )
    teams: Annotated[Mapping[str, Team], Frozen] = Field(
        default=EMPTY,
        description="The teams: the cells.",
        examples=[{"checkout": {"size": 7, "owns": ["cart-api"]}}],
    )
    services: Annotated[Mapping[str, Service], Frozen] = Field(
        default=EMPTY,
        description="What teams own and change.",
        examples=[{"cart-api": {"owner": "checkout"}}],
    )
    tissue: Tissue = Field(
        default=Tissue.model_construct(),
        description="What surrounds the teams.",
        examples=[{"capabilities": {"paved-road": {"provider": "platform"}}}],
    )
    interactions: tuple[Interaction, ...] = Field(
        default=(),
        description="How teams have agreed to work together.",
        examples=[[{"mode": "x-as-a-service", "provider": "platform", "consumers": ["checkout"]}]],
    )
    decisions: Annotated[Mapping[str, Decision], Frozen] = Field(
        default=EMPTY,
        description="Who may decide what.",
        examples=[{"deploy-to-production": {"by": "owner"}}],
    )
    streams: Annotated[Mapping[str, Stream], Frozen] = Field(
        default=EMPTY, description="Value streams.", examples=[{"order-to-cash": {"demand": "2/week"}}]
    )
    policies: Annotated[Mapping[str, Policy], Frozen] = Field(
        default=EMPTY,
        description="Rules of the user's own.",
        examples=[
            {
                "POL001": {
                    "says": "services have a tier",
                    "for": "services",
                    "require": {"tier": {"present": True}},
                }
            }
        ],
    )
