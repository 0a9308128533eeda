"""What do people who try a reorganisation have before them, and what can they do with it?

A session is a model, the scenarios that are tried on it (forks), and what is shown: the measures before and
after, what a drop would do, what is muted or weighed otherwise. It knows no screen: the terminal UI shows it,
and tests and scripts drive it alone. The model's files are never written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from threading import RLock

from topo.analysis.measures import Measures, Weights
from topo.change.comparison.compared import Compared as Changes
from topo.change.comparison.comparison import Comparison
from topo.change.comparison.standing import Standing
from topo.change.history import History, Step
from topo.change.move import Move, is_id
from topo.errors import UsageError
from topo.findings import Finding
from topo.model.organisation import Organisation
from topo.rules.checking import Reading
from topo.rules.context import Context
from topo.source.shelf import read_packs
from topo.tui.contending import Tried, contend
from topo.tui.fork import Fork
from topo.tui.hiding import Names
from topo.tui.revealed import Revealed

DRAFT = "draft"
"""What the first scenario of a session is called until it is saved under another name."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An organisation as it is today and as it would be, both measured."""

    before: Measures
    after: Measures


@dataclass
class Session:
    """What is tried on one organisation.

    `start` is the organisation of the files; `weights` the profiles by name. `muted` are measures that the
    room does not trust; they are shown as such, and the minutes say so. `reweighed` are profile entries with
    the weight that the room gave them.
    """

    start: Organisation
    as_of: date
    weights: Weights
    forks: dict[str, Fork] = field(default_factory=dict)
    active: str = DRAFT
    muted: frozenset[str] = frozenset()
    reweighed: Mapping[str, float] = field(default_factory=dict)
    is_readonly: bool = False
    read_findings: tuple[Finding, ...] = ()
    """What the reading of the files found: it stays, whatever is tried."""
    names: Names = field(default_factory=Names)
    """What things are called here where their names are hidden."""
    guesses: tuple[Revealed, ...] = ()
    """What the room guessed before it was shown, beside what was measured."""
    version: int = 0
    """Counts what was done: a screen that shows an older one has to look again."""

    _changing: RLock = field(default_factory=RLock, repr=False, compare=False)
    """A move may be made while another thread puts the scenarios on a model that changed."""
    _measuring: RLock = field(default_factory=RLock, repr=False, compare=False)
    """Several threads may ask for the measures."""

    def __post_init__(self) -> None:
        if not self.forks:
            self.forks[self.active] = Fork(self.active, History(self.start))

    # --- what is --------------------------------------------------------------------------------------

    @property
    def fork(self) -> Fork:
        """The scenario that is tried now."""
        return self.forks[self.active]

    @property
    def history(self) -> History:
        """Its moves."""
        return self.fork.history

    @property
    def organisation(self) -> Organisation:
        """The organisation after all moves that are done."""
        return self.history.organisation

    @property
    def is_dirty(self) -> bool:
        """Whether any scenario has moves that are not saved."""
        return any(fork.is_dirty for fork in self.forks.values())

    @property
    def compared(self) -> Compared:
        """The corrected organisation of today and the one after all moves, measured.

        Measuring is lazy: each measure costs when it is first looked at.
        """
        history = self.history
        return Compared(self._stand(history.corrected).measures, self._stand(history.organisation).measures)

    @property
    def changes(self) -> Changes:
        """What all moves together do to each number and to the findings, and whether that is better."""
        return self.contend(self.fork).compared

    @property
    def comparison(self) -> Comparison:
        """Doing nothing and every scenario of the session side by side."""
        return Comparison(tuple(map(self.contend, self.forks.values())), self._stand(self.start))

    def contend(self, fork: Fork) -> Tried:
        """A scenario beside doing nothing; the same one until its moves change."""
        known = self._contended.get(fork.name)
        if known is not None and known[0] is fork:
            return known[1]
        tried = contend(fork, self._stand)
        self._contended[fork.name] = (fork, tried)
        return tried

    @cached_property
    def _standings(self) -> dict[int, Standing]:
        return {}

    @cached_property
    def _contended(self) -> dict[str, tuple[Fork, Tried]]:
        return {}

    def _stand(self, organisation: Organisation) -> Standing:
        """How an organisation stands, worked out from one like it where there is any."""
        with self._measuring:
            return self._find_standing(organisation)

    def _find_standing(self, organisation: Organisation) -> Standing:
        known = self._standings.get(id(organisation))
        if known is not None and known.organisation is organisation:
            return known
        near = next(reversed(self._standings.values()), None)
        context = (
            Context.of(Measures(organisation, self.as_of, self._weights))
            if near is None
            else near.context.after(organisation)
        )
        standing = Standing(context, read_packs(), Reading(self.read_findings))
        self._standings[id(organisation)] = standing
        while len(self._standings) > _KEPT:
            del self._standings[next(iter(self._standings))]
        return standing

    def _forget(self) -> None:
        """Measure anew what is looked at next."""
        self._standings.clear()
        self._contended.clear()
        self.version += 1

    @property
    def _weights(self) -> Weights:
        changed: dict[str, dict[str, float]] = {}
        for entry, value in self.reweighed.items():
            profile, _, name = entry.partition(".")
            changed.setdefault(profile, dict(self.weights.get(profile, {})))[name] = value
        return {**{name: self.weights[name] for name in self.weights}, **changed} if changed else self.weights

    # --- what can be done -----------------------------------------------------------------------------

    def do(self, move: Move, *, is_correction: bool = False) -> None:
        """Make a move. Raises MoveRefused where it does not fit, UsageError in a read-only session."""
        self._change(lambda history: history.do(Step(move, is_correction=is_correction)))

    def undo(self) -> None:
        """Take the last move back. Raises UsageError where nothing is done."""
        self._change(History.undo)

    def redo(self) -> None:
        """Make again what was undone last. Raises UsageError where nothing was."""
        self._change(History.redo)

    def switch(self, number: int) -> None:
        """Switch a move off, or on again."""
        self._change(lambda history: history.switch(number, is_on=not history.steps[number].is_on))

    def reorder(self, number: int, *, to: int) -> None:
        """Put a move in another place."""
        self._change(lambda history: history.reorder(number, to=to))

    def remove(self, number: int) -> None:
        """Take a move out of the list."""

        def remove(history: History) -> History:
            steps = (*history.steps[:number], *history.steps[number + 1 :])
            return History(history.start, steps, history.cursor - (number < history.cursor))

        self._change(remove)

    def note(self, number: int, text: str) -> None:
        """Write a note to a move; an empty one takes it away."""
        self._replace(number, lambda step: replace(step, note=text or None))

    def toggle_correction(self, number: int) -> None:
        """Say of a move that it corrects today instead of proposing a change, or the other way round."""
        self._replace(number, lambda step: replace(step, is_correction=not step.is_correction))

    def find_name_problem(self, name: str) -> str | None:
        """Why a scenario cannot be called so; None where it can."""
        if not is_id(name):
            return "a name has letters, digits, `.`, `_` and `-`, and begins with a letter or digit"
        return f"there is a scenario `{name}` already" if name in self.forks else None

    def fork_as(self, name: str) -> None:
        """Go on in a copy of the scenario, under another name. Raises UsageError for a name that is none."""
        self.check_writing()
        problem = self.find_name_problem(name)
        if problem is not None:
            raise UsageError(problem)
        with self._changing:
            self.forks[name] = replace(self.fork, name=name, history=self.history.fork(), saved=(), path=None)
        self.select(name)

    def select(self, name: str) -> None:
        """Go on with another scenario. Raises UsageError where there is none."""
        if name not in self.forks:
            raise UsageError(f"there is no scenario `{name}`")
        self.active = name
        self.version += 1

    def mute(self, measure: str) -> None:
        """Stop trusting a measure, or trust it again."""
        self.muted = self.muted ^ {measure}
        self.version += 1

    def reweigh(self, entry: str, value: float | None) -> None:
        """Give a profile entry (`dependencies.sync`) another weight; None: the one of the profile.

        Raises UsageError for an entry that no profile has, and for a weight below zero.
        """
        profile, _, name = entry.partition(".")
        if name not in self.weights.get(profile, {}):
            raise UsageError(f"no profile has an entry `{entry}`")
        if value is not None and not value >= 0:
            raise UsageError("a weight is a number from 0 on")
        rest = {each: weight for each, weight in self.reweighed.items() if each != entry}
        self.reweighed = rest if value is None else {**rest, entry: value}
        self._forget()

    def remember_guess(self, revealed: Revealed) -> None:
        """Keep a guess for the minutes; one about the same question is replaced."""
        rest = (each for each in self.guesses if each.question != revealed.question)
        self.guesses = (*rest, revealed)
        self.version += 1

    def find_weight(self, entry: str) -> float:
        """What a profile entry weighs by the profiles, whatever the room made of it."""
        profile, _, name = entry.partition(".")
        return self.weights[profile][name]

    def rebase(self, start: Organisation, weights: Weights) -> tuple[str, ...]:
        """Go on over a model that changed; returns a sentence for each move that no longer fits."""
        while True:
            were = dict(self.forks)
            forks = {name: replace(fork, history=fork.history.rebase(start)) for name, fork in were.items()}
            with self._changing:
                if were.keys() == self.forks.keys() and all(self.forks[name] is were[name] for name in were):
                    self.start, self.weights, self.forks = start, weights, forks
                    self._forget()
                    break
        return tuple(lost for name in forks for lost in _find_lost(were[name], forks[name]))

    def take_findings(self, findings: tuple[Finding, ...]) -> None:
        """What the reading of the files finds now."""
        self.read_findings = findings
        self._forget()

    def mark_saved(self, path: str) -> None:
        """The scenario was written to a file."""
        with self._changing:
            self.forks[self.active] = replace(self.fork, saved=self.history.steps, path=path)
        self.version += 1

    def _replace(self, number: int, edit: Callable[[Step], Step]) -> None:
        self._change(lambda history: history.replace(number, edit(history.steps[number])))

    def _change(self, operation: Callable[[History], History]) -> None:
        self.check_writing()
        with self._changing:
            self.forks[self.active] = replace(self.fork, history=operation(self.history))
            self.version += 1

    def check_writing(self) -> None:
        """Raises UsageError in a session that only shows."""
        if self.is_readonly:
            raise UsageError("this session only shows: it was started with --readonly")


_KEPT = 24
"""How many measured organisations are kept: undo, redo and forks look at the same ones again."""


def _find_lost(before: Fork, after: Fork) -> Iterator[str]:
    """A sentence for each move of a scenario that does not fit any more."""
    history = after.history
    for number in sorted(set(history.skipped) - set(before.history.skipped)):
        reasons = "; ".join(each.message for each in history.skipped[number])
        yield f"{after.name}: {history.steps[number].move.describe()} no longer fits: {reasons}"


def open_session(
    start: Organisation,
    *,
    as_of: date,
    weights: Weights,
    forks: Iterable[Fork] = (),
    is_readonly: bool = False,
    names: Names | None = None,
) -> Session:
    """A session over an organisation, with the scenarios that were given; else with an empty one."""
    known = {fork.name: fork for fork in forks}
    active = next(iter(known), DRAFT)
    return Session(start, as_of, weights, known, active, is_readonly=is_readonly, names=names or Names())
