"""topo init."""

from pathlib import Path

import click

from topo.cli.options import example


@click.command(
    "init",
    short_help="Write a starter model.",
    epilog=example(
        """topo init
topo init my-org --sample northwind
topo init my-org --from backstage ../catalog
topo init my-org --from codeowners ../shop
topo init my-org --from compose ../shop"""
    ),
)
@click.argument("folder", default=".", metavar="[FOLDER]", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--sample", metavar="NAME", help="Copy a sample that ships: agileworks, monolith, northwind, paradox."
)
@click.option(
    "--from",
    "source",
    type=(
        click.Choice(["backstage", "codeowners", "compose", "csv", "graphml"]),
        click.Path(path_type=Path, exists=True),
    ),
    metavar="FORMAT PATH",
    help="Begin with an estate that exists: its format (backstage, codeowners, compose, csv or graphml) "
    "and its folder or file.",
)
@click.option(
    "--in-place", is_flag=True, help="with --from: read the estate in place instead of freezing it."
)
def command(folder: Path, sample: str | None, source: tuple[str, Path] | None, in_place: bool) -> None:
    """Write a commented starter model into FOLDER (default: here). Nothing is ever overwritten."""
    from topo import api
    from topo.cli.options import report_skipped

    if sample is not None and source is not None:
        raise click.UsageError("--sample and --from exclude each other")
    if in_place and source is None:
        raise click.UsageError("--in-place goes with --from")
    if sample is not None:
        written = api.init_sample(folder, sample)
    elif source is not None:
        written, loaded = api.init_from(folder, source[0], source[1], in_place=in_place)
        report_skipped(loaded)
    else:
        written = api.init_starter(folder)
    for path in written:
        click.echo(f"wrote {path}", err=True)
    click.echo(f"next: topo check {folder}" if folder != Path() else "next: topo check", err=True)
