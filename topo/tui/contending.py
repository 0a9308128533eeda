"""How does what is tried come to stand beside doing nothing, as `topo scenario compare` puts it?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from topo.change.comparison.compared import Compared
from topo.change.comparison.contender import Contender
from topo.change.comparison.standing import Standing
from topo.change.trial import Trial
from topo.model.organisation import Organisation
from topo.tui.fork import Fork
from topo.tui.scripting import make_script

Stand = Callable[[Organisation], Standing]
"""How an organisation stands; one that the session has seen is not measured again."""


@dataclass(frozen=True)
class Tried(Contender):
    """A fork beside today; what the session has measured already is taken from there."""

    stand: Stand = field(default=lambda organisation: _refuse(), repr=False)

    @cached_property
    def compared(self) -> Compared:
        """Today beside the end."""
        return Compared(self.before, self.stand(self.trial.organisation))

    @cached_property
    def structural(self) -> Compared:
        """Today beside the end without the claims; the same where there are none."""
        if not self.claims:
            return self.compared
        return Compared(self.before, self.stand(self.trial.structural.organisation))


def contend(fork: Fork, stand: Stand) -> Tried:
    """A fork as a scenario that is compared: its moves in their phases, its corrections as today."""
    start = fork.history.start
    trial = Trial(make_script(fork), start, known=fork.history.outcomes)
    return Tried(trial, stand(trial.corrected), stand)


def _refuse() -> Standing:
    raise TypeError("a fork is compared by what the session measures")
