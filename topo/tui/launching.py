"""What happens between the first frame and the last lens? A model is read, the board opens, lenses are made.

All of it runs beside the keys: who knows what to press does not wait for it.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextvars import copy_context
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from topo.errors import TopoError
from topo.tui.actions import LENSES
from topo.tui.first_frame import FirstFrame

if TYPE_CHECKING:
    from textual.timer import Timer

    from topo.analysis.progress import Progress
    from topo.tui.app import TopoApp
    from topo.tui.opening import Opened

    class Opening(Protocol):
        """Reads the model at a path, and tells how far it is."""

        def __call__(self, start: Path, /, *, progress: Progress) -> Opened:
            """What is open then."""


HOME = LENSES[0][0]
TOLD_EVERY = 0.1
"""How many seconds lie between two words on how far the reading is: each takes time from it."""
SEEN_EVERY = 0.02
"""How many seconds lie between two looks at whether the first lens is seen."""
MADE_EVERY = 0.1
"""How many seconds lie between two looks at whether there is time to make a lens."""


class Launch:
    """Opens what stands at a path, or first asks which of the `samples` to look at."""

    def __init__(self, app: "TopoApp", opening: "Opening", samples: Mapping[str, Path]) -> None:
        self._app, self._opening, self._samples = app, opening, samples
        self._first = FirstFrame()
        self._unmade = iter([lens for lens, _, _ in LENSES])
        self._making: Timer | None = None

    def begin(self, start: Path | None) -> None:
        """Show a frame at once; the model, and what shows it, are read beside it."""
        self._app.push_screen(self._first)
        self._first.call_after_refresh(self._offer if start is None else partial(self._open, start))

    def _offer(self) -> None:
        from topo.tui.dialogs.picker import Choice, Picker

        choices = [Choice(name, name) for name in self._samples]
        self._app.push_screen(
            Picker("There is no topo.yaml here. Look at which sample?", choices), self._choose
        )

    def _choose(self, sample: str | None) -> None:
        if sample is None:
            self._app.exit()
        else:
            self._open(self._samples[sample])

    def _open(self, start: Path) -> None:
        self._first.say(f"Reading {start.resolve().name}")
        work: Callable[[], Coroutine[None, None, None]] = partial(self._read, start)
        self._app.run_worker(work, exclusive=True, group="open", description="open")  # type: ignore[arg-type]

    async def _read(self, start: Path) -> None:
        app = self._app
        try:
            opened = await app.beside(partial(self._opening, start, progress=self._find_teller()))
            await app.beside(partial(_warm_up, opened))
        except TopoError as error:
            app.fail(error)
            return
        app.take(opened)
        while not app.shows_all:
            await asyncio.sleep(SEEN_EVERY)
        await app.beside(_load_the_rest)
        self._making = app.set_interval(MADE_EVERY, self._make_next)

    def _find_teller(self) -> "Progress":
        loop, context = asyncio.get_running_loop(), copy_context()
        told = 0.0

        def tell(done: int, total: int) -> None:
            """Where the loop has ended this raises RuntimeError, and so the reading ends, too."""
            nonlocal told
            if done < total and loop.time() - told < TOLD_EVERY:
                return
            told = loop.time()
            loop.call_soon_threadsafe(self._first.tell, done, total, context=context)

        return tell

    async def _make_next(self) -> None:
        """Make a lens before somebody opens it, where no key comes."""
        if not self._app.is_idle:
            return
        lens = next(self._unmade, None)
        if lens is not None:
            await self._app.make_lens(lens)
        elif self._making is not None:
            self._making.stop()


def _warm_up(opened: "Opened") -> None:
    """Work out what the board shows, so that it has something to show when it opens."""
    from topo.tui.cards import deal_cards
    from topo.tui.screens import load_screen

    load_screen(HOME)
    deal_cards(opened.session.compared.after)


def _load_the_rest() -> None:
    """The code of the other lenses and of the dialogs, before somebody asks for them."""
    from topo.tui.screens import load_screens

    load_screens()
    import_module("topo.tui.asking")
