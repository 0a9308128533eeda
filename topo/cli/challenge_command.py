"""topo challenge."""

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
    wants_color,
    write_out,
)


@click.command(
    "challenge",
    short_help="Make the strongest case against a scenario.",
    epilog=example(
        "topo challenge split-payments\ntopo challenge split-payments samples/northwind --format markdown"
    ),
)
@click.argument("scenario")
@model_argument
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@as_of_option
@color_option
@public_option
def command(scenario: str, model: Path, format_: str, as_of: date | None, color: str, public: bool) -> None:
    """Say what speaks against SCENARIO (a name, or a file), the strongest point first.

    Who loses, what worsens, what rests on words and on which, what it costs, what is worse on the way than at
    both ends, who moves, which knowledge leaves, and what is no clear difference.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.cli.progress import watch_progress
    from topo.cli.scenario_command import load_scripts
    from topo.report.compared.challenged import render_challenge

    model_ = api.load(model, public=public)
    require_sound(model_)
    [script] = load_scripts(model_, (scenario,))
    with watch_progress("challenging") as progress:
        case = api.challenge(model_, script, as_of=as_of, progress=progress)
        text = render_challenge(case, format_, color=wants_color(color), width=find_width())
    write_out(text)
