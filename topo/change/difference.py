"""What became of a model between two states: what happened in it, and what that did to what is measured?"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from topo.change.comparison.compared import Compared
from topo.change.comparison.standing import Standing
from topo.change.events import Event, find_events


class FailOn(StrEnum):
    """What makes a difference one that a pull request should not have."""

    WORSE = "worse"
    """A new finding, or a measured one that got worse: as with a baseline."""
    NEW_FINDINGS = "new-findings"


@dataclass(frozen=True)
class ModelDifference:
    """Two states of an organisation; `names` are what they are called."""

    names: tuple[str, str]
    before: Standing = field(repr=False)
    after: Standing = field(repr=False)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happened, in the organisation's own words."""
        return find_events(self.before.organisation, self.after.organisation)

    @cached_property
    def compared(self) -> Compared:
        """Every number and finding of the one beside that of the other."""
        return Compared(self.before, self.after)

    def fails(self, on: FailOn) -> bool:
        """Whether there is what should not be there."""
        findings = self.compared.findings
        return bool(findings.new) or (on is FailOn.WORSE and bool(findings.worse))
