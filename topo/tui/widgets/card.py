"""How does one card look, line by line?"""

from collections.abc import Callable
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from topo.tui.cards import Card
from topo.tui.carrying import Preview
from topo.tui.layout import shorten

CARD_WIDTH, WIDEST = 26, 36
CARD_HEIGHT, TALLEST = 6, 9

SYMBOLS = {
    "stream-aligned": ("▶", "stream"),
    "platform": ("▣", "platform"),
    "enabling": ("◌", "enabling"),
    "complicated-subsystem": ("⬡", "subsystem"),
    None: ("·", "no type"),
}
_SHOWN = (("domain_points", "points"), ("teams_waited_on", "waits on"), ("must_talk_with", "talks to"))


class Size(NamedTuple):
    """How many columns and lines of the screen a card takes, the column between two cards among them."""

    width: int = CARD_WIDTH
    height: int = CARD_HEIGHT

    @property
    def room(self) -> int:
        """How long a text in it may be."""
        return self.width - 4


class Look(NamedTuple):
    """How a card stands to the cursor and to what is carried."""

    is_cursor: bool = False
    is_waited_on: bool = False
    is_waiting: bool = False
    is_blocking: bool = False
    preview: Preview | None = None
    is_carrying: bool = False


def draw_card(
    card: Card, look: Look, style: Callable[[str], Style], base: Style, size: Size
) -> list[list[Segment]]:
    """The segments of each line of a card."""
    frame = base + style(_frame_style(card, look))
    top, bottom = (
        [Segment(_edge(card, look, size, is_top=is_top), frame), Segment(" ", base)]
        for is_top in (True, False)
    )
    bar = Segment("┃" if look.is_cursor else "│", frame)
    lines = [top]
    for text, name in _body(card, look, size):
        inside = base + style(name) if name else base
        lines.append(
            [bar, Segment(set_cell_size(f" {text}", size.width - 3), inside), bar, Segment(" ", base)]
        )
    return [*lines, bottom]


def _frame_style(card: Card, look: Look) -> str:
    if look.is_cursor:
        return "cursor"
    if card.is_nobody or card.is_over:
        return "over"
    return "tied" if look.is_waited_on or look.is_waiting else "card"


def _edge(card: Card, look: Look, size: Size, *, is_top: bool) -> str:
    corners = ("┏", "━", "┓") if is_top else ("┗", "━", "┛")
    if not look.is_cursor:
        corners = ("╭", "─", "╮") if is_top else ("╰", "─", "╯")
    left, rule, right = corners
    inside = size.width - 3
    said = shorten(_title(card, inside - 2) if is_top else _tie(look), inside - 2).rstrip()
    filled = f"{rule}{said} " if said else ""
    return left + set_cell_size(filled, inside).rstrip().ljust(inside - 1, rule) + rule + right


def _title(card: Card, room: int) -> str:
    """The name and how many people there are, whose number is never cut."""
    heads = "" if card.heads is None else f" {card.heads:g}"
    return f" {shorten(card.title, room - len(heads) - 2).rstrip()}{heads}"


def _tie(look: Look) -> str:
    if look.is_waited_on and look.is_waiting:
        said = "⇄ both wait"
    elif look.is_waited_on:
        said = "◀ it waits on this"
    elif look.is_waiting:
        said = "▶ this waits on it"
    else:
        return ""
    return f" {said}{' !' if look.is_blocking else ''}"


def _body(card: Card, look: Look, size: Size) -> list[tuple[str, str]]:
    lines = size.height - 2
    if look.is_carrying:
        return _pad(_preview_lines(look.preview, size), lines)
    if card.is_nobody:
        return _pad([(each, "over") for each in _list_owned(card, lines, size.room)], lines)
    return _pad(
        [
            (_say_type(card, size.room), ""),
            (_points(card), "over" if card.is_over else ""),
            (_say_ties(card, size.room), ""),
            *((each, "dim" if not card.owns else "") for each in _list_owned(card, lines - 3, size.room)),
        ],
        lines,
    )


def _say_type(card: Card, room: int) -> str:
    """Its type and its friction; where there is no room for both the sign stands for the type."""
    symbol, word = SYMBOLS.get(card.type, SYMBOLS[None])
    if not card.friction:
        return f"{symbol} {word}"
    said = f"{symbol} {word}, friction {card.friction:g}"
    return said if cell_len(said) <= room else f"{symbol} friction {card.friction:g}"


def _say_ties(card: Card, room: int) -> str:
    """How many it waits on and must talk to; in brackets those with whom nothing is agreed."""
    said = f"waits {len(card.waits)} · talks {card.talks}"
    if not card.hidden:
        return said
    full = f"{said} ({card.hidden}?)"
    return full if cell_len(full) <= room else f"{said}?"


def find_height(card: Card, most: Size) -> int:
    """How many lines a card needs to say all that it owns, `most` of all."""
    above = 2 if card.is_nobody else 5
    return max(CARD_HEIGHT, above + len(_list_owned(card, most.height - above, most.room)))


def _list_owned(card: Card, lines: int, room: int) -> list[str]:
    """What it owns in so many lines, and how many things more there are."""
    if not card.owns:
        return ["owns nothing"]
    listed = [""]
    for number, each in enumerate(card.owns):
        more = len(card.owns) - number - 1
        if len(listed) < lines and listed[-1] and not _fits(listed[-1], each, "," if more else "", room):
            listed.append("")
        tail = "," if more and len(listed) < lines else f" +{more}" if more else ""
        if not _fits(listed[-1], each, tail, room):
            return [*listed[:-1], _cut(listed[-1].rstrip(","), each, more, room)]
        listed[-1] = f"{listed[-1]} {each}".strip() + ("," if more else "")
    return listed


def _fits(line: str, each: str, tail: str, room: int) -> bool:
    return cell_len(f"{line} {each}{tail}".strip()) <= room


def _cut(line: str, each: str, more: int, room: int) -> str:
    """The last line where something has no room in it: how many there are beside what is said."""
    if line:
        return f"{line} +{more + 1}"
    tail = f" +{more}" if more else ""
    return f"{shorten(each, room - len(tail)).rstrip()}{tail}"


def _points(card: Card) -> str:
    if card.points is None:
        return "points not assessed"
    room = int(card.capacity) or 3
    filled = min(int(card.points), room)
    beyond = max(0, int(card.points) - room)
    bar = "█" * filled + "░" * (room - filled) + "▓" * min(beyond, 5)
    word = "" if card.fit is None else f" {card.fit.value}"
    return f"{bar} {card.points:g} of {card.capacity:g}{word}"


def _preview_lines(preview: Preview | None, size: Size) -> list[tuple[str, str]]:
    if preview is None:
        return [("…", "")]
    if preview.refused is not None:
        wrapped = wrap(preview.refused.replace("`", ""), size.room)
        return [(each, "dim") for each in wrapped]
    lines = []
    for measure, title in _SHOWN:
        change = preview.find(measure)
        if change is None:
            continue
        before, after = (("–" if each is None else f"{each:g}") for each in (change.before, change.after))
        if not change.is_change:
            lines.append((f"{title} {after}", "dim"))
            continue
        is_worse = (change.after or 0) > (change.before or 0)
        lines.append(
            (f"{title} {before} → {after} {'▲' if is_worse else '▼'}", "bad" if is_worse else "good")
        )
    return lines


def _pad(lines: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    return [*lines, *([("", "")] * count)][:count]
