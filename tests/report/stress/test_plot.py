"""Does the plot fit its terminal, and is what it shows where it belongs?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.report.columns import measure_width
from topo.report.stress.plot import HEIGHT, Point, plot_sweep

POINTS = tuple(Point(n / 10, n / 10, n / 40, (0.5 + n / 10,)) for n in range(11))


def test_the_plot() -> None:
    """Character by character."""
    assert plot_sweep(POINTS[:5], ["shop tester"], width=60) == [
        "      +40 % ┤                                     ·○",
        "            │                                 ····",
        "            │                            ··○··",
        "            │                         ···",
        "      +20 % ┤                    ··○··",
        "            │                 ···",
        "            │            ··○··             ●━━━━━━━●",
        "            │         ···   ━━━━━━━●━━━━━━━",
        "        0 % ┤      ●━━━━━━━●",
        "            └     +0     +10     +20     +30     +40",
        "shop tester       50      60      70      80      90",
    ]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Points are left out where there is no room, the first never."""
    points = tuple(point._replace(busy=(0.5, 1.2)) for point in POINTS)
    lines = plot_sweep(points, ["a pool with quite a long name", "台帳 サービス"], width=width)
    assert max(map(measure_width, lines)) <= max(width, 24)
    assert "+0" in lines[HEIGHT]


def test_a_pool_that_cannot_keep_up_is_marked() -> None:
    """From 100 % on, whatever rounding would say."""
    points = [Point(0.0, 0.0, 0.0, (0.9999,)), Point(0.1, 0.1, 0.0, (1.0,)), Point(0.2, 0.2, 0.0, (None,))]
    row = plot_sweep(points, ["p"])[-1].split()
    assert row == ["p", "99", "100!", "–"]


def test_what_has_no_number_leaves_a_gap() -> None:
    """Where a pool is unstable there is no delivery to draw."""
    points = [Point(0.0, 0.0, 0.0), Point(0.1, 0.1, None), Point(0.2, 0.2, None)]
    assert sum(line.count("●") for line in plot_sweep(points)[:HEIGHT]) == 1


def test_where_no_gain_is_known_nothing_is_drawn() -> None:
    """A frame around nothing would look like no gain; how busy people are is still told."""
    lines = plot_sweep([Point(0.0, None, None, (0.5,)), Point(0.1, None, None, (0.6,))], ["p"])
    assert lines[0] == "no gain is known"
    assert lines[-1].split() == ["p", "50", "60"]


def test_control_characters_stay_out() -> None:
    """A team's id is text from outside."""
    points = [Point(0.0, 0.0, 0.0, (0.5,)), Point(0.1, 0.1, 0.0, (0.5,))]
    assert "\x1b" not in "".join(plot_sweep(points, ["\x1b[31mred"]))


shares = st.one_of(st.none(), st.floats(-0.99, 50.0))


@given(
    st.lists(st.builds(Point, st.floats(0, 9), shares, shares), min_size=1, max_size=20), st.integers(20, 250)
)
def test_any_sweep_can_be_drawn(points: list[Point], width: int) -> None:
    """Each line fits, and each point that is shown has its mark or a mark above it."""
    lines = plot_sweep(points, width=width)
    is_known = any(gain is not None for point in points for gain in (point.coding, point.delivery))
    assert len(lines) == (HEIGHT if is_known else 1) + 1
    assert max(map(measure_width, lines)) <= max(width, 24)
