"""How is a picture written as Mermaid, which GitHub, GitLab and most wikis draw where it stands?

Everything that a name could mean to Mermaid, to Markdown or to HTML is written as an entity. Nodes have
numbers for ids, since `end`, `o` and `x` mean something there.
"""

import json
import re
from collections.abc import Iterator

from topo.report.drawing.lettering import BOLD, TextLine, clean, label, letter, wrap
from topo.report.drawing.look import (
    FOCUS,
    INK,
    LINES,
    LOOKS,
    End,
    Look,
    Pattern,
    Shape,
    find_colour,
    find_width,
)
from topo.report.drawing.rows import find_rows
from topo.report.pictures.picture import Box, Flow, Kind, Picture, Tie

MOST_EDGES = 500
"""Mermaid draws no more lines, unless whoever shows the picture allows it."""
MOST_CHARACTERS = 50_000
"""Mermaid reads no longer text, unless whoever shows the picture allows it."""

_INNER = re.compile(r"(?<=[0-9A-Za-z])[._/-](?=[0-9A-Za-z])|(?<=[0-9A-Za-z)]), |(?<=[0-9A-Za-z)]): |[ ()]")
"""Signs that mean nothing where they stand: between letters and digits, or in a sentence."""
_ENDS = {End.NONE: "", End.CIRCLE: "o", End.SQUARE: "x"}
"""What Mermaid has of ends; all others are arrows."""
_THICK = frozenset({Tie.BLOCKS, Tie.RELEASED_TOGETHER, Tie.COLLABORATION})
_SHAPES = {Shape.BOX: ("[", "]"), Shape.ROUNDED: ("(", ")"), Shape.OCTAGON: ("{{", "}}")}


def render_mermaid(picture: Picture) -> str:
    """The picture as a Mermaid flowchart; the same picture gives the same bytes."""
    return "\n".join((*_find_lines(picture), ""))


def _find_lines(picture: Picture) -> Iterator[str]:
    names = {node.id: f"n{number}" for number, node in enumerate(picture.nodes, start=1)}
    yield "---"
    yield f"title: {json.dumps(clean(picture.title), ensure_ascii=False)}"
    yield "---"
    yield f"flowchart {'TD' if picture.flow is Flow.DOWN else 'LR'}"
    yield from _find_inside(picture, names, None, 1)
    yield from _find_edges(picture, names)
    yield from _find_legend(picture)
    for one, other in find_rows(picture):
        yield f"  {names[one]} ~~~ {names[other]}"
    yield from _find_styles(picture, names)


