"""How does an item flow from idea to use, through whose hands?"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from topo.model.base import EMPTY, Entity, Frozen, Part, Reference, Text
from topo.model.quantity import Change, Elapsed, NonNegative, PerPeriod, Share, WorkingTime

Phase = Literal["ideate", "create", "release", "operate"]


class Observed(Part):
    """What was measured of the stream: any of the three; two give the third by Little's law."""

    wip: NonNegative | None = Field(default=None, description="Items under way.", examples=[8])
    throughput: PerPeriod | None = Field(default=None, description="Items finished.", examples=["2/week"])
    time: Elapsed | None = Field(default=None, description="From start to done.", examples=["4w"])


class Distribution(Part):
    """What the items are, as shares."""

    feature: Share | None = Field(default=None, description="New business value.", examples=["60%"])
    defect: Share | None = Field(default=None, description="Repairs.", examples=["20%"])
    risk: Share | None = Field(default=None, description="Security and compliance.", examples=["5%"])
    debt: Share | None = Field(default=None, description="Work on the system itself.", examples=["15%"])


class Rework(Part):
    """What is sent back."""

    to: Text = Field(description="The stage it is sent back to.", examples=["build"])
    share: Share = Field(description="The share of items that is sent back.", examples=["15%"])
    cause: Text | None = Field(default=None, description="Why.", examples=["unclear-requirements"])


class AiEffect(Part):
    """The effect of AI on a stage, as stated: negative is less."""

    touch: Change | None = Field(default=None, description="Change of the touch time.", examples=["-30%"])
    rework: Change | None = Field(default=None, description="Change of the rework share.", examples=["+10%"])


class Stage(Entity):
    """A step of the path; it draws on its team's people."""

    phase: Phase | None = Field(default=None, description="The part of the path.", examples=["create"])
    team: Annotated[Text, Reference("team")] | None = Field(
        default=None, description="The team that does it.", examples=["checkout"]
    )
    service: Annotated[Text, Reference("service")] | None = Field(
        default=None,
        description="Instead of `team`: whoever owns this service does it.",
        examples=["cart-api"],
    )
    role: Text | None = Field(
        default=None,
        description="The role that does it; else all roles of the team by heads.",
        examples=["engineer"],
    )
    touch: WorkingTime | None = Field(
        default=None, description="Working time on one item.", examples=["3d", "4h"]
    )
    wait: Elapsed | None = Field(
        default=None, description="Elapsed time an item waits here for other reasons.", examples=["10d"]
    )
    variability: NonNegative | None = Field(
        default=None, description="Squared coefficient of variation of the touch time.", examples=[1.0]
    )
    rework: Rework | None = Field(
        default=None, description="What is sent back from here.", examples=[{"to": "build", "share": "15%"}]
    )
    ai: AiEffect | None = Field(
        default=None, description="The effect of AI on this stage.", examples=[{"touch": "-30%"}]
    )
    guardrail: Annotated[Text, Reference("guardrail")] | None = Field(
        default=None, description="The guardrail whose gate this stage is.", examples=["change-board"]
    )
    every: Elapsed | None = Field(
        default=None, description="Release cadence: items wait for the next.", examples=["1w"]
    )


class Stream(Entity):
    """A value stream; the stages stand in the order of the path."""

    item: Text | None = Field(default=None, description="What flows.", examples=["customer-visible change"])
    demand: PerPeriod | None = Field(default=None, description="Items that arrive.", examples=["2/week"])
    wip_limit: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="The most items under way at once.", examples=[20]
    )
    observed: Observed | None = Field(
        default=None, description="What was measured, to check against.", examples=[{"wip": 8, "time": "4w"}]
    )
    distribution: Distribution | None = Field(
        default=None, description="What the items are.", examples=[{"feature": "60%", "defect": "40%"}]
    )
    stages: Annotated[Mapping[str, Stage], Frozen] = Field(
        default=EMPTY,
        description="The stages; the order written is the path.",
        examples=[{"build": {"phase": "create", "team": "checkout", "touch": "3d"}}],
    )

    def find_lost_rework(self) -> dict[str, str]:
        """Stages whose rework goes to a stage that the stream does not have, and what they name."""
        sent = {id: stage.rework.to for id, stage in self.stages.items() if stage.rework is not None}
        return {id: to for id, to in sent.items() if to not in self.stages}
