"""What is the canonical layout of a model file (`topo fmt`)?

Layout only: no word, quote, comment, key, item or line break inside a value is changed, added, moved or
left out. What is laid out, layer by layer (each has its module in `topo.source.layout`):

- *indentation*: two columns a level, the items of a list further in than their key;
- *blank lines*: never two in a row, one around each section that takes several lines;
- *spacing*: `{a: b, c: d}`, `[a, b]`, `- item`; what is aligned stays aligned, comments too.

Line ends are those of the file's first line, spaces at the end of lines go, and the file ends with one line
end. Not touched: the inside of quoted and block scalars, anchors, aliases, directives, the byte order mark,
and the order of anything.

It is safe by construction: after each layer the text is read again, and a layer after which it would not say
exactly the same, with the same comments at the same places, is not applied.
"""

import re
from collections.abc import Callable

import yaml

from topo.errors import NothingReadable
from topo.source.layout.blank_lines import space_out
from topo.source.layout.indentation import indent
from topo.source.layout.sheet import Kind, Sheet, read_sheet
from topo.source.layout.spacing import space
from topo.source.problem import Problem
from topo.source.reading import paused_collector, read_yaml
from topo.source.scanning import parse_events, split_byte_order_mark

Layer = Callable[[Sheet], str]

LAYERS: tuple[Layer, ...] = (indent, space_out, space)
_MOST_ROUNDS = 8
_LINE_END = re.compile("\r\n?|\n")
_UNUSUAL_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


class NotFormattable(NothingReadable):
    """A text that cannot be parsed has no layout; `problems` says where and why (lines count from 0)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        last = problems[-1]  # what stopped the reading
        place = f"line {last.line + 1}, column {last.column + 1}"
        super().__init__(f"{place}: {last.message}", hint=last.hint)
        self.problems = problems


def format_yaml(text: str) -> str:
    """The canonical layout of `text`, which may hold several documents.

    Formatting the result again changes nothing. A text with one of Unicode's own line separators comes back
    as it is. Raises NotFormattable for a text that is not valid, as the reading of a model sees it.

    >>> print(format_yaml("teams:\\n    pay: { size: 7,owns: [ ledger ] } # cell"), end="")
    teams:
      pay: {size: 7, owns: [ledger]} # cell
    """
    reading = read_yaml(text)
    if not reading.is_complete:
        raise NotFormattable(reading.problems)
    mark, body = split_byte_order_mark(text)
    if _UNUSUAL_LINE_ENDS.search(body):
        return text
    first_end = _LINE_END.search(body)
    plain = _LINE_END.sub("\n", body)
    with paused_collector():
        formatted = _lay_out_until_settled(plain)
    if formatted is None:
        return text
    return mark + (formatted.replace("\n", "\r\n") if first_end and first_end[0] == "\r\n" else formatted)


def _lay_out_until_settled(text: str) -> str | None:
    """The layout that laying out does not change any more, or None where there is none."""
    sheet = read_sheet(text)
    for _ in range(_MOST_ROUNDS):
        before = sheet
        for layer in LAYERS:
            sheet = _apply(layer, sheet)
        if sheet.text == before.text:
            return sheet.text
    return None


def _apply(layer: Layer, sheet: Sheet) -> Sheet:
    changed = layer(sheet)
    return sheet if changed == sheet.text else _find_equal(sheet, changed) or sheet


def _find_equal(sheet: Sheet, changed: str) -> Sheet | None:
    """The sheet of the changed text, or None where it says anything else than before."""
    try:
        after = read_sheet(changed)
        if _find_said(sheet) != _find_said(after) or _find_events(sheet.text) != _find_events(changed):
            return None
    except yaml.YAMLError:
        return None
    return after


def _find_said(sheet: Sheet) -> list[tuple[Kind, str, bool]]:
    """The pieces in order, which tells between which of them each comment stands."""
    return [(piece.kind, piece.text, piece.is_alone) for piece in sheet.pieces]


def _find_events(text: str) -> list[tuple[object, ...]]:
    """Everything that the parser tells of a text but its places."""
    said = ("anchor", "tag", "implicit", "value", "style", "flow_style", "explicit", "version", "tags")
    return [(type(event), *(getattr(event, name, None) for name in said)) for event in parse_events(text)]
