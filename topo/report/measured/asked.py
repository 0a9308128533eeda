"""What was found of every measure of every thing, and what could not be assessed, and why?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, get_args

from topo.analysis.catalogue import find_measure, find_measures, find_subjects
from topo.analysis.catalogue.measure import Measure, Of
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.analysis.parts import Number

KINDS: tuple[str, ...] = get_args(Of)
"""What measures are about, in the order in which it is shown."""
SEVERAL = "for several reasons"


Findings = Mapping[str, Number | Judgement]
"""What was found of one thing, by measure."""


class Gap(NamedTuple):
    """A measure that could not be assessed of some things: how many of how many, and why."""

    measure: Measure
    things: int
    of: int
    reason: str


@dataclass(frozen=True)
class Asked:
    """The measures of one organisation as they are asked for; `slow`: those too that take long."""

    measures: Measures
    slow: bool = False
    _known: dict[str, dict[str, Findings]] = field(default_factory=dict, init=False, repr=False)

    def find(self, of: str, name: str, id: str = "") -> Number | Judgement:
        """What was found of one measure of one thing."""
        return self._all(of)[id][name]

    def number(self, of: str, name: str, id: str = "") -> Number:
        """The same of a measure that is a number."""
        found = self.find(of, name, id)
        assert isinstance(found, Number)
        return found

    def measure(self, of: str, name: str) -> Measure:
        """A measure of the table."""
        found = find_measure(of, name)
        assert found is not None
        return found

    def table(self, of: str) -> Sequence[Measure]:
        """The measures of a kind of things that are asked for."""
        return tuple(find_measures(of, slow=self.slow))

    def subjects(self, of: str) -> tuple[str, ...]:
        """The ids of the things of a kind."""
        return find_subjects(self.measures.organisation, of)

    def all_of(self, of: str, id: str) -> Iterator[tuple[Measure, Number | Judgement]]:
        """Every measure of one thing."""
        found = self._all(of)[id] if of in self._known else self._ask(of, id)
        return ((measure, found[measure.name]) for measure in self.table(of))

    @cached_property
    def unasked(self) -> tuple[Measure, ...]:
        """The measures that nobody asked for, as they take long."""
        if self.slow:
            return ()
        return tuple(each for of in KINDS for each in find_measures(of, slow=True) if each.is_slow)

    @cached_property
    def total(self) -> int:
        """How many numbers and verdicts there are, those that could not be assessed too."""
        return sum(len(self.table(of)) * len(self.subjects(of)) for of in KINDS)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What could not be assessed, measure by measure."""
        return tuple(gap for of in KINDS for gap in self._find_gaps(of))

    def _find_gaps(self, of: str) -> Iterator[Gap]:
        everything = self._all(of)
        for measure in self.table(of):
            reasons = Counter(
                _name_it(found.missing[0], id)
                for id, each in everything.items()
                if is_missing(found := each[measure.name])
            )
            if reasons:
                yield Gap(measure, reasons.total(), len(everything), _sum_up(reasons))

    def _all(self, of: str) -> dict[str, Findings]:
        if of not in self._known:
            self._known[of] = {id: self._ask(of, id) for id in self.subjects(of)}
        return self._known[of]

    def _ask(self, of: str, id: str) -> Findings:
        return {measure.name: measure.find(self.measures, id) for measure in self.table(of)}


def is_missing(found: Number | Judgement) -> bool:
    """Whether something could not be assessed."""
    return (found.verdict if isinstance(found, Judgement) else found.amount) is None


def _name_it(reason: str, id: str) -> str:
    """A reason without the id of the thing that it is about, so that the same reasons look the same.

    >>> _name_it("checkout: heads unknown", "checkout")
    'heads unknown'
    """
    return reason.removeprefix(f"{id}: ").replace(f"`{id}`", "it") if id else reason


def _sum_up(reasons: Counter[str]) -> str:
    [(most, times)] = reasons.most_common(1)
    if len(reasons) == 1:
        return most
    return f"mostly: {most}" if 2 * times > reasons.total() else SEVERAL
