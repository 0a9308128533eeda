"""How many items a week could a stream take, while the others keep their demand?

Each pool has a headroom: its capacity, less what the other streams take of it, in items of this stream. The
smallest of them is the ceiling. Waiting is not in it: close to the ceiling an item waits without end.

Source: the throughput of a line is that of its bottleneck (Goldratt 1984); of fluid flow a theorem (A).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from topo.analysis.flow.pool_flow import VISITS, PoolFlow
from topo.analysis.flow.stream_flow import StreamFlow
from topo.analysis.parts import Number, Part, add_up, not_assessed


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most items a week that a stream can take, and the pool that sets it (None where not assessed)."""

    throughput: Number
    pool: PoolFlow | None = None


def find_ceiling(stream: StreamFlow) -> Ceiling:
    """The throughput ceiling of a stream; where some loads are not known, it is at most that."""
    name = "throughput ceiling"
    unknown = tuple(
        dict.fromkeys(
            (*stream.route.missing, *(each for step in stream.route.steps for each in step.missing))
        )
    )
    if stream.route.visits is None or not stream.route.steps:
        return Ceiling(not_assessed(name, VISITS, *(unknown or (f"{stream.id} has no stages",))))
    found = [(_find_headroom(stream, pool), pool) for pool in stream.pools]
    known = [(headroom, pool.id, pool) for headroom, pool in found if headroom is not None]
    if not known:
        return Ceiling(not_assessed(name, VISITS, *(unknown or ("it draws on nobody",))))
    headroom, _, pool = min(known, key=lambda each: each[:2])
    others = tuple(each for each in pool.unknown if not each.startswith(f"{stream.id} "))
    missing = (*unknown, *others)
    if headroom <= 0.0:
        return Ceiling(Number(name, 0.0, VISITS, (), (_why_full(pool), *missing)), pool)
    return Ceiling(add_up(name, VISITS, _find_parts(stream, pool), missing), pool)


def _why_full(pool: PoolFlow) -> str:
    return pool.why_not or f"{pool.id} has no time left beside its other work"


def _find_need(stream: StreamFlow, pool: PoolFlow) -> float:
    """The share of a pool's week that one item takes."""
    route, who = stream.route, pool.pool
    capacity = (who.heads or 0.0) * who.focus * stream.solution.network.clock.hours_a_week
    touch = stream.solution.factors.touch
    return fsum(
        visits * step.pushed * share * step.touch * touch / capacity
        for step, visits in zip(route.steps, route.visits or (), strict=True)
        if step.touch
        for number, share in step.draws
        if number == pool.number
    )


def _find_headroom(stream: StreamFlow, pool: PoolFlow) -> float | None:
    """The items a week for which a pool has time; None where its heads are not known or it has no part."""
    if pool.pool.heads is None:
        return None
    if pool.pool.is_nobody:
        return 0.0
    need = _find_need(stream, pool)
    return fsum(part.amount for part in _find_parts(stream, pool)) if need else None


def _find_parts(stream: StreamFlow, pool: PoolFlow) -> Iterator[Part]:
    need = _find_need(stream, pool)
    label = f"all the time of {pool.id}"
    yield Part(label, 1.0 / need, VISITS, pool.pool.place, pool.pool.weighed_by)
    for load in pool.standing.loads:
        if load.route != stream.number:
            address = pool.find_address(load) / "touch"
            yield Part(pool.find_label(load), -load.share / need, VISITS, address)
