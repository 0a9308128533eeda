"""Which parts of a stress test are worth the eye, and in which order?"""

from typing import NamedTuple

from topo.advise.stress_test import StressTest, TriedLever
from topo.analysis.flow.reading import Reading
from topo.analysis.flow.stress import Stress
from topo.analysis.flow.stressed import PoolChange
from topo.report.stress.plot import Point
from topo.rules.naming import bare, joined
from topo.text import count, printable

MOST_POOLS = 6
MOST_LEVERS = 8
MOST_FLIPS = 5
MOST_REASONS = 8
READINGS = ("demand", "push", "capped")
QUESTIONS = {
    "demand": "the same demand: how much sooner is an item done?",
    "push": "teams make more for it: what cannot keep up?",
    "capped": "a limit of work under way: how much more throughput?",
}


class Sweep(NamedTuple):
    """What a plot needs: its points, and the pools below it."""

    points: tuple[Point, ...]
    pools: tuple[str, ...]


def choose_readings(reading: str) -> tuple[str, ...]:
    """The readings that `--reading` asks for."""
    return READINGS if reading == "all" else (reading,)


def find_pools(reading: Reading, most: int = MOST_POOLS) -> tuple[PoolChange, ...]:
    """The busiest pools, and all that saturate or did not keep up before."""
    return tuple(
        change
        for number, change in enumerate(reading.pools)
        if number < most or change.after.is_unstable or change.before.is_unstable
    )


def find_reasons(reading: Reading) -> tuple[str, ...]:
    """Why streams have no gain: reason by reason, with the streams that it keeps from it."""
    found: dict[str, list[str]] = {}
    for change in reading.streams:
        for reason in change.after.flow_time.missing if change.gain is None else ():
            found.setdefault(reason.removeprefix(f"{change.id}: "), []).append(change.id)
    rows = [f"{joined(map(bare, ids), most=4)}: {printable(reason)}" for reason, ids in found.items()]
    more = len(rows) - MOST_REASONS
    rest = [f"and {count(more, 'reason')} more, which `--format json` lists"] if more > 0 else []
    return (*rows[:MOST_REASONS], *rest)


def find_sweep(test: StressTest) -> Sweep:
    """The gains over the speed-ups, and how busy the busiest pools are at the last of them."""
    last = test.sweep[-1].push
    numbers = [change.after.number for change in last.pools[:MOST_POOLS]]
    points = tuple(_make_point(stress, numbers) for stress in test.sweep)
    return Sweep(points, tuple(change.id for change in last.pools[:MOST_POOLS]))


def find_levers(test: StressTest) -> tuple[tuple[int, TriedLever], ...]:
    """The levers that do something, with their numbers."""
    gain = test.stress.demand.gain
    return tuple(
        (number, each) for number, each in enumerate(test.relief.levers, start=1) if each.helps(gain)
    )


def find_left(test: StressTest) -> tuple[tuple[str, float | None], ...]:
    """What is left of the gain at the same demand when AI costs elsewhere, each cost on its own."""
    stress, weights = test.stress, test.flow.weights
    review = stress.extra.review or weights["review-effort"]
    rework = stress.extra.rework or weights["more-rework"]
    return (
        (
            f"coding {'slower' if (stress.headline.coding or 0.0) < 0 else 'faster'}, nothing else",
            stress.alone.gain,
        ),
        (f"and reviews take {say_more(review, 'longer', 'less long')}", stress.review.gain),
        (f"and {say_more(rework, 'more', 'less')} is sent back", stress.rework.gain),
    )


def say_more(share: float, more: str, less: str) -> str:
    """A change in words, without a sign.

    >>> say_more(0.2, "longer", "less long"), say_more(-0.05, "longer", "less long")
    ('20 % longer', '5 % less long')
    """
    return f"{abs(share) * 100:.3g} % {less if share < 0 else more}"


def _make_point(stress: Stress, numbers: list[int]) -> Point:
    busy = tuple(stress.push.after.get_pool(number).standing.utilisation for number in numbers)
    headline = stress.headline
    return Point(stress.ai or 0.0, headline.coding, stress.demand.gain, busy)
