"""How have teams agreed to work together?"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from topo.model.base import Date, OneOrMore, Part, Reference, Text

InteractionMode = Literal["x-as-a-service", "collaboration", "facilitating"]
TeamId = Annotated[Text, Reference("team")]
TeamIds = Annotated[OneOrMore, Reference("team")]

PARTIES: Mapping[str, tuple[str, ...]] = {
    "x-as-a-service": ("provider", "consumers"),
    "collaboration": ("between",),
    "facilitating": ("by", "for"),
}
"""The keys that name the teams of each mode."""


def _parties_schema(mode: str) -> dict[str, Any]:
    """What the JSON Schema says of an interaction of `mode`: its own teams, and none of another mode's."""
    others: dict[str, Any] = {
        key: {"type": "null"} for keys in PARTIES.values() for key in keys if key not in PARTIES[mode]
    }
    says = {"properties": {"mode": {"const": mode}}, "required": ["mode"]}
    return {"if": says, "then": {"required": list(PARTIES[mode]), "properties": others}}


class Interaction(Part):
    """A declared way of working between teams, with its purpose and its time."""

    model_config = ConfigDict(json_schema_extra={"allOf": [_parties_schema(mode) for mode in PARTIES]})

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

    @property
    def problem(self) -> str | None:
        """Why it does not say who works with whom and when; None where it does."""
        said = {
            key for keys in PARTIES.values() for key in keys if getattr(self, "for_" if key == "for" else key)
        }
        own = PARTIES[self.mode]
        missing = [key for key in own if key not in said]
        foreign = sorted(said.difference(own))
        if missing or foreign:
            named = " and ".join(f"`{key}`" for key in own)
            return f"the teams of `{self.mode}` stand in {named}: {_what_is_wrong(missing, foreign)}"
        twice = sorted({party for party in self.parties if self.parties.count(party) > 1})
        if twice:
            return f"a team does not work with itself, and `{twice[0]}` is named twice"
        if len(self.parties) < 2:
            return f"it takes two teams to work together, and `{self.parties[0]}` is named alone"
        if self.since and self.until and self.until < self.since:
            return f"it ends on {self.until}, before it begins on {self.since}"
        return None


def _what_is_wrong(missing: list[str], foreign: list[str]) -> str:
    wrong = [f"`{key}` is missing" for key in missing] + [
        f"`{key}` belongs to another mode" for key in foreign
    ]
    return ", ".join(wrong)
