"""topo mri."""

from datetime import date
from pathlib import Path

import click

from topo.cli.options import (
    as_of_option,
    color_option,
    example,
    find_width,
    model_argument,
    public_option,
    require_sound,
    wants_color,
    write_out,
)


@click.command(
    "mri",
    short_help="See how each team stands, what more speed would do to it, and what to relieve first.",
    epilog=example("topo mri\ntopo mri samples/paradox --team mobile\ntopo mri --format markdown > mri.md"),
)
@model_argument
@click.option("--team", metavar="TEAM", help="This team alone, with all that is known of it.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@color_option
@as_of_option
@public_option
def command(
    model: Path, team: str | None, format_: str, color: str, as_of: date | None, public: bool
) -> None:
    """Diagnose MODEL: teams × dimensions, each field green, amber, red or not assessed.

    Not one score. Beside it: would more speed amplify strength or dysfunction in each team, who looks after
    what, who answers for what, and the one constraint with its lever. docs/mri.md tells how to read it.
    """
    from topo import api

    loaded = api.load(model, public=public)
    require_sound(loaded)
    mri = api.mri(loaded, as_of=as_of)
    write_out(api.render_mri(mri, format_, team=team, color=wants_color(color), width=find_width()))
