"""What is one scenario of a session?"""

from dataclasses import dataclass

from topo.change.history import History, Step


@dataclass(frozen=True, slots=True)
class Fork:
    """A scenario as it is tried: its moves, and what its file says beside them.

    `saved` are the steps that its file holds; `path` is that file, None where there is none yet.
    """

    name: str
    history: History
    why: str | None = None
    assumes: tuple[str, ...] = ()
    saved: tuple[Step, ...] = ()
    path: str | None = None

    @property
    def is_dirty(self) -> bool:
        """Whether its moves are not those of its file."""
        return self.history.steps[: self.history.cursor] != self.saved
