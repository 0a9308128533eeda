"""What do all lenses have around them: their names, the moves, why, and what changed?"""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from topo.model.organisation import address_of
from topo.tui.dialogs.picker import Choice, Picker
from topo.tui.dialogs.prompt import Prompt
from topo.tui.inspecting import inspect
from topo.tui.session import Session
from topo.tui.strip import make_strip
from topo.tui.widgets.inspector import Inspector
from topo.tui.widgets.key_bar import KeyBar
from topo.tui.widgets.lens_bar import LensBar
from topo.tui.widgets.move_list import MoveList, Moves
from topo.tui.widgets.sheet import Sheet
from topo.tui.widgets.strip_bar import StripBar
from topo.tui.widgets.tones import find_style

if TYPE_CHECKING:
    from topo.tui.app import TopoApp

NARROW = 100
"""Below so many columns the moves and the inspector stay closed until they are asked for."""
WIDE = 150
WORK = "lens"
"""The group of what is worked out for the lens itself."""
REST = 0.05
"""How many seconds a cursor stands still before the inspector opens up what is under it."""


class LensScreen(Screen[None]):
    """The frame of a lens. A lens says what it shows: `compose_lens`, `prepare` and `show`."""

    lens: ClassVar[str]
    DEFAULT_CSS = """
    LensScreen #middle { height: 1fr; }
    LensScreen #lens { width: 1fr; height: 1fr; }
    LensScreen #filter { display: none; height: 1; border: none; }
    LensScreen #filter.open { display: block; }
    LensScreen MoveList, LensScreen Inspector { display: none; }
    LensScreen MoveList.open, LensScreen Inspector.open { display: block; }
    LensScreen #waiting { height: 1fr; align: center middle; }
    LensScreen #waiting Static { width: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        # It gets its styles as they are now. Textual takes a new screen for one of before the last change of
        # theme, and would read all styles anew and lay out all screens, twice.
        self._css_update_count = self.app._css_update_count
        self._shown = -1
        self._has_room: tuple[bool, bool] = (False, False)
        """Whether there is room for the moves and for the inspector."""
        self.address = ""
        """The address of what the cursor stands on: what the inspector opens up."""

    @property
    def topo(self) -> "TopoApp":
        """The application."""
        return cast("TopoApp", self.app)

    @property
    def session(self) -> Session | None:
        """What is tried; None while the model is being read."""
        return self.topo.session

    def start(self, work: Callable[[], Coroutine[None, None, None]], group: str) -> None:
        """Begin something beside the keys; what was begun in the same group is given up."""
        # Without a description Textual would write out the work, and with it the whole organisation.
        self.run_worker(work, exclusive=True, group=group, description=group)  # type: ignore[arg-type]

    # --- what a lens says -----------------------------------------------------------------------------

    def compose_lens(self) -> ComposeResult:
        """The widgets of the lens."""
        raise NotImplementedError

    def prepare(self, session: Session) -> object:
        """What is to be shown, worked out; it runs beside the event loop and touches no widget."""
        raise NotImplementedError

    def show(self, prepared: object) -> None:
        """Show what was prepared."""
        raise NotImplementedError

    def filter_by(self, text: str) -> None:
        """Show only what has this text in it."""
        for sheet in self._sheets:
            sheet.filter(text)

    @property
    def _sheets(self) -> list[Sheet]:
        return list(self.query("#lens Sheet").results(Sheet))

    # --- the frame ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Names on top; moves, lens and why beside each other; what changed below."""
        yield LensBar(self.lens)
        with Horizontal(id="middle"):
            yield MoveList()
            with Widget(id="lens"):
                yield from self.compose_lens()
            yield Inspector()
        yield Input(placeholder="filter: enter keeps it, esc clears it", id="filter", compact=True)
        yield StripBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Open what there is room for; tables stand as they were arranged last."""
        if not self._has_all:
            return  # somebody left while it was made
        for sheet in self._sheets:
            sheet.put_in_order(self.topo.settings.find_arrangement(sheet.id or ""))
        self._open_what_fits()
        self.focus_lens()

    def on_resize(self) -> None:
        """There may be more room, or less."""
        if self._is_whole:
            self._open_what_fits()

    def _open_what_fits(self) -> None:
        """Open the sides for which there is room where there was none, and close them the other way round.

        Where that is the same they stay as somebody opened or closed them.
        """
        width, had_room = self.app.size.width, self._has_room
        self._has_room = (width >= NARROW, width >= WIDE)
        sides = (self.query_one(MoveList), self.query_one(Inspector))
        for side, fits, did_fit in zip(sides, self._has_room, had_room, strict=True):
            if fits is not did_fit:
                side.set_class(fits, "open")
        self.inspect_address(self.address)

    def on_screen_resume(self) -> None:
        """Look at the session: this is the first time, or another lens may have changed things."""
        self.refresh_lens()

    def on_screen_suspend(self) -> None:
        """What takes long is given up where somebody went on to another lens."""
        if not self._is_open:
            self.workers.cancel_group(self, WORK)

    @property
    def is_up_to_date(self) -> bool:
        """Whether it shows the session as it is."""
        return self.session is not None and self._shown == self.session.version

    @property
    def _is_open(self) -> bool:
        """Whether it is the lens in front, or the one behind the dialog in front."""
        return self in self.app.screen_stack

    def look_again(self) -> None:
        """Show the lens again although nothing was done to the session."""
        self._shown = -1
        self.refresh_lens()

    def refresh_lens(self) -> None:
        """Show the session as it is now: its moves at once, the rest is worked out beside the event loop."""
        session = self.session
        if session is None or not self._is_whole or not self._is_open or self.is_up_to_date:
            return
        fork = session.fork
        self.query_one(MoveList).show(fork.name, fork.history, is_dirty=fork.is_dirty)
        self.start(partial(self._work, session, session.version), WORK)

    async def _work(self, session: Session, version: int) -> None:
        await self.topo.let_keys_go_first()
        prepared = await self.topo.beside(lambda: self.prepare(session))
        if self.session is not session or not self._is_whole:
            return
        self.show(prepared)
        self.inspect_address(self.address)
        strip = await self.topo.beside(lambda: make_strip(session))
        self._shown = version
        if self._is_whole:
            self.query_one(StripBar).show(strip)

    @property
    def _is_whole(self) -> bool:
        """Whether its widgets are there: while it closes they go one after another."""
        return self.is_mounted and self._has_all

    @property
    def _has_all(self) -> bool:
        return bool(self.query("#scenario")) and bool(self.query("StripBar"))

    def inspect_address(self, address: str) -> None:
        """Let the inspector open up the thing at an address."""
        self.address = address
        inspector = self.query_one(Inspector)
        session = self.session
        if session is None or not inspector.has_class("open"):
            return
        self.start(partial(self._inspect, session, address), "inspect")

    async def _inspect(self, session: Session, address: str) -> None:
        await asyncio.sleep(REST)
        found: Text = await self.topo.beside(lambda: self.open_up(session, address))
        for inspector in self.query(Inspector):
            inspector.show(found)

    def open_up(self, session: Session, address: str) -> Text:
        """What the inspector says of the thing at an address; it runs beside the event loop."""
        return inspect(session, address, self.topo.places, partial(find_style, self))

    def go_to(self, kind: str, id: str) -> None:
        """Let the inspector open up a thing; where it stands in a table the cursor goes there."""
        address = str(address_of(kind, id))
        for sheet in self._sheets:
            sheet.choose(address)
        self.query_one(Inspector).add_class("open")
        self.inspect_address(address)

    # --- actions that every lens has ------------------------------------------------------------------

    def toggle_inspector(self) -> None:
        """Open or close the right side."""
        inspector = self.query_one(Inspector)
        inspector.toggle_class("open")
        self.inspect_address(self.address)

    def toggle_moves(self) -> None:
        """Go to the list of moves; from there back to the lens."""
        moves = self.query_one(MoveList)
        listed = moves.query_one(Moves)
        if listed.has_focus:
            moves.set_class(self.app.size.width >= NARROW, "open")
            self.focus_lens()
        else:
            moves.add_class("open")
            listed.focus()

    def focus_lens(self) -> None:
        """Give the keys to the lens."""
        for widget in self.query("#lens *"):
            if widget.focusable:
                widget.focus()
                return

    def open_filter(self) -> None:
        """Type what rows must have in them."""
        field = self.query_one("#filter", Input)
        with field.prevent(Input.Changed):
            field.value = next((sheet.arrangement.filter for sheet in self._sheets), "")
        self._give_line(field, is_open=True)
        field.focus()

    def close_filter(self, *, clear: bool) -> bool:
        """Close the filter; whether it was open."""
        field = self.query_one("#filter", Input)
        was_open = field.has_class("open")
        if clear:
            was_open = was_open or any(sheet.arrangement.filter for sheet in self._sheets)
            with field.prevent(Input.Changed):
                field.value = ""
            self.filter_by("")
        self._give_line(field, is_open=False)
        if was_open:
            self.focus_lens()
        return was_open

    def _give_line(self, field: Input, *, is_open: bool) -> None:
        """The filter stands in the line of the keys, so that no table has to be set out anew."""
        field.set_class(is_open, "open")
        self.query_one(KeyBar).display = not is_open

    def go_back(self) -> bool:
        """Undo what is open on this screen; whether there was something."""
        if self.query_one(Moves).has_focus:
            self.toggle_moves()
            return True
        return self.close_filter(clear=True)

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        self.filter_by(event.value)

    @on(Input.Submitted, "#filter")
    def _keep_filter(self) -> None:
        self.close_filter(clear=False)

    @on(LensBar.Chosen)
    async def _open_lens(self, event: LensBar.Chosen) -> None:
        await self.topo.open_lens(event.lens)

    @on(Sheet.Arranged)
    def _keep_arrangement(self, event: Sheet.Arranged) -> None:
        self.topo.keep_arrangement(event.sheet.id or "", event.sheet.arrangement)

    @on(Sheet.ColumnsAsked)
    def _ask_columns(self, event: Sheet.ColumnsAsked) -> None:
        sheet = event.sheet
        titles = [column.title for column in sheet.grid.columns if column.title]
        hidden = sheet.arrangement.hidden
        choices = [Choice(each, each, "hidden" if each in hidden else "") for each in titles]

        def toggle(title: str | None) -> None:
            if title is not None:
                sheet.put_in_order(sheet.arrangement.toggle(title))

        self.app.push_screen(Picker("Hide or show which column?", choices), toggle)

    @on(Sheet.Moved)
    def _follow(self, event: Sheet.Moved) -> None:
        if not isinstance(event.sheet, Moves) and event.row is not None:
            self.inspect_address(event.row.key)

    @on(Sheet.Chosen)
    def _open(self, event: Sheet.Chosen) -> None:
        event.stop()
        if isinstance(event.sheet, Moves):
            self.action_note()
        else:
            self.query_one(Inspector).add_class("open")
            self.inspect_address(event.row.key if event.row is not None else "")

    # --- the moves ------------------------------------------------------------------------------------

    def _number(self) -> int | None:
        row = self.query_one(Moves).row
        return None if row is None else int(row.key)

    def _change(self, operation: Callable[[Session, int], None]) -> None:
        session, number = self.session, self._number()
        if session is not None and number is not None:
            self.topo.change(lambda: operation(session, number))

    def action_toggle_move(self) -> None:
        """Switch the move off, or on again."""
        self._change(lambda session, number: session.switch(number))

    def action_correction(self) -> None:
        """Make the move a correction, or a proposal again."""
        self._change(lambda session, number: session.toggle_correction(number))

    def action_remove_move(self) -> None:
        """Take the move out."""
        self._change(lambda session, number: session.remove(number))

    def action_move_up(self) -> None:
        """Put the move before the one above."""
        self._shift(-1)

    def action_move_down(self) -> None:
        """Put the move behind the one below."""
        self._shift(1)

    def _shift(self, by: int) -> None:
        number, session = self._number(), self.session
        if number is None or session is None or not 0 <= number + by < len(session.history.steps):
            return
        self._change(lambda session, number: session.reorder(number, to=number + by))
        self.query_one(Moves).cursor += by

    def action_note(self) -> None:
        """Write a note to the move."""
        session, number = self.session, self._number()
        if session is None or number is None:
            return
        step = session.history.steps[number]

        def write(text: str | None) -> None:
            if text is not None:
                self.topo.change(lambda: session.note(number, text))

        self.app.push_screen(Prompt(f"Note to: {step.move.describe()}", value=step.note or ""), write)
