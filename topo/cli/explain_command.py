"""topo explain."""

from datetime import date
from pathlib import Path

import click

from topo.cli.options import (
    as_of_option,
    color_option,
    example,
    find_width,
    public_option,
    wants_color,
    write_out,
)


@click.command(
    "explain",
    short_help="Say why a number is what it is.",
    epilog=example(
        """topo explain teams.checkout domain-points
topo explain checkout
topo explain . ownership-coverage --model samples/northwind
topo explain 'services.cart-api.depends_on[stock]'
topo explain 'interactions[collaboration checkout payments]'"""
    ),
)
@click.argument("address")
@click.argument("measure", required=False)
@click.option(
    "-m",
    "--model",
    default=".",
    metavar="MODEL",
    type=click.Path(path_type=Path),
    help="The model: a folder, a topo.yaml or another file.  [default: the nearest topo.yaml upwards]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How to show it.",
)
@click.option("--all", "whole", is_flag=True, help="Show every part, however many there are.")
@click.option("--slow", is_flag=True, help="Without MEASURE: measure too what takes long.")
@as_of_option
@public_option
@color_option
def command(
    address: str,
    measure: str | None,
    model: Path,
    format_: str,
    whole: bool,
    slow: bool,
    as_of: date | None,
    public: bool,
    color: str,
) -> None:
    """Say why MEASURE of what ADDRESS names is what it is: formula, parts, weights, file and line of each.

    ADDRESS is `teams.payments`, or `payments` where only one thing is called so; `.` is the whole. Without
    MEASURE every measure of it is shown. It may also be the address of a part, of a finding, of an
    interaction, or `pairs[checkout payments]`.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.cli.progress import watch_progress
    from topo.report.sheets import render_sheet

    if measure is not None and ("/" in measure or Path(measure).exists()):
        raise click.UsageError(f"`{measure}` is no measure; the model goes with --model")
    loaded = api.load(model, public=public)
    require_sound(loaded)
    with watch_progress("measuring") as progress:
        sheet = api.explain(loaded, address, measure, as_of=as_of, slow=slow, whole=whole, progress=progress)
    write_out(render_sheet(sheet, format_, color=wants_color(color), width=find_width()))
