"""How often does an item pass each stage?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.analysis.flow.visiting import Return, find_visits


def solve_densely(stages: int, returns: list[Return]) -> list[float]:
    """v = e + Pᵀ v by going round until nothing changes."""
    visits = [0.0] * stages
    share = {edge.stage: edge for edge in returns}
    for _ in range(4000):
        arriving = [1.0] + [0.0] * (stages - 1)
        for stage in range(stages):
            back = share[stage].share if stage in share else 0.0
            if back:
                arriving[share[stage].to] += visits[stage] * back
            if stage + 1 < stages:
                arriving[stage + 1] += visits[stage] * (1.0 - back)
        visits = arriving
    return visits


def test_no_rework() -> None:
    """Once each."""
    assert find_visits(3, []) == (1.0, 1.0, 1.0)


def test_one_loop() -> None:
    """A share s that goes back makes 1 / (1 − s) passes of what lies between, and one of the rest."""
    visits = find_visits(4, [Return(2, 1, 0.2)])
    assert visits == pytest.approx((1.0, 1.25, 1.25, 1.0))


def test_a_loop_in_a_loop() -> None:
    """The outer loop passes the inner one again each time."""
    visits = find_visits(3, [Return(1, 0, 0.5), Return(2, 0, 0.5)])
    assert visits == pytest.approx((4.0, 4.0, 2.0))


def test_a_stage_does_its_own_work_again() -> None:
    """A loop of one stage."""
    assert find_visits(2, [Return(0, 0, 0.75)]) == pytest.approx((4.0, 1.0))


def test_a_stage_is_left_out() -> None:
    """A share that goes to a later stage passes none between."""
    assert find_visits(3, [Return(0, 2, 0.3)]) == pytest.approx((1.0, 0.7, 1.0))


@pytest.mark.parametrize(
    "returns", [[Return(1, 0, 1.0)], [Return(0, 0, 1.0)], [Return(1, 2, 1.0), Return(2, 1, 1.0)]]
)
def test_what_never_leaves(returns: list[Return]) -> None:
    """There is no number of passes."""
    assert find_visits(3, returns) is None


@st.composite
def paths(draw: st.DrawFn) -> tuple[int, list[Return]]:
    """A path with rework from some of its stages."""
    stages = draw(st.integers(1, 7))
    places = st.integers(0, stages - 1)
    at = draw(st.lists(places, unique=True, max_size=stages))
    return stages, [Return(stage, draw(places), draw(st.floats(0.0, 0.6))) for stage in at]


@given(paths())
def test_any_path(path: tuple[int, list[Return]]) -> None:
    """The walk with its few unknowns solves Jackson's equations."""
    stages, returns = path
    assert find_visits(stages, returns) == pytest.approx(solve_densely(stages, returns), rel=1e-6)
