"""What does a rule get to look at?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from topo.analysis.accountability import Accountability, measure_accountability
from topo.analysis.autonomy import Autonomy, measure_autonomy
from topo.analysis.ownership import NO_WEIGHTS, Ownership, measure_ownership
from topo.analysis.product_map import ProductMap, measure_product_map
from topo.analysis.selecting import Selecting
from topo.analysis.stewardship import Stewardship, measure_stewardship
from topo.analysis.tissue import Weave, measure_tissue
from topo.model.organisation import Organisation
from topo.model.settings import Limits

_TISSUE = ("capabilities", "guardrails", "forums", "data")


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
        # No rule weighs by tier: its profile is not read for that.
        return measure_ownership(self.organisation, as_of=self.as_of)

    @cached_property
    def tissue(self) -> Weave:
        """What binds each team, what relieves it, what may it decide?"""
        return measure_tissue(self.organisation, weights=self.weights.get("tissue", NO_WEIGHTS))

    @cached_property
    def accountability(self) -> Accountability:
        """Does each team answer for results?"""
        weights = self.weights.get("accountability", NO_WEIGHTS)
        return measure_accountability(self.organisation, weights=weights)

    @cached_property
    def autonomy(self) -> Autonomy:
        """How much autonomy has each team earned?"""
        return measure_autonomy(self.organisation, accountability=self.accountability)

    @cached_property
    def stewardship(self) -> Stewardship:
        """Who looks after each team's ways of working?"""
        return measure_stewardship(self.organisation)

    @cached_property
    def product_map(self) -> ProductMap:
        """Which product holds which domains?"""
        return measure_product_map(self.organisation)

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
        """Whether the model holds a section (`services`, `tissue.guardrails`, `tree`).

        `teams.outcomes` is there where any team states some. What forums decide is a part of `decisions`.
        """
        if section == "tree":
            return bool(self.organisation.facts.paths)
        if section == "tissue":
            return any(self.has_section(f"tissue.{name}") for name in _TISSUE)
        if section == "decisions" and self.has_section("tissue.forums.decides"):
            return True
        values: list[object] = [self.organisation]
        for key in section.split("."):
            values = [getattr(each, key) for value in values for each in _members(value)]
        return any(map(bool, values))


def _members(value: object) -> Iterable[object]:
    """What a key is looked for in: each thing of a collection, or the value itself."""
    return value.values() if isinstance(value, Mapping) else (value,)
