"""How does a widget draw its own lines quickly?

Textual works the style of a widget out anew each time that it is asked for; a board asks for it with every
line. It cannot change while lines are drawn, so it is worked out once for each time that some are.
"""

from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Drawn(ScrollView, can_focus=True):
    """A widget that draws only the lines that are seen, by `render_line`."""

    _drawn: Style | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of what is seen."""
        self._drawn = None
        try:
            self._drawn = super().rich_style
            return super().render_lines(crop)
        finally:
            self._drawn = None

    @property
    def rich_style(self) -> Style:
        """The style of the widget."""
        return super().rich_style if self._drawn is None else self._drawn
