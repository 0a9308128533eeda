"""How fast do keys come?"""

from topo.tui.pace import HURRY, IDLE, REST, Pace


class Clock:
    """A clock that goes on when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _press(pace: Pace, clock: Clock, *gaps: float) -> None:
    for gap in gaps:
        clock.now += gap
        pace.note(clock.now)


def test_without_a_key_there_is_time() -> None:
    pace = Pace(Clock())
    assert pace.is_idle
    assert not pace.is_hurried


def test_the_first_key_is_no_hurry() -> None:
    clock = Clock()
    pace = Pace(clock)
    _press(pace, clock, 0.0)
    assert not pace.is_hurried
    assert not pace.is_idle


def test_one_key_upon_the_other_is_a_hurry_until_they_rest() -> None:
    clock = Clock()
    pace = Pace(clock)
    _press(pace, clock, 0.0, HURRY / 2)
    assert pace.is_hurried
    clock.now += REST * 0.9
    assert pace.is_hurried
    clock.now += REST * 0.2
    assert not pace.is_hurried


def test_keys_that_take_their_time_are_none() -> None:
    clock = Clock()
    pace = Pace(clock)
    _press(pace, clock, 0.0, HURRY * 1.01)
    assert not pace.is_hurried


def test_it_is_when_keys_came_that_counts_not_when_they_were_read() -> None:
    """Keys that waited while something else was done came in a hurry all the same."""
    clock = Clock()
    pace = Pace(clock)
    pace.note(100.0)
    clock.now += 10 * HURRY
    pace.note(100.0 + HURRY / 2)
    assert pace.is_hurried


def test_there_is_time_when_keys_stay_away() -> None:
    clock = Clock()
    pace = Pace(clock)
    _press(pace, clock, 0.0)
    clock.now += IDLE * 0.99
    assert not pace.is_idle
    clock.now += IDLE * 0.02
    assert pace.is_idle
