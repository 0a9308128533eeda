"""How do rows of cells stand below each other at a terminal, whatever its width?"""

from collections.abc import Iterator, Sequence

from topo.report.columns import cut, measure_width

_INDENT, _GAP = 2, 2
_EASY_WORDS, _LEAST_WORDS = 24, 12
"""Where there is no room: words are cut to what is easily read, columns left out, and words cut once more."""


def align(
    rows: Sequence[Sequence[str]],
    *,
    width: int,
    left: frozenset[int] = frozenset({0}),
    drop: Sequence[tuple[int, ...]] = (),
) -> Iterator[str]:
    """Rows of cells as columns, numbers to the right; the columns in `left` are words, to the left.

    Where a row is wider than `width` words are cut, and the columns in `drop` left out, one group after the
    other: those together that say nothing without each other.

    >>> for line in align([["pool", "busy"], ["shop engineer", "63 %"]], width=40):
    ...     print(line)
      pool           busy
      shop engineer  63 %
    """
    widths = _fit(rows, width, left, drop)
    for row in rows:
        cells = (_pad(row[place], wide, place in left) for place, wide in widths.items())
        yield f"{' ' * _INDENT}{(' ' * _GAP).join(cells)}".rstrip()


def _fit(
    rows: Sequence[Sequence[str]], width: int, left: frozenset[int], drop: Sequence[tuple[int, ...]]
) -> dict[int, int]:
    """The columns that are kept, and how wide each is."""
    full = {place: max(measure_width(row[place]) for row in rows) for place in range(len(rows[0]))}
    for number in range(len(drop) + 1):
        gone = {place for group in drop[:number] for place in group}
        kept = {place: wide for place, wide in full.items() if place not in gone}
        widths = _cut_words(kept, width, left, _EASY_WORDS)
        if not _find_excess(widths, width):
            return widths
    return _cut_words(kept, width, left, _LEAST_WORDS)


def _cut_words(widths: dict[int, int], width: int, left: frozenset[int], least: int) -> dict[int, int]:
    """The widest words made less wide first, as far as is needed, down to `least`."""
    found = dict(widths)
    for place in sorted(left & found.keys(), key=lambda each: -found[each]):
        found[place] = max(min(found[place], least), found[place] - _find_excess(found, width))
    return found


def _find_excess(widths: dict[int, int], width: int) -> int:
    """By how many columns of the screen a row is too wide; 0 where it fits."""
    return max(0, _INDENT + sum(wide + _GAP for wide in widths.values()) - _GAP - width)


def _pad(text: str, width: int, is_left: bool) -> str:
    shown = cut(text, width)
    margin = " " * (width - measure_width(shown))
    return shown + margin if is_left else margin + shown
