"""How do coding and delivery look over a sweep of speed-ups, in the columns of a terminal?

A plot of characters: coding is `○` and `·`, delivery `●` and `━`. The rows below it are pools, in per cent of
their time when teams make more for the speed-up; `!` marks one that cannot keep up.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from topo.report.columns import cut, measure_width
from topo.rules.naming import whole_percent
from topo.text import printable

HEIGHT = 9
"""Rows of the plot; an odd number has one in the middle."""
_LEAST_STEP, _WIDEST_STEP = 6, 8
_WIDEST_LABEL = 30
_CODING, _DELIVERY = ("○", "·"), ("●", "━")


class Point(NamedTuple):
    """One speed-up, and the gains at it, all as shares; None where there is no number."""

    speed_up: float
    coding: float | None
    delivery: float | None
    busy: tuple[float | None, ...] = ()
    """How busy each of the pools below the plot is, in their order."""


def plot_sweep(points: Sequence[Point], pools: Sequence[str] = (), *, width: int = 100) -> list[str]:
    """The lines of the plot and of the rows below it, as wide as `width` columns allow.

    Where there is no room for all points every second one is shown, then every third, and so on.
    """
    labels = [printable(pool) for pool in pools]
    margin = max([6, *(min(_WIDEST_LABEL, measure_width(label)) for label in labels)])
    margin = max(6, min(margin, width // 3))
    shown, step = _choose(points, width - margin - 3)
    is_known = any(gain is not None for point in points for gain in (point.coding, point.delivery))
    lines = list(_plot(shown, margin, step)) if is_known else ["no gain is known"]
    lines.append(_row("", [f"+{point.speed_up * 100:.0f}" for point in shown], margin, step, "└"))
    for number, label in enumerate(labels):
        cells = [_say_busy(point.busy[number]) for point in shown]
        lines.append(_row(cut(label, margin), cells, margin, step, " "))
    return lines


def _choose(points: Sequence[Point], room: int) -> tuple[list[Point], int]:
    """The points that there is room for, and the columns from one to the next."""
    every = 1
    while len(points[::every]) > 2 and len(points[::every]) * _LEAST_STEP > room:
        every += 1
    shown = list(points[::every])
    return shown, max(_LEAST_STEP, min(_WIDEST_STEP, room // max(1, len(shown))))


def _plot(points: Sequence[Point], margin: int, step: int) -> Iterator[str]:
    known = [each for point in points for each in (point.coding, point.delivery) if each is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    if high == low:
        high = low + 0.01
    grid = [[" "] * (step * len(points)) for _ in range(HEIGHT)]
    for marks, values in (
        (_CODING, [point.coding for point in points]),
        (_DELIVERY, [point.delivery for point in points]),
    ):
        for column, value, is_point in _trace(values, step):
            row = round((high - value) / (high - low) * (HEIGHT - 1))
            grid[row][column] = marks[0 if is_point else 1]
    for number, marks_of_row in enumerate(grid):
        level = high - (high - low) * number / (HEIGHT - 1)
        label = _say_level(level) if number % 4 == 0 else ""
        yield f"{label:>{margin}} {'┤' if label else '│'}{''.join(marks_of_row)}".rstrip()


def _say_level(share: float) -> str:
    whole = round(share * 100)
    return f"{'−' if whole < 0 else '+' if whole else ''}{abs(whole)} %"


def _trace(values: Sequence[float | None], step: int) -> Iterator[tuple[int, float, bool]]:
    """The column and height of each mark: every point, and between two that are known a straight line."""
    for number, value in enumerate(values):
        if value is None:
            continue
        here = number * step + step - 2
        after = values[number + 1] if number + 1 < len(values) else None
        if after is not None:
            for away in range(1, step):
                yield here + away, value + (after - value) * away / step, False
        yield here, value, True


def _row(label: str, cells: Sequence[str], margin: int, step: int, edge: str) -> str:
    """Cells that end below their points."""
    padding = " " * (margin - measure_width(label))
    body = "".join(f"{cell:>{step - 1}} " if len(cell) < step else cell[:step] for cell in cells)
    return f"{padding}{label} {edge}{body}".rstrip()


def _say_busy(share: float | None) -> str:
    """Whole per cent, rounded down: what is below a limit reads as below it."""
    if share is None:
        return "–"
    shown = "999" if share > 9.99 else whole_percent(share).removesuffix(" %")
    return f"{shown}!" if share >= 1.0 else shown
