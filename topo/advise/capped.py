"""With a limit of work under way: how much more throughput do faster stages give?

No question for formulas: simulation answers it. Whatever simulates is handed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.stress import Stress
from topo.rules.naming import named
from topo.simulate.layout import MOST_UNDER_WAY

Simulate = Callable[[Flow], Mapping[str, float]]
"""The items a week that each stream finishes when its `wip_limit` lets in as many as it can, by id."""

NO_SIMULATION = "a limit of work under way is answered by simulation, and none was run"
NO_LIMIT = "no stream sets a wip_limit"


class CappedStream(NamedTuple):
    """A stream with the most items that may be under way, and those it finishes in a week."""

    stream: str
    limit: int
    before: float
    after: float

    @property
    def gain(self) -> float | None:
        """How much more it finishes, as a share; None where it finished nothing."""
        return self.after / self.before - 1.0 if self.before else None


@dataclass(frozen=True)
class Capped:
    """The streams with a limit, by id; `missing` is what is not answered, and why."""

    streams: tuple[CappedStream, ...] = ()
    missing: tuple[str, ...] = ()


def find_capped(stress: Stress, simulate: Simulate | None = None) -> Capped:
    """What comes of the reading *capped*; without a simulation, that there is none."""
    if simulate is None:
        return Capped((), (NO_SIMULATION,))
    if all(stream.stream.wip_limit is None for stream in stress.before.streams):
        return Capped((), (NO_LIMIT,))
    unlimited = [stream.id for stream in stress.before.streams if stream.stream.wip_limit is None]
    before, after = simulate(stress.before), simulate(stress.demand.after)
    found, missing = [], [f"no wip_limit is set in {named(unlimited, most=4)}"] if unlimited else []
    for stream in stress.before.streams:
        limit = stream.stream.wip_limit
        if limit is None:
            continue
        if stream.id in before and stream.id in after:
            found.append(CappedStream(stream.id, limit, before[stream.id], after[stream.id]))
        elif limit > MOST_UNDER_WAY:
            missing.append(f"{stream.id}: a limit of {limit:,} is more than is ever under way")
        else:
            missing.append(f"{stream.id} could not be simulated")
    return Capped(tuple(found), tuple(missing))
