"""How many items a week could a stream take, while the others keep their demand?"""

import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.analysis.flow.ceiling import Ceiling

WORK = {"team": "a", "role": "x", "touch": "1d"}


def ceiling_of(stream: str = "s", **streams: object) -> Ceiling:
    """The ceiling of one of these streams, with two people in a pool and one in another."""
    return flow_of({"teams": {"a": crew(x=2), "b": crew(y=1), "u": {}}, "streams": streams}).ceilings[stream]


def test_alone() -> None:
    """All the time of its pools; the smallest sets it."""
    ceiling = ceiling_of(s=line(WORK, {"team": "b", "role": "y", "touch": "5h"}))
    assert ceiling.throughput.amount == pytest.approx(8.0)
    assert ceiling.pool is not None
    assert ceiling.pool.id == "b y"


def test_others_keep_their_demand() -> None:
    """What they take is not there; each is a part."""
    ceiling = ceiling_of(s=line(WORK), t=line(WORK, demand="3/week"))
    assert ceiling.throughput.amount == pytest.approx(7.0)
    assert [(part.label, round(part.amount, 9)) for part in ceiling.throughput.parts] == [
        ("all the time of a x", 10.0),
        ("t: a", -3.0),
    ]


def test_its_own_demand_is_not_asked_for() -> None:
    """A stream without one has a ceiling."""
    assert ceiling_of(s=line(WORK, demand=None)).throughput.amount == pytest.approx(10.0)


def test_nothing_is_left() -> None:
    """Zero, never less, and why."""
    throughput = ceiling_of(s=line(WORK), t=line(WORK, demand="11/week")).throughput
    assert (throughput.amount, throughput.parts) == (0.0, ())
    assert throughput.missing == ("a x has no time left beside its other work",)


def test_nobody_is_there() -> None:
    """No items."""
    throughput = ceiling_of(s=line({"team": "a", "role": "z", "touch": "1h"})).throughput
    assert (throughput.amount, throughput.missing) == (0.0, ("nobody is there: a z",))


def test_what_it_leaves_out() -> None:
    """At most that, where a stage or another stream does not say all."""
    throughput = ceiling_of(s=line(WORK, {"team": "b"}), t=line(WORK, demand=None)).throughput
    assert throughput.amount == pytest.approx(10.0)
    assert throughput.missing == ("b says no touch", "t says no demand")


@pytest.mark.parametrize(
    ("stream", "missing"),
    [
        (line({"team": "u", "touch": "1h"}), "a: heads of u unknown"),
        (line({"wait": "1d"}), "it draws on nobody"),
        (line(), "s has no stages"),
    ],
)
def test_not_assessed(stream: object, missing: str) -> None:
    """And why."""
    assert ceiling_of(s=stream).throughput.missing == (missing,)
