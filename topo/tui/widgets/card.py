"""How does one card look, line by line?"""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from topo.tui.cards import Card
from topo.tui.carrying import Preview

CARD_WIDTH = 26
CARD_HEIGHT = 6
_INSIDE = CARD_WIDTH - 3

SYMBOLS = {
    "stream-aligned": ("▶", "stream"),
    "platform": ("▣", "platform"),
    "enabling": ("◌", "enabling"),
    "complicated-subsystem": ("⬡", "subsystem"),
    None: ("·", "no type"),
}
_SHOWN = (("domain_points", "points"), ("teams_waited_on", "waits on"), ("must_talk_with", "talks to"))


class Look(NamedTuple):
    """How a card stands to the cursor and to what is carried."""

    is_cursor: bool = False
    is_waited_on: bool = False
    is_waiting: bool = False
    is_blocking: bool = False
    preview: Preview | None = None
    is_carrying: bool = False


def draw_card(card: Card, line: int, look: Look, style: Callable[[str], Style], base: Style) -> list[Segment]:
    """The segments of one line (from 0) of a card, as wide as `CARD_WIDTH`."""
    frame = base + style(_frame_style(card, look))
    if line in (0, CARD_HEIGHT - 1):
        return [Segment(_edge(card, look, is_top=line == 0), frame), Segment(" ", base)]
    text, name = _body(card, look)[line - 1]
    bar = "┃" if look.is_cursor else "│"
    inside = base + style(name) if name else base
    return [
        Segment(bar, frame),
        Segment(set_cell_size(f" {text}", _INSIDE), inside),
        Segment(bar, frame),
        Segment(" ", base),
    ]


def _frame_style(card: Card, look: Look) -> str:
    if look.is_cursor:
        return "cursor"
    if card.is_nobody or card.is_over:
        return "over"
    return "tied" if look.is_waited_on or look.is_waiting else "card"


def _edge(card: Card, look: Look, *, is_top: bool) -> str:
    corners = ("┏", "━", "┓") if is_top else ("┗", "━", "┛")
    if not look.is_cursor:
        corners = ("╭", "─", "╮") if is_top else ("╰", "─", "╯")
    left, rule, right = corners
    said = _title(card) if is_top else _tie(look)
    room = _INSIDE - 2
    said = said if cell_len(said) <= room else f"{set_cell_size(said, room - 1).rstrip()}…"
    filled = f"{rule}{said}" if said else ""
    return left + set_cell_size(filled, _INSIDE).rstrip().ljust(_INSIDE, rule) + right


def _title(card: Card) -> str:
    heads = "" if card.heads is None else f" {card.heads:g}"
    return f" {card.title}{heads} "


def _tie(look: Look) -> str:
    if look.is_waited_on and look.is_waiting:
        said = "⇄ both wait"
    elif look.is_waited_on:
        said = "◀ it waits on this"
    elif look.is_waiting:
        said = "▶ this waits on it"
    else:
        return ""
    return f" {said}{' !' if look.is_blocking else ''} "


def _body(card: Card, look: Look) -> list[tuple[str, str]]:
    if look.is_carrying:
        return _preview_lines(look.preview)
    if card.is_nobody:
        listed = [*card.owns[:3], *([f"+{len(card.owns) - 3} more"] if len(card.owns) > 3 else [])]
        return _pad([(each, "over") for each in listed])
    symbol, word = SYMBOLS.get(card.type, SYMBOLS[None])
    owns = ", ".join(card.owns) if card.owns else "owns nothing"
    friction = "" if card.friction is None else f" · friction {card.friction:g}"
    return _pad(
        [
            (f"{symbol} {word}{friction}", ""),
            (_points(card), "over" if card.is_over else ""),
            (
                f"waits {len(card.waits)} · talks {card.talks}{f' ({card.hidden}?)' if card.hidden else ''}",
                "",
            ),
            (_shorten(owns), ""),
        ]
    )


def _points(card: Card) -> str:
    if card.points is None:
        return "points not assessed"
    room = int(card.capacity) or 3
    filled = min(int(card.points), room)
    beyond = max(0, int(card.points) - room)
    bar = "█" * filled + "░" * (room - filled) + "▓" * min(beyond, 6)
    word = "" if card.fit is None else f" {card.fit.value}"
    return f"{bar} {card.points:g} of {card.capacity:g}{word}"


def _preview_lines(preview: Preview | None) -> list[tuple[str, str]]:
    if preview is None:
        return _pad([("…", "")])
    if preview.refused is not None:
        words = preview.refused
        return _pad([(words[at : at + _INSIDE - 1], "") for at in range(0, len(words), _INSIDE - 1)][:4])
    lines = []
    for measure, title in _SHOWN:
        change = preview.find(measure)
        if change is None:
            continue
        before, after = (("–" if each is None else f"{each:g}") for each in (change.before, change.after))
        if not change.is_change:
            lines.append((f"{title} {after}", ""))
            continue
        is_worse = (change.after or 0) > (change.before or 0)
        lines.append(
            (f"{title} {before} → {after} {'▲' if is_worse else '▼'}", "bad" if is_worse else "good")
        )
    return _pad(lines)


def _pad(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [*lines, *([("", "")] * 4)][:4]


def _shorten(text: str) -> str:
    room = _INSIDE - 1
    return text if cell_len(text) <= room else f"{set_cell_size(text, room - 1).rstrip()}…"
