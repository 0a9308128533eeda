"""How do people read which moves there are: what each does, refuses and takes, as Markdown?"""

import re
from collections.abc import Iterator
from typing import Any

from topo.change.catalogue import MOVES, load_page
from topo.change.move import Move
from topo.change.scenario.schema import make_schema
from topo.schema.reference import render_table

_HEAD = """\
# Every move

Made from the moves' own pages and from the same classes as the JSON Schema (`topo schema scenario`);
[scenarios.md](scenarios.md) says how a scenario is written and tried. A *structural* move changes who owns
what and who sits where; a *claim* asserts that something will be true: it costs paper in the model and work in
the world.
"""
_OF_FILES = ("MoveEntry", "PhaseEntry", "Decided")


def render_moves() -> str:
    """The reference of the moves: a table of all, a section for each, and the parts that they take."""
    parts = make_schema()["definitions"]
    lines = [_HEAD, "| move | kind | does |", "|---|---|---|"]
    lines += [
        f"| [{name}](#{name}) | {_name_kind(move)} | {_find_summary(move)} |" for name, move in MOVES.items()
    ]
    for move in MOVES.values():
        lines += ["", *_render_move(move, parts)]
    moves = {move.__name__ for move in MOVES.values()}
    for name in sorted(parts.keys() - moves - set(_OF_FILES)):
        lines += [
            "",
            f"## {name}",
            "",
            parts[name].get("description", ""),
            "",
            *render_table(parts[name], parts),
        ]
    return "\n".join(lines).rstrip() + "\n"


def _render_move(move: type[Move], parts: dict[str, Any]) -> Iterator[str]:
    summary, _, body = load_page(move).partition("\n")
    does, example, shown = body.strip().partition("## Example")
    yield from (f"## {move.name}", "", f"{summary} *{_name_kind(move).capitalize()}.*", "")
    yield _lower_headings(does.strip())
    yield from ("", "### Fields", "", *render_table(parts[move.__name__], parts), "")
    yield _lower_headings(f"{example}{shown}")


def _lower_headings(text: str) -> str:
    return re.sub(r"^## ", "### ", text, flags=re.MULTILINE)


def _name_kind(move: type[Move]) -> str:
    return "structural" if move.kind == "structural" else "a claim"


def _find_summary(move: type[Move]) -> str:
    return load_page(move).partition("\n")[0].rstrip(".")
