"""What does one scenario come to beside doing nothing: in the end, phase by phase, and without its claims?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from topo.change.applied import Transfer
from topo.change.comparison.change import Change, Verdict
from topo.change.comparison.compared import Compared
from topo.change.comparison.standing import Standing
from topo.change.cost import Cost, measure_cost
from topo.change.trial import Attempt, Status, Trial, TriedPhase


@dataclass(frozen=True)
class PhaseStanding:
    """A phase and the organisation in between: `compared` is from today to its end, `step` from its start."""

    tried: TriedPhase
    number: int
    compared: Compared
    step: Compared

    @property
    def title(self) -> str:
        """Its name, or its number (from 1)."""
        return self.tried.phase.name or f"phase {self.number}"

    @cached_property
    def cost(self) -> Cost:
        """What the phase costs."""
        transfers = find_transfers(self.tried.attempts)
        return measure_cost(self.step.before.measures, self.step.after.measures, transfers)


@dataclass(frozen=True)
class Contender:
    """A scenario beside doing nothing, which is the organisation of today with its corrections."""

    trial: Trial
    before: Standing = field(repr=False)
    """How it stands if nothing is done."""

    @property
    def name(self) -> str:
        """What the scenario is called."""
        return self.trial.script.name

    @cached_property
    def compared(self) -> Compared:
        """Today beside the end."""
        return Compared(self.before, self.before.after(self.trial.organisation))

    @property
    def after(self) -> Standing:
        """How it stands in the end."""
        return self.compared.after

    @cached_property
    def structural(self) -> Compared:
        """Today beside the end without the claims; the same where there are none."""
        if not self.claims:
            return self.compared
        return Compared(self.before, self.before.after(self.trial.structural.organisation))

    @cached_property
    def claims(self) -> tuple[Attempt, ...]:
        """The claims that count."""
        done = (each for each in self.trial.attempts if each.status is Status.DONE)
        return tuple(each for each in done if each.step.move.is_claim and not each.step.is_correction)

    @cached_property
    def lost_without_claims(self) -> tuple[Attempt, ...]:
        """The structural moves that fit no longer once the claims are left out."""
        return tuple(
            each
            for each, alone in zip(self.trial.attempts, self.trial.structural.attempts, strict=True)
            if each.status is Status.DONE and alone.status is Status.MISFIT
        )

    @cached_property
    def phases(self) -> tuple[PhaseStanding, ...]:
        """The phases, each with the organisation in between."""
        return tuple(self._find_phases())

    @cached_property
    def cost(self) -> Cost:
        """What all of it costs."""
        transfers = find_transfers(each for each in self.trial.attempts if not each.step.is_correction)
        return measure_cost(self.before.measures, self.after.measures, transfers)

    def find_on_paper(self, change: Change) -> float | None:
        """Which share (0 to 1) of a change rests on claims alone; None where it can have none.

        What gets better by structure and worse by claims has nothing on paper; what structure makes worse and
        claims make better, all of it.
        """
        if change.verdict not in (Verdict.BETTER, Verdict.WORSE, Verdict.DIFFERENT):
            return None
        if not self.claims:
            return 0.0
        alone = self.structural.by_key.get(change.key)
        whole = change.delta
        if whole is None or alone is None or alone.delta is None:
            return _share_of_words(change, alone)
        return min(1.0, max(0.0, 1.0 - alone.delta / whole))

    def _find_phases(self) -> Iterator[PhaseStanding]:
        standing = self.before
        for number, tried in enumerate(self.trial.phases, start=1):
            is_end = tried.organisation is self.after.organisation
            after = self.after if is_end else standing.after(tried.organisation)
            yield PhaseStanding(tried, number, Compared(self.before, after), Compared(standing, after))
            standing = after


def find_transfers(attempts: Iterable[Attempt]) -> list[Transfer]:
    """The people who change team in what was done, step by step."""
    return [each for attempt in attempts if attempt.applied is not None for each in attempt.applied.transfers]


def _share_of_words(change: Change, alone: Change | None) -> float | None:
    """The share where there is no difference in numbers (endless): all or nothing."""
    if alone is None or alone.verdict is Verdict.NOT_ASSESSED:
        return None
    return 0.0 if alone.verdict is change.verdict else 1.0
