"""What holds in every single run?"""

import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.analysis.flow.measuring import Flow
from topo.simulate.layout import make_layout
from topo.simulate.running import run
from topo.simulate.shop import POINTS, Span
from topo.simulate.simulation import simulate
from topo.simulate.tally import SAMPLE, Run

TEAMS = {"t1": crew(engineer=2), "t2": crew(engineer=1)}
SPAN = Span(50, 1000)
PATH = line(
    {"team": "t1", "touch": "1d", "wait": "3d"},
    {"team": "t2", "touch": "6h", "every": "1w", "rework": {"to": "a", "share": "20%"}},
)


def run_once(flow: Flow, span: Span = SPAN, *, seed: int = 1, number: int = 0) -> Run:
    return run(make_layout(flow), span, seed, number)


@pytest.mark.parametrize("number", range(5))
def test_littles_law(number: int) -> None:
    """L = λ W, but for who comes in before the time that counts and goes out after it."""
    (path,) = run_once(flow_of({"teams": TEAMS, "streams": {"s": PATH}}), number=number).paths
    assert path.time is not None
    assert path.wip == pytest.approx(path.finished / 7000 * path.time, rel=0.02)
    assert sum(path.points) / len(path.points) == pytest.approx(path.wip, rel=0.2)


@pytest.mark.parametrize("number", range(3))
def test_littles_law_of_queues(number: int) -> None:
    """Who waits for people is as many as begin in a day, times the days that they wait."""
    for pool in run_once(flow_of({"teams": TEAMS, "streams": {"s": PATH}}), number=number).pools:
        assert pool.wait is not None
        assert pool.queue == pytest.approx(pool.begun / 7000 * pool.wait, rel=0.02)


@pytest.mark.parametrize("limit", [1, 2, 5, 20])
def test_a_limit_of_work_under_way(limit: int) -> None:
    """Never more are inside, and who is not let in waits outside."""
    (path,) = run_once(flow_of({"teams": TEAMS, "streams": {"s": {**PATH, "wip_limit": limit}}})).paths
    assert path.peak == limit
    assert max(path.points) <= limit
    assert path.wip <= limit * (1 + 1e-9)
    assert path.held is not None
    assert path.arrived - path.finished == pytest.approx(
        path.points[-1] + path.outside_points[-1] - path.points[0] - path.outside_points[0]
    )


def test_a_limit_that_is_never_reached() -> None:
    """Changes no bit of the rest."""
    free = run_once(flow_of({"teams": TEAMS, "streams": {"s": PATH}}))
    assert run_once(flow_of({"teams": TEAMS, "streams": {"s": {**PATH, "wip_limit": 10_000}}})) == free


def test_the_same_seed() -> None:
    """Gives the same run, another seed or number another."""
    flow = flow_of({"teams": TEAMS, "streams": {"s": PATH}})
    first = run_once(flow)
    assert run_once(flow) == first
    assert run_once(flow, seed=2) != first
    assert run_once(flow, number=1) != first


def test_another_stream_does_not_change_the_luck() -> None:
    """One that shares nobody leaves the first as it was."""
    alone = run_once(flow_of({"teams": TEAMS, "streams": {"s": PATH}}))
    other = line({"team": "t3", "touch": "1d"})
    teams = {**TEAMS, "t3": crew(engineer=2)}
    both = run_once(flow_of({"teams": teams, "streams": {"s": PATH, "r": other}}))
    assert both.paths[1] == alone.paths[0]


