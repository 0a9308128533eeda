"""topo stress."""

from datetime import date
from pathlib import Path

import click

from topo.cli.options import (
    ChangeOption,
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
    "stress",
    short_help="Make coding faster, and see whether delivery is, and what gives way.",
    epilog=example(
        """topo stress --ai 40%
topo stress samples/paradox --ai 40% --reading push
topo stress samples/paradox --ai 40% --review-effort +20% --rework +10%
topo stress samples/paradox --ai 40% --try 1 --as automate-the-review"""
    ),
)
@model_argument
@click.option(
    "--ai",
    type=ChangeOption(),
    metavar="SHARE",
    help="How much faster coding gets: 40%.  "
    "[default: the `ai:` entries of the model, else check.stress, else the profile `flow`]",
)
@click.option(
    "--reading",
    type=click.Choice(["demand", "push", "capped", "all"]),
    default="all",
    show_default=True,
    help="Suppose the same demand, as much more as coding is faster, or a limit of work under way.",
)
@click.option(
    "--review-effort", type=ChangeOption(), metavar="SHARE", help="How much longer checking takes: +20%."
)
@click.option("--rework", type=ChangeOption(), metavar="SHARE", help="How much more is sent back: +10%.")
@click.option(
    "--try",
    "tries",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="NUMBER",
    help="Write the lever with this number as a scenario; several make one.",
)
@click.option("--as", "name", metavar="NAME", help="with --try: what the scenario is called.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@color_option
@as_of_option
@public_option
def command(
    model: Path,
    ai: float | None,
    reading: str,
    review_effort: float | None,
    rework: float | None,
    tries: tuple[int, ...],
    name: str | None,
    format_: str,
    color: str,
    as_of: date | None,
    public: bool,
) -> None:
    """Stress the value streams of MODEL: AI makes the stages that it assists faster.

    Says what coding gains and what delivery does, which people cannot keep up if teams make more for it, and
    what would help. docs/stress.md tells how to read it.
    """
    from topo import api
    from topo.cli.progress import watch_progress
    from topo.errors import UsageError
    from topo.source.positions import show_path

    if name is not None and not tries:
        raise UsageError("--as names the scenario of --try", hint="give --try NUMBER as well")
    loaded = api.load(model, public=public)
    require_sound(loaded)
    with watch_progress("simulating") as progress:
        test = api.stress(
            loaded,
            ai=ai,
            review_effort=review_effort or 0.0,
            rework=rework or 0.0,
            as_of=as_of,
            progress=progress,
        )
        text = api.render_stress(test, format_, reading=reading, color=wants_color(color), width=find_width())
    if tries:
        written = api.write_levers(loaded, test, tries, name=name)
        click.echo(f"wrote {show_path(written)}", err=True)
    write_out(text)
