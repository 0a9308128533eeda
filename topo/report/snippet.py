"""How is one place of a file quoted on a terminal: arrow, source line, carets and label?

The shape is that of rustc's diagnostics: line numbers stand in a gutter that is as wide as the longest.
"""

from collections.abc import Iterable
from typing import NamedTuple

from topo.findings import Position
from topo.report.columns import cut, cut_start, measure_width
from topo.report.excerpt import make_excerpt
from topo.report.paint import Paint, Style, strip_paint
from topo.report.placing import render_position
from topo.rules.result import Places

_LEAST_EXCERPT = 20
_AROUND_PLACE = len("--> ") + len("  ")


class Page(NamedTuple):
    """What a block is written on: the places it quotes, colours, the width in columns, and its gutter.

    Where it does not wrap, a text is cut to what is left of its row.
    """

    places: Places
    paint: Paint
    width: int
    gutter: int = 1
    wraps: bool = True

    def with_gutter_for(self, positions: Iterable[Position | None]) -> "Page":
        """The same page with a gutter that holds the line numbers of these positions."""
        numbers = [position.line for position in positions if position is not None]
        return self._replace(gutter=len(str(max(numbers, default=0))))

    def fit(self, text: str, *, after: int) -> str:
        """`text`, cut to the rest of a row of which `after` columns are taken."""
        room = self.width - after
        if self.wraps:
            return text
        return cut(text, room) if room > 1 else ""

    def shorten(self, place: str, *, beside: str = "") -> str:
        """A place at the start of a row; its end alone where the words beside it need the room."""
        if self.wraps:
            return place
        left = self.width - self.gutter - _AROUND_PLACE - measure_width(beside)
        return cut_start(place, max(self.width // 3, left))

    def shorten_related(self, place: str) -> str:
        """The same for a place that stands among words beside the carets."""
        return place if self.wraps else cut_start(place, self.width // 4)

    def render_arrow(self, position: Position) -> str:
        """`  --> file:line:column`."""
        return f"{' ' * self.gutter}{self.paint('gutter', '-->')} {render_position(position)}"

    def render_line(self, place: str, text: str) -> str:
        """`  --> place  text` in one line."""
        place = self.shorten(place, beside=text)
        text = self.fit(text, after=self.gutter + _AROUND_PLACE + measure_width(place))
        return (
            f"{' ' * self.gutter}{self.paint('gutter', '-->')} {self.paint('bold', place)}  {text}".rstrip()
        )

    def render_margin(self, number: int | None = None) -> str:
        """`14 |`, or the same width without a number."""
        text = "" if number is None else str(number)
        return self.paint("gutter", f"{text:>{self.gutter}} |")

    def render_aside(self, kind: str, text: str) -> list[str]:
        """`   = help: text`, with the further lines of the text below its first."""
        indent = self.gutter + len(kind) + 5
        first, *rest = (self.fit(line, after=indent) for line in text.split("\n"))
        lead = f"{' ' * self.gutter} {self.paint('gutter', '=')} {self.paint('bold', f'{kind}:')} {first}"
        return [lead, *(f"{' ' * indent}{line}" for line in rest)]

    def render_quote(self, position: Position | None, label: str, style: Style) -> list[str]:
        """The source line and the carets with their label; nothing where there is no line to quote."""
        line = self.places.source_line(position) if position is not None and position.line else None
        if line is None or position is None:
            return []
        room = max(self.width - self.gutter - 3, _LEAST_EXCERPT)
        excerpt = make_excerpt(line, position, width=room)
        label = self.fit(label, after=self.gutter + 3 + excerpt.indent + excerpt.carets + 1)
        pointer = f"{'^' * excerpt.carets} {label}".rstrip()
        return [
            f"{self.render_margin(position.line)} {excerpt.text}".rstrip(),
            f"{self.render_margin()} {' ' * excerpt.indent}{self.paint(style, pointer)}",
        ]

    def count_rows(self, lines: Iterable[str]) -> int:
        """The rows of the screen that these lines take, with those that the terminal wraps."""
        widths = (measure_width(strip_paint(line)) for line in lines)
        return sum(max(1, -(-width // self.width)) for width in widths)