def test_no_variability_and_nobody_in_the_way() -> None:
    """Every item takes exactly its touch and its wait."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=500)},
            "streams": {"s": line({"team": "t1", "touch": "1d", "wait": "3d", "variability": 0})},
        }
    )
    (path,) = run_once(flow).paths
    assert path.percentiles == pytest.approx((4.4, 4.4, 4.4))
    assert path.time == pytest.approx(4.4)


def test_a_gate_that_is_automated() -> None:
    """Takes no time; as a gate it has its wait."""
    gates = {"gate": 10.0, "automated": 0.0}
    for enforcement, days in gates.items():
        flow = flow_of(
            {
                "tissue": {"guardrails": {"board": {"enforcement": enforcement}}},
                "streams": {"s": line({"wait": "10d", "guardrail": "board"})},
            }
        )
        (path,) = run_once(flow).paths
        assert path.time == pytest.approx(days)


def test_dates_let_many_out_at_once() -> None:
    """Who comes any time waits half a period on the mean, and never more than one."""
    (path,) = run_once(flow_of({"streams": {"s": line({"every": "4w"}, demand="40/week")}})).paths
    assert path.time == pytest.approx(14, rel=0.02)
    assert path.percentiles[-1] == pytest.approx(0.95 * 28, rel=0.02)
    assert path.peak > 120


def test_two_dates_of_one_period() -> None:
    """Who comes out on a date meets the other one on the same day."""
    flow = flow_of({"streams": {"s": line({"every": "1w"}, {"every": "1w"}, demand="40/week")}})
    (path,) = run_once(flow).paths
    assert path.time == pytest.approx(3.5, rel=0.02)


def test_more_than_can_be_done() -> None:
    """The queue grows as the formulas say, and the people are always busy."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {"s": line({"team": "t1", "touch": "1d"}, demand="8/week")},
        }
    )
    simulation = simulate(flow, Span(20, 500), seed=1, replications=8)
    (pool,) = simulation.pools
    assert pool.busy is not None
    assert pool.busy.mean == pytest.approx(1.0)
    assert pool.growth is not None
    assert pool.growth.covers(3.0)
    assert simulation.find_stream("s").is_unstable


def test_the_points_of_time() -> None:
    """From the end of the warm-up to the end of the run."""
    run = run_once(flow_of({"teams": TEAMS, "streams": {"s": PATH}}))
    assert {len(path.points) for path in run.paths} == {POINTS + 1}
    assert Span(1, 40).points[:2] == (7.0, 14.0)


def test_the_warm_up_does_not_count() -> None:
    """Without it the first weeks, with nobody there, make queues too short."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {"s": line({"team": "t1", "touch": "1d"}, demand="4/week")},
        }
    )
    cold = simulate(flow, Span(0, 4), seed=1, replications=100).pools[0].queue
    warm = simulate(flow, Span(100, 4), seed=1, replications=100).pools[0].queue
    assert cold is not None
    assert warm is not None
    assert warm.covers(3.2)
    assert cold.mean < 0.5 * warm.mean


def test_memory_does_not_grow_with_items() -> None:
    """What is kept of a stream is a sample."""
    layout = make_layout(flow_of({"streams": {"s": line({"wait": "1d"}, demand="100/week")}}))
    from topo.simulate.running import serve
    from topo.simulate.shop import Shop

    shop = Shop(layout, Span(0, 200), 1, 0)
    serve(shop, lambda: False)
    assert shop.counting.finished[0] > 4 * SAMPLE
    assert len(shop.samples[0].values) == SAMPLE
    assert len(shop.events) < 100


def test_what_cannot_be_run() -> None:
    """Says why; the rest is run."""
    simulation = simulate(
        flow_of(
            {
                "teams": {"t1": crew(engineer=0), "t2": {}},
                "streams": {
                    "asks-nobody": line({"team": "t1", "role": "engineer", "touch": "1d"}),
                    "asks-unknown": line({"team": "t2", "touch": "1d"}),
                    "empty": {"demand": "1/week"},
                    "for-ever": line({"wait": "1d", "rework": {"to": "a", "share": "100%"}}),
                    "no-demand": line({"wait": "1d"}, demand=None),
                    "no-touch": line({"team": "t1"}),
                    "runs": line({"wait": "1d"}),
                },
            }
        ),
        Span(1, 10),
        seed=1,
        replications=2,
    )
    assert [stream.id for stream in simulation.streams] == ["runs"]
    assert list(simulation.missing) == [
        "asks-nobody",
        "asks-unknown",
        "empty",
        "for-ever",
        "no-demand",
        "no-touch",
    ]
    assert all(simulation.missing.values())


def test_no_demand_at_all() -> None:
    """A demand of nothing is said, and nothing is what happens."""
    (stream,) = simulate(
        flow_of({"streams": {"s": line({"wait": "1d"}, demand="0/week")}}),
        Span(1, 10),
        seed=1,
        replications=2,
    ).streams
    assert stream.finished == 0
    assert stream.time is None
    assert stream.percentiles == {}
