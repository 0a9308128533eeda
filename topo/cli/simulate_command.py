"""topo simulate."""

from pathlib import Path

import click

from topo.cli.options import (
    color_option,
    example,
    find_width,
    model_argument,
    public_option,
    wants_color,
    write_out,
)


@click.command(
    "simulate",
    short_help="Run the value streams item by item: days, queues, and how sure that is.",
    epilog=example(
        """topo simulate samples/northwind
topo simulate samples/paradox --stream app-change --replications 50
topo simulate samples/paradox --dates spread --format json"""
    ),
)
@model_argument
@click.option("--stream", metavar="ID", help="Show this stream and its pools; all of them are run.")
@click.option(
    "--weeks",
    type=click.FloatRange(min=0, min_open=True, max=1e6),
    default=260,
    show_default=True,
    help="How many weeks count in each run.",
)
@click.option(
    "--warm-up",
    type=click.FloatRange(min=0, max=1e6),
    default=52,
    show_default=True,
    metavar="WEEKS",
    help="How many weeks pass before: a run begins with nobody there.",
)
@click.option(
    "--replications",
    type=click.IntRange(min=1, max=100_000),
    default=20,
    show_default=True,
    help="How many runs, of different luck.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same numbers.")
@click.option(
    "--dates",
    type=click.Choice(["together", "spread"]),
    default="together",
    show_default=True,
    help="Whether items that wait for a date (`every`) come out together, or as in the formulas.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1, max=256),
    help="How many processes make the runs.  [default: as many as processors, where there is much to do]",
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@color_option
@public_option
def command(
    model: Path,
    stream: str | None,
    weeks: float,
    warm_up: float,
    replications: int,
    seed: int,
    dates: str,
    jobs: int | None,
    format_: str,
    color: str,
    public: bool,
) -> None:
    """Run the value streams of MODEL as discrete events over the people that they share.

    Knows what the formulas do not: limits of work under way, dates that release many items at once, and how
    long the slowest take. Ctrl-C shows what the runs that are complete came to. docs/simulate.md tells more.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.cli.progress import watch_progress
    from topo.report.sheets import render_sheet
    from topo.report.simulation import make_simulation_sheet
    from topo.simulate.repeating import Makers

    loaded = api.load(model, public=public)
    require_sound(loaded)
    with watch_progress("simulating") as progress:
        simulation = api.simulate(
            loaded,
            stream=stream,
            weeks=weeks,
            warm_up=warm_up,
            replications=replications,
            seed=seed,
            spread=dates == "spread",
            makers=Makers(jobs, progress=progress),
        )
    if simulation.is_stopped and not simulation.runs:
        raise click.Abort
    sheet = make_simulation_sheet(simulation)
    write_out(render_sheet(sheet, format_, color=wants_color(color), width=find_width()))
    if simulation.is_stopped:
        click.echo(f"stopped after {len(simulation.runs)} of {replications} runs", err=True)
        raise click.exceptions.Exit(130)