def _find_inside(picture: Picture, names: dict[str, str], box: str | None, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for number, inner in enumerate(picture.boxes, start=1):
        if inner.parent == box:
            yield f'{indent}subgraph b{number}["{_text(letter(inner))}"]'
            yield from _find_inside(picture, names, inner.id, depth + 1)
            yield f"{indent}end"
    for node in picture.nodes:
        if node.box == box:
            before, after = _SHAPES[LOOKS[node.kind].shape]
            yield f'{indent}{names[node.id]}{before}"{_text(letter(node))}"{after}:::{_class(node.kind)}'


def _find_edges(picture: Picture, names: dict[str, str]) -> Iterator[str]:
    for edge in picture.edges:
        shown = label(picture, edge)
        said = f'|"{_text(shown)}"|' if shown else ""
        ends = (edge.head, edge.tail) if _is_turned(edge.tie) else (edge.tail, edge.head)
        yield f"  {names[ends[0]]} {_arrow(edge.tie)}{said} {names[ends[1]]}"


def _is_turned(tie: Tie) -> bool:
    """Whether a line is drawn from head to tail: Mermaid has none with an end at its tail alone."""
    return LINES[tie].head is End.NONE and LINES[tie].tail is not End.NONE


def _arrow(tie: Tie) -> str:
    line = LINES[tie]
    end = _ENDS.get(line.tail if _is_turned(tie) else line.head, ">")
    body = "==" if tie in _THICK else "-.-" if line.pattern in (Pattern.DASHED, Pattern.DOTTED) else "--"
    return f"{body}{end}" if end else f"{body}{body[-1]}" if body != "-.-" else body


def _find_legend(picture: Picture) -> Iterator[str]:
    yield '  subgraph legend["what it means"]'
    if picture.notes:
        lines = [text for note in picture.notes for text in wrap(note, 60)]
        yield f'    notes["{"<br/>".join(map(_escape, lines))}"]:::plain'
    for number, (meaning, said) in enumerate(picture.legend, start=1):
        if isinstance(meaning, Kind):
            before, after = _SHAPES[LOOKS[meaning].shape]
            yield f'    k{number}{before}"{_escape(clean(said))}"{after}:::{_class(meaning)}'
        else:
            yield f'    t{number}[" "]:::plain {_arrow(meaning)} u{number}["{_escape(clean(said))}"]:::plain'
    yield "  end"


def _find_styles(picture: Picture, names: dict[str, str]) -> Iterator[str]:
    kinds = {node.kind for node in picture.nodes} | {m for m, _ in picture.legend if isinstance(m, Kind)}
    for kind in sorted(kinds):
        yield f"  classDef {_class(kind)} {_style(LOOKS[kind], LOOKS[kind].fill)}"
    yield f"  classDef plain fill:none,stroke:none,color:{INK}"
    for number, box in enumerate(picture.boxes, start=1):
        yield f"  style b{number} {_style(_focused(LOOKS[box.kind], box), LOOKS[box.kind].tint)}"
    yield f"  style legend fill:none,stroke:#d0d7de,color:{INK}"
    for node in picture.nodes:
        if node.is_focus:
            yield f"  style {names[node.id]} stroke:{FOCUS},stroke-width:3px"
    yield from _find_line_styles(picture)


def _focused(look: Look, box: Box) -> Look:
    return look._replace(border=FOCUS, width=3.0) if box.is_focus else look


def _find_line_styles(picture: Picture) -> Iterator[str]:
    """A style for each look of a line, with the numbers of the lines that have it."""
    ties = [(find_colour(edge), find_width(edge.tie, edge.share)) for edge in picture.edges]
    ties += [(LINES[m].colour, find_width(m, 0.3)) for m, _ in picture.legend if isinstance(m, Tie)]
    alike: dict[tuple[str, float], list[str]] = {}
    for number, look in enumerate(ties):
        alike.setdefault(look, []).append(str(number))
    for (colour, width), numbers in sorted(alike.items()):
        yield f"  linkStyle {','.join(numbers)} stroke:{colour},stroke-width:{width:g}px"


def _style(look: Look, fill: str) -> str:
    dashed = ",stroke-dasharray:6 4" if look.is_dashed else ""
    return f"fill:{fill},stroke:{look.border},stroke-width:{look.width:g}px,color:{INK}{dashed}"


def _class(kind: Kind) -> str:
    return kind.value.replace("-", "_")


def _text(lines: tuple[TextLine, ...]) -> str:
    return "<br/>".join(map(_line, lines))


def _line(line: TextLine) -> str:
    text = _escape(line.text) or " "
    return f"<b>{text}</b>" if line.style in BOLD else text


def _escape(text: str) -> str:
    """Text that stands for itself in a label; letters, digits and what stands between them stay readable.

    >>> _escape("cart-api (v1.2)"), _escape('"end"; <b>')
    ('cart-api (v1.2)', '#34;end#34;#59; #60;b#62;')
    """
    kept = {match.start() for match in _INNER.finditer(text)}
    kept |= {match.end() - 1 for match in _INNER.finditer(text)}
    return "".join(
        letter if number in kept or letter.isalnum() or not letter.isascii() else f"#{ord(letter)};"
        for number, letter in enumerate(text)
    )
