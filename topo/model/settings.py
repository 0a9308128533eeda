"""What does a model say about how it is read, weighed and checked?"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from topo.model.base import EMPTY, Frozen, Heads, OneOrMore, Part, Short, Text, Texts
from topo.model.quantity import Elapsed, Increase, Share, WorkingTime
from topo.model.selector import Selector

Level = Literal["error", "warning", "info", "off"]


class Organization(Part):
    """What the organisation is called."""

    name: Text | None = Field(default=None, description="Its name.", examples=["Northwind Pay"])
    description: Text | None = Field(
        default=None, description="What it does.", examples=["Payments for shops"]
    )


class Calendar(Part):
    """How much working time a day and a week have."""

    day: WorkingTime | None = Field(default=None, description="Hours of work in a day (8h).", examples=["8h"])
    week: Elapsed | None = Field(default=None, description="Working days in a week (5d).", examples=["5d"])


class Source(Part):
    """An estate that exists and is read in place: exactly one of `backstage` and `codeowners`."""

    backstage: OneOrMore = Field(
        default=(),
        description="Catalog files, as globs beside topo.yaml.",
        examples=["../catalog/**/catalog-info.yaml"],
    )
    api_version: OneOrMore = Field(
        default=(),
        description="backstage: further apiVersions to read, where a catalog renamed its own.",
        examples=["catalog.example.com/v1"],
    )
    codeowners: Text | None = Field(
        default=None, description="A CODEOWNERS file.", examples=["../.github/CODEOWNERS"]
    )
    flavour: Literal["github", "gitlab"] | None = Field(
        default=None,
        description="codeowners: whose rules it follows; told by path and content unless said.",
        examples=["gitlab"],
    )
    tree: Text | None = Field(
        default=None,
        description="codeowners: the checkout, or a list of its files, whose paths must all be covered.",
        examples=[".."],
    )


class RuleSetting(Part):
    """How severe a rule's findings are, and for whom it runs."""

    severity: Level | None = Field(default=None, description="Its severity here.", examples=["error"])
    only: Selector | None = Field(
        default=None, description="Whom it looks at; everybody unless said.", examples=[{"group": "commerce"}]
    )


Setting = Annotated[RuleSetting, Short("severity", {"enum": [*get_args(Level)]})]


class SizeLimit(Part):
    """How small and how large a team may be."""

    min: Heads | None = Field(default=None, description="The fewest members.", examples=[3])
    max: Heads | None = Field(default=None, description="The most members.", examples=[9])


class OwnershipLimit(Part):
    """How much must be owned."""

    coverage: Share | None = Field(
        default=None, description="The least share that is owned.", examples=["90%"]
    )


class Limits(Part):
    """Thresholds of rules."""

    team_size: SizeLimit | None = Field(default=None, description="For ORG001.", examples=[{"max": 9}])
    ownership: OwnershipLimit | None = Field(
        default=None, description="For OWN009.", examples=[{"coverage": "90%"}]
    )
    cell_roles: Texts = Field(
        default=(),
        description="Roles that every stream-aligned team needs, for ORG005.",
        examples=[["engineer"]],
    )


class Check(Part):
    """Which rules run, how severe they are, and their limits."""

    extends: OneOrMore = Field(
        default=(),
        description="Packs of rules; ownership unless said.",
        examples=[["ownership"], ["team-topologies"]],
    )
    rules: Annotated[Mapping[str, Setting], Frozen] = Field(
        default=EMPTY,
        description="Severity by code, or a mapping with `severity` and `only`.",
        examples=[{"COM001": "error", "COG001": {"severity": "error", "only": {"group": "commerce"}}}],
    )
    limits: Limits | None = Field(
        default=None, description="Thresholds of rules.", examples=[{"team_size": {"max": 9}}]
    )
    stress: Increase | None = Field(
        default=None, description="The coding speed-up that FLO004 tries.", examples=["40%"]
    )
    teams: Literal["open", "closed"] | None = Field(
        default=None,
        description="closed: a group that a source names and nobody defines is an error.",
        examples=["closed"],
    )


Profiles = Annotated[Mapping[str, Any], Frozen]


class Policy(Part):
    """A rule of the user's own, declarative."""

    says: Text = Field(
        description="The rule in a sentence.", examples=["tier-1 services live with stream-aligned teams"]
    )
    for_: Text = Field(
        alias="for", description="The collection of the model it looks at.", examples=["services"]
    )
    when: Annotated[Mapping[str, Any], Frozen] = Field(
        default=EMPTY,
        description="Which members of the collection: paths and values.",
        examples=[{"tier": 1}],
    )
    require: Annotated[Mapping[str, Any], Frozen] = Field(
        default=EMPTY,
        description="What must hold of them: a value, a list, or min, max, matches, present, unique.",
        examples=[{"owner.type": ["stream-aligned", "platform"]}],
    )
    severity: Level | None = Field(
        default=None, description="Its severity; error unless said.", examples=["error"]
    )
    why: Text | None = Field(
        default=None, description="Why it is so.", examples=["an enabling team must not carry production"]
    )
