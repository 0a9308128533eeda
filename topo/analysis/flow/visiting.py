"""How often does an item pass each stage, with what is sent back?

The visits v solve v = e + Pᵀ v (Jackson 1957, Oper. Res. 5(4); grade A): an item enters at the first stage,
goes on to the next, and from a stage with rework a share of items goes back to another. The stages are a
path, so only the edges of rework are unknown: with the flow on each of them given, the path is walked once.
With r edges that is a system of r equations, not of as many as there are stages.
"""

from collections.abc import Sequence
from typing import NamedTuple

_NEVER_LEAVES = 1e-12
"""What is left of one equation when nothing leaves a loop, up to rounding."""


class Return(NamedTuple):
    """An edge of rework: a `share` (0 to 1) of what passes `stage` goes back to `to` (numbers of stages)."""

    stage: int
    to: int
    share: float


def find_visits(stages: int, returns: Sequence[Return]) -> tuple[float, ...] | None:
    """How often an item passes each stage; None where some of it can never leave.

    >>> find_visits(3, [Return(2, 1, 0.5)])
    (1.0, 2.0, 2.0)
    >>> find_visits(2, [Return(1, 0, 1.0)]) is None
    True
    """
    if not returns:
        return (1.0,) * stages
    kept = [1.0] * stages
    for edge in returns:
        kept[edge.stage] -= edge.share
    first = _walk(stages, kept, 0)
    again = [_walk(stages, kept, edge.to) for edge in returns]
    sent = [edge.share * first[edge.stage] for edge in returns]
    loops = [[edge.share * walk[edge.stage] for walk in again] for edge in returns]
    flows = _solve(loops, sent)
    if flows is None:
        return None
    return tuple(
        first[stage] + sum(flow * walk[stage] for flow, walk in zip(flows, again, strict=True))
        for stage in range(stages)
    )


def _walk(stages: int, kept: Sequence[float], start: int) -> list[float]:
    """The share of items that pass each stage on one way from `start`, sent back nowhere."""
    passed = [0.0] * stages
    share = 1.0
    for stage in range(start, stages):
        passed[stage] = share
        share *= kept[stage]
    return passed


def _solve(loops: list[list[float]], sent: list[float]) -> list[float] | None:
    """The x of x = sent + loops · x, by elimination; None where a loop has no way out.

    What leaves an edge and comes back is never more than it was, so each pivot is at least what leaves: no
    rows need to be exchanged.
    """
    size = len(sent)
    rows = [
        [(1.0 if row == column else 0.0) - loops[row][column] for column in range(size)] + [sent[row]]
        for row in range(size)
    ]
    for pivot in range(size):
        if rows[pivot][pivot] <= _NEVER_LEAVES:
            return None
        for row in range(pivot + 1, size):
            factor = rows[row][pivot] / rows[pivot][pivot]
            for column in range(pivot, size + 1):
                rows[row][column] -= factor * rows[pivot][column]
    found = [0.0] * size
    for row in reversed(range(size)):
        rest = sum(rows[row][column] * found[column] for column in range(row + 1, size))
        found[row] = (rows[row][size] - rest) / rows[row][row]
    return found
