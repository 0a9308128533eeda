"""topo fmt."""

from pathlib import Path

import click

from topo.cli.options import example, model_argument, write_out


@click.command(
    "fmt",
    short_help="Lay the YAML out canonically.",
    epilog=example("topo fmt\ntopo fmt --check\ntopo fmt teams.yaml"),
)
@model_argument
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit 1 when a file would change.")
@click.option("--diff", "is_diff", is_flag=True, help="Write nothing; print what would change.")
def command(model: Path, is_check: bool, is_diff: bool) -> None:
    """Lay out the YAML files of MODEL: indentation, spaces, blank lines. Order, quotes and comments stay.

    A file that is not YAML is named and left alone (exit 1).
    """
    from topo import api

    outcome = api.format_model(model, write=not (is_check or is_diff))
    for path, difference in outcome.changed:
        if is_diff:
            write_out(difference)
        else:
            click.echo(f"{'would change' if is_check else 'laid out'} {path}", err=True)
    for path, reason in outcome.refused:
        click.echo(f"left alone {path}: {reason}", err=True)
    if not outcome.changed and not outcome.refused:
        click.echo(
            f"{outcome.files} {'file is' if outcome.files == 1 else 'files are'} laid out already", err=True
        )
    if outcome.refused or (outcome.changed and (is_check or is_diff)):
        raise click.exceptions.Exit(1)
