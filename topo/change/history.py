"""What was done, in which order, what of it counts, and what was the organisation after each step?

A history is a value: each operation gives another one, and both hold. What later steps no longer fit is named
and left out; the others are made all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from topo.change.applied import Applied
from topo.change.move import Move
from topo.change.refusal import Misfit, MoveRefused
from topo.errors import UsageError
from topo.model.base import EMPTY
from topo.model.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Step:
    """A move as somebody did it.

    A step that is off stays in its place and changes nothing. A correction says what was true before: all of
    them come before every other step, and change today, not the proposal.
    """

    move: Move
    is_on: bool = True
    note: str | None = None
    evidence: str | None = None
    is_correction: bool = False
    extensions: Mapping[str, Any] = EMPTY
    """The user's own `x-…` keys beside the move."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step: the organisation after it, and why it changed nothing.

    `number` is its place in `History.steps`; `applied` is None for a step that is off or does not fit.
    """

    number: int
    step: Step
    organisation: Organisation = field(repr=False)
    applied: Applied | None = field(default=None, repr=False)
    misfits: tuple[Misfit, ...] = ()

    @property
    def is_skipped(self) -> bool:
        """Whether it is on and does not fit."""
        return bool(self.misfits)


@dataclass(frozen=True)
class History:
    """An organisation and the steps from it; those before `cursor` are done, the others were undone."""

    start: Organisation = field(repr=False)
    steps: tuple[Step, ...] = ()
    cursor: int = 0
    _known: tuple[Outcome, ...] = field(default=(), repr=False, compare=False)

    # --- what is --------------------------------------------------------------------------------------

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What came of each step that is done, in the order in which they count: corrections first."""
        done = list(enumerate(self.steps[: self.cursor]))
        done.sort(key=lambda each: not each[1].is_correction)
        return _replay(self.start, done, self._known)

    @property
    def organisation(self) -> Organisation:
        """The organisation after all that is done."""
        return self.outcomes[-1].organisation if self.outcomes else self.start

    @property
    def corrected(self) -> Organisation:
        """The organisation as it is today: after the corrections alone."""
        corrections = [each for each in self.outcomes if each.step.is_correction]
        return corrections[-1].organisation if corrections else self.start

    def after(self, number: int) -> Organisation:
        """The organisation after step `number` (from 0), which has to be done."""
        return self._find(number).organisation

    @property
    def skipped(self) -> Mapping[int, tuple[Misfit, ...]]:
        """The steps that are on and do not fit, by their number, with what keeps each from being made."""
        return {
            each.number: each.misfits for each in sorted(self.outcomes, key=_by_number) if each.is_skipped
        }

    @property
    def can_undo(self) -> bool:
        """Whether anything is done."""
        return self.cursor > 0

    @property
    def can_redo(self) -> bool:
        """Whether anything was undone and nothing done since."""
        return self.cursor < len(self.steps)

    # --- what may be done -----------------------------------------------------------------------------

    def do(self, step: Step | Move) -> "History":
        """With one step more; what was undone is forgotten. Raises MoveRefused where the step does not fit.

        A correction may keep later steps from fitting: these are then `skipped`.
        """
        step = Step(step) if isinstance(step, Move) else step
        steps = (*self.steps[: self.cursor], step)
        done = self._with(steps, len(steps))
        if step.is_on and done._find(self.cursor).is_skipped:
            raise MoveRefused(step.move.describe(), done._find(self.cursor).misfits)
        return done

    def undo(self) -> "History":
        """Without the last step, which `redo` brings back. Raises UsageError where nothing is done."""
        if not self.can_undo:
            raise UsageError("there is nothing to undo")
        return self._with(self.steps, self.cursor - 1)

    def redo(self) -> "History":
        """With the step that was undone last. Raises UsageError where nothing was undone."""
        if not self.can_redo:
            raise UsageError("there is nothing to redo")
        return self._with(self.steps, self.cursor + 1)

    def switch(self, number: int, *, is_on: bool) -> "History":
        """With a step on or off."""
        return self.replace(number, replace(self._step(number), is_on=is_on))

    def replace(self, number: int, step: Step) -> "History":
        """With another step in the place of one: another move, note or evidence."""
        self._step(number)
        return self._with((*self.steps[:number], step, *self.steps[number + 1 :]), self.cursor)

    def reorder(self, number: int, *, to: int) -> "History":
        """With a step in another place, the others behind each other as they were.

        Steps that are done change places with each other, and so do those that were undone.
        """
        step = self._step(number)
        self._step(to)
        if (number < self.cursor) != (to < self.cursor):
            raise UsageError("a step that is done cannot change places with one that was undone")
        steps = [*self.steps[:number], *self.steps[number + 1 :]]
        steps.insert(to, step)
        return self._with(tuple(steps), self.cursor)

    def fork(self, at: int | None = None) -> "History":
        """A history of the first `at` steps (of those that are done, unless said), to go on from.

        This one stays what it is.
        """
        at = self.cursor if at is None else at
        if not 0 <= at <= len(self.steps):
            raise UsageError(f"there are {len(self.steps)} steps, and no fork after {at}")
        return self._with(self.steps[:at], at)

    def rebase(self, start: Organisation) -> "History":
        """The same steps from another organisation: the model changed under them."""
        return History(start, self.steps, self.cursor)

    def _with(self, steps: tuple[Step, ...], cursor: int) -> "History":
        # The longer replay is kept, so that redo costs nothing.
        known = self.__dict__.get("outcomes", ())
        return History(self.start, steps, cursor, known if len(known) >= len(self._known) else self._known)

    def _step(self, number: int) -> Step:
        if not 0 <= number < len(self.steps):
            raise UsageError(f"there is no step {number}: there are {len(self.steps)}")
        return self.steps[number]

    def _find(self, number: int) -> Outcome:
        for outcome in self.outcomes:
            if outcome.number == number:
                return outcome
        raise UsageError(f"step {number} is not done: {self.cursor} are")


def _by_number(outcome: Outcome) -> int:
    return outcome.number


def _replay(
    start: Organisation, steps: Iterable[tuple[int, Step]], known: tuple[Outcome, ...]
) -> tuple[Outcome, ...]:
    """Make the steps one after another; as far as they are those of `known`, nothing is made again."""
    outcomes: list[Outcome] = []
    organisation, is_known = start, True
    for number, step in steps:
        at = len(outcomes)
        is_known = is_known and at < len(known) and _does_the_same(known[at].step, step)
        outcome = (
            replace(known[at], number=number, step=step) if is_known else _make(number, step, organisation)
        )
        outcomes.append(outcome)
        organisation = outcome.organisation
    return tuple(outcomes)


def _does_the_same(one: Step, other: Step) -> bool:
    return one.is_on == other.is_on and (one.move is other.move or one.move == other.move)


def _make(number: int, step: Step, organisation: Organisation) -> Outcome:
    if not step.is_on:
        return Outcome(number, step, organisation)
    try:
        applied = step.move.apply(organisation)
    except MoveRefused as refused:
        return Outcome(number, step, organisation, misfits=refused.misfits)
    return Outcome(number, step, applied.organisation, applied)
