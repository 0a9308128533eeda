"""What is a verdict made of? A word, and the criteria whose facts lead to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from topo.analysis.criterion import Criterion


@dataclass(frozen=True, slots=True)
class Judgement:
    """A word about one thing, with what it rests on.

    `verdict` is None where it could not be assessed, and `missing` says why, one line each; with a verdict,
    `missing` lists what it leaves out.
    """

    name: str
    verdict: str | None
    criteria: tuple[Criterion, ...] = ()
    missing: tuple[str, ...] = ()


def not_judged(name: str, *reasons: str, criteria: Iterable[Criterion] = ()) -> Judgement:
    """A verdict that the model does not say enough for."""
    return Judgement(name, None, tuple(criteria), reasons)
