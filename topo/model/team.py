"""What is a team (a cell), and what does it say about itself?"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from topo.model.base import (
    EMPTY,
    HEADS_SCHEMA,
    TEXT_SCHEMA,
    Counts,
    Date,
    Entity,
    Frozen,
    Heads,
    Part,
    Reads,
    Reference,
    Short,
    Text,
    Texted,
    Texts,
    refuse,
)
from topo.model.quantity import Elapsed, PerPeriod, Share, TaskLoad

TeamType = Literal["stream-aligned", "platform", "enabling", "complicated-subsystem"]
LoopMode = Literal["in-the-loop", "on-the-loop"]
PersonId = Annotated[Text, Reference("person")]


class Outcome(Part):
    """A business result that a team is for."""

    metric: Text = Field(description="What is measured.", examples=["checkout conversion"])
    target: Text | None = Field(default=None, description="Where it should be.", examples=["> 68 %"])


class Member(Part):
    """A person in a team, with the share of their time that it has."""

    person: PersonId = Field(description="The person.", examples=["cy"])
    allocation: Share | None = Field(
        default=None,
        description="Share of their time; 1/n for a person in n teams unless said.",
        examples=["50%"],
    )


class Vacancy(Part):
    """An open position: no capacity until it is filled."""

    count: Heads = Field(default=1, description="How many.", examples=[1])
    by: Date | None = Field(
        default=None, description="When it is expected to be filled.", examples=["2027-02-01"]
    )


class Tracks(Part):
    """Human in or on the loop, for each side of the dual track."""

    discovery: LoopMode | None = Field(
        default=None, description="Deciding what to build.", examples=["in-the-loop"]
    )
    engineering: LoopMode | None = Field(
        default=None, description="Building and releasing it.", examples=["on-the-loop"]
    )


def _stewards(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    people = (value,) if isinstance(value, str) else value
    if isinstance(people, list | tuple) and all(isinstance(person, str) for person in people):
        return tuple(people)
    raise refuse("no_steward", "a steward is a person, a list of people, or ~ for nobody")


# Here alone an explicit null says something: nobody. (None is what nothing is said of.)
Steward = Annotated[
    tuple[PersonId, ...] | None,
    Reads(_stewards, {"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}, {"type": "null"}]}),
]


def _steward(what: str) -> Any:
    return Field(
        default=None,
        description=f"Who looks after {what}: a person, several (shared) or ~ for nobody; else not assessed.",
        examples=["ana", ["ana", "bo"], None],
    )


class Stewards(Part):
    """Who looks after the team's ways of working: someone, several, nobody, or not assessed."""

    collaboration: Steward = _steward("collaboration")
    impediments: Steward = _steward("impediments")
    improvement: Steward = _steward("improvement")
    team_health: Steward = Field(
        default=None,
        alias="team-health",
        description="Who looks after the team's health; as the others.",
        examples=["ana", None],
    )
    learning: Steward = _steward("learning")


class Signals(Part):
    """What a team measures of its own delivery."""

    alerts: PerPeriod | None = Field(
        default=None, description="Alerts that call somebody.", examples=["12/week"]
    )
    deploys: PerPeriod | None = Field(default=None, description="Deployments.", examples=["9/week"])
    lead_time: Elapsed | None = Field(default=None, description="From commit to production.", examples=["3d"])
    change_failure_rate: Share | None = Field(
        default=None, description="Share of deployments that fail.", examples=["8%"]
    )
    time_to_restore: Elapsed | None = Field(
        default=None, description="From failure to service restored.", examples=["2h"]
    )
    independent_releasers: Heads | None = Field(
        default=None, description="People who can release alone.", examples=[3]
    )
    toil: Share | None = Field(default=None, description="Share of time spent on toil.", examples=["20%"])
    toil_trend: Literal["falling", "flat", "rising"] | None = Field(
        default=None, description="Where toil is going.", examples=["falling"]
    )
    ai_checks: Literal["mandatory", "advisory", "none"] | None = Field(
        default=None, description="Whether automated checks bind what AI writes.", examples=["mandatory"]
    )
    rollback: Literal["proven", "untested", "none"] | None = Field(
        default=None, description="Whether releases can be taken back.", examples=["proven"]
    )


