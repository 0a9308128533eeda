"""Would the ranking be another one if the weights were a little different?

Every weight of every profile is drawn anew, evenly between 25 % less and 25 % more than it is, 500 times from
one seed; each entry has a stream of draws of its own, so that a new entry changes no other's. Of each ranking
it is told in what share of the draws one thing stays before the next. Under 80 % there is no clear
difference between the two: their order is an artefact of weights that nobody has proven. What is equal in a
draw does not hold in it.

Only what hangs on weights is asked: counts and cycles do not, and thresholds are left as they are (see
`topo.analysis.reweighing`). Nothing is measured again: the parts of the numbers are weighed again.

Source: one law of topo's own (E), after the global sensitivity analysis by draws of Saltelli et al. 2008.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from topo.analysis.measures import Measures
from topo.analysis.progress import Progress, ignore
from topo.analysis.reweighing import Contest, Weighed, count_entries, find_contests, find_weight, weigh
from topo.findings import Address

DRAWS = 500
SPREAD = 0.25
"""By how much a weight may be less or more, as a share of it."""
CLEAR = 0.8
"""From which share of the draws on a difference is one."""
TOP = 10


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking: who has it, with which number.

    `holds` is the share (0 to 1) of the draws in which it stays before the next place; None for the last
    thing that is ranked at all.
    """

    id: str
    address: Address
    amount: float
    holds: float | None

    @property
    def is_clear(self) -> bool:
        """Whether it differs from the next place; the last one always does."""
        return self.holds is None or self.holds >= CLEAR


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first places of a ranking, the largest number first.

    `ranked` is how many things have a number at all; `unranked` are those for which it is not assessed.
    `holds` is the share of the draws in which the places shown keep their order; None for fewer than two.
    """

    name: str
    unit: str
    places: tuple[Place, ...]
    ranked: int
    unranked: tuple[str, ...]
    holds: float | None

    @property
    def is_clear(self) -> bool | None:
        """Whether the order as a whole holds; None where there is none."""
        return None if self.holds is None else self.holds >= CLEAR


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The rankings, and how often they were drawn from which seed."""

    rankings: tuple[Ranking, ...]
    draws: int
    seed: int
    spread: float = SPREAD


def measure_sensitivity(
    measures: Measures, *, draws: int = DRAWS, seed: int = 0, top: int = TOP, progress: Progress = ignore
) -> Sensitivity:
    """In what share of `draws` the first `top` places of each ranking hold; the same seed, the same answer.

    `progress` hears of every draw of every ranking.
    """
    contests = tuple(find_contests(measures))
    rankings = []
    for done, contest in enumerate(contests):
        watched = _Watched(progress, done * draws, len(contests) * draws)
        rankings.append(_measure(contest, measures.weights, draws, seed, top, watched))
    return Sensitivity(tuple(rankings), draws, seed)


def draw_weights(
    entries: Mapping[str, float], *, draws: int = DRAWS, seed: int = 0, spread: float = SPREAD
) -> Iterator[dict[str, float]]:
    """Weights by entry, drawn again and again around what they are; one that weighs nothing never does.

    >>> [round(each["dependencies.sync"], 3) for each in draw_weights({"dependencies.sync": 0.3}, draws=3)]
    [0.283, 0.261, 0.251]
    """
    streams = {entry: Random(f"{seed} {entry}") for entry in sorted(entries)}
    for _ in range(draws):
        yield {
            entry: entries[entry] * stream.uniform(1 - spread, 1 + spread)
            for entry, stream in streams.items()
        }


@dataclass(frozen=True, slots=True)
class _Watched:
    """Progress of one ranking among all."""

    progress: Progress
    before: int
    total: int

    def tell(self, done: int) -> None:
        self.progress(self.before + done, self.total)


def _measure(
    contest: Contest,
    weights: Mapping[str, Mapping[str, float]],
    draws: int,
    seed: int,
    top: int,
    watched: _Watched,
) -> Ranking:
    # One more than is shown: the last place shown is compared with who is not.
    near = contest.candidates[: top + 1]
    counts = [count_entries(each.number, weights) for each in near]
    entries = {entry: find_weight(entry, weights) for each in counts for entry in each}
    held = [0] * (len(near) - 1)
    together = 0
    for done, drawn in enumerate(draw_weights(entries, draws=draws, seed=seed), start=1):
        stays = _compare(counts, drawn)
        held = [before + now for before, now in zip(held, stays, strict=True)]
        together += all(stays[: top - 1])
        watched.tell(done)
    shares = [each / draws for each in held]
    places = [
        Place(each.id, each.address, each.number.amount or 0.0, share)
        for each, share in zip(near[:top], (*shares, None), strict=False)
    ]
    whole = together / draws if len(places) > 1 else None
    return Ranking(
        contest.name, contest.unit, tuple(places), len(contest.candidates), contest.unranked, whole
    )


def _compare(counts: Sequence[Weighed], drawn: Weighed) -> list[bool]:
    """Of each place but the last: whether it stays before the next."""
    return [above > below for above, below in pairwise(weigh(each, drawn) for each in counts)]
