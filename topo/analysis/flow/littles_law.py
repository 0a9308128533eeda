"""Do the work under way, the throughput and the time that people measured fit each other?

By Little's law the items under way are L = λ W: throughput by time, over a stretch in which as many are
finished as come. Where a stream says all three they must agree; of two, the third follows. Where throughput
is not said, what comes stands for it. Over 20 % off (profile `flow`) one of them was measured of something
else.

Source: Little (1961), Oper. Res. 9(3) (A); the 20 % are a rule of thumb (E).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from topo.analysis.flow.clock import Clock
from topo.findings import Address
from topo.model.organisation import address_of
from topo.model.stream import Observed, Stream


@dataclass(frozen=True, slots=True)
class LittlesLaw:
    """What was measured of a stream, and what follows.

    `wip` in items, `throughput` in items a week, `weeks` elapsed; what is not said follows from the other
    two. `implied` are the names of what follows so. `expected` is λ W, the work under way that throughput and
    time imply, and `off` by which share it is more (or, negative, less) than the wip that was counted: None
    where nothing is left to compare. `is_demand`: what comes stands for a throughput that is not said.
    """

    stream: str
    wip: float | None
    throughput: float | None
    weeks: float | None
    implied: tuple[str, ...]
    expected: float | None
    off: float | None
    limit: float
    is_demand: bool = False

    @property
    def address(self) -> Address:
        """Where it is said."""
        return address_of("stream", self.stream) / "observed"

    @property
    def disagrees(self) -> bool:
        """Whether what was measured cannot be of one stream at one time."""
        return self.off is not None and abs(self.off) > self.limit


def check_littles_law(stream: Stream, *, clock: Clock, weights: Mapping[str, float]) -> LittlesLaw | None:
    """What was measured of a stream, put together; None where it says nothing.

    >>> observed = {"wip": 8, "throughput": "2/week", "time": "3w"}
    >>> said = Stream.model_validate({"id": "s", "observed": observed})
    >>> law = check_littles_law(said, clock=Clock(), weights={"little": 0.2})
    >>> law.expected, law.off, law.disagrees
    (6.0, -0.25, True)
    """
    observed = stream.observed
    if observed is None or observed == Observed():
        return None
    rate = observed.throughput or stream.demand
    wip = observed.wip
    throughput = None if rate is None else clock.count_weekly(rate)
    weeks = None if observed.time is None else observed.time.elapsed_hours() / 168.0
    expected = None if throughput is None or weeks is None else throughput * weeks
    off = None if expected is None or wip is None else _compare(wip, expected)
    said = {"wip": wip, "throughput": throughput, "time": weeks}
    implied = tuple(
        key for key, value in said.items() if value is None and sum(map(_is_said, said.values())) == 2
    )
    if "time" in implied and throughput:
        weeks = (wip or 0.0) / throughput
    if "throughput" in implied and weeks:
        throughput = (wip or 0.0) / weeks
    is_demand = observed.throughput is None and rate is not None
    return LittlesLaw(
        stream.id,
        expected if wip is None else wip,
        throughput,
        weeks,
        implied,
        expected,
        off,
        weights["little"],
        is_demand,
    )


def _is_said(value: float | None) -> bool:
    return value is not None


def _compare(wip: float, expected: float) -> float:
    """By which share the expected work under way is more than what was counted."""
    if wip:
        return expected / wip - 1.0
    return float("inf") if expected else 0.0
