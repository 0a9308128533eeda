"""What becomes of a key? It is looked up in the table of actions; the session does it; the screens show it.

Nothing is computed here: what takes long runs in a thread beside the event loop.
"""

import asyncio
import subprocess
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import App, SuspendNotSupported, SystemCommand
from textual.screen import Screen

from topo.change.catalogue import MOVES
from topo.change.move import Move
from topo.errors import TopoError
from topo.findings import Address
from topo.tui.actions import ACTIONS, LENSES, Context
from topo.tui.collecting import Collector
from topo.tui.dialogs.confirm import Confirm
from topo.tui.dialogs.help import Help
from topo.tui.dialogs.move_form import MoveForm
from topo.tui.dialogs.picker import Choice, Picker
from topo.tui.dialogs.prompt import Prompt
from topo.tui.dialogs.weights import Weights
from topo.tui.editing import find_editor
from topo.tui.forms import build_move, find_fields
from topo.tui.guessing import QUESTIONS, Question, reveal
from topo.tui.opening import Opened, find_stamps, reload
from topo.tui.saving import find_folder, save_fork, save_minutes
from topo.tui.screens import LENS_SCREENS
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.themes import DARK, DEFAULTS, LIGHT, OTHER, choose_theme, make_themes
from topo.tui.widgets.bindings import bind

if TYPE_CHECKING:
    from collections.abc import Mapping

Result = TypeVar("Result")
WATCHED_EVERY = 1.0
"""How many seconds lie between two looks at the files of the model."""
LANES = 2
"""How much is worked out at a time: one thing that takes long, and what is asked meanwhile.

Each more would take its share of the time that the keys need.
"""


