"""What does one reading of a stress come to?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.stressed import (
    Coding,
    PoolChange,
    Saturation,
    StreamChange,
    find_mean_gain,
    find_saturated,
)


class ReadingKind(StrEnum):
    """What is supposed beside the faster stages."""

    DEMAND = "demand"
    PUSH = "push"
    CAPPED = "capped"
    REVIEW = "review-effort"
    REWORK = "rework"

    @property
    def is_simulated(self) -> bool:
        """Whether simulation answers it, and formulas do not: a limit of work under way."""
        return self is ReadingKind.CAPPED


@dataclass(frozen=True)
class Reading:
    """One reading: the flow before and after, and what changed. `missing` is what it leaves out, and why."""

    kind: ReadingKind
    before: Flow = field(repr=False)
    after: Flow = field(repr=False)
    codings: Mapping[str, Coding] = field(repr=False)
    missing: tuple[str, ...] = ()

    @cached_property
    def pools(self) -> tuple[PoolChange, ...]:
        """Every pool before and after, the busiest after first."""
        return tuple(PoolChange(self.before.get_pool(pool.number), pool) for pool in self.after.pools)

    @cached_property
    def streams(self) -> tuple[StreamChange, ...]:
        """Every stream before and after, by id."""
        together = zip(self.before.streams, self.after.streams, strict=True)
        return tuple(StreamChange(old, new, self.codings[old.id]) for old, new in together)

    @cached_property
    def saturated(self) -> tuple[Saturation, ...]:
        """The pools that are stable before and not after: the first in the order of stages first."""
        return find_saturated(self.streams)

    @cached_property
    def unstable_before(self) -> tuple[PoolChange, ...]:
        """The pools that were unstable before: nothing that AI did."""
        return tuple(change for change in self.pools if change.before.is_unstable)

    @property
    def first(self) -> Saturation | None:
        """The first pool to saturate; None where none does."""
        return self.saturated[0] if self.saturated else None

    @cached_property
    def gain(self) -> float | None:
        """How much faster items are done on the mean of all that arrive, as a share: 0.03 is 3 % faster.

        Streams count by their demand. None where one of them has no flow time before or after.
        """
        return find_mean_gain(self.streams)

    def find_stream(self, id: str) -> StreamChange | None:
        """A stream by its id."""
        return next((change for change in self.streams if change.id == id), None)

    def find_pool(self, team: str, role: str | None = None) -> PoolChange | None:
        """A pool by its team and role."""
        found = self.after.find_pool(team, role)
        return None if found is None else PoolChange(self.before.get_pool(found.number), found)
