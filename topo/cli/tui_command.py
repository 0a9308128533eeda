"""topo tui."""

from datetime import date
from pathlib import Path

import click

from topo.cli.options import as_of_option, example, model_argument, public_option


@click.command(
    "tui",
    short_help="Try a reorganisation live, in the terminal.",
    epilog=example(
        "topo tui\ntopo tui samples/agileworks --scenario hybrid\ntopo tui my-org --anonymous --readonly"
    ),
)
@model_argument
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="NAME",
    help="A scenario to begin with, by name or file; repeatable, the first one is open.",
)
@click.option("--anonymous", is_flag=True, help="Show numbers in the place of all names.")
@click.option("--readonly", is_flag=True, help="Only show: no moves, no files.")
@as_of_option
@public_option
def command(
    model: Path,
    scenarios: tuple[str, ...],
    anonymous: bool,
    readonly: bool,
    as_of: date | None,
    public: bool,
) -> None:
    """Try a reorganisation of MODEL live: carry services, domains and people, and see what that does.

    The model's files are never changed: what is tried is saved as a scenario. Without a model the samples
    are offered. `?` shows every key.
    """
    from topo.tui.starting import run

    code = run(
        model,
        as_of=as_of,
        scenarios=scenarios,
        is_anonymous=anonymous,
        is_readonly=readonly,
        public=public,
    )
    raise click.exceptions.Exit(code)
