"""What changed in all, before → after, in one line?"""

from rich.text import Text
from textual.widgets import Static

from topo.tui.deltas import Delta


class StripBar(Static):
    """The strip at the bottom: signed numbers, coloured and with arrows."""

    DEFAULT_CSS = "StripBar { height: 2; padding: 0 1; background: $panel; }"

    def show(self, deltas: tuple[Delta, ...], *, head: str) -> None:
        """Show these changes; `head` says of which scenario."""
        text = Text(head, style="bold", no_wrap=True, overflow="ellipsis")
        text.append("\n")
        changed = [each for each in deltas if each.is_change]
        for each in changed or deltas[:4]:
            text.append(f"{each.title} ")
            text.append(each.say(), style={"better": "green", "worse": "red"}.get(each.verdict, ""))
            text.append("  ")
        if not changed:
            text.append("nothing changed yet")
        self.update(text, layout=False)
