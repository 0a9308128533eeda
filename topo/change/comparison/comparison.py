"""Which of several scenarios, and of doing nothing, is better in which respect, and is any never better?

There is no score of all. A scenario is *dominated* by another, or by doing nothing, where it is better in no
respect and worse in some: in the numbers of the whole and of the streams, in the findings by severity and in
what it costs. Teams differ from scenario to scenario: what they carry counts through the whole.
Where one of the two is not assessed in a respect, none of them dominates the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from topo.analysis.catalogue.measure import Better
from topo.change.comparison.aspect import Aspect, Key, sort_keys
from topo.change.comparison.change import Verdict, judge
from topo.change.comparison.compared import Compared
from topo.change.comparison.contender import Contender
from topo.change.comparison.found import count_by_severity
from topo.change.comparison.standing import Standing
from topo.change.cost import Cost
from topo.change.trial import Trial

NOTHING = "do nothing"


class Baseline(NamedTuple):
    """Doing nothing, as the scenarios called `names` correct the model; usually it is one for all."""

    standing: Standing
    names: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Doing nothing and any number of scenarios side by side."""

    contenders: tuple[Contender, ...]
    start: Standing = field(repr=False)

    @cached_property
    def baselines(self) -> tuple[Baseline, ...]:
        """What doing nothing is, once for each way in which scenarios correct the model."""
        groups: dict[int, list[Contender]] = {}
        for each in self.contenders:
            groups.setdefault(id(each.before), []).append(each)
        found = (Baseline(group[0].before, tuple(each.name for each in group)) for group in groups.values())
        return tuple(found) or (Baseline(self.start, ()),)

    @cached_property
    def keys(self) -> Mapping[Key, Aspect]:
        """Everything that is compared in any of them, in the order in which it is shown."""
        found = {each.key: each.aspect for one in self._compared for each in one.changes}
        return {key: found[key] for key in sort_keys(found)}

    @property
    def _compared(self) -> Iterator[Compared]:
        yield from (Compared(each.standing, each.standing) for each in self.baselines)
        yield from (each.compared for each in self.contenders)

    @cached_property
    def dominated(self) -> Mapping[str, tuple[str, ...]]:
        """By scenario that is better than another in no respect: those that are, `NOTHING` among them."""
        return {each.name: by for each in self.contenders if (by := tuple(self._find_better(each)))}

    def _find_better(self, contender: Contender) -> Iterator[str]:
        """Which of the others, compared with the same doing nothing, dominate one."""
        mine = self._stakes[contender.name]
        costs = {("cost", name): number for name, number in contender.cost.numbers.items()}
        free: dict[object, _Stake] = {
            key: _Stake("lower", None if each.amount is None else 0.0) for key, each in costs.items()
        }
        if dominates(_find_stakes(contender.before) | free, mine):
            yield NOTHING
        for other in self.contenders:
            if other.before is contender.before and dominates(self._stakes[other.name], mine):
                yield other.name

    @cached_property
    def _stakes(self) -> dict[str, dict[object, "_Stake"]]:
        return {each.name: _find_stakes(each.after, each.cost) for each in self.contenders}


class _Stake(NamedTuple):
    better: Better
    amount: float | None


def compare_trials(trials: Iterable[Trial], start: Standing) -> Comparison:
    """Doing nothing beside these scenarios, which were tried on the organisation of `start`.

    Those that correct the same facts are compared with the same organisation of today.
    """
    shared: dict[str, Standing] = {}
    contenders = []
    for trial in trials:
        done = [each.step.move.to_document() for each in trial.corrections if each.applied is not None]
        before = shared.setdefault(repr(done), start.after(trial.corrected))
        contenders.append(Contender(trial, before))
    return Comparison(tuple(contenders), start)


def dominates(one: Mapping[object, _Stake], other: Mapping[object, _Stake]) -> bool:
    """Whether `one` is worse than `other` in no respect and better in some.

    >>> some, more = {"friction": _Stake("lower", 2.0)}, {"friction": _Stake("lower", 3.0)}
    >>> dominates(some, more), dominates(some, {"friction": _Stake("lower", None)})
    (True, False)
    """
    is_better = False
    for key in {**one, **other}:
        mine, theirs = one.get(key), other.get(key)
        amounts = [None if each is None else each.amount for each in (theirs, mine)]
        if amounts == [None, None]:
            continue
        known = mine or theirs
        if known is None or amounts[0] is None or amounts[1] is None:
            return False
        verdict = judge(known.better, amounts[0], amounts[1])
        if verdict is Verdict.WORSE:
            return False
        is_better = is_better or verdict is Verdict.BETTER
    return is_better


def _find_stakes(standing: Standing, cost: Cost | None = None) -> dict[object, _Stake]:
    """What counts for who dominates whom: numbers of the whole and of streams, findings, costs."""
    stakes: dict[object, _Stake] = {
        key: _Stake(aspect.better, value.size)
        for key, (aspect, value) in standing.found.items()
        if aspect.of != "team" and aspect.better != "neither"
    }
    for severity, many in count_by_severity(standing.findings).items():
        stakes[severity] = _Stake("lower", float(many))
    for name, number in cost.numbers.items() if cost is not None else ():
        stakes["cost", name] = _Stake("lower", number.amount)
    return stakes
