"""How do the cards of teams look, and how does one move over them?

The board draws its own lines: a thousand cards cost no more than those that are seen.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from topo.tui.actions import Context
from topo.tui.cards import NOBODY, Card, Row
from topo.tui.carrying import Carried, Preview
from topo.tui.widgets.bindings import bind
from topo.tui.widgets.card import (
    CARD_HEIGHT,
    CARD_WIDTH,
    TALLEST,
    WIDEST,
    Look,
    draw_card,
    find_height,
)
from topo.tui.widgets.card import Size as CardSize
from topo.tui.widgets.drawn import Drawn


@dataclass(frozen=True, slots=True)
class _Line:
    """A band of the board: the title of a group (no cards) or a row of cards."""

    title: str
    cards: tuple[Card, ...]
    height: int


class Board(Drawn, can_focus=True):
    """Cards in their groups, with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--card",
        "board--title",
        "board--cursor",
        "board--over",
        "board--tied",
        "board--good",
        "board--bad",
        "board--dim",
    }
    DEFAULT_CSS = """
    Board { scrollbar-size-vertical: 1; }
    Board .board--card { color: $foreground; }
    Board .board--title { color: $tone-head; text-style: bold; }
    Board .board--cursor { color: $primary; text-style: bold; }
    Board .board--over { color: $tone-bad; text-style: bold; }
    Board .board--tied { color: $tone-warn; }
    Board .board--good { color: $tone-good; }
    Board .board--bad { color: $tone-bad; }
    Board .board--dim { color: $tone-dim; }
    """
    BINDINGS = bind(Context.BOARD, Context.CARRYING)
    cursor: reactive[str | None] = reactive(None)

    class Moved(Message):
        """The cursor stands on another card."""

        def __init__(self, card: Card) -> None:
            super().__init__()
            self.card = card

    class Chosen(Message):
        """A card was opened, or something carried was dropped on it."""

        def __init__(self, card: Card) -> None:
            super().__init__()
            self.card = card

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._lines: list[_Line] = []
        self._tops: list[int] = []
        self._places: dict[str, tuple[int, int]] = {}
        self._card_size = CardSize()
        self._previews: Mapping[str, Preview] = {}
        self._sketches: dict[tuple[str, Look], list[list[Segment]]] = {}
        self.carried: Carried | None = None

    # --- what it shows --------------------------------------------------------------------------------

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show these cards; the cursor stays on its team where that is still there."""
        self._rows = rows
        self._sketches.clear()
        self._lay_out()
        if self.cursor not in self._places:
            self.cursor = next(iter(self._places), None)
        self.refresh()

    def show_carried(self, carried: Carried | None, previews: Mapping[str, Preview]) -> None:
        """Show on each card what dropping there would do; None: nothing is carried any more."""
        self.carried, self._previews = carried, previews
        self._sketches.clear()
        self.refresh()

    def find(self, text: str) -> None:
        """Put the cursor on the first card with this text on it."""
        wanted = text.casefold()
        for line in self._lines:
            for card in line.cards:
                if wanted and any(wanted in each.casefold() for each in (card.id, card.title, *card.owns)):
                    self.cursor = card.id
                    return

    def go_to(self, team: str) -> None:
        """Put the cursor on a card, where it is there."""
        if team in self._places:
            self.cursor = team

    @property
    def card(self) -> Card | None:
        """The card that the cursor stands on."""
        place = self._places.get(self.cursor or NOBODY) if self.cursor is not None else None
        return None if place is None else self._lines[place[0]].cards[place[1]]

    @property
    def seen(self) -> tuple[str, ...]:
        """The ids of the cards that are on the screen now."""
        first, last = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        shown = (
            line
            for line, top in zip(self._lines, self._tops, strict=True)
            if top < last and top + line.height > first
        )
        return tuple(card.id for line in shown for card in line.cards)

    def _lay_out(self) -> None:
        across = self._find_size()
        height = self._card_size.height
        self._lines = []
        for row in self._rows:
            if row.title:
                self._lines.append(_Line(row.title, (), 1))
            for start in range(0, len(row.cards), across):
                self._lines.append(_Line("", row.cards[start : start + across], height))
        heights = [line.height for line in self._lines]
        self._tops = [0, *accumulate(heights)][: len(heights)]
        self._places = {
            card.id: (number, place)
            for number, line in enumerate(self._lines)
            for place, card in enumerate(line.cards)
        }
        self.virtual_size = Size(across * self._card_size.width, sum(heights))

    def _find_size(self) -> int:
        """Let the cards take the room that there is; returns how many stand beside each other."""
        width = (self.size.width or 80) - 1
        most = max((len(row.cards) for row in self._rows), default=1)
        across = max(1, min(width // CARD_WIDTH, most))
        bands = sum(-(-len(row.cards) // across) for row in self._rows)
        titles = sum(bool(row.title) for row in self._rows)
        height = (self.size.height - titles) // bands if bands else CARD_HEIGHT
        wide = min(WIDEST, max(CARD_WIDTH, width // across))
        tall = min(TALLEST, max(CARD_HEIGHT, height))
        if tall > CARD_HEIGHT:
            cards = (card for row in self._rows for card in row.cards)
            tall = min(tall, max(find_height(card, CardSize(wide, tall)) for card in cards))
        self._card_size = CardSize(wide, tall)
        return across

    def on_resize(self, _: events.Resize) -> None:
        """As many cards beside each other as there is room for."""
        self._sketches.clear()
        self._lay_out()
        self._scroll_to_cursor()

    # --- drawing --------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        at = y + self.scroll_offset.y
        number = bisect_right(self._tops, at) - 1
        base = self.rich_style
        if not self._lines or number < 0 or at >= self._tops[number] + self._lines[number].height:
            return Strip.blank(self.size.width, base)
        line = self._lines[number]
        if not line.cards:
            style = self.get_component_rich_style("board--title", partial=True)
            text = f" {line.title} ".ljust(self.size.width, "─")[: self.size.width]
            return Strip([Segment(text, base + style)], self.size.width)
        segments: list[Segment] = []
        for card in line.cards:
            segments += self._sketch(card, at - self._tops[number], base)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def notify_style_update(self) -> None:
        """Draw the cards anew: the theme changed."""
        self._sketches.clear()
        super().notify_style_update()

    def _sketch(self, card: Card, line: int, base: Style) -> list[Segment]:
        """One line of a card; it is drawn once, until it looks otherwise."""
        key = card.id, self._look(card)
        if key not in self._sketches:
            self._sketches[key] = draw_card(card, key[1], self._style, base, self._card_size)
        return self._sketches[key][line]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"board--{name}", partial=True)

    def _look(self, card: Card) -> Look:
        chosen = self.card
        return Look(
            is_cursor=card.id == self.cursor,
            is_waited_on=chosen is not None and card.id in chosen.waits,
            is_waiting=chosen is not None and card.id in chosen.waited_on_by,
            is_blocking=chosen is not None and card.id in chosen.blocks,
            preview=self._find_preview(card),
            is_carrying=self.carried is not None,
        )

    def _find_preview(self, card: Card) -> Preview | None:
        """What dropping on a card does; on the one that loses it, what dropping at the cursor does."""
        if self.carried is None:
            return None
        there = self._previews.get(self.cursor or NOBODY)
        if card.id == self.carried.source and card.id != self.cursor and there is not None:
            changes = tuple(each for each in there.changes if each.team == card.id)
            return Preview(card.id, changes) if changes else self._previews.get(card.id)
        return self._previews.get(card.id)

    # --- moving ---------------------------------------------------------------------------------------

    def watch_cursor(self) -> None:
        """Tell who listens, and keep the card in sight."""
        self._scroll_to_cursor()
        self.refresh()
        if self.card is not None:
            self.post_message(self.Moved(self.card))

    def on_key(self, event: events.Key) -> None:
        """Arrows (and h j k l where they are free) move the cursor."""
        steps = {"left": (0, -1), "right": (0, 1), "up": (-1, 0), "down": (1, 0)}
        if event.key in steps:
            self._step(*steps[event.key])
        elif event.key in ("home", "end"):
            self._jump(0 if event.key == "home" else -1)
        elif event.key in ("pageup", "pagedown"):
            rows = max(1, self.size.height // self._card_size.height)
            for _ in range(rows):
                self._step(-1 if event.key == "pageup" else 1, 0)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a card; one on the card that has it chooses it."""
        at = event.y + self.scroll_offset.y
        number = bisect_right(self._tops, at) - 1
        if number < 0 or number >= len(self._lines):
            return
        place = event.x // self._card_size.width
        cards = self._lines[number].cards
        if place < len(cards):
            if self.cursor == cards[place].id and (event.chain > 1 or self.carried is not None):
                self.post_message(self.Chosen(cards[place]))
            self.cursor = cards[place].id

    def _step(self, down: int, right: int) -> None:
        if self.cursor is None or self.cursor not in self._places:
            return
        number, place = self._places[self.cursor]
        if right:
            ids = list(self._places)
            at = ids.index(self.cursor) + right
            self.cursor = ids[max(0, min(at, len(ids) - 1))]
            return
        target = number + down
        while 0 <= target < len(self._lines) and not self._lines[target].cards:
            target += down
        if 0 <= target < len(self._lines):
            cards = self._lines[target].cards
            self.cursor = cards[min(place, len(cards) - 1)].id

    def _jump(self, place: int) -> None:
        ids = list(self._places)
        if ids:
            self.cursor = ids[place]

    def _scroll_to_cursor(self) -> None:
        if self.cursor is None or self.cursor not in self._places:
            return
        number, place = self._places[self.cursor]
        top = self._tops[number] - (1 if number and not self._lines[number - 1].cards else 0)
        width = self._card_size.width
        height = self._tops[number] + self._card_size.height - top
        self.scroll_to_region(Region(place * width, top, width, height), animate=False)
