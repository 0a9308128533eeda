"""Which formats can a picture have, and who draws it in each?"""

from pathlib import PurePath
from typing import NamedTuple

from topo.errors import EngineFailed, UsageError
from topo.report.drawing.engines import TIME_LIMIT, Engine, find_engine
from topo.report.pictures.picture import Picture
from topo.rules.naming import quoted
from topo.text import count, did_you_mean

DPI = 144
"""Points of a bitmap to the inch: sharp on a screen of high density, and in print."""
MOST_LEGIBLE = (100, 250)
"""How many things and lines one can still read."""
MOST_FOR_AN_ENGINE = 3000
"""With more lines than this, Graphviz would take minutes: it is not tried unless it is asked for."""
_INSTALL = "install Graphviz, or topo's extra `draw` (pygraphviz); `--format svg` needs neither"
_FOCUS = "`--focus TEAM` draws one team's surroundings"


class Format(NamedTuple):
    """A format: how files of it end, and whether it is for programs alone."""

    suffixes: tuple[str, ...]
    is_binary: bool = False


class Drawing(NamedTuple):
    """A picture in a format, and what is to be known of how it was drawn."""

    content: bytes
    notes: tuple[str, ...] = ()


FORMATS = {
    "dot": Format((".dot", ".gv")),
    "mermaid": Format((".mmd", ".mermaid")),
    "svg": Format((".svg",)),
    "png": Format((".png",), is_binary=True),
    "pdf": Format((".pdf",), is_binary=True),
}


def find_format(path: PurePath) -> str:
    """The format that a file's name asks for; raises `UsageError` where it asks for none.

    >>> find_format(PurePath("teams.svg"))
    'svg'
    """
    for name, format in FORMATS.items():
        if path.suffix.lower() in format.suffixes:
            return name
    endings = ", ".join(suffix for format in FORMATS.values() for suffix in format.suffixes)
    raise UsageError(
        f"the name {quoted(path.name)} tells no format", hint=f"end it in one of {endings}, or give --format"
    )


def draw(
    picture: Picture, format: str, *, engine: Engine = Engine.AUTO, time_limit: float = TIME_LIMIT
) -> Drawing:
    """The picture in a format.

    DOT and Mermaid are text, the same everywhere. SVG is drawn by an `engine`, or by topo itself where none
    is there or it fails; PNG and PDF take an engine, which gets `time_limit` seconds.

    Raises:
        UsageError: there is no such format, or it takes an engine and none is there.
        EngineFailed: an engine failed that was asked for, or that nothing stands in for.
    """
    notes = tuple(_find_notes(picture))
    if format == "dot":
        from topo.report.drawing.dot import render_dot

        return Drawing(render_dot(picture).encode(), notes)
    if format == "mermaid":
        return _draw_mermaid(picture, notes)
    if format not in FORMATS:
        hint = did_you_mean(format, FORMATS) or f"there are: {', '.join(FORMATS)}"
        raise UsageError(f"no format is called {quoted(format)}", hint=hint)
    if format == "svg" and engine in (Engine.AUTO, Engine.OWN):
        return _draw_svg(picture, engine, time_limit, notes)
    return Drawing(_run_engine(picture, format, engine, time_limit), notes)


def _draw_mermaid(picture: Picture, notes: tuple[str, ...]) -> Drawing:
    from topo.report.drawing.mermaid import MOST_CHARACTERS, MOST_EDGES, render_mermaid

    text = render_mermaid(picture)
    if len(picture.edges) > MOST_EDGES or len(text) > MOST_CHARACTERS:
        limits = f"{MOST_EDGES} lines and {MOST_CHARACTERS:,} characters"
        notes = (*notes, f"Mermaid refuses pictures of more than {limits} unless it is set up otherwise")
    return Drawing(text.encode(), notes)


def _draw_svg(picture: Picture, engine: Engine, time_limit: float, notes: tuple[str, ...]) -> Drawing:
    from topo.report.drawing.svg import render_svg

    lines = len(picture.edges)
    if engine is Engine.AUTO and lines > MOST_FOR_AN_ENGINE:
        notes = (*notes, f"{count(lines, 'line')} are too many for Graphviz: laid out by topo itself")
    elif engine is Engine.AUTO:
        try:
            return Drawing(_run_engine(picture, "svg", engine, time_limit), notes)
        except UsageError:
            notes = (*notes, "no Graphviz here: laid out by topo itself")
        except EngineFailed as failed:
            notes = (*notes, f"{failed.message}: laid out by topo itself")
    return Drawing(render_svg(picture).encode(), notes)


def _run_engine(picture: Picture, format: str, engine: Engine, time_limit: float) -> bytes:
    from topo.report.drawing.dot import render_dot

    if engine is Engine.OWN:
        raise UsageError(f"topo itself draws no {format.upper()}", hint=_INSTALL)
    found = find_engine(engine)
    if found is None:
        name = "Graphviz" if engine is Engine.AUTO else engine.value
        raise UsageError(f"a picture in {format.upper()} takes {name}, which is not here", hint=_INSTALL)
    try:
        return found[1](render_dot(picture, dpi=DPI if format == "png" else None), format, time_limit)
    except EngineFailed as failed:
        failed.hint = f"{_FOCUS}; `--format svg --engine own` needs no engine"
        raise


def _find_notes(picture: Picture) -> list[str]:
    nodes, edges = len(picture.nodes), len(picture.edges)
    if not nodes:
        return ["there is nothing to draw"]
    if nodes <= MOST_LEGIBLE[0] and edges <= MOST_LEGIBLE[1]:
        return []
    less = _FOCUS if all(not node.is_focus for node in picture.nodes) else "a smaller --depth shows less"
    return [f"{count(nodes, 'thing')} and {count(edges, 'line')} are hard to read: {less}"]
