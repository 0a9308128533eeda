"""What does a rule get to look at?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from topo.analysis.ownership import NO_WEIGHTS, Ownership, measure_ownership
from topo.analysis.selecting import Selecting
from topo.model.organisation import Organisation
from topo.model.settings import Limits


@dataclass(frozen=True)
class Context:
    """An organisation, the day, the limits and what was measured of it; measured when first asked for."""

    organisation: Organisation
    as_of: date
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    min_coverage: float | None = None

    @cached_property
    def ownership(self) -> Ownership:
        """Is everything owned?"""
        weights = self.weights.get("ownership", NO_WEIGHTS)
        return measure_ownership(self.organisation, as_of=self.as_of, weights=weights)

    @cached_property
    def selecting(self) -> Selecting:
        """Whom does a selector speak of?"""
        return Selecting(self.organisation)

    @property
    def limits(self) -> Limits:
        """The thresholds that the model sets."""
        check = self.organisation.check
        return check.limits if check is not None and check.limits is not None else Limits()

    @property
    def coverage_limit(self) -> float | None:
        """The least share of services and modules that must be owned; None where no limit is set."""
        if self.min_coverage is not None:
            return self.min_coverage
        ownership = self.limits.ownership
        return None if ownership is None else ownership.coverage

    def has_section(self, section: str) -> bool:
        """Whether the model holds a section (`services`, `tissue.guardrails`, `tree`)."""
        if section == "tree":
            return bool(self.organisation.facts.paths)
        value: object = self.organisation
        for key in section.split("."):
            value = getattr(value, key)
        return bool(value)
