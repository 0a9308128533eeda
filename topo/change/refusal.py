"""Why does a move not fit an organisation?"""

from collections.abc import Iterable
from dataclasses import dataclass

from topo.errors import UsageError
from topo.findings import Address


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit: the field of the move that says it, the fact, and the remedy."""

    field: Address
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        said = f"{self.field}: {self.message}"
        return said if self.hint is None else f"{said} ({self.hint})"


class MoveRefused(UsageError):
    """A move does not fit the organisation; `misfits` is everything that keeps it from being made."""

    def __init__(self, sentence: str, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)
        reasons = "\n".join(f"  {misfit}" for misfit in self.misfits)
        super().__init__(f"cannot {sentence[:1].lower()}{sentence[1:]}:\n{reasons}")

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.message, self.misfits)


def _again(message: str, misfits: tuple[Misfit, ...]) -> MoveRefused:
    refused = MoveRefused("", misfits)
    refused.message, refused.args = message, (message,)
    return refused
