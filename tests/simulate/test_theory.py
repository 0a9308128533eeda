"""Where theory is exact, does the simulation agree with it? Seeds are fixed: a test fails always or never."""

from dataclasses import replace

import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.analysis.flow.measuring import Flow
from topo.simulate.estimating import Estimate
from topo.simulate.shop import Span
from topo.simulate.simulation import Simulation, simulate

SPAN = Span(200, 2000)


def run(flow: Flow, *, seed: int = 1) -> Simulation:
    return simulate(flow, SPAN, seed=seed, replications=10)


def check(found: Estimate | None, exact: float | None, *, sure_to: float = 0.07) -> None:
    """Within one and a half intervals of 95 % (about 99.8 %), which are narrow enough to tell something."""
    assert found is not None
    assert found.half is not None
    assert exact is not None
    assert abs(found.mean - exact) <= 1.5 * found.half
    assert found.half <= sure_to * exact


@pytest.mark.parametrize(("people", "demand"), [(1, 3), (2, 7), (5, 20)])
def test_one_pool_of_people(people: int, demand: int) -> None:
    """M/M/c (Erlang): the flow time, the wait, and how busy they are."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=people)},
            "streams": {"s": line({"team": "t1", "touch": "1d"}, demand=f"{demand}/week")},
        }
    )
    simulation = run(flow)
    (pool,) = simulation.pools
    check(simulation.find_stream("s").time, flow.find_stream("s").days)
    check(pool.wait, pool.expected_wait, sure_to=0.15)
    check(pool.busy, pool.expected, sure_to=0.02)


def test_percentiles_of_one_server() -> None:
    """The time in M/M/1 is exponential: its 95 % are 3.0 means (ln 20)."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {"s": line({"team": "t1", "touch": "1d"}, demand="3/week")},
        }
    )
    stream = run(flow).find_stream("s")
    assert flow.find_stream("s").days == pytest.approx(3.5)
    check(stream.percentiles[50], 3.5 * 0.6931)
    check(stream.percentiles[85], 3.5 * 1.8971)
    check(stream.percentiles[95], 3.5 * 2.9957)


def test_what_is_sent_back() -> None:
    """A network of Jackson's: two pools, a fifth goes back from the second to the first, and focus counts."""
    flow = flow_of(
        {
            "teams": {"t1": {"size": 4, "focus": "80%"}, "t2": crew(engineer=1)},
            "streams": {
                "s": line(
                    {"team": "t1", "touch": "2d"},
                    {"team": "t2", "touch": "5h", "rework": {"to": "a", "share": "20%"}},
                )
            },
        }
    )
    simulation = run(flow)
    check(simulation.find_stream("s").time, flow.find_stream("s").days, sure_to=0.08)
    for pool in simulation.pools:
        check(pool.busy, pool.expected, sure_to=0.02)
        check(pool.wait, pool.expected_wait, sure_to=0.15)


def test_streams_that_share_people() -> None:
    """Two streams over one pool, of the same touch: an M/M/2 of both, and each keeps its own waits."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=2)},
            "streams": {
                "fast": line({"team": "t1", "touch": "1d"}, demand="4/week"),
                "slow": line({"team": "t1", "touch": "1d", "wait": "2w"}, demand="3/week"),
            },
        }
    )
    simulation = run(flow)
    for id in ("fast", "slow"):
        check(simulation.find_stream(id).time, flow.find_stream(id).days)


@pytest.mark.parametrize("variability", [0, 0.25, 0.7, 4])
def test_one_person_and_any_spread(variability: float) -> None:
    """M/G/1 (Pollaczek and Khinchine): the wait goes with (1 + c²) / 2, whatever the distribution."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {
                "s": line({"team": "t1", "touch": "1d", "variability": variability}, demand="3/week")
            },
        }
    )
    (pool,) = run(flow).pools
    check(pool.wait, pool.expected_wait, sure_to=0.15)


def test_touches_of_two_kinds() -> None:
    """M/G/1 again, where the spread comes from the mixture."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {
                "large": line({"team": "t1", "touch": "3d"}, demand="0.5/week"),
                "small": line({"team": "t1", "touch": "4h"}, demand="3/week"),
            },
        }
    )
    (pool,) = run(flow).pools
    check(pool.busy, pool.expected, sure_to=0.02)
    check(pool.wait, pool.expected_wait, sure_to=0.15)


def test_a_fraction_of_a_head() -> None:
    """One and a half people are one who is half as fast again: M/M/1 with that utilisation."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {"s": line({"team": "t1", "role": "engineer", "touch": "1d"})},
        }
    )
    (whole,) = flow.network.pools
    flow = flow.with_network(replace(flow.network, pools=(whole._replace(heads=1.5),)))
    simulation = run(flow)
    (pool,) = simulation.pools
    assert pool.pool.servers == 1
    check(pool.busy, 4 / 7.5, sure_to=0.02)
    check(simulation.find_stream("s").time, flow.find_stream("s").days)


def test_a_team_of_roles() -> None:
    """Who asks for no role gets anybody, in proportion to heads."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=3, tester=1)},
            "streams": {"s": line({"team": "t1", "touch": "1d"}, demand="12/week")},
        }
    )
    simulation = run(flow)
    assert {pool.pool.role for pool in simulation.pools} == {"engineer", "tester"}
    for pool in simulation.pools:
        check(pool.busy, pool.expected, sure_to=0.02)
        check(pool.wait, pool.expected_wait, sure_to=0.15)


def test_dates_that_are_waited_for_alone() -> None:
    """Half a period on the mean, and the queue behind it is that of the formulas."""
    tree = {
        "teams": {"t1": crew(engineer=1)},
        "streams": {"s": line({"team": "t1", "touch": "1d", "every": "4w"}, demand="3/week")},
    }
    flow = flow_of(tree)
    spread = simulate(flow, SPAN, seed=1, replications=10, spread=True)
    check(spread.find_stream("s").time, flow.find_stream("s").days)
    together = run(flow).pools[0].wait
    assert together is not None
    assert together.mean > 2 * (spread.pools[0].expected_wait or 0.0)
