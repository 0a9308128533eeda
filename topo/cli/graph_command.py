"""topo graph."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from topo.cli.options import as_of_option, example, public_option, write_out
from topo.report.drawing.engines import TIME_LIMIT, Engine
from topo.report.drawing.formats import FORMATS, find_format
from topo.report.pictures.catalogue import VIEWS
from topo.report.pictures.wanted import Grouping

if TYPE_CHECKING:
    from topo.report.drawing.formats import Drawing

_QUESTIONS = "\n".join(f"{name:<10} {view.question}" for name, view in VIEWS.items())


@click.command(
    "graph",
    short_help="Draw who waits on whom, who must talk, what nobody owns, and where work waits.",
    help=f"""Draw PICTURE of MODEL.

\b
{_QUESTIONS}

DOT and Mermaid are text. SVG is laid out by Graphviz where it is found, else by topo itself; PNG and PDF
take Graphviz: its program `dot`, or the extra `draw`. Exits 2 when a picture cannot be drawn.""",
    epilog=example(
        """topo graph teams | dot -Tsvg > teams.svg
topo graph teams --output teams.svg
topo graph services samples/monolith --focus passenger --depth 2 --output passenger.png
topo graph talking --group-by group --format mermaid
topo graph ownership --output ownership.pdf --force
topo graph stream samples/paradox --stream app-change --output app-change.svg"""
    ),
)
@click.argument("picture", metavar="PICTURE", type=click.Choice(list(VIEWS)))
@click.argument("model", default=".", metavar="[MODEL]", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    help="How it is written.  [default: as --output ends, else dot]",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Where to.  [default: stdout]"
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@click.option("--focus", metavar="TEAM", help="Only this team's surroundings.")
@click.option(
    "--depth",
    type=click.IntRange(0, 100),
    help="with --focus: how many steps around it.  [default: 1]",
)
@click.option(
    "--group-by",
    type=click.Choice([each.value for each in Grouping]),
    help="What boxes stand for.  [default: owner for services, else none]",
)
@click.option("--stream", metavar="STREAM", help="with stream: this value stream alone.")
@click.option(
    "--engine",
    type=click.Choice([each.value for each in Engine]),
    default=Engine.AUTO.value,
    show_default=True,
    help="What lays out SVG, PNG and PDF; own (SVG alone) gives the same bytes everywhere.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=TIME_LIMIT,
    show_default=True,
    metavar="SECONDS",
    help="How long an engine may take.",
)
@as_of_option
@public_option
def command(
    picture: str,
    model: Path,
    format_: str | None,
    output: Path | None,
    force: bool,
    focus: str | None,
    depth: int | None,
    group_by: str | None,
    stream: str | None,
    engine: str,
    time_limit: float,
    as_of: date | None,
    public: bool,
) -> None:
    """Draw a picture."""
    from topo import api
    from topo.cli.options import require_sound

    if depth is not None and focus is None:
        raise click.UsageError("--depth goes with --focus")
    format_ = format_ or ("dot" if output is None else find_format(output))
    _require_place(output, format_, force=force)
    loaded = api.load(model, public=public)
    require_sound(loaded)
    steps = 1 if depth is None else depth
    made = api.make_picture(
        loaded, picture, as_of=as_of, focus=focus, depth=steps, group_by=group_by, stream=stream
    )
    drawing = api.draw_picture(made, format_, engine=engine, time_limit=time_limit)
    for note in drawing.notes:
        click.echo(note, err=True)
    if output is None:
        _write_to_stdout(drawing, is_binary=FORMATS[format_].is_binary)
    else:
        api.write_picture(output, drawing.content, force=force)
        click.echo(f"wrote {output}", err=True)


def _require_place(output: Path | None, format: str, *, force: bool) -> None:
    """Refuse before the work what would be refused after it."""
    from topo.errors import UsageError, WriteRefused

    if output is None:
        if FORMATS[format].is_binary and sys.stdout.isatty():
            raise UsageError(f"{format.upper()} is not for a terminal", hint="name a file with --output")
    elif not force and output.exists():
        raise WriteRefused(
            f"{output} is already there, and is not overwritten", hint="name another file, or give --force"
        )


def _write_to_stdout(drawing: "Drawing", *, is_binary: bool) -> None:
    if is_binary:
        sys.stdout.buffer.write(drawing.content)
    else:
        write_out(drawing.content.decode())
