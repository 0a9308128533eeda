"""What does a rule get to look at?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from topo.analysis.measures import NO_PROFILES, Measures, Weights
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.settings import Limits

if TYPE_CHECKING:
    from topo.analysis.ownership import Ownership
    from topo.analysis.selecting import Selecting
    from topo.rules.policy.reading import ReadPolicies

_TISSUE = ("capabilities", "guardrails", "forums", "data")


@dataclass(frozen=True)
class Context:
    """An organisation, the day, the limits and what was measured of it; measured when first asked for."""

    organisation: Organisation
    as_of: date
    weights: Weights = NO_PROFILES
    min_coverage: float | None = None

    @classmethod
    def of(cls, measures: Measures, *, min_coverage: float | None = None) -> "Context":
        """The context of an organisation that is measured already."""
        context = cls(measures.organisation, measures.as_of, measures.weights, min_coverage)
        vars(context)["measures"] = measures
        return context

    def after(self, organisation: Organisation) -> "Context":
        """The context of a changed organisation: what the change did not touch is not measured again."""
        return Context.of(self.measures.after(organisation), min_coverage=self.min_coverage)

    @cached_property
    def measures(self) -> Measures:
        """What is measured of the organisation, each measure when it is first asked for."""
        return Measures(self.organisation, self.as_of, self.weights)

    @cached_property
    def policies(self) -> "ReadPolicies | None":
        """The user's own rules, read against the schema; None where the model has none."""
        if not self.organisation.policies:
            return None
        from topo.rules.policy.reading import read_policies  # most models have none

        return read_policies(self.organisation)

    @property
    def ownership(self) -> "Ownership":
        """Is everything owned?"""
        return self.measures.ownership

    @property
    def selecting(self) -> "Selecting":
        """Whom does a selector speak of?"""
        return self.measures.selecting

    @property
    def limits(self) -> Limits:
        """The thresholds that the model sets."""
        check = self.organisation.check
        return check.limits if check is not None and check.limits is not None else Limits()

    def find_limit(self, path: str) -> float:
        """A threshold by its place in `check.limits` (`team_size.max`); the profile `limits` has the rest."""
        said: object = self.limits
        for key in path.split("."):
            said = None if said is None else getattr(said, key)
        return float(said) if isinstance(said, int | float) else self.weights["limits"][_entry_of(path)]

    def find_person(self, person: str, *, said_at: Address) -> Address:
        """Where a person stands: the entry of their own, else where they are named."""
        return address_of("person", person) if person in self.organisation.people else said_at

    @property
    def coverage_limit(self) -> float | None:
        """The least share of services and modules that must be owned; None where no limit is set."""
        if self.min_coverage is not None:
            return self.min_coverage
        ownership = self.limits.ownership
        return None if ownership is None else ownership.coverage

    def has_section(self, section: str) -> bool:
        """Whether the model holds a section (`services`, `tissue.guardrails`, `tree`).

        `teams.outcomes` is there where any team states some. What forums decide is a part of `decisions`,
        and what is part of a deployable depends on all of it.
        """
        if section == "tree":
            return bool(self.organisation.facts.paths)
        if section == "tissue":
            return any(self.has_section(f"tissue.{name}") for name in _TISSUE)
        if section == "decisions" and self.has_section("tissue.forums.decides"):
            return True
        if section == "services.depends_on" and self.has_section("services.part_of"):
            return True
        values: list[object] = [self.organisation]
        for key in section.split("."):
            values = [getattr(each, key) for value in values for each in _members(value)]
        return any(map(bool, values))


def _members(value: object) -> Iterable[object]:
    """What a key is looked for in: each thing of a collection, or the value itself."""
    return value.values() if isinstance(value, Mapping) else (value,)


def _entry_of(path: str) -> str:
    """What the profile calls the limit at `path`."""
    return path.replace(".", "-").replace("_", "-")
