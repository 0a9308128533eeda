"""What comes of a script over an organisation: after each phase, and of each step?

A model moves on under its scenarios. A step that fits no longer says why and changes nothing; the rest is
tried all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from topo.change.applied import Applied
from topo.change.history import History, Outcome, Step
from topo.change.refusal import Misfit
from topo.change.script import Phase, Script
from topo.model.organisation import Organisation


class Status(StrEnum):
    """What came of a step."""

    DONE = "done"
    OFF = "off"
    """Switched off in the scenario."""
    LEFT_OUT = "left out"
    """A claim, where only structural moves are tried."""
    MISFIT = "does not fit"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step of a scenario and what came of it.

    `number` is its place in the `steps` of the scenario called `scenario`; `applied` is None unless it was
    done.
    """

    scenario: str
    number: int
    step: Step
    status: Status
    organisation: Organisation = field(repr=False)
    """The organisation after it."""
    applied: Applied | None = field(default=None, repr=False)
    misfits: tuple[Misfit, ...] = ()
    """What keeps it from being done."""


@dataclass(frozen=True, slots=True)
class TriedPhase:
    """A phase of a scenario, what came of its steps, and the organisation after it."""

    scenario: str
    phase: Phase
    attempts: tuple[Attempt, ...]
    organisation: Organisation = field(repr=False)


@dataclass(frozen=True)
class Trial:
    """A script over an organisation.

    The corrections of every scenario in its chain come first: they say what is true today. `is_structural`:
    claims among the moves were left out, so that what rests on them alone can be told.
    """

    script: Script
    start: Organisation = field(repr=False)
    is_structural: bool = False
    known: tuple[Outcome, ...] = field(default=(), repr=False, compare=False)
    """What came of steps that were made already: the same ones are not made again."""

    @cached_property
    def history(self) -> History:
        """All steps of the chain, done one after another: to undo, switch and go on from."""
        steps = tuple(self._settle(step) for _, _, step in _find_steps(self.script))
        return History(self.start, steps, len(steps), self.known)

    @property
    def corrected(self) -> Organisation:
        """The organisation as it is today, after the corrections alone: what doing nothing leads to."""
        return self.history.corrected

    @property
    def organisation(self) -> Organisation:
        """The organisation after all of it."""
        return self.history.organisation

    @cached_property
    def attempts(self) -> tuple[Attempt, ...]:
        """What came of each step, in the order in which they count: corrections first."""
        found = list(_find_steps(self.script))
        return tuple(_attempt(*found[each.number], outcome=each) for each in self.history.outcomes)

    @property
    def corrections(self) -> tuple[Attempt, ...]:
        """What came of the corrections."""
        return tuple(each for each in self.attempts if each.step.is_correction)

    @cached_property
    def phases(self) -> tuple[TriedPhase, ...]:
        """The phases of the chain in their order."""
        left = iter([each for each in self.attempts if not each.step.is_correction])
        phases, organisation = [], self.corrected
        for script in self.script.chain:
            for phase in script.phases:
                attempts = tuple(next(left) for _ in phase.steps)
                organisation = attempts[-1].organisation if attempts else organisation
                phases.append(TriedPhase(script.name, phase, attempts, organisation))
        return tuple(phases)

    @property
    def misfits(self) -> tuple[Attempt, ...]:
        """The steps that do not fit."""
        return tuple(each for each in self.attempts if each.status is Status.MISFIT)

    @property
    def fits(self) -> bool:
        """Whether every step that is on fits."""
        return not self.misfits

    @cached_property
    def structural(self) -> "Trial":
        """The same with the claims among its moves left out; corrections stay, for they are facts."""
        return self if self.is_structural else Trial(self.script, self.start, is_structural=True)

    def _settle(self, step: Step) -> Step:
        is_left_out = self.is_structural and _is_claim(step)
        return replace(step, is_on=False) if is_left_out else step


def lay_over(script: Script, organisation: Organisation) -> Trial:
    """Try a script on an organisation; what does not fit is left out and told."""
    return Trial(script, organisation)


def _find_steps(script: Script) -> Iterator[tuple[str, int, Step]]:
    """Every step of the chain with its scenario and its number there."""
    for each in script.chain:
        for number, step in enumerate(each.steps):
            yield each.name, number, step


def _is_claim(step: Step) -> bool:
    return step.move.is_claim and not step.is_correction


def _attempt(scenario: str, number: int, step: Step, *, outcome: Outcome) -> Attempt:
    if not step.is_on:
        status = Status.OFF
    elif not outcome.step.is_on:
        status = Status.LEFT_OUT
    else:
        status = Status.MISFIT if outcome.is_skipped else Status.DONE
    return Attempt(scenario, number, step, status, outcome.organisation, outcome.applied, outcome.misfits)
