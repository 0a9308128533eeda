"""Are times drawn with the mean and the spread that they should have?"""

from statistics import fmean, pvariance

import pytest

from topo.simulate.chances import make_draw, open_stream
from topo.simulate.tally import Reservoir, find_percentile


@pytest.mark.parametrize("variability", [0.0, 0.01, 0.5, 1.0, 1.0001, 2.0, 10.0])
def test_mean_and_spread(variability: float) -> None:
    """Of each of the distributions."""
    draw = make_draw(open_stream(1, variability), 3.0, variability)
    times = [draw() for _ in range(200_000)]
    assert fmean(times) == pytest.approx(3.0, rel=0.02)
    assert pvariance(times) / 9.0 == pytest.approx(variability, rel=0.06, abs=1e-12)
    assert min(times) >= 0.0


@pytest.mark.parametrize("variability", [1e-9, 1e9])
def test_extreme_spreads(variability: float) -> None:
    """Give numbers."""
    draw = make_draw(open_stream(1), 3.0, variability)
    assert all(0.0 <= draw() < 1e13 for _ in range(1000))


def test_names_of_streams() -> None:
    """Two names never run together into another."""
    assert open_stream(1, "a", "b").random() != open_stream(1, "ab").random()
    assert open_stream(1, 11).random() != open_stream(11, 1).random()


def test_a_sample_of_bounded_size() -> None:
    """Everything up to its size; beyond it early and late values have the same chance."""
    small = Reservoir(open_stream(1), 10)
    for value in range(10):
        small.add(value)
    assert small.values == list(range(10))
    large = Reservoir(open_stream(2), 2000)
    for value in range(40_000):
        large.add(value)
    assert len(large.values) == 2000
    assert fmean(large.values) == pytest.approx(20_000, rel=0.03)
    assert find_percentile(sorted(large.values), 95) == pytest.approx(38_000, rel=0.01)
