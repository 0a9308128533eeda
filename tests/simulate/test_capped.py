"""What does a stream finish whose limit is always used up?"""

import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.analysis.flow.stress import measure_stress
from topo.simulate.capped import count_capped, find_capped
from topo.simulate.shop import Span


def test_a_ring_of_two_servers() -> None:
    """Closed and balanced, exponential: X = μ N / (N + M − 1) (Gordon and Newell 1967)."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1), "t2": crew(engineer=1)},
            "streams": {"s": line({"team": "t1", "touch": "1d"}, {"team": "t2", "touch": "1d"}, wip_limit=3)},
        }
    )
    found = find_capped(flow, span=Span(100, 2000))["s"]
    assert found.half is not None
    assert abs(found.mean - 5 * 3 / 4) <= 1.5 * found.half
    assert found.half < 0.05


def test_the_demand_does_not_matter() -> None:
    """There is always more to do, also where nobody says how much."""
    teams = {"t1": crew(engineer=1)}
    streams = [line({"team": "t1", "touch": "1d"}, demand=demand, wip_limit=1) for demand in ("1/week", None)]
    first, second = (count_capped(flow_of({"teams": teams, "streams": {"s": each}})) for each in streams)
    assert first == second
    assert first["s"] == pytest.approx(5, rel=0.05)


def test_streams_without_a_limit_keep_their_demand() -> None:
    """They are not told of, but take their part of the people."""
    alone = {"s": line({"team": "t1", "touch": "1d"}, wip_limit=2)}
    both = {**alone, "u": line({"team": "t1", "touch": "1d"}, demand="2/week")}
    teams = {"t1": crew(engineer=1)}
    less = count_capped(flow_of({"teams": teams, "streams": both}))
    assert set(less) == {"s"}
    assert less["s"] < count_capped(flow_of({"teams": teams, "streams": alone}))["s"] - 1.5


def test_faster_coding_behind_a_review() -> None:
    """Twice as fast coding gives little where the review is what holds it up."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=2), "t2": crew(engineer=1)},
            "streams": {
                "s": line(
                    {"team": "t1", "touch": "1d", "phase": "create"},
                    {"team": "t2", "touch": "1d", "phase": "release"},
                    wip_limit=4,
                )
            },
        }
    )
    stress = measure_stress(flow, ai=1.0)
    before, after = count_capped(stress.before)["s"], count_capped(stress.demand.after)["s"]
    assert before < after < 5.1
    assert after / before < 1.2


def test_an_item_that_takes_no_time() -> None:
    """Would be done for ever in no time: it is left out."""
    assert not find_capped(flow_of({"streams": {"s": line({"touch": "0h"}, wip_limit=2)}}))


def test_no_limit_at_all() -> None:
    """Nothing to answer."""
    assert not find_capped(flow_of({"streams": {"s": line({"wait": "1d"})}}))
