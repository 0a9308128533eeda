"""Which text stands on a card, line by line, and how wide is it?

Whatever a name holds, what is drawn of it is safe: no control character, nothing that XML forbids, and no
line longer than a card is wide. What is cut here stands whole in the tooltip.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from topo.report.columns import cut, measure_width
from topo.report.pictures.picture import Box, Edge, Kind, Node, Picture, Tie
from topo.text import printable

WIDEST = 34
"""Columns of a line on a card."""
HANGING = "\u00a0" * 4
"""What goes before the second line of an item."""
MOST_LINES = 3
"""Lines that one title or fact takes at most."""

MOST_LABELS = 60
"""Up to how many lines each shows its label."""

_NO_XML = re.compile("[\ufffe\uffff]")
_BREAKS = re.compile(r"(?<=[ \-_./·,:])")

# Widths of DejaVu Sans, the widest of the usual fonts, in thousandths of the size.
_WIDTHS = {
    **dict.fromkeys(" .,:;'!|ijl`", 340),
    **dict.fromkeys('frt()[]/\\I-"*{}', 400),
    **dict.fromkeys("mwMW@%", 985),
    **dict.fromkeys("ACDGHKNOQRUVXY&<>=+~#", 790),
}
_NARROW, _WIDE = 640, 1100


class Style(StrEnum):
    """How a line of text is set."""

    TITLE = "title"
    FACT = "fact"
    ALARM = "alarm"
    ITEM = "item"
    ALARMING_ITEM = "alarming item"


ALARMS = frozenset({Style.ALARM, Style.ALARMING_ITEM})
ITEMS = frozenset({Style.ITEM, Style.ALARMING_ITEM})
"""Styles of lines that stand at the left; the others stand in the middle."""
BOLD = frozenset({Style.TITLE, Style.ALARM, Style.ALARMING_ITEM})


class TextLine(NamedTuple):
    """One line of text and how it is set."""

    style: Style
    text: str


def find_size(style: Style) -> float:
    """The size of the letters in points."""
    return 13.0 if style is Style.TITLE else 10.5


def letter(thing: Node | Box) -> tuple[TextLine, ...]:
    """The lines of a card or the head of a box: title, facts, what is wrong, what it lists."""
    lines = [TextLine(Style.TITLE, text) for text in wrap(thing.title)]
    lines += [TextLine(Style.FACT, text) for fact in thing.lines for text in wrap(fact)]
    lines += [TextLine(Style.ALARM, text) for alarm in thing.alarms for text in wrap(alarm)]
    if isinstance(thing, Node):
        style = Style.ALARMING_ITEM if thing.kind is Kind.NOBODY else Style.ITEM
        lines += [TextLine(style, text) for item in thing.items for text in _wrap_item(item)]
    return tuple(lines)


def _wrap_item(item: str) -> tuple[str, ...]:
    first, *rest = wrap(item, WIDEST + len(HANGING))
    return (first, *(f"{HANGING}{text}" for text in rest))


def label(picture: Picture, edge: Edge) -> tuple[TextLine, ...]:
    """What stands at a line: what is wrong, and its label.

    Where there are too many lines, a label is left out, and so is what the line's look or the cards at both
    ends say too: that nothing is declared, and the ring of waiting teams.
    """
    is_crowded = len(picture.edges) > MOST_LABELS
    alarms = edge.alarms
    if is_crowded and (edge.tie in (Tie.BLOCKS, Tie.WAITS) or alarms == (Tie.UNDECLARED.value,)):
        alarms = ()
    lines = [TextLine(Style.ALARM, text) for alarm in alarms for text in wrap(alarm)]
    if edge.label and not is_crowded:
        lines += [TextLine(Style.FACT, text) for text in wrap(edge.label)]
    return tuple(lines)


def tell(thing: Node | Box) -> str:
    """All that is known of a thing, in lines that nothing is cut from: its tooltip."""
    items = thing.items if isinstance(thing, Node) else ()
    return "\n".join(map(clean, (thing.title, *thing.lines, *thing.alarms, *items)))


def tell_edge(edge: Edge, titles: dict[str, str]) -> str:
    """Between whom a tie is, what it is and what it comes from: its tooltip."""
    ends = f"{titles[edge.tail]} → {titles[edge.head]}: {edge.tie.value}"
    said = (edge.label,) if edge.label else ()
    return "\n".join(map(clean, (ends, *said, *edge.alarms, *edge.reasons)))


def clean(text: str) -> str:
    """Text that every format can carry; each still escapes its own markup.

    >>> clean("a\\x00\\ufffe")
    'a\\\\x00\\\\ufffe'
    """
    return _NO_XML.sub(lambda match: f"\\u{ord(match.group()):04x}", printable(text))


def wrap(text: str, width: int = WIDEST, most: int = MOST_LINES) -> tuple[str, ...]:
    """The text in at most `most` lines of `width` columns; a last line that is cut ends in an ellipsis.

    >>> wrap("payments-and-settlement gateway", 16)
    ('payments-and-', 'settlement', 'gateway')
    >>> wrap("x" * 40, 16, most=2)
    ('xxxxxxxxxxxxxxxx', 'xxxxxxxxxxxxxxx…')
    """
    lines: list[str] = []
    rest = clean(text).strip()
    while rest and len(lines) < most - 1 and measure_width(rest) > width:
        line = _take_line(rest, width)
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return (*lines, cut(rest, width)) if rest or not lines else tuple(lines)


def _take_line(text: str, width: int) -> str:
    """As many whole words as fit, or as many letters of the first."""
    taken, room = 0, width
    for word in _BREAKS.split(text):
        if measure_width(word.rstrip()) > room:
            break
        taken, room = taken + len(word), room - measure_width(word)
    if taken:
        return text[:taken]
    return text[: max(1, len(cut(text, width + 1)) - 1)]


def measure(line: TextLine) -> float:
    """How wide a line of text is, in points; rather more than less, whatever the font."""
    heavy = 1.1 if line.style in BOLD else 1.0
    return heavy * find_size(line.style) * sum(map(_measure_letter, line.text)) / 1000


def _measure_letter(letter: str) -> int:
    if letter.isascii():
        return _WIDTHS.get(letter, _NARROW)
    columns = measure_width(letter)
    return (0, 700, _WIDE)[columns]
