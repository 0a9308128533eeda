"""Board: who is there, what does each carry, and what would a move do?"""

from functools import partial

from textual import on
from textual.app import ComposeResult

from topo.model.organisation import address_of
from topo.tui.cards import NOBODY, Card, Row, deal_cards
from topo.tui.carrying import Carried, Preview, find_carriable, preview_drops
from topo.tui.dialogs.picker import Choice, Picker
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.board import Board
from topo.tui.widgets.strip_bar import StripBar


class BoardScreen(LensScreen):
    """Home: cards, and carrying things between them."""

    lens = "board"
    _sought = ""
    """The address of what somebody went to, while the cursor follows."""
    _known: dict[str, Preview]
    """What is known of dropping what is carried, by team."""
    _known_of: tuple[int, Carried] | None = None

    def compose_lens(self) -> ComposeResult:
        """The board."""
        yield Board(id="board")

    def prepare(self, session: Session) -> tuple[Row, ...]:
        """The cards after all moves."""
        return deal_cards(session.compared.after)

    def show(self, prepared: object) -> None:
        """Show the cards."""
        self.query_one(Board).show(prepared)  # type: ignore[arg-type]

    def filter_by(self, text: str) -> None:
        """Go to the first card with this text in it."""
        self.query_one(Board).find(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is carried can be dropped; else something can be picked up."""
        is_carrying = self.is_mounted and self.query_one(Board).carried is not None
        if action in ("drop", "drop_as_correction"):
            return is_carrying
        if action in ("carry", "open_card"):
            return not is_carrying
        return True

    def go_back(self) -> bool:
        """Put down what is carried."""
        board = self.query_one(Board)
        if board.carried is None:
            return super().go_back()
        self._put_down()
        return True

    def _put_down(self) -> None:
        self.query_one(Board).show_carried(None, {})
        self.query_one(StripBar).say("")
        self.refresh_bindings()

    def go_to(self, kind: str, id: str) -> None:
        """Put the cursor on the team, or on the one that owns the thing."""
        session = self.session
        owning = None if session is None else session.compared.after.ownership.find(kind, id)
        team = id if kind == "team" else owning.owner if owning is not None else None
        board = self.query_one(Board)
        was = board.cursor
        board.go_to(team or NOBODY)
        if board.cursor != was:
            self._sought = str(address_of(kind, id))
        super().go_to(kind, id)

    @on(Board.Moved)
    def _look(self, event: Board.Moved) -> None:
        team = "" if event.card.is_nobody else str(address_of("team", event.card.id))
        self.inspect_address(self._sought or team)
        self._sought = ""
        self._preview()

    @on(Board.Chosen)
    def _choose(self, event: Board.Chosen) -> None:
        if self.query_one(Board).carried is not None:
            self._drop(event.card, is_correction=False)
        else:
            self.action_open_card()

    def action_open_card(self) -> None:
        """Open everything about the team."""
        self.toggle_inspector()

    def action_carry(self) -> None:
        """Choose what to pick up from the card."""
        session, card = self.session, self.query_one(Board).card
        if session is None or card is None:
            return
        found = find_carriable(session, None if card.is_nobody else card.id)
        if not found:
            self.notify(f"There is nothing to pick up from {card.title}.")
            return
        choices = [Choice(f"{each.kind}:{each.id}", each.id, each.kind) for each in found]

        def pick(chosen: str | None) -> None:
            if chosen is not None:
                self._pick_up(next(each for each in found if f"{each.kind}:{each.id}" == chosen))

        self.app.push_screen(Picker(f"Carry what from {card.title}?", choices), pick)

    def _pick_up(self, carried: Carried) -> None:
        self.query_one(Board).show_carried(carried, {})
        self.query_one(StripBar).say(
            f"carrying {carried.kind} {carried.id}: arrows move · enter drops · c drops it as a correction · "
            "esc puts it back"
        )
        self.refresh_bindings()
        self._preview()

    def _preview(self) -> None:
        """Work out what dropping would do on each card that is seen; the nearest to the cursor first."""
        board, session = self.query_one(Board), self.session
        if board.carried is not None and session is not None:
            self.start(partial(self._work_out, board, session, board.carried), "preview")

    async def _work_out(self, board: Board, session: Session, carried: Carried) -> None:
        if self._known_of != (session.version, carried):
            self._known, self._known_of = {}, (session.version, carried)
        known, here = self._known, board.cursor or ""
        while missing := sorted({*board.seen} - {*known, ""}, key=lambda each: (each != here, each)):
            found = await self.topo.beside(partial(preview_drops, session, carried, missing))
            if board.carried is not carried:
                return
            known.update(found)
            board.show_carried(carried, known)

    def action_drop(self) -> None:
        """Make the move."""
        card = self.query_one(Board).card
        if card is not None:
            self._drop(card, is_correction=False)

    def action_drop_as_correction(self) -> None:
        """It is so today already."""
        card = self.query_one(Board).card
        if card is not None:
            self._drop(card, is_correction=True)

    def _drop(self, card: Card, *, is_correction: bool) -> None:
        board, session = self.query_one(Board), self.session
        if board.carried is None or session is None or card.is_nobody:
            return
        move = board.carried.to(card.id)
        if self.topo.change(lambda: session.do(move, is_correction=is_correction)):
            self._put_down()
