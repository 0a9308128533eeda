"""How do people read the moves: what each does and refuses, its fields and an example, as Markdown?"""

from collections.abc import Iterable, Iterator

from topo.change.catalogue import MOVES, load_page
from topo.change.move import Move
from topo.schema.generating import make_part_schema, make_schema
from topo.schema.reference import render_table

_HEAD = """\
# Moves

What a scenario may change. A *structural* move changes who owns what and who sits where; a *claim* asserts
that something will be true, which costs paper in the model and work in the world, and every comparison counts
claims apart. Made from the moves themselves.

A move either fits as a whole, or it is refused with everything that does not fit and nothing is changed. What
is named has to be there; `team:payments` says the kind where a name could be of several. A move takes along
whoever speaks of what it changes, so that no reference is left that names nothing, and it can be taken back
exactly.
"""


def render_moves() -> str:
    """The page of all moves: a table, then each by itself."""
    lines = [_HEAD]
    for title, kind in (("Structural moves", "structural"), ("Claims", "claim")):
        lines += [f"## {title}", "", "| move | does |", "|---|---|"]
        lines += [_row(move) for move in MOVES.values() if move.kind == kind]
        lines.append("")
    known = tuple(make_schema()["definitions"])
    for move in MOVES.values():
        lines += _section(move, known)
    return "\n".join(lines).rstrip() + "\n"


def _row(move: type[Move]) -> str:
    return f"| [{move.name}](#{move.name}) | {load_page(move).partition(chr(10))[0]} |"


def _section(move: type[Move], known: tuple[str, ...]) -> Iterator[str]:
    """The lines about a move; `known` are the parts that the reference of the language explains."""
    schema = make_part_schema(move)
    parts = schema["definitions"]
    own = sorted(name for name in parts if name not in known)
    claim = "*A claim.* " if move.kind == "claim" else ""
    page = load_page(move).replace("\n## ", "\n#### ")
    lines = [
        f"### {move.name}",
        "",
        f"{claim}{page}",
        "",
        "#### Fields",
        "",
        *render_table(schema, parts),
        "",
    ]
    for name in own:
        lines += [f"##### {name}", "", parts[name]["description"], "", *render_table(parts[name], parts), ""]
    yield from (_link(line, known) for line in lines)


def _link(line: str, known: Iterable[str]) -> str:
    for name in known:
        line = line.replace(f"](#{name.lower()})", f"](reference.md#{name.lower()})")
    return line
