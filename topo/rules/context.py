"""What does a rule get to look at?"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from topo.analysis.measures import NO_PROFILES, Measures, Weights
from topo.findings import Address, Finding
from topo.model.organisation import Organisation, address_of
from topo.model.settings import Limits
from topo.rules.recalling import Recall, Thing

if TYPE_CHECKING:
    from topo.analysis.ownership import Ownership
    from topo.analysis.selecting import Selecting
    from topo.rules.policy.reading import ReadPolicies

_COMPOSED = frozenset({"tree", "decisions", "services.depends_on"})
"""What is there also where something else is."""
_TISSUE = ("capabilities", "guardrails", "forums", "data")


@dataclass(frozen=True)
class Context:
    """An organisation, the day, the limits and what was measured of it; measured when first asked for."""

    organisation: Organisation
    as_of: date
    weights: Weights = NO_PROFILES
    min_coverage: float | None = None
    _recall: Recall = field(default_factory=Recall, repr=False, compare=False)
    _sections: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, measures: Measures, *, min_coverage: float | None = None) -> "Context":
        """The context of an organisation that is measured already."""
        context = cls(measures.organisation, measures.as_of, measures.weights, min_coverage)
        vars(context)["measures"] = measures
        return context

    def after(self, organisation: Organisation, *, touched: Iterable[Address] | None = None) -> "Context":
        """The context of a changed organisation: what the change did not touch is not measured again.

        `touched` are the addresses of all that differs, where a move tells them.
        """
        measures = self.measures.after(organisation, touched=touched)
        recall = self._recall.follow()
        context = Context(organisation, self.as_of, self.weights, self.min_coverage, recall)
        vars(context)["measures"] = measures
        context._sections.update(self._find_kept_sections(context))
        return context

    def _find_kept_sections(self, later: "Context") -> Iterator[tuple[str, bool]]:
        """The sections of which it is plain whether a changed organisation holds them."""
        for section, is_there in self._sections.items():
            root, _, rest = section.partition(".")
            if root in _COMPOSED or section in _COMPOSED:
                continue
            was, now = getattr(self.organisation, root), getattr(later.organisation, root)
            if was is now:
                yield section, is_there
            elif rest and not is_there and root != "tissue":
                changed = later.measures.differences.find(was, now)
                yield section, any(_holds(now[id], rest.split(".")) for id in changed if id in now)

    def recall(
        self, key: Hashable, basis: tuple[object, ...], find: Callable[[], Iterable[Finding]]
    ) -> tuple[Finding, ...]:
        """The findings called `key`, as before the change where their `basis` is the same: see `Recall`."""
        return self._recall.find(key, basis, find)

    def scan(
        self, code: str, things: Mapping[str, Thing], find: Callable[[Thing], Iterable[Finding]]
    ) -> Iterable[Finding]:
        """What a rule finds in each of these things by itself: see `Recall`."""
        return self._recall.scan(code, things, find, self.measures.differences)

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
        """Whether the model holds a section (looked up once): see `_find_section`."""
        if section not in self._sections:
            self._sections[section] = self._find_section(section)
        return self._sections[section]

    def _find_section(self, section: str) -> bool:
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
        return _holds(self.organisation, section.split("."))


def _holds(value: object, keys: list[str]) -> bool:
    """Whether something stands under these keys, in any of the things of a collection on the way."""
    if not keys:
        return bool(value)
    return any(_holds(getattr(each, keys[0]), keys[1:]) for each in _members(value))


def _members(value: object) -> Iterable[object]:
    """What a key is looked for in: each thing of a collection, or the value itself."""
    return value.values() if isinstance(value, Mapping) else (value,)


def _entry_of(path: str) -> str:
    """What the profile calls the limit at `path`."""
    return path.replace(".", "-").replace("_", "-")
