"""What is to be shown of a comparison: the scenarios, with phases or not, and how often differences hold?"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from topo.change.comparison.aspect import Key
from topo.change.comparison.change import Change, Verdict
from topo.change.comparison.comparison import Comparison
from topo.change.comparison.contender import Contender
from topo.change.comparison.holding import Holding, is_clear, name_nothing


@dataclass(frozen=True)
class Shown:
    """A comparison as it was asked for; `holding` is None without sensitivity."""

    comparison: Comparison
    with_phases: bool = False
    holding: Holding | None = field(default=None, repr=False)

    def find_holds(self, contender: Contender, key: Key) -> float | None:
        """The share of draws in which a scenario's difference from doing nothing holds."""
        if self.holding is None:
            return None
        return self.holding.find(key, name_nothing(contender.name), contender.name)

    def is_clear(self, contender: Contender, change: Change) -> bool:
        """Whether a difference from doing nothing is one."""
        return is_clear(self.find_holds(contender, change.key))


def is_of_interest(group: Iterable[Contender], key: Key) -> bool:
    """Whether a number is another one in any of these scenarios, or known on one side only."""
    return any(_is_other(each.compared.by_key.get(key)) for each in group)


def _is_other(change: Change | None) -> bool:
    if change is None:
        return False
    if change.verdict is not Verdict.NOT_ASSESSED:
        return change.verdict is not Verdict.SAME
    known = [value for value in (change.before, change.after) if value is not None and value.size is not None]
    return len(known) == 1
