"""Do work under way, throughput and time fit each other?"""

import pytest

from topo.analysis.flow.clock import Clock
from topo.analysis.flow.littles_law import LittlesLaw, check_littles_law
from topo.model.stream import Stream


def check(demand: str | None = None, **observed: object) -> LittlesLaw | None:
    """What was observed of a stream, with the 20 % that ship."""
    said = {"id": "s", "observed": observed} | ({} if demand is None else {"demand": demand})
    return check_littles_law(Stream.model_validate(said), clock=Clock(), weights={"little": 0.2})


@pytest.mark.parametrize(
    ("wip", "throughput", "time", "off", "disagrees"),
    [
        (8, "2/week", "4w", 0.0, False),
        (10, "2/week", "6w", 0.2, False),
        (10, "2/week", "43d", 0.2286, True),
        (10, "2/week", "4w", -0.2, False),
        (10, "2/week", "27d", -0.2286, True),
        (0, "0/week", "4w", 0.0, False),
        (0, "1/week", "4w", float("inf"), True),
    ],
)
def test_all_three(wip: int, throughput: str, time: str, off: float, disagrees: bool) -> None:
    """Throughput times time, against the items that were counted."""
    law = check(wip=wip, throughput=throughput, time=time)
    assert law is not None
    assert law.off == pytest.approx(off, abs=1e-4)
    assert law.disagrees is disagrees


def test_two_give_the_third() -> None:
    """Which is told, and nothing is left to disagree."""
    first, second, third = (
        check(wip=8, throughput="2/week"),
        check(wip=8, time="4w"),
        check(throughput="2/week", time="4w"),
    )
    assert first and second and third
    assert (first.weeks, second.throughput, third.wip) == (4.0, 2.0, 8.0)
    assert (first.implied, second.implied, third.implied) == (("time",), ("throughput",), ("wip",))
    assert not any(law.disagrees for law in (first, second, third))


def test_what_comes_stands_for_a_throughput_that_is_not_said() -> None:
    """And it says so."""
    law = check(demand="2/week", wip=8, time="8w")
    assert law is not None
    assert (law.expected, law.is_demand, law.disagrees) == (16.0, True, True)


def test_one_alone_says_nothing_to_compare() -> None:
    """It stands as it was said."""
    law = check(wip=8)
    assert law is not None
    assert (law.wip, law.off, law.implied) == (8.0, None, ())


def test_nothing_observed() -> None:
    """No check."""
    assert check() is None
    assert check_littles_law(Stream.model_validate({"id": "s"}), clock=Clock(), weights={}) is None


def test_days_of_a_throughput_are_working_days_and_those_of_a_time_are_not() -> None:
    """A day's throughput comes five times a week, and seven days are a week."""
    law = check(wip=10, throughput="1/day", time="14d")
    assert law is not None
    assert law.off == 0.0
