"""What does a stream finish whose limit is always used up?"""

import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.analysis.flow.stress import measure_stress
from topo.simulate.capped import (
    MOST_EVENTS,
    REPLICATIONS,
    SPAN,
    bound_throughput,
    choose_span,
    count_capped,
    find_capped,
)
from topo.simulate.layout import make_layout
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


def test_where_much_happens_less_of_it_is_run() -> None:
    """About as many events as take seconds, and the throughput is still that of the people."""
    many = {
        "teams": {"t1": crew(engineer=1000)},
        "streams": {"s": line({"team": "t1", "touch": "1d"}, wip_limit=2000)},
    }
    flow = flow_of(many)
    layout = make_layout(flow, full=True)
    span, replications = choose_span(flow, layout)
    assert bound_throughput(flow.network, flow.network.routes[0], 2000) == pytest.approx(5000)
    assert replications * (span.warm_up + span.weeks) * 5000 * 2 <= 1.2 * MOST_EVENTS
    assert span.warm_up >= 4 * 2000 / 5000
    assert count_capped(flow)["s"] == pytest.approx(5000, rel=0.01)


def test_a_usual_stream_is_run_as_long_as_said() -> None:
    """What is shown of it does not depend on how fast somebody's computer is."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=3)},
            "streams": {"s": line({"team": "t1", "touch": "1d"}, wip_limit=9)},
        }
    )
    assert choose_span(flow, make_layout(flow, full=True)) == (SPAN, REPLICATIONS)


def test_the_bound_is_reached_by_the_work_of_one_item() -> None:
    """One item at a time that takes a day of work and two days of waiting: one in 3.4 days."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=5)},
            "streams": {"s": line({"team": "t1", "touch": "1d", "wait": "2d"}, wip_limit=1)},
        }
    )
    assert bound_throughput(flow.network, flow.network.routes[0], 1) == pytest.approx(7 / 3.4)


def test_a_limit_that_is_none() -> None:
    """Nobody fills a stream with so many items: it keeps its demand."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {"s": line({"team": "t1", "touch": "1h"}, wip_limit=10**9)},
        }
    )
    assert not find_capped(flow)


def test_ctrl_c_leaves_no_comparison() -> None:
    """Runs that are complete would be compared with others."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {"s": line({"team": "t1", "touch": "1h"}, wip_limit=2)},
        }
    )

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_capped(flow, progress=stop)
