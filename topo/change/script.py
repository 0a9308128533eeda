"""What does a scenario say: which moves, in which phases, and why?

A script is the value that a scenario file holds. It knows no organisation: `topo.change.trial` lays it over
one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import Field

from topo.change.history import Step
from topo.model.base import EMPTY, Date, Part, Text


class Decided(Part):
    """When and by whom a scenario was decided."""

    on: Date | None = Field(default=None, description="The day of the decision.", examples=["2026-12-01"])
    by: Text | None = Field(default=None, description="Who decided.", examples=["architecture"])
    note: Text | None = Field(default=None, description="What was said.", examples=["after the pilot"])


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps that are done together, and until when."""

    steps: tuple[Step, ...] = ()
    name: str | None = None
    by: date | None = None
    """Its last day."""
    extensions: Mapping[str, Any] = EMPTY
    """The user's own `x-…` keys."""

    @property
    def is_plain(self) -> bool:
        """Whether nothing but its steps is said of it."""
        return self.name is None and self.by is None and not self.extensions


@dataclass(frozen=True)
class Script:
    """A scenario: facts to be corrected first, then moves in phases, over whatever organisation there is."""

    name: str
    """What the scenario is called: the value of `scenario:`."""
    why: str | None = None
    extends: str | None = None
    """The scenario that comes first, as the file names it."""
    base: "Script | None" = field(default=None, repr=False)
    """That scenario itself."""
    assumes: tuple[str, ...] = ()
    decided: Decided | None = None
    corrections: tuple[Step, ...] = ()
    phases: tuple[Phase, ...] = ()
    extensions: Mapping[str, Any] = EMPTY
    """The user's own `x-…` keys."""

    def __post_init__(self) -> None:
        marked = tuple(replace(step, is_correction=True) for step in self.corrections)
        object.__setattr__(self, "corrections", marked)

    @property
    def chain(self) -> tuple["Script", ...]:
        """The scenarios that come first, the first of all in front, and this one."""
        return (*(self.base.chain if self.base is not None else ()), self)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its own steps in the order in which they count: the corrections, then phase by phase."""
        return (*self.corrections, *(step for phase in self.phases for step in phase.steps))
