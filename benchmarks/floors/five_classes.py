"""The least that reading a model takes: yaml, pydantic and five small classes."""

import sys

import yaml
from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """Anything."""

    model_config = ConfigDict(extra="allow", frozen=True)
    name: str | None = None


class Team(Part):
    """A team."""

    type: str | None = None
    size: int | None = None


class Service(Part):
    """A service."""

    owner: str | None = None
    tier: int | None = None


class Domain(Part):
    """A domain."""

    complexity: str | None = None


class Model(Part):
    """A model."""

    teams: dict[str, Team] = {}
    services: dict[str, Service] = {}
    domains: dict[str, Domain] = {}


with open(sys.argv[1], encoding="utf-8") as file:
    Model.model_validate(yaml.load(file, Loader=yaml.CBaseLoader))
