"""What is said of a limit of work under way?"""

from collections.abc import Mapping
from pathlib import Path

from tests.advise.models import read, stress_of
from topo.advise.capped import NO_LIMIT, NO_SIMULATION, CappedStream
from topo.analysis.flow.measuring import Flow

TWO = """\
topo: 1
teams: {shop: {roles: {engineer: 2}}}
streams:
  a: {demand: 1/week, wip_limit: 4, stages: {build: {phase: create, team: shop, touch: 8h}}}
  b: {demand: 1/week, stages: {build: {phase: create, team: shop, touch: 8h}}}
  c: {demand: 1/week, wip_limit: 2, stages: {build: {phase: create, team: shop, touch: 8h}}}
"""


def test_without_a_simulation_it_says_so(tmp_path: Path) -> None:
    """Plainly, and nothing else."""
    capped = stress_of(read(tmp_path, TWO), 0.4).capped
    assert (capped.streams, capped.missing) == ((), (NO_SIMULATION,))


def test_with_one_each_limited_stream_is_answered(tmp_path: Path) -> None:
    """Before and after the speed-up; what has no limit, or no run, is named."""
    seen = []

    def simulate(flow: Flow) -> Mapping[str, float]:
        seen.append(flow.network.routes[0].steps[0].touch)
        return {"a": 2.0 / (flow.network.routes[0].steps[0].touch or 1.0)}

    capped = stress_of(read(tmp_path, TWO), 1.0, simulate=simulate).capped
    assert seen == [8.0, 4.0]
    assert capped.streams == (CappedStream("a", 4, 0.25, 0.5),)
    assert capped.streams[0].gain == 1.0
    assert capped.missing == ("no wip_limit is set in `b`", "c could not be simulated")


def test_without_a_limit_nothing_is_run(tmp_path: Path) -> None:
    """And that is what is said, once."""

    def simulate(flow: Flow) -> Mapping[str, float]:
        raise AssertionError(flow)

    text = TWO.replace("wip_limit: 4, ", "").replace("wip_limit: 2, ", "")
    capped = stress_of(read(tmp_path, text), 0.4, simulate=simulate).capped
    assert (capped.streams, capped.missing) == ((), (NO_LIMIT,))
