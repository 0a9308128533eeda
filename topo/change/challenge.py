"""What is the strongest case against a scenario?

Facts alone, each from the comparison with doing nothing: what it does not improve, who loses, what worsens,
what rests on somebody's word and on whose, what it costs, what is worse on the way than at either end, and
what is no clear difference. Which words carry it is tried out: each claim, and each hire, is left out in
turn, and what then is no better any more hangs on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from topo.analysis.cognitive_load import Fit
from topo.change.comparison.change import Change, Verdict, judge
from topo.change.comparison.compared import Compared
from topo.change.comparison.comparison import Comparison
from topo.change.comparison.contender import Contender, PhaseStanding
from topo.change.comparison.found import FindingChanges
from topo.change.comparison.holding import Holding, is_clear, name_nothing
from topo.change.trial import Attempt, Status
from topo.findings import Finding


class Loser(NamedTuple):
    """A team that is worse off, with what is worse for it, the largest change first."""

    team: str
    changes: tuple[Change, ...]


class Overloaded(NamedTuple):
    """A team of the scenario that carries more than fits: its points and its room for them."""

    team: str
    points: float
    capacity: float


class Carrier(NamedTuple):
    """A step on whose word something gets better: without it, `lost` are no better any more."""

    attempt: Attempt
    lost: tuple[Change, ...]


class Dip(NamedTuple):
    """A number that is worse after a phase than today and in the end; findings that are there only then."""

    phase: PhaseStanding
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


class Unclear(NamedTuple):
    """An improvement, and the share of draws in which it is one."""

    change: Change
    holds: float


@dataclass(frozen=True)
class Challenge:
    """The case against one scenario; `holding` is None where nobody asked how sure the numbers are."""

    contender: Contender
    dominated_by: tuple[str, ...] = ()
    holding: Holding | None = field(default=None, repr=False)

    @property
    def compared(self) -> Compared:
        """Today beside the end."""
        return self.contender.compared

    @cached_property
    def improved(self) -> tuple[Change, ...]:
        """What gets better in the whole and in the streams, the largest change first."""
        return tuple(each for each in self.compared.find(Verdict.BETTER) if each.aspect.of != "team")

    @cached_property
    def worsened(self) -> tuple[Change, ...]:
        """What gets worse in the whole and in the streams, the largest change first."""
        return tuple(each for each in self.compared.find(Verdict.WORSE) if each.aspect.of != "team")

    @cached_property
    def darkened(self) -> tuple[Change, ...]:
        """What is known today and cannot be assessed in the end."""
        unknown = self.compared.find(Verdict.NOT_ASSESSED)
        return tuple(each for each in unknown if each.before is not None and each.before.size is not None)

    @cached_property
    def losers(self) -> tuple[Loser, ...]:
        """The teams that are worse off, those with the most that is worse first."""
        found: dict[str, list[Change]] = {}
        for change in self.compared.find(Verdict.WORSE):
            if change.aspect.of == "team":
                found.setdefault(change.id, []).append(change)
        losers = (Loser(team, tuple(changes)) for team, changes in found.items())
        return tuple(
            sorted(losers, key=lambda each: (-len(each.changes), -each.changes[0].weight, each.team))
        )

    @cached_property
    def overloaded(self) -> tuple[Overloaded, ...]:
        """The teams that carry more than fits and did not, the new ones too; the heaviest first."""
        before = self.contender.before.measures.cognitive_load.teams
        found = [
            Overloaded(id, each.points.amount, each.capacity)
            for id, each in self.contender.after.measures.cognitive_load.teams.items()
            if each.fit is Fit.OVER
            and each.points.amount is not None
            and (id not in before or before[id].fit is not Fit.OVER)
        ]
        return tuple(sorted(found, key=lambda each: (-each.points, each.team)))

    @property
    def findings(self) -> FindingChanges:
        """What became of the findings."""
        return self.compared.findings

    @cached_property
    def on_paper(self) -> tuple[tuple[Change, float], ...]:
        """What gets better, in part or all, by claims alone, with the share; the largest share first."""
        shares = [(each, self.contender.find_on_paper(each) or 0.0) for each in self.improved]
        return tuple(sorted((each for each in shares if each[1] > 0), key=lambda each: -each[1]))

    @cached_property
    def unproven(self) -> tuple[Attempt, ...]:
        """The claims that say no evidence."""
        return tuple(each for each in self.contender.claims if not each.step.evidence)

    @cached_property
    def carriers(self) -> tuple[Carrier, ...]:
        """The claims and hires without which something is no better, those that carry most first."""
        found = [Carrier(attempt, self._find_lost(number)) for number, attempt in self._find_words()]
        return tuple(sorted((each for each in found if each.lost), key=lambda each: -len(each.lost)))

    @cached_property
    def dips(self) -> tuple[Dip, ...]:
        """The phases after which something is worse than at both ends."""
        return tuple(
            dip for phase in self.contender.phases[:-1] if (dip := self._find_dip(phase)) is not None
        )

    @cached_property
    def unclear(self) -> tuple[Unclear, ...]:
        """The improvements that are no clear difference, the least clear first."""
        if self.holding is None:
            return ()
        name = self.contender.name
        shares = ((each, self.holding.find(each.key, name_nothing(name), name)) for each in self.improved)
        found = [
            Unclear(change, holds) for change, holds in shares if holds is not None and not is_clear(holds)
        ]
        return tuple(sorted(found, key=lambda each: each.holds))

    def _find_words(self) -> Iterator[tuple[int, Attempt]]:
        """The steps that rest on somebody's word, with their places in the history."""
        if not self.improved:
            return
        together = zip(self.contender.trial.history.outcomes, self.contender.trial.attempts, strict=True)
        for outcome, attempt in together:
            if attempt.status is not Status.DONE or attempt.step.is_correction or attempt.applied is None:
                continue
            is_word = attempt.step.move.is_claim and bool(self.on_paper)
            if is_word or any(each.source is None for each in attempt.applied.transfers):
                yield outcome.number, attempt

    def _find_lost(self, number: int) -> tuple[Change, ...]:
        """What is no better without one step."""
        without = self.contender.trial.history.switch(number, is_on=False).organisation
        known = Compared(self.contender.before, self.contender.before.after(without)).by_key
        return tuple(
            each
            for each in self.improved
            if each.key not in known or known[each.key].verdict is not Verdict.BETTER
        )

    def _find_dip(self, phase: PhaseStanding) -> Dip | None:
        changes = tuple(
            each
            for each in phase.compared.find(Verdict.WORSE)
            if each.aspect.of != "team" and self._is_worse_than_end(each)
        )
        known = {
            each.fingerprint for each in (*self.contender.before.findings, *self.contender.after.findings)
        }
        findings = tuple(each for each in phase.compared.findings.new if each.fingerprint not in known)
        return Dip(phase, changes, findings) if changes or findings else None

    def _is_worse_than_end(self, change: Change) -> bool:
        end = self.contender.after.find(change.key)
        if end is None or end.size is None or change.after is None or change.after.size is None:
            return False
        return judge(change.aspect.better, end.size, change.after.size) is Verdict.WORSE


def challenge(comparison: Comparison, name: str, *, holding: Holding | None = None) -> Challenge:
    """The case against one scenario of a comparison."""
    contender = next(each for each in comparison.contenders if each.name == name)
    return Challenge(contender, comparison.dominated.get(name, ()), holding)
