"""How is it shown how sure a stress is: between which ends, and what would flip the constraint?"""

from collections.abc import Iterator

from topo.advise.headline import signed_percent
from topo.advise.stress_test import StressTest, SurenessChange
from topo.analysis.flow.intervals import Flip, Interval
from topo.report.stress.seen import MOST_FLIPS
from topo.report.sureness import NO_END, say_between, say_change, say_input, sort_flips
from topo.rules.naming import joined, quoted

HEAD = ("stream", "days now", "between", "coding faster", "between", "delivery")
FLIP_HEAD = ("if", "were", "the constraint would be")


def find_rows(test: StressTest) -> Iterator[tuple[str, ...]]:
    """Below `HEAD`: a row for each stream that has a flow time at some end."""
    for each in test.sureness:
        yield (
            each.change.id,
            _say_days(each.change.before.days),
            say_between(each.before.flow_time),
            _say_days(each.change.after.days),
            say_between(each.after.flow_time),
            say_gains(each),
        )


def say_gains(sureness: SurenessChange) -> str:
    """What delivery gains where all inputs are at the one end, and at the other: the smaller first."""
    ends: Interval = sureness.gains
    if ends == Interval(None, None):
        return "–"
    known = sorted(end for end in (ends.low, ends.high) if end is not None)
    if len(known) == 1:
        return f"{signed_percent(known[0])} … –"
    return f"{signed_percent(known[0])} … {signed_percent(known[1])}"


def say_jams(test: StressTest) -> str:
    """Who cannot keep up at the upper end and can as it is; empty where everybody can."""
    jams = {pool.id: None for each in test.sureness for pool in each.before.jams if not pool.is_unstable}
    return f"at the upper end {joined(map(quoted, jams))} cannot keep up" if jams else ""


def find_flips(test: StressTest) -> tuple[Flip, ...]:
    """What would make another pool the constraint as it is, the nearest first."""
    return tuple(sort_flips(test.intervals.flips))


def find_flip_rows(test: StressTest) -> Iterator[tuple[str, str, str]]:
    """Below `FLIP_HEAD`: the nearest of them."""
    for flip in find_flips(test)[:MOST_FLIPS]:
        yield say_input(flip.address), say_change(flip), flip.pool.id


def say_no_flip(test: StressTest) -> str:
    """What is said where nothing flips it; empty where there is nothing that could."""
    if test.flow.next_constraint is None or find_flips(test):
        return ""
    return "no demand and no touch time within its band makes another pool the constraint"


def _say_days(days: float | None) -> str:
    return NO_END if days is None else f"{days:,.1f}"
