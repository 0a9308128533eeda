"""What becomes of a key? It is looked up in the table of actions; the session does it; the screens show it.

Nothing is computed here: what takes long runs in a thread beside the event loop.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from topo.errors import TopoError
from topo.findings import Address
from topo.tui.actions import ACTIONS, LENSES, Context
from topo.tui.arrangement import Arrangement
from topo.tui.collecting import Collector
from topo.tui.launching import Launch
from topo.tui.pace import Pace
from topo.tui.settings import Settings
from topo.tui.themes import DARK, DEFAULTS, LIGHT, OTHER, choose_theme, make_themes
from topo.tui.turns import Turns
from topo.tui.widgets.bindings import bind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from topo.tui.launching import Opening
    from topo.tui.opening import Opened
    from topo.tui.screens.lens import LensScreen
    from topo.tui.session import Session


Result = TypeVar("Result")
WATCHED_EVERY = 1.0
"""How many seconds lie between two looks at the files of the model."""
_WRITING = frozenset(action.id for action in ACTIONS if action.writes)
LOOKED_EVERY = 0.01
"""How many seconds lie between two looks at whether keys still come."""
LANES = 2
"""How much is worked out at a time: one thing that takes long, and what is asked meanwhile.

Each more would take its share of the time that the keys need.
"""


def _make_screen(lens: str) -> Screen[None]:
    from topo.tui.screens import load_screen

    return load_screen(lens)()


class TopoApp(App[None], inherit_bindings=False):
    """A session on a terminal.

    `opening` reads the model at a path: it runs beside the first frame. Without a path one of the `samples`
    is chosen first.
    """

    TITLE = "topo"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = bind(Context.EVERYWHERE)
    MODES: ClassVar[dict[str, Callable[[], Screen[None]]]] = {  # type: ignore[assignment]
        id: partial(_make_screen, id) for id, _, _ in LENSES
    }

    def __init__(
        self,
        opening: "Opening",
        start: Path | None,
        samples: "Mapping[str, Path] | None" = None,
        collector: Collector | None = None,
        settings: Settings | None = None,
        keys: "tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]" = ({}, ()),
    ) -> None:
        super().__init__()
        for theme in make_themes():
            self.register_theme(theme)
        self.theme = DARK
        self.settings = settings or Settings()
        self.chosen_keys, self._words = keys
        self.set_keymap({name: ",".join(each) for name, each in self.chosen_keys.items()})
        self._collector = collector or Collector()
        self._lanes = ThreadPoolExecutor(LANES, "beside")
        self._writing = ThreadPoolExecutor(1, "journal")
        self._working = 0
        self.is_restyling = False
        self._pace = Pace(monotonic)
        self._turns = Turns(self, self._hand_out)
        self._launch = Launch(self, opening, samples or {})
        self._start = start
        self._is_reading = False
        self.failure: TopoError | None = None
        self.opened: Opened | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the tones are where a theme does not say."""
        return dict(DEFAULTS)

    def refresh_css(self, animate: bool = True) -> None:
        """Read all styles anew, and when keys had their turn, give them to what is seen.

        Textual does both at once, for which a key would wait a tenth of a second.
        """
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.reparse()
        self.is_restyling = True
        self.set_timer(LOOKED_EVERY, partial(self._give_styles, animate))

    def _give_styles(self, animate: bool) -> None:
        self.is_restyling = False
        self.stylesheet.update(self, animate=animate)
        for screen in self.screen_stack:
            if screen is not self.screen:
                self.stylesheet.update(screen, animate=animate)
            screen._css_update_count = self._css_update_count
        if self.screen.is_mounted:
            self.screen._refresh_layout(self.size)

    @property
    def session(self) -> "Session | None":
        """What is tried; None while the model is being read."""
        return None if self.opened is None else self.opened.session

    def places(self, address: Address) -> str:
        """Where an address stands in a file."""
        return "" if self.opened is None else self.opened.places(address)

    # --- beginning ------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show a frame at once; the rest follows."""
        if not self.is_headless:
            self.theme = choose_theme(self.console.color_system, kept=self.settings.theme)
        self._launch.begin(self._start)

    def fail(self, error: TopoError) -> None:
        """End, since nothing can be opened."""
        self.failure = error
        self.exit(return_code=error.exit_code)

    def take(self, opened: "Opened") -> None:
        """Show what was opened, and look at its files from now on."""
        self.opened = opened
        self.switch_mode(LENSES[0][0])
        for word in (*self._words, *opened.words):
            self.notify(word, severity="warning", timeout=12)
        self.set_interval(WATCHED_EVERY, self._begin_to_watch)

    def _begin_to_watch(self) -> None:
        """Look at the files beside the keys: reading a large model takes its time."""
        self.run_worker(self._watch(), group="watch", description="watch")

    async def _watch(self) -> None:
        """Read the model again when its files changed."""
        from topo.tui.opening import reload

        opened = self.opened
        if opened is None or self._is_reading or self._working:
            return
        self._collector.collect()
        self._is_reading = True
        try:
            if await self.beside(opened.stamps.look_again) != opened.stamps:
                for word in await self.beside(lambda: reload(opened)):
                    self.notify(word, timeout=12)
                self.refresh_screen()
        except TopoError as error:
            self.notify(
                f"The model cannot be read any more; the last one stays: {error.message}", severity="error"
            )
        finally:
            self._is_reading = False

    # --- keys, and what is done beside them -----------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Every key goes through here before it goes to a widget."""
        if isinstance(event, (events.Key, events.MouseDown)) and not event.is_forwarded:
            self._pace.note(event.time)
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._turns.take(event)
        else:
            await super().on_event(event)

    async def _hand_out(self, key: events.Key) -> None:
        await super().on_event(key)

    @property
    def has_keys(self) -> bool:
        """Whether keys wait."""
        return self.message_queue_size > 0 or not self._turns.is_over

    @property
    def shows_all(self) -> bool:
        """Whether the lens in front shows the session as it is."""
        return (screen := self.lens_screen) is not None and screen.is_up_to_date

    @property
    def is_idle(self) -> bool:
        """Whether there is time for what nobody asked for."""
        return self._pace.is_idle and not self._working

    async def let_keys_go_first(self) -> None:
        """Wait while keys wait, or come one upon the other."""
        while self.has_keys or self._pace.is_hurried:
            await asyncio.sleep(LOOKED_EVERY)

    async def make_lens(self, lens: str) -> None:
        """Make a lens that is not there yet, and do not show it: it opens at once then."""
        if self.is_running:
            await self._init_mode(lens)

    async def beside(self, work: Callable[[], Result]) -> Result:
        """What `work` gives back, worked out in a thread: the event loop goes on."""
        self._working += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._lanes, work)
        finally:
            self._working -= 1
            self._collector.set_aside()

    def on_unmount(self) -> None:
        """Begin nothing more beside the keys; the journal is written to its end."""
        self._lanes.shutdown(wait=False, cancel_futures=True)
        self._writing.shutdown()

    # --- the session ----------------------------------------------------------------------------------

    def refresh_screen(self) -> None:
        """Let the open lens look at the session again."""
        if (screen := self.lens_screen) is not None:
            screen.refresh_lens()

    def change(self, operation: Callable[[], object]) -> bool:
        """Do something to the session, and say why where it cannot be done; whether it was done."""
        try:
            operation()
        except TopoError as error:
            self._refuse(error)
            return False
        self.keep()
        return True

    def run_beside(self, operation: Callable[[], object], then: Callable[[], object]) -> None:
        """Do what takes long and leaves the session as it is, and `then` what follows."""

        async def work() -> None:
            try:
                await self.beside(operation)
            except TopoError as error:
                self._refuse(error)
            else:
                then()

        self.run_worker(work(), group="beside", description="beside")

    def _refuse(self, error: TopoError) -> None:
        self.notify(error.message, title="That does not go", severity="error", timeout=10)

    def keep(self) -> None:
        """Show what was done to the session, and write the journal; a disk may take its time."""
        from topo.tui.journal import put_down

        opened = self.opened
        if opened is not None and opened.journal is not None:
            self._writing.submit(opened.journal.write, put_down(opened.session))
        self.refresh_screen()

    def discard(self) -> None:
        """Nobody wants what was not saved: the journal forgets it."""
        if self.opened is not None and self.opened.journal is not None:
            self._writing.submit(self.opened.journal.clear)

    def keep_arrangement(self, table: str, arrangement: Arrangement) -> None:
        """Keep how a table is arranged, for the next time."""
        self._writing.submit(self.settings.keep_arrangement, table, arrangement)

    # --- actions --------------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the table, for the palette."""
        for action in ACTIONS:
            places = (self, screen, screen.focused)
            does = next(filter(None, (getattr(each, f"action_{action.id}", None) for each in places)), None)
            if does is not None:
                yield SystemCommand(action.title, action.says, does)

    async def open_lens(self, lens: str) -> None:
        """Show another lens; the next key waits until it is there."""
        if self.lens_screen is not None:
            self._keep_styles(lens)
            await self.switch_mode(lens)

    def _keep_styles(self, lens: str) -> None:
        """Let the screens of a lens pass for up to date.

        A screen that comes to the front gets its styles as they are then. Textual would first read all styles
        anew where the theme changed since the screen was in front, although it read them when that happened.
        """
        for screen in self._screen_stacks.get(lens, ()):
            screen._css_update_count = self._css_update_count

    @property
    def lens_screen(self) -> "LensScreen | None":
        """The lens in front; None where a dialog is, and while the model is being read."""
        if self.opened is None or not self.is_running:
            return None
        from topo.tui.screens.lens import LensScreen

        return self.screen if isinstance(self.screen, LensScreen) else None

    def action_undo(self) -> None:
        """Take the last move back."""
        if self.session is not None:
            self.change(self.session.undo)

    def action_redo(self) -> None:
        """Make again what was undone."""
        if self.session is not None:
            self.change(self.session.redo)

    def _ask(self, action: str) -> None:
        from topo.tui.asking import DIALOGS

        if self.session is not None and self.session.is_readonly and action in _WRITING:
            self.change(self.session.check_writing)
        else:
            DIALOGS[action](self)

    def action_fork(self) -> None:
        """Go on in a copy of the scenario."""
        self._ask("fork")

    def action_switch_fork(self) -> None:
        """Go on with another scenario."""
        self._ask("switch_fork")

    def action_go_to(self) -> None:
        """Go to a thing by its name."""
        self._ask("go_to")

    def action_moves(self) -> None:
        """Go to the list of moves, or back."""
        if (screen := self.lens_screen) is not None:
            screen.toggle_moves()

    def action_inspector(self) -> None:
        """Open or close the inspector."""
        if (screen := self.lens_screen) is not None:
            screen.toggle_inspector()

    def action_filter(self) -> None:
        """Type what must be in what is shown."""
        if (screen := self.lens_screen) is not None:
            screen.open_filter()

    async def action_back(self) -> None:
        """Close what is open."""
        if (screen := self.lens_screen) is not None:
            screen.go_back()

    def action_add_move(self) -> None:
        """Choose a move and fill in its fields."""
        self._ask("add_move")

    def action_weights(self) -> None:
        """Mute measures, or weigh them otherwise."""
        self._ask("weights")

    def action_guess(self) -> None:
        """Guess, and then see."""
        self._ask("guess")

    def action_save(self) -> None:
        """Write the scenario to a file of its own."""
        self._ask("save")

    def action_minutes(self) -> None:
        """Write the minutes, and a picture of the screen."""
        self._ask("minutes")

    def action_picture(self) -> None:
        """Save the screen as SVG."""
        self.notify(f"The screen is in {self.save_screenshot()}")

    def action_copy(self) -> None:
        """Copy what the cursor stands on."""
        screen = self.lens_screen
        if screen is not None and screen.address:
            self.copy_to_clipboard(screen.address)
            self.notify(f"Copied {screen.address}")

    def edit(self, address: str) -> None:
        """Open the file at the line of an address in $EDITOR."""
        from topo.tui.asking import open_editor

        open_editor(self, address)

    def action_help(self) -> None:
        """Show every key."""
        self._ask("help")

    def action_theme(self) -> None:
        """Light or dark."""
        self.theme = OTHER.get(self.theme, LIGHT)
        self._writing.submit(self.settings.keep_theme, self.theme)

    async def action_quit(self) -> None:
        """Leave; ask only where moves are not saved."""
        if self.opened is None:
            self.exit()
        else:
            self._ask("quit")


def _bind_lenses() -> None:
    for id, _, _ in LENSES:
        setattr(TopoApp, f"action_lens_{id}", lambda self, lens=id: self.open_lens(lens))


_bind_lenses()
