"""How long does one wait for a free pair of hands?"""

from math import factorial, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.analysis.flow.queueing import find_wait, find_waiting_share


@pytest.mark.parametrize(
    ("servers", "offered", "wait"),
    [(1, 0.8, 4.0), (2, 1.6, 1.7778), (3, 2.0, 0.4444), (5, 4.0, 0.5541), (8, 6.4, 0.2860)],
)
def test_the_published_waits(servers: int, offered: float, wait: float) -> None:
    """In mean service times, with exponential service."""
    assert find_wait(servers, offered) == pytest.approx(wait, abs=5e-5)


@pytest.mark.parametrize(("variability", "factor"), [(0.0, 0.5), (0.5, 0.75), (1.0, 1.0), (2.0, 1.5)])
def test_variability_scales_the_wait(variability: float, factor: float) -> None:
    """By the mean of both squared coefficients; with one server that is Pollaczek and Khinchine."""
    assert find_wait(1, 0.9, variability) == pytest.approx(9.0 * factor)


def test_nothing_offered() -> None:
    """Nobody waits."""
    assert find_wait(3, 0.0) == 0.0


@given(st.integers(1, 20), st.floats(0.01, 0.99))
def test_erlangs_own_formula(servers: int, utilisation: float) -> None:
    """The recursion says what the sum of powers and factorials says."""
    offered = servers * utilisation
    last = offered**servers / factorial(servers) / (1.0 - utilisation)
    others = sum(offered**number / factorial(number) for number in range(servers))
    assert find_waiting_share(servers, offered) == pytest.approx(last / (others + last))


@given(st.integers(1, 200), st.floats(0.05, 0.98))
def test_more_servers_for_as_much_each(servers: int, utilisation: float) -> None:
    """A larger pool that is as busy waits less."""
    assert find_wait(servers + 1, (servers + 1) * utilisation) < find_wait(servers, servers * utilisation)


@pytest.mark.parametrize(("servers", "spare"), [(10_000, 10.0), (1_000_000, 10.0), (1_000_000, 1_000.0)])
def test_ever_so_many_servers(servers: int, spare: float) -> None:
    """No power overflows, and the share that waits is what Halfin and Whitt (1981) say it comes to."""
    close = spare / sqrt(servers)
    normal = NormalDist()
    limit = 1.0 / (1.0 + close * normal.cdf(close) / normal.pdf(close))
    assert find_waiting_share(servers, servers - spare) == pytest.approx(limit, rel=0.01)


def test_next_to_nobody_waits() -> None:
    """Half of a million are free."""
    assert find_wait(1_000_000, 500_000.0) < 1e-300
    assert find_wait(1_000_000, 1e-300) < 1e-300