class Survey(Part):
    """A survey of the team's members, for the private overlay."""

    n: Heads = Field(description="How many answered; shown from 5.", examples=[6])
    tlx: TaskLoad | None = Field(
        default=None, description="Mean raw NASA task load index, 0 to 100.", examples=[48]
    )


class Team(Entity):
    """A team: the cell of the organisation."""

    type: TeamType | None = Field(
        default=None,
        description="Its Team Topologies type; an untyped team has none.",
        examples=["stream-aligned"],
    )
    group: Annotated[Text, Reference("group")] | None = Field(
        default=None, description="The group it belongs to.", examples=["commerce"]
    )
    objective: Text | None = Field(
        default=None, description="What it is for.", examples=["Shoppers pay without friction"]
    )
    outcomes: tuple[Outcome, ...] = Field(
        default=(),
        description="The business results it is for.",
        examples=[[{"metric": "checkout conversion", "target": "> 68 %"}]],
    )
    roles: Counts = Field(
        default=EMPTY, description="Heads by role.", examples=[{"engineer": 5, "product-manager": 1}]
    )
    size: Heads | None = Field(default=None, description="Heads, where roles are not given.", examples=[7])
    members: tuple[Annotated[Member, Short("person", TEXT_SCHEMA)], ...] | None = Field(
        default=None,
        description="The people in it, by id.",
        examples=[["bo", {"person": "cy", "allocation": "50%"}]],
    )
    vacancies: Annotated[Mapping[str, Annotated[Vacancy, Short("count", HEADS_SCHEMA)]], Frozen] = Field(
        default=EMPTY,
        description="Open positions beyond the roles; no capacity until filled.",
        examples=[{"engineer": {"count": 1, "by": "2027-02-01"}}],
    )
    external: Counts = Field(
        default=EMPTY, description="How many of the roles are externals.", examples=[{"engineer": 1}]
    )
    sites: Counts = Field(
        default=EMPTY, description="Heads by site or time zone.", examples=[{"berlin": 5, "pune": 2}]
    )
    contacts: Texted = Field(
        default=EMPTY,
        description="Where it is reached; `github` finds it in CODEOWNERS.",
        examples=[{"github": "@northwind/checkout", "slack": "#checkout"}],
    )
    manager: PersonId | None = Field(default=None, description="The people's manager.", examples=["ana"])
    skills: Texts = Field(default=(), description="What it can do.", examples=[["python", "react"]])
    focus: Share | None = Field(
        default=None,
        description="Share of working time left for stream work; the profile's default unless said.",
        examples=["65%"],
    )
    tracks: Tracks | None = Field(
        default=None,
        description="Human in or on the loop, on each side of the dual track.",
        examples=[{"discovery": "in-the-loop", "engineering": "on-the-loop"}],
    )
    stewards: Stewards | None = Field(
        default=None,
        description="Who looks after its ways of working.",
        examples=[{"collaboration": "ana", "improvement": None}],
    )
    signals: Signals | None = Field(
        default=None, description="What it measures of its own delivery.", examples=[{"deploys": "9/week"}]
    )
    owns: tuple[Annotated[Text, Reference("service", "domain", "capability", "guardrail", "data")], ...] = (
        Field(
            default=(),
            description="What it owns: `owner:` said from the other side. An unknown id is a new service.",
            examples=[["cart-api", "shop-web"]],
        )
    )
    survey: Survey | None = Field(
        default=None, description="Survey values, for the private overlay.", examples=[{"n": 6, "tlx": 48}]
    )

    @property
    def heads(self) -> float | None:
        """Members by allocation, else roles, else size; None where it says nothing.

        A member without an allocation counts whole: how many teams share a person is not seen here.
        """
        if self.members is not None:
            return sum(1.0 if member.allocation is None else member.allocation for member in self.members)
        if self.roles:
            return float(sum(self.roles.values()))
        return None if self.size is None else float(self.size)

    @property
    def is_empty(self) -> bool:
        """Whether it says that it has nobody; a team of unknown size is not empty."""
        return self.heads == 0
