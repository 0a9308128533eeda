"""What becomes of a key? It is looked up in the table of actions; the session does it; the screens show it.

Nothing is computed here: what takes long runs in a thread beside the event loop.
"""

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App, SystemCommand
from textual.screen import Screen

from topo.errors import TopoError
from topo.findings import Address
from topo.tui.actions import ACTIONS, LENSES, Context
from topo.tui.dialogs.confirm import Confirm
from topo.tui.dialogs.help import Help
from topo.tui.dialogs.picker import Choice, Picker
from topo.tui.dialogs.prompt import Prompt
from topo.tui.opening import Opened
from topo.tui.screens import LENS_SCREENS
from topo.tui.screens.lens import LensScreen
from topo.tui.session import Session
from topo.tui.widgets.bindings import bind

if TYPE_CHECKING:
    from collections.abc import Mapping

Result = TypeVar("Result")


class TopoApp(App[None]):
    """A session on a terminal. `open_model` reads the model: it runs beside the first frame."""

    TITLE = "topo"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = bind(Context.EVERYWHERE)
    MODES: ClassVar[dict[str, type[Screen[None]]]] = LENS_SCREENS  # type: ignore[assignment]

    def __init__(self, open_model: Callable[[], Opened]) -> None:
        super().__init__()
        self._open_model = open_model
        self.opened: Opened | None = None

    @property
    def session(self) -> Session | None:
        """What is tried; None while the model is being read."""
        return None if self.opened is None else self.opened.session

    @property
    def names(self) -> "Mapping[str, str]":
        """What teams and people are called on the screen, where not by their names (anonymous)."""
        return {} if self.opened is None else self.opened.names

    def places(self, address: Address) -> str:
        """Where an address stands in a file."""
        return "" if self.opened is None else self.opened.places(address)

    # --- beginning ------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the board at once; the model is read beside it."""
        self.switch_mode(LENSES[0][0])
        self.run_worker(self._open(), exclusive=True, group="open")

    async def _open(self) -> None:
        try:
            self.opened = await self.beside(self._open_model)
        except TopoError as error:
            self.exit(return_code=error.exit_code, message=f"error: {error.message}")
            return
        for word in self.opened.words:
            self.notify(word, severity="warning", timeout=12)
        self.refresh_screen()

    async def beside(self, work: Callable[[], Result]) -> Result:
        """What `work` gives back, worked out in a thread: the event loop goes on."""
        return await asyncio.get_running_loop().run_in_executor(None, work)

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

    def action_back(self) -> None:
        """Close what is open."""
        if (screen := self._lens()) is not None:
            screen.go_back()

    def action_help(self) -> None:
        """Show every key."""
        if self._lens() is not None:
            self.push_screen(Help())

    def action_theme(self) -> None:
        """Light or dark."""
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    async def action_quit(self) -> None:
        """Leave; ask only where moves are not saved."""
        if self.session is None or not self.session.is_dirty:
            self.exit()
            return

        def leave(is_sure: bool | None) -> None:
            if is_sure:
                self.exit()

        self.push_screen(Confirm("There are moves that are not saved. They are kept in the journal. Leave?"), leave)


def _bind_lenses() -> None:
    for id, _, _ in LENSES:
        setattr(TopoApp, f"action_lens_{id}", lambda self, lens=id: self.open_lens(lens))


_bind_lenses()
