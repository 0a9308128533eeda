"""topo analyze."""

from collections.abc import Mapping
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

TABLES: Mapping[str, str] = {
    "whole": "organisation",
    "teams": "team",
    "services": "service",
    "domains": "domain",
    "people": "person",
    "products": "product",
    "streams": "stream",
}
"""What --table takes, and of what its rows are."""


@click.command(
    "analyze",
    short_help="Measure an organisation.",
    epilog=example(
        """topo analyze
topo analyze samples/northwind --team checkout
topo analyze --table services --format csv > services.csv
topo analyze --sensitivity"""
    ),
)
@model_argument
@click.option("--team", metavar="ID", help="One team in full.")
@click.option("--domain", metavar="ID", help="One domain.")
@click.option("--service", metavar="ID", help="One service.")
@click.option("--person", metavar="ID", help="One person.")
@click.option("--product", metavar="ID", help="One product.")
@click.option("--stream", metavar="ID", help="One value stream.")
@click.option("--table", type=click.Choice(list(TABLES)), help="All things of a kind, the heaviest first.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "csv", "json"]),
    default="text",
    show_default=True,
    help="How to show it; csv has the one table of the page.",
)
@click.option("--slow", "--all", "slow", is_flag=True, help="Measure too what takes long.")
@click.option(
    "--sensitivity", is_flag=True, help="Say which rankings hold when every weight is a quarter more or less."
)
@as_of_option
@public_option
@color_option
def command(
    model: Path,
    team: str | None,
    domain: str | None,
    service: str | None,
    person: str | None,
    product: str | None,
    stream: str | None,
    table: str | None,
    format_: str,
    slow: bool,
    sensitivity: bool,
    as_of: date | None,
    public: bool,
    color: str,
) -> None:
    """Measure MODEL: who owns, waits, must talk and carries too much, and what cannot be assessed.

    Without an option it is one page; `topo explain` opens each number up.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.cli.progress import watch_progress
    from topo.report.sheets import render_sheet

    things = {
        "team": team,
        "domain": domain,
        "service": service,
        "person": person,
        "product": product,
        "stream": stream,
    }
    chosen = [(kind, said) for kind, said in things.items() if said is not None]
    if len(chosen) + (table is not None) > 1:
        names = ", ".join(f"--{kind}" for kind in things)
        raise click.UsageError(f"one at a time: {names} or --table")
    if sensitivity and (chosen or table):
        raise click.UsageError("--sensitivity is about rankings: it goes with the whole organisation alone")
    loaded = api.load(model, public=public)
    require_sound(loaded)
    with watch_progress("measuring") as progress:
        measures = api.measure(loaded, as_of=as_of, progress=progress)
        if table is not None:
            sheet = api.list_things(measures, TABLES[table], slow=slow)
        elif chosen:
            sheet = api.analyze_thing(measures, *chosen[0], slow=slow)
        else:
            sheet = api.analyze(measures, slow=slow, sensitivity=sensitivity)
    write_out(render_sheet(sheet, format_, color=wants_color(color), width=find_width()))
