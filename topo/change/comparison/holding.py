"""In what share of draws does a difference hold, if the weights were a little different?

Every weight is drawn as `topo.analysis.sensitivity` draws it: ±25 %, 500 times, from one seed, and in each
draw the same for all that are compared. A difference *holds* in a draw where it has the sign that it has by
the profiles as they are. Under 80 % there is no clear difference. Numbers are weighed again from their parts;
shares of load and coverage from both of what they divide; streams are solved again with the drawn focus and
variability, where the model does not say these itself.

Counts, cycles and what a threshold decides hang on no weight that is drawn: nothing is said of them.

Source: one law of topo's own (E), after the global sensitivity analysis by draws of Saltelli et al. 2008.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple

from topo.analysis.flow.measuring import Flow, measure_flow
from topo.analysis.measures import Measures
from topo.analysis.ownership import CODE, State
from topo.analysis.parts import Number
from topo.analysis.progress import Progress, ignore
from topo.analysis.reweighing import Weighed, count_entries, find_weight, weigh
from topo.analysis.sensitivity import CLEAR, DRAWS, SPREAD, draw_weights
from topo.change.comparison.aspect import Key
from topo.change.comparison.change import is_same
from topo.change.comparison.comparison import NOTHING, Comparison
from topo.change.comparison.standing import Standing

_LINEAR = frozenset(
    {
        ("organisation", "channels_between"),
        ("organisation", "relief"),
        ("team", "domain_points"),
        ("team", "outgoing_load"),
    }
)
"""What is the sum of parts that entries weigh."""
_FLOW_ENTRIES = ("focus", "variability")
_PROFILE = "flow"
Amounts = Mapping[Key, tuple[float | None, ...]]
"""What each number is in each draw."""


class _Sum(NamedTuple):
    """How often each entry counts in a number, and what counts in it without being weighed."""

    counts: Weighed
    constant: float = 0.0

    def weigh(self, drawn: Weighed) -> float:
        return weigh(self.counts, drawn) + self.constant


@dataclass(frozen=True)
class Holding:
    """How often differences hold; `amounts` are the numbers in each draw by scenario (and `NOTHING`)."""

    draws: int
    seed: int
    amounts: Mapping[str, Amounts] = field(repr=False)
    spread: float = SPREAD

    def find(self, key: Key, before: str, after: str) -> float | None:
        """The share of draws in which the difference between two keeps its sign.

        None where it hangs on no weight that is drawn, or there is no difference.
        """
        one, other = self.amounts[before].get(key), self.amounts[after].get(key)
        if one is None or other is None:
            return None
        signs = [_find_sign(*pair) for pair in zip(one, other, strict=True)]
        asked, *drawn = signs
        return None if not asked else sum(each == asked for each in drawn) / len(drawn)


def is_clear(holds: float | None) -> bool:
    """Whether a difference is one; what hangs on no weight always is."""
    return holds is None or holds >= CLEAR


def measure_holding(
    comparison: Comparison, *, draws: int = DRAWS, seed: int = 0, progress: Progress = ignore
) -> Holding:
    """How often the differences of a comparison hold; the same seed, the same answer."""
    standings = {each.name: each.after for each in comparison.contenders}
    for each in comparison.contenders:
        standings[name_nothing(each.name)] = each.before
    distinct = {id(each): each for each in standings.values()}
    known: dict[int, Amounts] = {}
    for number, (place, standing) in enumerate(distinct.items()):
        watched = _Watched(progress, number * draws, len(distinct) * draws)
        known[place] = dict(_draw(standing, draws, seed, watched))
    return Holding(draws, seed, {name: known[id(each)] for name, each in standings.items()})


def name_nothing(scenario: str) -> str:
    """What doing nothing is called beside a scenario: each may correct the model in its own way."""
    return f"{NOTHING} {scenario}"


@dataclass(frozen=True, slots=True)
class _Watched:
    progress: Progress
    before: int
    total: int

    def tell(self, done: int) -> None:
        self.progress(self.before + done, self.total)


def _draw(
    standing: Standing, draws: int, seed: int, watched: _Watched
) -> Iterator[tuple[Key, tuple[float | None, ...]]]:
    """What each number that hangs on weights is: first by the profiles as they are, then in each draw."""
    measures = standing.measures
    sums = dict(_find_sums(standing))
    used = {entry for each in sums.values() for one in each for entry in one.counts}
    entries = {entry: find_weight(entry, measures.weights) for entry in sorted(used)}
    drawn = [entries, *draw_weights(entries, draws=draws, seed=seed)]
    for key, (above, below) in sums.items():
        yield key, tuple(_divide(above.weigh(each), below.weigh(each)) for each in drawn)
    yield from _draw_flow(measures, draws, seed, watched)


def _divide(above: float, below: float) -> float | None:
    return above / below if below else None


_ONE = _Sum({}, 1.0)


def _find_sums(standing: Standing) -> Iterator[tuple[Key, tuple[_Sum, _Sum]]]:
    weights = standing.measures.weights
    for key, (aspect, value) in standing.found.items():
        if value.number.amount is None:
            continue
        if (aspect.of, aspect.name) in _LINEAR:
            yield key, (_open(value.number, weights), _ONE)
        elif aspect.name == "cross_team_share":
            yield key, _find_load(standing.measures)
        elif aspect.name == "weighted_coverage":
            yield key, _find_coverage(standing.measures)


def _open(number: Number, weights: Mapping[str, Mapping[str, float]]) -> _Sum:
    constant = fsum(part.amount for part in number.parts if part.weighed_by is None)
    return _Sum(count_entries(number, weights), constant)


def _find_load(measures: Measures) -> tuple[_Sum, _Sum]:
    """The load that leaves teams, and all load."""
    graph = measures.team_graph
    leaving: dict[str, float] = {}
    inside: dict[str, float] = {}
    for node in graph.parts:
        for found, causes in ((leaving, graph.find_causes(node)), (inside, graph.find_inside(node))):
            for each in causes:
                found[each.weighed_by] = found.get(each.weighed_by, 0.0) + 1.0
    both = {entry: leaving.get(entry, 0.0) + inside.get(entry, 0.0) for entry in sorted({*leaving, *inside})}
    return _Sum(leaving), _Sum(both)


def _find_coverage(measures: Measures) -> tuple[_Sum, _Sum]:
    """What is owned, by tier, and all that counts."""
    owned: dict[str, float] = {}
    counted: dict[str, float] = {}
    for each in measures.ownership.things:
        if each.kind not in CODE or each.state is State.WAIVED:
            continue
        entry = "ownership.no-tier" if each.tier is None else f"ownership.tier-{each.tier}"
        counted[entry] = counted.get(entry, 0.0) + 1.0
        if each.state is State.OWNED:
            owned[entry] = owned.get(entry, 0.0) + 1.0
    return _Sum(owned), _Sum(counted)


# --- streams ----------------------------------------------------------------------------------------------


def _draw_flow(
    measures: Measures, draws: int, seed: int, watched: _Watched
) -> Iterator[tuple[Key, tuple[float | None, ...]]]:
    """The streams, solved again in each draw; nothing where the model says all of it itself."""
    if not measures.organisation.streams:
        return
    profile = measures.weights[_PROFILE]
    entries = {f"{_PROFILE}.{name}": profile[name] for name in _FLOW_ENTRIES}
    if not _hangs_on(measures, profile):
        return
    found: dict[Key, list[float | None]] = {}
    drawn = [entries, *draw_weights(entries, draws=draws, seed=seed)]
    for done, each in enumerate(drawn):
        for key, amount in _solve(measures, profile, each):
            found.setdefault(key, []).append(amount)
        watched.tell(done)
    yield from ((key, tuple(amounts)) for key, amounts in found.items())


def _hangs_on(measures: Measures, profile: Mapping[str, float]) -> bool:
    """Whether anything is another number with other entries."""
    said = {f"{_PROFILE}.{name}": profile[name] for name in _FLOW_ENTRIES}
    less = {entry: value * (1 - SPREAD) for entry, value in said.items()}
    return list(_solve(measures, profile, said)) != list(_solve(measures, profile, less))


def _solve(
    measures: Measures, profile: Mapping[str, float], drawn: Weighed
) -> Iterator[tuple[Key, float | None]]:
    weights = {**profile, **{entry.partition(".")[2]: value for entry, value in drawn.items()}}
    flow = measure_flow(
        measures.organisation, weights=weights, owners=measures.owners, headcount=measures.headcount
    )
    return _read(flow)


def _read(flow: Flow) -> Iterator[tuple[Key, float | None]]:
    for stream in flow.streams:
        pool = stream.constraint
        endless = float("inf")
        yield ("stream", stream.id, "flow_time"), endless if stream.is_unstable else stream.days
        yield (
            ("stream", stream.id, "constraint_utilisation"),
            None if pool is None else pool.standing.busyness,
        )
        yield ("stream", stream.id, "throughput_ceiling"), flow.ceilings[stream.id].throughput.amount
    hottest = flow.constraint
    yield ("organisation", "", "hottest_pool"), None if hottest is None else hottest.standing.busyness


def _find_sign(one: float | None, other: float | None) -> int | None:
    if one is None or other is None:
        return None
    return 0 if is_same(one, other) else (1 if other > one else -1)
