"""What may a scenario file say beside its moves?"""

from typing import Any

from pydantic import ConfigDict, Field

from topo.change.move import NewId
from topo.change.script import Decided
from topo.model.base import Date, OneOrMore, Part, Text

_MOVES = [[{"move-service": {"service": "stock", "to": "payments"}}]]


class MoveEntry(Part):
    """What stands beside a move."""

    off: bool = Field(default=False, description="Kept in the list, switched off.", examples=[True])
    note: Text | None = Field(default=None, description="What is to be known.", examples=["after the pilot"])
    evidence: Text | None = Field(
        default=None, description="What a claim rests on.", examples=["the pilot took 3 days instead of 9"]
    )


class PhaseEntry(Part):
    """Moves that are made together."""

    name: Text | None = Field(default=None, description="What the phase is called.", examples=["pilot"])
    by: Date | None = Field(default=None, description="Its last day.", examples=["2027-01-15"])
    moves: tuple[Any, ...] = Field(default=(), description="What is done in it.", examples=_MOVES)


class ScenarioFile(Part):
    """A topo scenario: typed moves over a model, never a copy of it."""

    model_config = ConfigDict(title="topo scenario")

    scenario: NewId = Field(description="What it is called.", examples=["split-payments"])
    why: Text | None = Field(
        default=None, description="The reason for it.", examples=["payments carries two domains"]
    )
    extends: Text | None = Field(
        default=None,
        description="Another scenario that comes first: its name, or a path from this file.",
        examples=["base-cleanup", "../private/merger.yaml"],
    )
    assumes: OneOrMore = Field(
        default=(), description="What has to hold for it.", examples=[["two hires by February"]]
    )
    decided: Decided | None = Field(
        default=None,
        description="When and by whom it was decided.",
        examples=[{"on": "2026-12-01", "by": "architecture"}],
    )
    corrections: tuple[Any, ...] = Field(
        default=(),
        description="Facts that the model has wrong: applied first, reported apart.",
        examples=_MOVES,
    )
    moves: tuple[Any, ...] = Field(
        default=(), description="What is done: short for a single phase.", examples=_MOVES
    )
    phases: tuple[Any, ...] = Field(
        default=(),
        description="What is done, step by step.",
        examples=[[{"name": "pilot", "by": "2027-01-15", "moves": _MOVES[0]}]],
    )
