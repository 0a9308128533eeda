"""How have teams agreed to work together?"""

from typing import Annotated, Literal

from pydantic import Field

from topo.model.base import Date, OneOrMore, Part, Reference, Text

InteractionMode = Literal["x-as-a-service", "collaboration", "facilitating"]
TeamId = Annotated[Text, Reference("team")]
TeamIds = Annotated[OneOrMore, Reference("team")]

# Which fields name the parties of each mode; more than one pair is what people also write.
PARTIES = {
    "x-as-a-service": ("provider", "consumers"),
    "collaboration": ("between",),
    "facilitating": ("by", "for"),
}


class Interaction(Part):
    """A declared way of working between teams, with its purpose and its time."""

    mode: InteractionMode = Field(description="How they work together.", examples=["collaboration"])
    provider: TeamId | None = Field(
        default=None, description="x-as-a-service: the team that provides.", examples=["platform"]
    )
    consumers: TeamIds = Field(
        default=(), description="x-as-a-service: the teams that consume.", examples=[["checkout", "payments"]]
    )
    between: TeamIds = Field(
        default=(),
        description="collaboration: the teams; three are three pairs.",
        examples=[["checkout", "payments"]],
    )
    by: TeamId | None = Field(
        default=None, description="facilitating: the team that helps.", examples=["security"]
    )
    for_: TeamIds = Field(
        default=(),
        alias="for",
        description="facilitating: the teams that are helped.",
        examples=[["payments"]],
    )
    purpose: Text | None = Field(default=None, description="What for.", examples=["new settlement API"])
    since: Date | None = Field(default=None, description="Its first day.", examples=["2026-11-01"])
    until: Date | None = Field(default=None, description="Its last day.", examples=["2027-01-15"])

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of its teams: provider, facilitator or else the first first."""
        if self.mode == "x-as-a-service":
            return (*((self.provider,) if self.provider else ()), *self.consumers)
        if self.mode == "facilitating":
            return (*((self.by,) if self.by else ()), *self.for_)
        return self.between

    @property
    def identity(self) -> str:
        """What an address calls it: its mode and its teams (`collaboration checkout payments`)."""
        first = () if self.mode == "collaboration" else self.parties[:1]
        return " ".join((self.mode, *first, *sorted(self.parties[len(first) :])))
