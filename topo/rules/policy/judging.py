"""Does what stands at the end of a path meet a condition, does it not, or can that not be told?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from topo.model.organisation import Organisation
from topo.model.references import resolve
from topo.model.settings import Calendar
from topo.rules.policy.conditions import Condition
from topo.rules.policy.paths import End
from topo.rules.policy.pattern import LONGEST_TEXT
from topo.rules.policy.values import Type
from topo.rules.policy.walking import Trace

_DIGITS = 9


class Verdict(Enum):
    """What became of a condition.

    UNSAID: nothing stands at the end of the path. UNKNOWN: the way there leads through something that is
    missing, or what is measured is not assessed. UNTOLD: what stands there could not be read, which is
    reported elsewhere.
    """

    HOLDS = "holds"
    FAILS = "fails"
    UNSAID = "unsaid"
    UNKNOWN = "unknown"
    UNTOLD = "untold"


Conditions = Mapping[End, Condition]
"""What one line of a policy asks, by what may stand at the end of its path."""
Shared = Mapping[Any, frozenset[str]]
"""Which members say each value of a path, for `unique`."""
NOTHING_SHARED: Shared = {}


@dataclass(frozen=True)
class Judge:
    """Judges values by the calendar and the ids of one organisation."""

    organisation: Organisation

    @cached_property
    def _wanted(self) -> dict[Condition, frozenset[Any]]:
        return {}

    @cached_property
    def calendar(self) -> Calendar:
        """How long a working day and week are."""
        return self.organisation.calendar or Calendar()

    def judge(
        self, conditions: Conditions, trace: Trace, *, member: str = "", shared: Shared = NOTHING_SHARED
    ) -> Verdict:
        """What becomes of a condition at one end of a path, from `member` on.

        `shared` is asked for `unique`.
        """
        if trace.is_untold:
            return Verdict.UNTOLD
        condition = find_condition(conditions, trace)
        if condition is None:
            return Verdict.FAILS if trace.values is not None else Verdict.UNKNOWN
        if condition.present is not None:
            verdict = self._judge_presence(condition.present, trace)
            if verdict is not Verdict.HOLDS or not condition.present:
                return verdict
        if trace.values is None:
            return self._judge_nothing(condition, trace)
        if not self._is_met(condition, trace.values):
            return Verdict.FAILS
        if condition.unique and self.find_others(condition, trace, member, shared):
            return Verdict.FAILS
        return Verdict.HOLDS

    def judge_any(self, conditions: Conditions, traces: Iterable[Trace]) -> Verdict:
        """What becomes of a condition of `when`: one end that meets it is enough."""
        verdicts = {self.judge(conditions, trace) for trace in traces}
        order = (Verdict.HOLDS, Verdict.UNTOLD, Verdict.UNKNOWN, Verdict.FAILS)
        if not verdicts and any(condition.present is False for condition in conditions.values()):
            return Verdict.HOLDS
        return next((each for each in order if each in verdicts), Verdict.UNSAID)

    def _judge_presence(self, wanted: bool, trace: Trace) -> Verdict:
        is_there = trace.values is not None and trace.is_said
        if trace.is_through and not wanted:
            return Verdict.UNKNOWN
        return Verdict.HOLDS if is_there is wanted else Verdict.FAILS

    def _judge_nothing(self, condition: Condition, trace: Trace) -> Verdict:
        if trace.is_through:
            return Verdict.UNKNOWN
        return Verdict.UNSAID if condition.compares else Verdict.HOLDS

    def _is_met(self, condition: Condition, values: tuple[Any, ...]) -> bool:
        return not condition.compares or any(self._meets(condition, value) for value in values)

    def _meets(self, condition: Condition, value: Any) -> bool:
        assert condition.type is not None
        if condition.any_of and self.key_of(condition.type, value) not in self._find_wanted(condition):
            return False
        if condition.is_bounded and condition.find_excess(value, self.calendar) != 0.0:
            return False
        if condition.pattern is None:
            return True
        return len(str(value)) <= LONGEST_TEXT and condition.pattern.is_found_in(str(value))

    def _find_wanted(self, condition: Condition) -> frozenset[Any]:
        if condition not in self._wanted:
            assert condition.type is not None
            keys = (self.key_of(condition.type, value) for value in condition.any_of)
            self._wanted[condition] = frozenset(keys)
        return self._wanted[condition]

    def key_of(self, type: Type, value: Any) -> Any:
        """What equal values have in common: 24h is 1d, and `team:checkout` is `checkout`."""
        if type.kinds:
            target = resolve(self.organisation, str(value), type.kinds)
            return str(value) if target is None else target
        if type.rank is None or type.is_text:
            return value
        place = type.rank(value, self.calendar)
        return value if place is None else round(place, _DIGITS)

    def find_others(self, condition: Condition, trace: Trace, member: str, shared: Shared) -> list[str]:
        """The members other than this one that say a value of its trace, sorted."""
        if condition.type is None:
            return []
        keys = {self.key_of(condition.type, value) for value in trace.values or ()}
        return sorted({other for key in keys for other in shared.get(key, ())} - {member})


def find_condition(conditions: Conditions, trace: Trace) -> Condition | None:
    """What is asked of an end; of one without a value any condition will do."""
    if trace.values is not None and trace.end is not None:
        return conditions.get(trace.end)
    return next(iter(conditions.values()), None)
