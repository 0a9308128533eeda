"""What is one scenario of a session?"""

from dataclasses import dataclass

from topo.change.history import History, Step
from topo.change.script import Script


@dataclass(frozen=True, slots=True)
class Fork:
    """A scenario as it is tried: its moves, and what its file says beside them.

    `script` is what its file said; `saved` are the steps that the file holds; `path` is that file. Both are
    None where there is none yet.
    """

    name: str
    history: History
    script: Script | None = None
    saved: tuple[Step, ...] = ()
    path: str | None = None

    @property
    def is_dirty(self) -> bool:
        """Whether its moves are not those of its file."""
        return self.history.steps[: self.history.cursor] != self.saved
