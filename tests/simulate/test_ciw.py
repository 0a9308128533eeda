"""Does an independent simulator come to the same, where no theory is exact?"""

from statistics import fmean

import ciw
import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.simulate.estimating import estimate
from topo.simulate.shop import Span
from topo.simulate.simulation import Simulation, simulate

WEEKS, WARM_UP, TURNS = 250, 50, 8


def run_ciw(**network: object) -> tuple[float, float]:
    """The mean time from start to done over some runs of Ciw, in days of work, and its interval."""
    means = []
    for seed in range(TURNS):
        ciw.seed(seed)
        simulation = ciw.Simulation(ciw.create_network(**network))
        simulation.simulate_until_max_time((WARM_UP + WEEKS) * 5)
        spans: dict[int, list[float]] = {}
        for each in simulation.get_all_records():
            span = spans.setdefault(each.id_number, [each.arrival_date, each.exit_date])
            span[:] = [min(span[0], each.arrival_date), max(span[1], each.exit_date)]
        gone = {each.id_number for each in simulation.nodes[-1].all_individuals}
        means.append(fmean(b - a for id, (a, b) in spans.items() if id in gone and b >= WARM_UP * 5))
    found = estimate(means)
    assert found is not None
    assert found.half is not None
    return found.mean, found.half


def check(simulation: Simulation, theirs: tuple[float, float]) -> None:
    """Our days are elapsed, of which a working day has 7 / 5: the two means are as near as they are sure."""
    (stream,) = simulation.streams
    assert stream.time is not None
    assert stream.time.half is not None
    mean, half = (each * 7 / 5 for each in theirs)
    assert abs(stream.time.mean - mean) <= 1.5 * (half**2 + stream.time.half**2) ** 0.5
    assert half < 0.12 * mean


def test_several_servers_of_fixed_times_and_rework() -> None:
    """Three of a team who always need the same time, then two who do not, and a quarter is sent back."""
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=3), "t2": crew(engineer=2)},
            "streams": {
                "s": line(
                    {"team": "t1", "touch": "1d", "variability": 0},
                    {"team": "t2", "touch": "6h", "rework": {"to": "a", "share": "25%"}},
                    demand="7/week",
                )
            },
        }
    )
    theirs = run_ciw(
        arrival_distributions=[ciw.dists.Exponential(7 / 5), None],
        service_distributions=[ciw.dists.Deterministic(1.0), ciw.dists.Exponential(1 / 0.75)],
        number_of_servers=[3, 2],
        routing=[[0.0, 1.0], [0.25, 0.0]],
    )
    check(simulate(flow, Span(WARM_UP, WEEKS), seed=1, replications=20), theirs)


def test_a_limit_of_work_under_way() -> None:
    """Of twelve people four at once may have an item: as if there were four, with a queue at the door."""
    limit = 4
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=12)},
            "streams": {
                "s": line(
                    {"team": "t1", "touch": "1d", "variability": 0.5}, demand="15/week", wip_limit=limit
                )
            },
        }
    )
    theirs = run_ciw(
        arrival_distributions=[ciw.dists.Exponential(15 / 5)],
        service_distributions=[ciw.dists.Gamma(2.0, 0.5)],
        number_of_servers=[limit],
        routing=[[0.0]],
    )
    simulation = simulate(flow, Span(WARM_UP, WEEKS), seed=1, replications=20)
    (stream,) = simulation.streams
    assert stream.time is not None
    assert stream.outside is not None
    # Who waits outside here waits in the queue there; by Little's law that takes outside / demand days.
    waited = stream.outside.mean / (15 / 7)
    mean, half = (each * 7 / 5 for each in theirs)
    assert stream.time.mean + waited == pytest.approx(mean, abs=2 * half)
    assert half < 0.12 * mean