class TopoApp(App[None], inherit_bindings=False):
    """A session on a terminal.

    `opening` reads the model at a path: it runs beside the first frame. Without a path one of the `samples`
    is chosen first.
    """

    TITLE = "topo"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = bind(Context.EVERYWHERE)
    MODES: ClassVar[dict[str, type[Screen[None]]]] = LENS_SCREENS  # type: ignore[assignment]

    def __init__(
        self,
        opening: Callable[[Path], Opened],
        start: Path | None,
        samples: "Mapping[str, Path] | None" = None,
        collector: Collector | None = None,
    ) -> None:
        super().__init__()
        for theme in make_themes():
            self.register_theme(theme)
        self.theme = DARK
        self._collector = collector or Collector()
        self._lanes = ThreadPoolExecutor(LANES, "beside")
        self._working = 0
        self._opening, self._start, self._samples = opening, start, samples or {}
        self._is_reading = False
        self.failure: TopoError | None = None
        self.opened: Opened | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the tones are where a theme does not say."""
        return dict(DEFAULTS)

    @property
    def session(self) -> Session | None:
        """What is tried; None while the model is being read."""
        return None if self.opened is None else self.opened.session

    def places(self, address: Address) -> str:
        """Where an address stands in a file."""
        return "" if self.opened is None else self.opened.places(address)

    # --- beginning ------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the board at once; the model is read beside it."""
        if not self.is_headless:
            self.theme = choose_theme(self.console.color_system)
        self.switch_mode(LENSES[0][0])
        if self._start is not None:
            self._begin(self._start)
            return
        choices = [Choice(name, name) for name in self._samples]
        self.call_after_refresh(
            self.push_screen,
            Picker("There is no topo.yaml here. Look at which sample?", choices),
            self._choose,
        )

    def _choose(self, sample: str | None) -> None:
        if sample is None:
            self.exit()
        else:
            self._begin(self._samples[sample])

    def _begin(self, start: Path) -> None:
        work: Callable[[], Coroutine[None, None, None]] = partial(self._open, start)
        self.run_worker(work, exclusive=True, group="open", description="open")  # type: ignore[arg-type]

    async def _open(self, start: Path) -> None:
        try:
            self.opened = await self.beside(partial(self._opening, start))
        except TopoError as error:
            self.failure = error
            self.exit(return_code=error.exit_code)
            return
        for word in self.opened.words:
            self.notify(word, severity="warning", timeout=12)
        self.refresh_screen()
        self.set_interval(WATCHED_EVERY, self._watch)

    async def _watch(self) -> None:
        """Read the model again when its files changed."""
        opened = self.opened
        if opened is None or self._is_reading or self._working:
            return
        self._collector.collect()
        self._is_reading = True
        try:
            if await self.beside(lambda: find_stamps(opened.model)) != opened.stamps:
                self.opened, words = await self.beside(lambda: reload(opened))
                for word in words:
                    self.notify(word, timeout=12)
                self.refresh_screen()
        except TopoError as error:
            opened.stamps = find_stamps(opened.model)
            self.notify(
                f"The model cannot be read any more; the last one stays: {error.message}", severity="error"
            )
        finally:
            self._is_reading = False

    async def beside(self, work: Callable[[], Result]) -> Result:
        """What `work` gives back, worked out in a thread: the event loop goes on."""
        self._working += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._lanes, work)
        finally:
            self._working -= 1
            self._collector.set_aside()

    def on_unmount(self) -> None:
        """Begin nothing more beside the keys."""
        self._lanes.shutdown(wait=False, cancel_futures=True)

    def refresh_screen(self) -> None:
        """Let the open lens look at the session again."""
        screen = self.screen
        if isinstance(screen, LensScreen):
            screen.refresh_lens()

    def change(self, operation: Callable[[], object]) -> bool:
        """Do something to the session, and say why where it cannot be done; whether it was done."""
        try:
            operation()
        except TopoError as error:
            self.notify(error.message, title="That does not go", severity="error", timeout=10)
            return False
        if self.opened is not None:
            self.opened.keep()
        self.refresh_screen()
        return True

    # --- actions --------------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the table, for the palette."""
        for action in ACTIONS:
            does = getattr(self, f"action_{action.id}", None) or getattr(screen, f"action_{action.id}", None)
            if does is not None:
                yield SystemCommand(action.title, action.says, does)

    def open_lens(self, lens: str) -> None:
        """Show another lens."""
        if isinstance(self.screen, LensScreen):
            self.switch_mode(lens)

    def _lens(self) -> LensScreen | None:
        return self.screen if isinstance(self.screen, LensScreen) else None

    def action_undo(self) -> None:
        """Take the last move back."""
        self._do(Session.undo)

    def action_redo(self) -> None:
        """Make again what was undone."""
        self._do(Session.redo)

    def _do(self, operation: Callable[[Session], None]) -> None:
        if self.session is not None:
            self.change(partial(operation, self.session))

    def action_fork(self) -> None:
        """Go on in a copy of the scenario."""
        session = self.session
        if session is None:
            return

        def fork(name: str | None) -> None:
            if name is not None:
                self.change(lambda: session.fork_as(name))

        self.push_screen(Prompt("Name of the new scenario", check=session.find_name_problem), fork)

    def action_switch_fork(self) -> None:
        """Go on with another scenario."""
        session = self.session
        if session is None:
            return
        choices = [
            Choice(name, name, f"{len(fork.history.steps)} moves{', not saved' if fork.is_dirty else ''}")
            for name, fork in session.forks.items()
        ]

        def select(name: str | None) -> None:
            if name is not None:
                self.change(lambda: session.select(name))

        self.push_screen(Picker("Go on with which scenario?", choices), select)

    def action_go_to(self) -> None:
        """Go to a thing by its name."""
        session = self.session
        if session is None:
            return
        organisation = session.organisation
        choices = [
            Choice(f"{kind}:{id}", id, kind)
            for kind in ("team", "service", "domain")
            for id in sorted(organisation.collection(kind))
        ]

        def go(chosen: str | None) -> None:
            screen = self._lens()
            if chosen is not None and screen is not None:
                screen.go_to(*chosen.split(":", 1))

        self.push_screen(Picker("Go to what?", choices), go)

    def action_moves(self) -> None:
        """Go to the list of moves, or back."""
        if (screen := self._lens()) is not None:
            screen.toggle_moves()

    def action_inspector(self) -> None:
        """Open or close the inspector."""
        if (screen := self._lens()) is not None:
            screen.toggle_inspector()

    def action_filter(self) -> None:
        """Type what must be in what is shown."""
        if (screen := self._lens()) is not None:
            screen.open_filter()

    async def action_back(self) -> None:
        """Close what is open."""
        if (screen := self._lens()) is not None:
            screen.go_back()

    def action_add_move(self) -> None:
        """Choose a move and fill in its fields."""
        session = self.session
        if session is None:
            return
        choices = [Choice(name, name, kind.kind) for name, kind in MOVES.items()]

        def make(move: Move | None) -> None:
            if move is not None:
                self.change(lambda: session.do(move))

        def choose(name: str | None) -> None:
            if name is not None:
                organisation = session.organisation
                fields = find_fields(name, organisation)
                build = partial(build_move, name, organisation=organisation)
                self.push_screen(MoveForm(name, fields, build), make)

        self.push_screen(Picker("Which move?", choices), choose)

    def action_weights(self) -> None:
        """Mute measures, or weigh them otherwise."""
        if self.session is not None and self._lens() is not None:
            self.push_screen(Weights(self.session), lambda _: self.refresh_screen())

    def action_guess(self) -> None:
        """Guess, and then see."""
        session = self.session
        if session is None:
            return
        questions = [Choice(name, title) for name, title in QUESTIONS]
        teams = [Choice(team, team) for team in sorted(session.organisation.teams)]
        guesses: list[str] = []

        def ask(question: str | None) -> None:
            if question is None:
                return

            def collect(team: str | None) -> None:
                if team is not None:
                    guesses.append(team)
                    self.push_screen(Picker(f"{len(guesses)} guessed; one more? esc reveals", teams), collect)
                    return
                revealed = reveal(session, cast("Question", question), tuple(guesses))
                session.remember_guess(revealed)
                self.notify(revealed.say(), title="Guessed and measured", timeout=30)

            self.push_screen(Picker("What is your guess? esc reveals", teams), collect)

        self.push_screen(Picker("Guess what?", questions), ask)

    def action_save(self) -> None:
        """Write the scenario to a file of its own."""
        opened = self.opened
        if opened is None:
            return
        fork = opened.session.fork
        suggested = fork.path or str(find_folder(opened.model.folder) / "scenarios" / f"{fork.name}.yaml")

        def save(path: str | None) -> None:
            if path and self.change(lambda: save_fork(opened, Path(path))):
                self.notify(f"Saved to {path}")

        self.push_screen(Prompt("Save the scenario to", value=suggested), save)

    def action_minutes(self) -> None:
        """Write the minutes, and a picture of the screen."""
        opened = self.opened
        if opened is None:
            return
        suggested = str(find_folder(opened.model.folder) / f"minutes-{opened.session.active}.md")

        def write(path: str | None) -> None:
            if path and self.change(lambda: save_minutes(opened, Path(path))):
                picture = self.save_screenshot(str(Path(path).with_suffix(".svg")))
                self.notify(f"Minutes in {path}, the screen in {picture}")

        self.push_screen(Prompt("Write the minutes to", value=suggested), write)

    def action_picture(self) -> None:
        """Save the screen as SVG."""
        self.notify(f"The screen is in {self.save_screenshot()}")

    def action_copy(self) -> None:
        """Copy what the cursor stands on."""
        screen = self._lens()
        if screen is not None and screen.address:
            self.copy_to_clipboard(screen.address)
            self.notify(f"Copied {screen.address}")

    def edit(self, address: str) -> None:
        """Open the file at the line of an address in $EDITOR."""
        place = self.places(Address.parse(address)) if address else ""
        if not place or self.opened is None:
            self.notify("That stands in no file.")
            return
        command = find_editor(place)
        if command is None:
            self.notify(f"Set $EDITOR to open {place}", severity="warning")
            return
        try:
            with self.suspend():
                subprocess.run(command, check=False)
        except SuspendNotSupported:
            self.notify(f"This terminal cannot be left: {place}", severity="warning")

    def action_help(self) -> None:
        """Show every key."""
        if self._lens() is not None:
            self.push_screen(Help())

    def action_theme(self) -> None:
        """Light or dark."""
        self.theme = OTHER.get(self.theme, LIGHT)

    async def action_quit(self) -> None:
        """Leave; ask only where moves are not saved."""
        if self.session is None or not self.session.is_dirty:
            self.exit()
            return

        def leave(is_sure: bool | None) -> None:
            if is_sure:
                self.exit()

        self.push_screen(
            Confirm("There are moves that are not saved. They are kept in the journal. Leave?"), leave
        )


def _bind_lenses() -> None:
    for id, _, _ in LENSES:
        setattr(TopoApp, f"action_lens_{id}", lambda self, lens=id: self.open_lens(lens))


_bind_lenses()
