"""Who waits on one team, and on whom does it wait? Its neighbours, drawn as a graph in characters."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from topo.tui.grid import Tone
from topo.tui.layout import shorten
from topo.tui.lenses.waiting import Matrix, Waits

_WIDEST_NAME = 28
_ARROW = 13
_Line = list[tuple[str, Tone]]


class Neighbour(NamedTuple):
    """A team beside another one, and how much one of the two waits on the other."""

    team: str
    waits: Waits


class Neighbourhood(NamedTuple):
    """A team with those that wait on it and those that it waits on, the heaviest first."""

    team: str
    waiting: tuple[Neighbour, ...]
    waited_on: tuple[Neighbour, ...]


def find_neighbourhood(matrix: Matrix, team: str) -> Neighbourhood:
    """The neighbours of a team; those that are none any more stay, marked as gone."""
    waiting = (Neighbour(one, waits) for (one, other), waits in matrix.cells.items() if other == team != one)
    waited_on = (
        Neighbour(other, waits) for (one, other), waits in matrix.cells.items() if one == team != other
    )
    return Neighbourhood(team, _sort(waiting), _sort(waited_on))


def draw_neighbourhood(hood: Neighbourhood, width: int, height: int) -> Iterator[_Line]:
    """The lines: left who waits on the team, in the middle the team, right whom it waits on."""
    rows = max(3, height - 1)
    left, right = (_cut(each, rows) for each in (hood.waiting, hood.waited_on))
    name = min(_WIDEST_NAME, max(8, (width - 2 * _ARROW - cell_len(hood.team) - 6) // 2))
    box = hood.team if cell_len(hood.team) <= _WIDEST_NAME else shorten(hood.team, _WIDEST_NAME)
    middle = ("┏" + "━" * (cell_len(box) + 2) + "┓", f"┃ {box} ┃", "┗" + "━" * (cell_len(box) + 2) + "┛")
    count = max(3, len(left), len(right))
    top = (count - 3) // 2
    heads = f"{'waits on it':>{name}}", "it waits on"
    yield [(heads[0], "head"), (" " * (2 * _ARROW + cell_len(middle[0])), ""), (heads[1], "head")]
    for number in range(count):
        inside = middle[number - top] if top <= number < top + 3 else " " * cell_len(middle[0])
        yield [
            *_draw_left(left, number - (count - len(left)) // 2, name),
            (inside, "strong"),
            *_draw_right(right, number - (count - len(right)) // 2),
        ]


def _sort(neighbours: Iterator[Neighbour]) -> tuple[Neighbour, ...]:
    return tuple(sorted(neighbours, key=lambda each: (-each.waits.after, -each.waits.before, each.team)))


def _cut(neighbours: Sequence[Neighbour], rows: int) -> Sequence[Neighbour | int]:
    """As many as there is room for, and then how many more there are."""
    if len(neighbours) <= rows:
        return neighbours
    return [*neighbours[: rows - 1], len(neighbours) - rows + 1]


def _draw_left(listed: Sequence[Neighbour | int], number: int, name: int) -> _Line:
    if not 0 <= number < len(listed):
        return [(" " * (name + _ARROW), "")]
    each = listed[number]
    if isinstance(each, int):
        return [(f"{f'and {each} more':>{name}}", "dim"), (" " * _ARROW, "")]
    text = shorten(each.team, name)
    tone = _find_tone(each.waits)
    return [(" " * (name - cell_len(text)) + text, tone), (_draw_arrow(each.waits), tone)]


def _draw_right(listed: Sequence[Neighbour | int], number: int) -> _Line:
    if not 0 <= number < len(listed):
        return []
    each = listed[number]
    if isinstance(each, int):
        return [(" " * _ARROW, ""), (f"and {each} more", "dim")]
    tone = _find_tone(each.waits)
    return [(_draw_arrow(each.waits), tone), (each.team + _say_change(each.waits), tone)]


def _draw_arrow(waits: Waits) -> str:
    """`──0.6!──▶`: from who waits to whom; `!` blocks."""
    load = f"{waits.after or waits.before:.2g}{'!' if waits.is_blocking else ''}"
    line = f" ──{load}".ljust(_ARROW - 3, "─") + "─▶ "
    return line.replace("─", "┄") if waits.after == 0 else line


def _find_tone(waits: Waits) -> Tone:
    if waits.after == 0:
        return "good"
    if waits.before == 0 or waits.after > waits.before:
        return "warn"
    return "good" if waits.after < waits.before else "bad" if waits.is_blocking else ""


def _say_change(waits: Waits) -> str:
    if waits.after == waits.before:
        return ""
    if waits.after == 0:
        return " (no more)"
    return " (new)" if waits.before == 0 else f" (was {waits.before:.2g})"
