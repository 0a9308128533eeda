"""What is the one constraint to relieve first, and with which lever?

The busiest pool of people, where any is known to have work; else what the worst red is about: that whose
cell holds up the most others, itself counted.

Source: Goldratt (1984), D, and A once the constraint is known; reach is counting (A).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from topo.analysis.flow.intervals import Flip
from topo.analysis.flow.levers import Lever, Levers
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.measures import Measures
from topo.analysis.propagation import count_reached
from topo.findings import Address, Finding


@dataclass(frozen=True)
class Constraint:
    """What holds work up: a pool with its levers, or a finding about a cell with how many cells wait for it.

    `has_time` says of a pool that it is below the threshold of hot pools: it is the busiest, and not what
    most of the time is lost with. `flip` is the least change of an input that makes another pool the busiest;
    None where none within its band does.
    """

    address: Address
    pool: PoolFlow | None = None
    levers: Levers | None = None
    has_time: bool = False
    flip: Flip | None = None
    team: str | None = None
    dimension: str | None = None
    finding: Finding | None = None
    reach: int = 0

    @cached_property
    def lever(self) -> Lever | None:
        """The lever that relieves the pool most without moving the trouble elsewhere."""
        levers = () if self.levers is None else self.levers.levers
        return next((each for each in levers if each.relief and not each.shifts), None)

    @cached_property
    def time_saver(self) -> Lever | None:
        """The lever that saves an item the most days, where that is another one."""
        levers = () if self.levers is None else self.levers.levers
        saving = [each for each in levers if (each.saved or 0.0) > 0.0 and not each.shifts]
        best = max(saving, key=lambda each: each.saved or 0.0, default=None)
        return None if best is self.lever else best


def find_constraint(measures: Measures, reds: Iterable[tuple[str, str, Finding]]) -> Constraint | None:
    """The constraint; `reds` are the worst finding of each red field, with its cell and dimension."""
    pool = measures.flow.constraint
    if pool is not None and pool.standing.busyness:
        has_time = pool.standing.busyness < measures.flow.weights["hot-pool"]
        flip = min(measures.intervals.flips, key=lambda each: each.rank, default=None)
        return Constraint(pool.pool.place, pool, measures.levers, has_time, flip, team=pool.pool.team)
    held = count_held(measures)
    found = [(held[team], team, dimension, finding) for team, dimension, finding in reds]
    if not found:
        return None
    reach, team, dimension, finding = min(found, key=lambda each: (-each[0], each[1], each[2]))
    return Constraint(finding.address, team=team, dimension=dimension, finding=finding, reach=reach)


def count_held(measures: Measures) -> dict[str, int]:
    """By cell, how many are held up with it: itself, and all that wait on it in however many steps."""
    teams = tuple(measures.organisation.teams)
    places = {team: place for place, team in enumerate(teams)}
    waited_on_by = (measures.waiting.find(team).loads.waited_on_by for team in teams)
    followers = [[places[other] for other in others if other in places] for others in waited_on_by]
    return dict(zip(teams, count_reached(followers), strict=True))
