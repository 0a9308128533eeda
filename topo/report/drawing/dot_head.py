"""What stands above a picture in DOT: its title, its notes and its legend, as one HTML-like table."""

from collections.abc import Sequence

from topo.report.drawing.dot_text import escape_html
from topo.report.drawing.lettering import clean, wrap
from topo.report.drawing.look import FAINT, INK, LINES, LOOKS, PAPER, Pattern, Shape, find_width, find_words
from topo.report.pictures.picture import Kind, Meaning, Picture, Tie

KINDS_A_ROW, TIES_A_ROW = 4, 2
NOTE_WIDTH = 110
"""Columns of a line of notes."""
TITLE_WIDTH = 80
_SAMPLE = 30
_BARE = 'border="0" cellborder="0" cellspacing="3" cellpadding="1"'
_DASHES = {Pattern.SOLID: (_SAMPLE,), Pattern.DASHED: (8, 3, 8, 3, 8), Pattern.DOTTED: (2,) * 15}


def render_head(picture: Picture) -> str:
    """The label of the graph."""
    rows = [_text_row(line, 15, INK, is_bold=True) for line in wrap(picture.title, TITLE_WIDTH)]
    rows += [_text_row(line, 10.5, FAINT) for note in picture.notes for line in wrap(note, NOTE_WIDTH)]
    kinds = [entry for entry in picture.legend if isinstance(entry[0], Kind)]
    ties = [entry for entry in picture.legend if isinstance(entry[0], Tie)]
    rows += [
        _legend(entries, wide) for entries, wide in ((kinds, KINDS_A_ROW), (ties, TIES_A_ROW)) if entries
    ]
    return f"<<table {_BARE}>{''.join(rows)}</table>>"


def _text_row(text: str, size: float, colour: str, *, is_bold: bool = False) -> str:
    inner = _text(text, size, colour)
    return f'<tr><td align="left">{f"<b>{inner}</b>" if is_bold else inner}</td></tr>'


def _text(text: str, size: float, colour: str) -> str:
    return f'<font point-size="{size:g}" color="{colour}">{escape_html(text)}</font>'


def _legend(entries: Sequence[tuple[Meaning, str]], wide: int) -> str:
    rows = []
    for start in range(0, len(entries), wide):
        row = entries[start : start + wide]
        cells = "".join(f"{_sample(meaning)}{_words(find_words(meaning, said))}" for meaning, said in row)
        rest = "<td></td>" * 2 * (min(wide, len(entries)) - len(row))
        rows.append(f"<tr>{cells}{rest}</tr>")
    return f'<tr><td align="left"><table {_BARE}>{"".join(rows)}</table></td></tr>'


def _words(said: str) -> str:
    return f'<td align="left">{_text(clean(said), 10, INK)}</td>'


def _sample(meaning: Meaning) -> str:
    return _thing(meaning) if isinstance(meaning, Kind) else _line(meaning)


def _thing(kind: Kind) -> str:
    """A little card; HTML-like tables have no octagons, so there the words say it."""
    look = LOOKS[kind]
    style = "dashed" if look.is_dashed else "rounded" if look.shape is Shape.ROUNDED else ""
    said = f' style="{style}"' if style else ""
    border = max(1, round(look.width))
    paint = f'border="{border}" color="{look.border}" bgcolor="{look.fill}"{said}'
    return _beside(f'<tr><td {paint} fixedsize="true" width="{_SAMPLE}" height="13"></td></tr>')


def _line(tie: Tie) -> str:
    line = LINES[tie]
    high = max(1, round(find_width(tie, 0.3)))
    if line.pattern is Pattern.DOUBLE:
        bar = _bars((_SAMPLE,), line.colour, high)
        rows = f"<tr>{bar}</tr><tr>{_bars((_SAMPLE,), PAPER, high)}</tr><tr>{bar}</tr>"
    else:
        rows = f"<tr>{_bars(_DASHES[line.pattern], line.colour, high)}</tr>"
    return _beside(rows)


def _beside(rows: str) -> str:
    """A cell that keeps to its words at the right, however wide the column becomes."""
    plain = 'border="0" cellborder="0" cellspacing="0" cellpadding="0"'
    table = f'<table {plain} fixedsize="true" width="{_SAMPLE}" height="13">{rows}</table>'
    return f'<td align="right">{table}</td>'


def _bars(lengths: tuple[int, ...], colour: str, high: int) -> str:
    """A line of cells, every second of them a gap."""
    return "".join(
        f'<td fixedsize="true" width="{length}" height="{high}" bgcolor="{(colour, PAPER)[number % 2]}"></td>'
        for number, length in enumerate(lengths)
    )
