"""Which one of these? A list that filters as one types."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from topo.tui.dialogs.dialog import Dialog

MOST = 200
"""How many choices are listed at once; typing finds the others."""


class Choice(NamedTuple):
    """Something that can be chosen: its id, what is read, and a word about it."""

    id: str
    title: str
    says: str = ""


class Picker(Dialog[str | None]):
    """Choose one of many; the answer is the id of the choice."""

    DEFAULT_CSS = """
    Picker { align: center middle; }
    Picker > Vertical {
        width: 76;
        max-width: 96%;
        height: auto;
        max-height: 80%;
        border: round $primary;
        background: $surface;
        padding: 0 1;
    }
    Picker Input { height: 1; background: $panel; margin-bottom: 1; }
    Picker OptionList {
        height: auto;
        max-height: 18;
        border: none;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """
    remembered: ClassVar[dict[str, str]] = {}
    """What was chosen last under each title."""

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title, self._choices = title, choices

    def compose(self) -> ComposeResult:
        """A line to type in, and what fits."""
        with Vertical():
            yield Static(self._title, markup=False)
            yield Input(placeholder="type to filter", id="typed", compact=True)
            yield OptionList(id="choices")

    def on_mount(self) -> None:
        """All choices first, the one of last time on top of the cursor."""
        self._list("")
        last = self.remembered.get(self._title)
        ids = [choice.id for choice in self._found]
        if last in ids:
            self.query_one(OptionList).highlighted = ids.index(last)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        words = typed.casefold().split()
        self._found = [
            choice
            for choice in self._choices
            if all(word in f"{choice.id} {choice.title} {choice.says}".casefold() for word in words)
        ][:MOST]
        listed = self.query_one(OptionList)
        listed.clear_options()
        wide = max((cell_len(choice.title) for choice in self._found if choice.says), default=0)
        listed.add_options(
            Option(f"{choice.title}{' ' * (wide - cell_len(choice.title))}  [dim]{choice.says}[/dim]")
            if choice.says
            else Option(choice.title)
            for choice in map(_escape, self._found)
        )
        listed.highlighted = 0 if self._found else None

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while one types; escape leaves."""
        listed = self.query_one(OptionList)
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "down":
            listed.action_cursor_down()
        elif event.key == "up":
            listed.action_cursor_up()
        else:
            return
        event.stop()
        event.prevent_default()

    @on(Input.Submitted)
    def _submit(self) -> None:
        self._choose(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, number: int | None) -> None:
        if number is not None and number < len(self._found):
            chosen = self._found[number]
            self.remembered[self._title] = chosen.id
            self.dismiss(chosen.id)


def _escape(choice: Choice) -> Choice:
    from rich.markup import escape

    return Choice(choice.id, escape(choice.title), escape(choice.says))
