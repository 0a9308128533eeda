"""Which keys do something here? One line at the bottom.

Textual's own footer builds a widget for each key whenever the focus moves; that takes longer than to show a
lens.
"""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static


class KeyBar(Static):
    """The keys of the table of actions that are shown, as far as there is room; the palette on the right."""

    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Draw whenever other keys count."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)
        self._look(self.screen)

    def on_resize(self) -> None:
        """Draw again: there is other room."""
        self._draw()

    def _look(self, screen: "Screen[object]") -> None:
        shown = tuple(self._find_keys(screen))
        if shown != self._shown:
            self._shown = shown
            self._draw()

    def _find_keys(self, screen: "Screen[object]") -> Iterator[tuple[str, str, str]]:
        """Key, its name and what it does, once for each action; the palette last."""
        seen: set[str] = set()
        palette: Binding | None = None
        for _, binding, is_enabled, _ in screen.active_bindings.values():
            if binding.key == self.app.COMMAND_PALETTE_BINDING:
                palette = binding
            elif binding.show and is_enabled and binding.action not in seen:
                seen.add(binding.action)
                yield binding.key, self.app.get_key_display(binding), binding.description
        if palette is not None:
            yield palette.key, self.app.get_key_display(palette), palette.description

    def _draw(self) -> None:
        text, self._spans = Text(no_wrap=True), []
        *keys, last = self._shown or (("", "", ""),)
        room = (self.size.width or 80) - cell_len(f" {last[1]} {last[2]} ")
        for key, name, says in keys:
            if text.cell_len + cell_len(f" {name} {says} ") > room:
                break
            self._append(text, key, name, says)
        text.append(" " * max(0, room - text.cell_len))
        self._append(text, *last)
        self.update(text, layout=False)

    def _append(self, text: Text, key: str, name: str, says: str) -> None:
        start = text.cell_len
        text.append(f" {name}", style="bold")
        text.append(f" {says} ")
        self._spans.append((start, text.cell_len, key))

    def on_click(self, event: events.Click) -> None:
        """A click is the key."""
        for start, end, key in self._spans:
            if start <= event.x < end and key:
                self.app.simulate_key(key)
